/** Tests of the fields that a design adds to accounts. */
import type { FieldPlan, ServicePlan } from '../../../../../plan/index.ts';
import { typing } from '../../../../../plan/symbols.ts';
import { isPresent, type Part, py } from '../../../../../python/index.ts';
import { dictionary, json, parametrize, table } from '../../../resource/parts.ts';
import { helpers } from '../../../symbols.ts';
import { meTests, samplePairs, shownFields, uniqueFields } from '../me.ts';

const { Any } = typing;
const { AUTH, Caller, assert_problem, credentials } = helpers;

/** What a registration keeps, what it refuses, and updates. */
export const accountTests = (plan: ServicePlan): Part[] =>
  [registers(shownFields(plan)), taken(plan), ...meTests(plan, ['email', 'password'])].filter(isPresent);

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

/** Fields of accounts of which no two may be equal. */
function taken(plan: ServicePlan): Part {
  const rows = uniqueFields(plan).map((each) => each.row);
  if (rows.length === 0) return null;
  return py`
    ${parametrize(['field', 'value', 'code'], table(rows))}
    async def test_register_rejects_what_is_taken(client: ${Caller}, field: str, value: ${Any}, code: str) -> None:
        first, second = [
            await client.post(f"{${AUTH}}/register", json=${credentials}(**{field: value})) for _ in range(2)
        ]

        assert first.status_code == 201
        ${assert_problem}(second, 409, code)
  `;
}
