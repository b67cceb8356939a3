/** Tests of what callers change about their own account. */
import type { FieldPlan, ServicePlan } from '../../../../../plan/index.ts';
import { typing } from '../../../../../plan/symbols.ts';
import { isPresent, type Part, py } from '../../../../../python/index.ts';
import { dictionary, isShown, json, parametrize, table, writable } from '../../../resource/parts.ts';
import { samplesOf } from '../../../samples/index.ts';
import { helpers } from '../../../symbols.ts';

const { Any } = typing;
const { AUTH, Caller, ME, assert_invalid, assert_problem, create_user, credentials, sign_in } = helpers;

/** The tests of the fields that a design adds to accounts. */
export function accountTests(plan: ServicePlan): Part[] {
  const fields = writable(plan.account).filter(isShown);
  const changeable = fields.filter(({ field }) => !field.immutable);
  return [registers(fields), changes(changeable), changeable.length > 0 && refuses(plan), takenTests(plan)].filter(
    isPresent,
  );
}

const samplePairs = (fields: readonly FieldPlan[]) =>
  fields.flatMap((plan) => {
    const [first, second = first] = samplesOf(plan).values;
    return first === undefined ? [] : [{ plan, first, second: second! }];
  });

function registers(fields: readonly FieldPlan[]): Part {
  const given = samplePairs(fields).map(({ plan, first }) => [plan.json, json(first)] as const);
  if (given.length === 0) return null;
  return py`
    async def test_register_keeps_the_given_fields(client: ${Caller}) -> None:
        fields = ${dictionary(given)}

        response = await client.post(f"{${AUTH}}/register", json=${credentials}(**fields))

        assert response.status_code == 201
        assert fields.items() <= response.json().items()
  `;
}

function changes(fields: readonly FieldPlan[]): Part {
  const rows = samplePairs(fields).map(({ plan, second }) => py`(${plan.json}, ${json(second)})`);
  if (rows.length === 0) return null;
  return py`
    ${parametrize(['field', 'value'], table(rows))}
    async def test_update_changes_only_what_is_given(stranger: ${Caller}, field: str, value: ${Any}) -> None:
        before = (await stranger.get(${ME})).json()

        response = await stranger.patch(${ME}, json={field: value})

        assert response.status_code == 200
        assert response.json() == before | {field: value}
        assert (await stranger.get(${ME})).json() == response.json()
  `;
}

/** What a caller cannot change about the account. */
function refuses(plan: ServicePlan): Part {
  const names = [
    'email',
    'password',
    ...(plan.hasRoles ? ['roles'] : []),
    ...(plan.hasScopes ? ['scopes'] : []),
    ...plan.account.fields.filter(({ field }) => field.readOnly || field.immutable).map((each) => each.json),
  ];
  return [
    py`
      ${parametrize(['field'], py`[${names}]`)}
      async def test_update_cannot_set(stranger: ${Caller}, field: str) -> None:
          response = await stranger.patch(${ME}, json={field: None})

          ${assert_invalid}(response, f"/body/{field}")
    `,
    py`
      async def test_anonymous_callers_have_no_account_to_update(client: ${Caller}) -> None:
          ${assert_problem}(await client.patch(${ME}, json={}), 401, "unauthenticated")
    `,
  ];
}

/** Fields of accounts of which no two may be equal. */
function takenTests({ account }: ServicePlan): Part {
  const rows = account.uniques.flatMap(({ field, code }) => {
    const [first] = field && !field.field.readOnly ? samplesOf(field).values : [];
    return field && first !== undefined ? [{ plan: field, row: py`(${field.json}, ${json(first)}, ${code})` }] : [];
  });
  if (rows.length === 0) return null;
  const changeable = rows.filter(({ plan }) => !plan.field.immutable);
  return [
    py`
      ${parametrize(['field', 'value', 'code'], table(rows.map((each) => each.row)))}
      async def test_register_rejects_what_is_taken(client: ${Caller}, field: str, value: ${Any}, code: str) -> None:
          first, second = [
              await client.post(f"{${AUTH}}/register", json=${credentials}(**{field: value})) for _ in range(2)
          ]

          assert first.status_code == 201
          ${assert_problem}(second, 409, code)
    `,
    changeable.length > 0 &&
      py`
        ${parametrize(['field', 'value', 'code'], table(changeable.map((each) => each.row)))}
        async def test_update_rejects_what_is_taken(stranger: ${Caller}, field: str, value: ${Any}, code: str) -> None:
            assert (await stranger.patch(${ME}, json={field: value})).status_code == 200
            async with ${Caller}(stranger.app, await ${sign_in}(stranger.app, await ${create_user}(stranger.app))) as other:
                ${assert_problem}(await other.patch(${ME}, json={field: value}), 409, code)
      `,
  ];
}
