/** Tests of creating rows: what comes back, what is filled in, and what is refused. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { decimalDigits, type FieldPlan, isDecimal } from '../../../plan/index.ts';
import { typing, uuids } from '../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import { itemSamples, type Sample, samplesOf } from '../samples/index.ts';
import { plain } from '../samples/sample.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { payloadFields } from './factory.ts';
import {
  callerParameter,
  cases,
  created,
  dictionary,
  given,
  isShown,
  json,
  keywords,
  type Override,
  parametrize,
  payloadOf,
  rowUrl,
  updatable,
  writable,
} from './parts.ts';

const { Any } = typing;
const { UUID } = uuids;
const { ME, assert_invalid } = helpers;

/** Tables of values that are refused and accepted. */
export function creationTables(tests: ResourceSuite): Part[] {
  const { resource } = tests;
  const fields = writable(resource);
  const rejected = fields.flatMap((plan) =>
    samplesOf(plan).rejected.map((each): [string, Sample] => [plan.json, each]),
  );
  const items = fields.filter((plan) => plan.list);
  const creates = tests.able.has('create');
  const updates = tests.able.has('update');
  if (!creates && !updates) return [];
  return [
    (creates || updatable(resource).length > 0) && rejected.length > 0 && cases('INVALID_FIELDS', rejected),
    creates && items.length > 0 && cases('INVALID_ITEMS', items.flatMap(invalidItems)),
    accepted(tests).length > 0 && cases('VALID_FIELDS', accepted(tests)),
    py`SERVER_FIELDS = [${serverFields(tests)}]`,
  ].filter((each) => each !== false);
}

const invalidItems = (plan: FieldPlan): [string, Sample][] =>
  itemSamples(plan.field).rejected.map((each) => [plan.json, each]);

/** What a request cannot set, and a name that nothing has. */
function serverFields({ resource }: ResourceSuite): string[] {
  return [
    'id',
    ...resource.relations.filter((each) => each === resource.owner || each.relation.readOnly).map((each) => each.json),
    ...resource.fields.filter(({ field }) => field.readOnly).map((each) => each.json),
    ...(resource.locked ? ['version'] : []),
    ...(resource.timestamps ? ['created_at', 'updated_at'] : []),
    ...(resource.softDelete ? ['deleted_at'] : []),
    'unknown',
  ];
}

/** Tests of the create route. */
export function creationTests(tests: ResourceSuite): Part[] {
  if (!tests.able.has('create')) return [];
  return [
    returnsTheRow(tests),
    savesTheRow(tests),
    storesHiddenFields(tests),
    fillsInDefaults(tests),
    requires(tests),
    rejects(tests),
    rejectsItems(tests),
    refusesServerFields(tests),
    accepts(tests),
    trims(tests),
    sorts(tests),
  ].filter(isPresent);
}

/** Optional fields with a value that is not their default. */
function optionalValues(tests: ResourceSuite): [FieldPlan, JsonValue][] {
  const inPayload = new Set(payloadFields(tests));
  return writable(tests.resource).flatMap((plan): [FieldPlan, JsonValue][] => {
    if (inPayload.has(plan) || plan.json in tests.state) return [];
    const initial = plan.field.default?.kind === 'value' ? JSON.stringify(plan.field.default.value) : undefined;
    const other = samplesOf(plan).values.find((each) => JSON.stringify(each) !== initial);
    return other === undefined ? [] : [[plan, other]];
  });
}

function returnsTheRow(tests: ResourceSuite): Part {
  const { resource, row } = tests;
  const overrides = optionalValues(tests).map(([plan, sample]): Override => [plan.json, json(sample)]);
  const hidden = writable(resource).filter((plan) => !isShown(plan));
  return py`
    async def test_create_returns_the_${new Name(resource.singular)}(${callerParameter(tests)}) -> None:
        payload = ${payloadOf(tests, keywords(overrides))}

        response = await ${tests.who}.post(${tests.url}, json=payload)

        assert response.status_code == 201
        ${row} = response.json()
        ${
          hidden.length > 0 &&
          py`
            for hidden in (${hidden.map((each) => each.json)},):
                assert hidden not in ${row}
                del payload[hidden]
          `
        }
        assert payload.items() <= ${row}.items()
        ${resource.owner && py`assert ${row}[${resource.owner.json}] == (await ${tests.who}.get(${ME})).json()["id"]`}
        assert ${UUID}(${row}["id"]).version == 7
        ${resource.locked && py`assert ${row}["version"] == 1`}
        ${resource.softDelete && py`assert ${row}["deleted_at"] is None`}
        ${resource.timestamps && py`assert ${row}["created_at"].endswith("Z")`}
        ${resource.locked && py`assert response.headers["ETag"] == '"1"'`}
        ${resource.operations.has('get') && py`assert response.headers["Location"] == ${rowUrl(tests)}`}
  `;
}

function savesTheRow(tests: ResourceSuite): Part {
  if (!tests.able.has('get')) return null;
  const overrides = optionalValues(tests).map(([plan, sample]): Override => [plan.json, json(sample)]);
  return py`
    async def test_create_saves_the_${new Name(tests.resource.singular)}(${callerParameter(tests)}) -> None:
        created = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, keywords(overrides))})

        response = await ${tests.who}.get(created.headers["Location"])

        assert response.status_code == 200
        assert response.json() == created.json()
        ${tests.resource.locked && py`assert response.headers["ETag"] == created.headers["ETag"]`}
  `;
}

/** Fields that no response shows are stored all the same. */
function storesHiddenFields(tests: ResourceSuite): Part {
  const { resource, who, row, flow, database } = tests;
  const hidden = writable(resource).filter((plan) => !isShown(plan) && !plan.list && isPlain(plan));
  const pairs = hidden.flatMap((plan) =>
    samplesOf(plan)
      .values.slice(0, 1)
      .map((each) => [plan, json(each)] as const),
  );
  if (pairs.length === 0) return null;
  return py`
    async def test_hidden_fields_are_stored(${callerParameter(tests)}) -> None:
        ${given(tests, keywords(pairs.map(([plan, code]) => [plan.json, code])))}

        ${flow.part(database.find(py`${who}.app`, resource.model, py`${UUID}(${row}["id"])`))}
        ${pairs.map(([plan, code]) => py`assert saved.${new Name(plan.attribute)} == ${code}`)}
  `;
}

/** Whether Python has values of the type as JSON has them. */
const isPlain = ({ field }: FieldPlan): boolean =>
  ['string', 'text', 'slug', 'email', 'url', 'enum', 'int'].includes(field.type);

function fillsInDefaults(tests: ResourceSuite): Part {
  const inPayload = new Set(payloadFields(tests));
  const { row } = tests;
  const checks = tests.resource.fields
    .filter((plan) => !inPayload.has(plan) && isShown(plan) && plan.field.from === undefined)
    .filter((plan) => !(plan.json in tests.state && plan.field.readOnly))
    .map((plan) => defaultCheck(plan, row));
  if (checks.length === 0) return null;
  return py`
    async def test_create_fills_in_defaults(${callerParameter(tests)}) -> None:
        ${given(tests)}

        ${checks}
  `;
}

function defaultCheck({ json: name, field }: FieldPlan, row: Name): Part {
  const shown = py`${row}[${name}]`;
  const initial = field.default ?? { kind: 'value', value: field.list ? [] : null };
  if (initial.kind !== 'value')
    return initial.kind === 'uuid' ? py`assert ${UUID}(${shown}).version == 4` : py`assert ${shown}`;
  const value = isDecimal(field) && !field.list ? withPlaces(initial.value, field) : initial.value;
  if (value === null || typeof value === 'boolean') return py`assert ${shown} is ${json(value)}`;
  return py`assert ${shown} == ${json(value)}`;
}

/** A decimal as JSON shows it: with all its places. */
function withPlaces(given: JsonValue, field: Field): JsonValue {
  if (typeof given !== 'string' && typeof given !== 'number') return given;
  const { scale } = decimalDigits(field);
  const [whole = '', places = ''] = String(given).split('.');
  return scale > 0 ? `${whole}.${places.padEnd(scale, '0')}` : whole;
}

function requires(tests: ResourceSuite): Part {
  const fields = writable(tests.resource).filter(({ field }) => field.required);
  const relations = tests.resource.relations.filter(
    (each) => each !== tests.resource.owner && each.relation.required && !each.relation.readOnly,
  );
  const names = [...relations, ...fields].map((each) => each.json);
  if (names.length === 0) return null;
  return py`
    ${parametrize(['field'], py`[${names}]`)}
    async def test_create_requires(${callerParameter(tests)}, field: str) -> None:
        payload = ${payloadOf(tests)}
        del payload[field]

        response = await ${tests.who}.post(${tests.url}, json=payload)

        ${assert_invalid}(response, f"/body/{field}")
        assert response.json()["errors"][0]["type"] == "missing"
  `;
}

function rejects(tests: ResourceSuite): Part {
  if (writable(tests.resource).length === 0) return null;
  return py`
    ${parametrize(['field', 'value'], py`INVALID_FIELDS`)}
    async def test_create_rejects(${callerParameter(tests)}, field: str, value: ${Any}) -> None:
        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: value}`)})

        ${assert_invalid}(response, f"/body/{field}")
  `;
}

function rejectsItems(tests: ResourceSuite): Part {
  const [list] = writable(tests.resource).filter((plan) => plan.list);
  if (!list) return null;
  const names = writable(tests.resource).filter((plan) => plan.list);
  const goods = names.map((plan): Override => [plan.json, json(itemSamples(plan.field).values[0]!)]);
  return py`
    ${parametrize(['field', 'value'], py`INVALID_ITEMS`)}
    async def test_create_rejects_items(${callerParameter(tests)}, field: str, value: ${Any}) -> None:
        items = [${goods.length === 1 ? goods[0]![1] : py`${dictionary(goods)}[field]`}, value]

        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: items}`)})

        ${assert_invalid}(response, f"/body/{field}/1")
  `;
}

function refusesServerFields(tests: ResourceSuite): Part {
  return py`
    ${parametrize(['field'], py`SERVER_FIELDS`)}
    async def test_create_cannot_set(${callerParameter(tests)}, field: str) -> None:
        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: None}`)})

        ${assert_invalid}(response, f"/body/{field}")
  `;
}

/** Values at the edge of what is valid. */
function accepted(tests: ResourceSuite): [string, Sample][] {
  if (!tests.able.has('create')) return [];
  return writable(tests.resource)
    .filter((plan) => isShown(plan) && !(plan.json in tests.state))
    .flatMap((plan) => {
      const moment = plan.field.type === 'datetime' && !plan.list && plain(tests.database.moment);
      return samplesOf(plan).accepted.map((each): [string, Sample] => [plan.json, moment || each]);
    });
}

function accepts(tests: ResourceSuite): Part {
  if (accepted(tests).length === 0) return null;
  return py`
    ${parametrize(['field', 'value'], py`VALID_FIELDS`)}
    async def test_create_accepts(${callerParameter(tests)}, field: str, value: ${Any}) -> None:
        assert (${created(tests, py`**{field: value}`)})[field] == value
  `;
}

const isTrimmed = ({ field }: FieldPlan): boolean =>
  field.type === 'string' &&
  !field.list &&
  field.pattern === undefined &&
  (field.min ?? 0) <= 1 &&
  (field.max ?? 255) >= 8;

function trims(tests: ResourceSuite): Part {
  const fields = writable(tests.resource).filter((plan) => isTrimmed(plan) && isShown(plan));
  const names = fields.filter((plan) => !(plan.json in tests.state)).map((each) => each.json);
  if (names.length === 0) return null;
  if (names.length === 1) {
    return py`
      async def test_${new Name(names[0]!)}_is_trimmed(${callerParameter(tests)}) -> None:
          ${given(tests, keywords([[names[0]!, py`"  Text \n"`]]))}

          assert ${tests.row}[${names[0]}] == "Text"
    `;
  }
  return py`
    ${parametrize(['field'], py`[${names}]`)}
    async def test_text_is_trimmed(${callerParameter(tests)}, field: str) -> None:
        assert (${created(tests, py`**{field: "  Text \n"}`)})[field] == "Text"
  `;
}

/** One test for each set: it is sorted, and nothing is in it twice. */
function sorts(tests: ResourceSuite): Part {
  const sets = writable(tests.resource).filter((plan) => plan.list && !plan.link && plan.field.unique && isShown(plan));
  return sets.flatMap((plan) => {
    const [first, second] = itemSamples(plan.field).values;
    if (second === undefined || (plan.field.max ?? 3) < 3 || (plan.field.min ?? 0) > 2) return [];
    const values = [json(second), json(first!), json(second)];
    return [
      py`
        async def test_${new Name(plan.json)}_are_sorted(${callerParameter(tests)}) -> None:
            ${given(tests, keywords([[plan.json, py`[${values}]`]]))}

            assert ${tests.row}[${plan.json}] == [${[json(first!), json(second)]}]
      `,
    ];
  });
}
