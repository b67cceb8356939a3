/** Tests of what callers change about their own account. */
import type { FieldPlan, ServicePlan } from '../../../../plan/index.ts';
import { typing } from '../../../../plan/symbols.ts';
import { isPresent, type Part, py } from '../../../../python/index.ts';
import { isShown, json, parametrize, table, writable } from '../../resource/parts.ts';
import { samplesOf } from '../../samples/index.ts';
import type { Suite } from '../../suite.ts';
import { helpers } from '../../symbols.ts';

const { Any } = typing;
const { Caller, ME, assert_invalid, assert_problem, create_user, sign_in } = helpers;

/** The tests of updates of one's own account; `fixed` are members of accounts that no update takes. */
export function meTests(plan: ServicePlan, fixed: readonly string[]): Part[] {
  const changeable = shownFields(plan).filter(({ field }) => !field.immutable);
  return [changes(changeable), changeable.length > 0 && refuses(plan, fixed), takenByOthers(plan)].filter(isPresent);
}

/** The fields of accounts that requests set and responses show. */
export const shownFields = (plan: ServicePlan): FieldPlan[] => writable(plan.account).filter(isShown);

/** The path of one's own account with the methods that it has, as a row of a table. */
export const meMethods = ({ plan }: Suite): Part =>
  py`(${ME}, ${plan.account.fields.some(({ field }) => !field.readOnly && !field.immutable) ? 'GET, PATCH' : 'GET'})`;

/** Two values of each field that has samples. */
export const samplePairs = (fields: readonly FieldPlan[]) =>
  fields.flatMap((plan) => {
    const [first, second = first] = samplesOf(plan).values;
    return first === undefined ? [] : [{ plan, first, second: second! }];
  });

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
function refuses(plan: ServicePlan, fixed: readonly string[]): Part {
  const names = [
    ...fixed,
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

/** Unique fields of accounts, with a value and the problem of the second account that has it. */
export const uniqueFields = ({ account }: ServicePlan): { plan: FieldPlan; row: Part }[] =>
  account.uniques.flatMap(({ field, code }) => {
    const [first] = field && !field.field.readOnly ? samplesOf(field).values : [];
    return field && first !== undefined ? [{ plan: field, row: py`(${field.json}, ${json(first)}, ${code})` }] : [];
  });

function takenByOthers(plan: ServicePlan): Part {
  const changeable = uniqueFields(plan).filter((each) => !each.plan.field.immutable);
  if (changeable.length === 0) return null;
  return py`
    ${parametrize(['field', 'value', 'code'], table(changeable.map((each) => each.row)))}
    async def test_update_rejects_what_is_taken(stranger: ${Caller}, field: str, value: ${Any}, code: str) -> None:
        assert (await stranger.patch(${ME}, json={field: value})).status_code == 200
        async with ${Caller}(stranger.app, await ${sign_in}(stranger.app, await ${create_user}(stranger.app))) as other:
            ${assert_problem}(await other.patch(${ME}, json={field: value}), 409, code)
  `;
}
