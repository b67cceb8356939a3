/** Tests of changing rows: only what is given changes, and nothing when nothing does. */
import type { JsonValue } from '../../../design/api-design.ts';
import type { FieldPlan } from '../../../plan/index.ts';
import { typing, uuids } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { notFound } from '../../resource/exceptions.ts';
import { idParameter } from '../../resource/dependencies.ts';
import { expectation } from '../expectations.ts';
import { samplesOf } from '../samples/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { payloadFields } from './factory.ts';
import {
  callerParameter,
  given,
  isShown,
  json,
  keywords,
  moment,
  type Override,
  parametrize,
  rowUrl,
  table,
  updatable,
} from './parts.ts';

const { Any } = typing;
const { assert_invalid, assert_problem } = helpers;

/** Tests of the update route. */
export function updateTests(tests: ResourceSuite): Part[] {
  if (!tests.able.has('update')) return [];
  return [
    rejects(tests),
    refusesOtherFields(tests),
    changesOnlyWhatIsGiven(tests),
    empties(tests),
    keepsTheVersion(tests),
  ].filter((each) => each !== null);
}

/** Tests of every route on one row, with an id that names none. */
export function unknownRowTests(tests: ResourceSuite): Part[] {
  const { resource, able } = tests;
  const methods = [able.has('get') && 'GET', able.has('update') && 'PATCH', able.has('delete') && 'DELETE'].filter(
    (each) => each !== false,
  );
  if (methods.length === 0) return [];
  const head = (id: string): Part => py`
    ${parametrize(['method'], py`[${methods}]`)}
    async def test_${new Name(id)}_id(${callerParameter(tests)}, method: str) -> None:
  `;
  return [
    py`
      ${head('unknown')}
          response = await ${tests.who}.request(method, f"{${tests.url}}/{${uuids.uuid4}()}", json={})

          ${assert_problem}(response, 404, ${notFound(resource).code})
    `,
    py`
      ${head('malformed')}
          response = await ${tests.who}.request(method, f"{${tests.url}}/42", json={})

          ${assert_invalid}(response, "/path/${idParameter(resource)}")
    `,
  ];
}

function rejects(tests: ResourceSuite): Part {
  if (updatable(tests.resource).length === 0) return null;
  const immutable = tests.resource.fields.some(({ field }) => field.immutable && !field.readOnly);
  const table = immutable
    ? py`[each for each in INVALID_FIELDS if each[0] not in IMMUTABLE_FIELDS]`
    : py`INVALID_FIELDS`;
  return py`
    ${parametrize(['field', 'value'], table)}
    async def test_update_rejects(${callerParameter(tests)}, field: str, value: ${Any}) -> None:
        ${given(tests)}

        response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: value})

        ${assert_invalid}(response, f"/body/{field}")
  `;
}

/** Fields that only a request to create may give. */
export const immutableNames = ({ resource }: ResourceSuite): string[] => [
  ...resource.fields.filter(({ field }) => field.immutable && !field.readOnly).map((each) => each.json),
  ...resource.relations
    .filter((each) => each !== resource.owner && each.relation.immutable && !each.relation.readOnly)
    .map((each) => each.json),
];

function refusesOtherFields(tests: ResourceSuite): Part {
  const immutable = immutableNames(tests).length > 0;
  return py`
    ${parametrize(['field'], immutable ? py`[*SERVER_FIELDS, *IMMUTABLE_FIELDS]` : py`SERVER_FIELDS`)}
    async def test_update_cannot_set(${callerParameter(tests)}, field: str) -> None:
        ${given(tests)}

        response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: None})

        ${assert_invalid}(response, f"/body/{field}")
  `;
}

/** Values that a new row does not have in a field, and after which the caller can still see it. */
export function otherValues(tests: ResourceSuite, plan: FieldPlan): JsonValue[] {
  const before = beforeOf(plan, tests, new Set(payloadFields(tests)));
  return samplesOf(plan).values.filter((each) => JSON.stringify(each) !== before && staysVisible(tests, plan, each));
}

/** A value for each field that it does not have yet. */
function changes(tests: ResourceSuite): [FieldPlan, JsonValue][] {
  return updatable(tests.resource)
    .filter(isShown)
    .flatMap((plan): [FieldPlan, JsonValue][] => {
      const [after] = otherValues(tests, plan);
      return after === undefined ? [] : [[plan, after]];
    });
}

/** The value that a new row has, as JSON text. */
function beforeOf(plan: FieldPlan, { state }: ResourceSuite, fresh: ReadonlySet<FieldPlan>): string | undefined {
  if (plan.json in state) return JSON.stringify(state[plan.json]);
  if (plan.list || fresh.has(plan)) return JSON.stringify(samplesOf(plan).values[0]);
  if (plan.field.default === undefined) return 'null';
  return plan.field.default.kind === 'value' ? JSON.stringify(plan.field.default.value) : undefined;
}

function staysVisible({ resource, caller, state, able }: ResourceSuite, plan: FieldPlan, after: JsonValue): boolean {
  if (!(plan.json in state) || !able.has('get')) return true;
  return expectation('get', resource, caller, { ...state, [plan.json]: after })?.status === 200;
}

function changesOnlyWhatIsGiven(tests: ResourceSuite): Part {
  const { resource } = tests;
  const all = changes(tests);
  if (all.length === 0) return null;
  const lists = updatable(resource).filter((plan) => plan.list && isShown(plan));
  const start = lists.map((plan): Override => [plan.json, json(samplesOf(plan).values[0] ?? [])]);
  const emptied = lists
    .filter(({ field, link }) => !link && (field.min ?? 0) === 0)
    .map((plan) => py`(${plan.json}, [])`);
  const other = [
    py`field: value`,
    resource.locked && py`"version": 2`,
    resource.timestamps && py`"updated_at": after["updated_at"]`,
  ];
  return py`
    ${parametrize(
      ['field', 'value'],
      table([...all.map(([plan, each]) => py`(${plan.json}, ${json(each)})`), ...emptied]),
    )}
    async def test_update_changes_only_what_is_given(${callerParameter(tests)}, field: str, value: ${Any}) -> None:
        before = await ${tests.create}(${[tests.who, keywords(start)]})
        url = ${rowUrl(tests, new Name('before'))}

        response = await ${tests.who}.patch(url, json={field: value})

        after = response.json()
        assert response.status_code == 200
        assert after == before | {${other}}
        ${resource.timestamps && py`assert ${moment(new Name('after'), 'updated_at')} > ${moment(new Name('before'), 'updated_at')}`}
        ${resource.locked && py`assert response.headers["ETag"] == '"2"'`}
        ${tests.able.has('get') && py`assert (await ${tests.who}.get(url)).json() == after`}
  `;
}

/** Null empties what may be empty; what is left out stays. */
function empties(tests: ResourceSuite): Part {
  const fields = updatable(tests.resource).filter(
    (plan) => plan.field.nullable && isShown(plan) && staysVisible(tests, plan, null),
  );
  const filled = fields.flatMap((plan): Override[] => {
    const [first] = samplesOf(plan).values;
    return first === undefined ? [] : [[plan.json, json(first)]];
  });
  if (filled.length === 0) return null;
  return py`
    ${parametrize(['field', 'value'], table(filled.map(([name, code]) => py`(${name}, ${code})`)))}
    async def test_null_empties_what_may_be_empty(${callerParameter(tests)}, field: str, value: ${Any}) -> None:
        ${given(tests, py`**{field: value}`)}

        response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: None})

        assert response.status_code == 200
        assert ${tests.row}[field] == value
        assert response.json()[field] is None
  `;
}

function keepsTheVersion(tests: ResourceSuite): Part {
  const { resource } = tests;
  if (!resource.locked && !resource.timestamps) return null;
  const names = updatable(resource)
    .filter(isShown)
    .map((each) => each.json);
  if (names.length === 0) return null;
  const lists = updatable(resource).filter((plan) => plan.list && isShown(plan));
  const start = lists.map((plan): Override => [plan.json, json(samplesOf(plan).values[0] ?? [])]);
  return py`
    ${parametrize(['field'], py`[${names}]`)}
    async def test_update_without_a_change_changes_nothing(${callerParameter(tests)}, field: str) -> None:
        ${given(tests, keywords(start))}

        response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: ${tests.row}[field]})

        assert response.json() == ${tests.row}
  `;
}
