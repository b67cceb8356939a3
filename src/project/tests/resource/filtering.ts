/** Tests of filters: which rows each of them finds, worked out from the values of the rows. */
import type { Filter, JsonValue } from '../../../design/api-design.ts';
import type { FieldPlan } from '../../../plan/index.ts';
import { typing } from '../../../plan/symbols.ts';
import { isPresent, type Part, py } from '../../../python/index.ts';
import { isListed } from '../expectations.ts';
import { itemSamples, samplesOf } from '../samples/index.ts';
import { itemsOf, textOf } from '../samples/sample.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { callerParameter, createdOne, dictionary, json, parametrize, table, wholePage } from './parts.ts';
import { ownerFilters, relationFilters, timeFilters } from './linked-filters.ts';
import { canGive, type Values, withSlugs } from './rows.ts';

const { Any } = typing;

const NAMES = ['first', 'second', 'third'] as const;
type RowName = (typeof NAMES)[number];

/** Tests of the filters of a list. */
export function filterTests(tests: ResourceSuite): Part[] {
  return [valueFilters(tests), timeFilters(tests), ownerFilters(tests), relationFilters(tests)].filter(isPresent);
}

/** A filter by a field, with the values that its three rows have. */
interface FieldFilter {
  readonly filter: Filter;
  readonly plan: FieldPlan;
  readonly values: readonly (JsonValue | undefined)[];
}

function fieldFilters(tests: ResourceSuite): FieldFilter[] {
  const { resource } = tests;
  return resource.resource.filters.flatMap((filter) => {
    const plan = resource.fields.find((each) => each.json === filter.field);
    if (!plan || (plan.field.readOnly && !tests.stored.includes(plan))) return [];
    const values = valuesOf(plan, tests);
    return values ? [{ filter, plan, values }] : [];
  });
}

/** The values of three rows: one more than a filter needs, and an empty one where that can be. */
function valuesOf(plan: FieldPlan, tests: ResourceSuite): readonly JsonValue[] | undefined {
  if (plan.list) return listsOf(plan);
  const { values } = samplesOf(plan);
  const [first, second, third] = values;
  if (first === undefined) return undefined;
  if (plan.json in tests.state) return stateValues(plan, tests);
  if (plan.field.nullable) return second === undefined ? undefined : [first, second, null];
  if (third !== undefined) return [first, second!, third];
  if (!canGive(plan, tests)) return undefined;
  return second === undefined ? undefined : [first, second, first];
}

function listsOf(plan: FieldPlan): JsonValue[] | undefined {
  const [first, second] = itemSamples(plan.field).values;
  if (plan.link || second === undefined || (plan.field.max ?? 2) < 2 || (plan.field.min ?? 0) > 1) return undefined;
  return [[first!], [first!, second], [second]];
}

/** Fields that rules depend on keep to values with which the caller still finds the row. */
function stateValues(plan: FieldPlan, tests: ResourceSuite): JsonValue[] | undefined {
  const { values } = samplesOf(plan);
  const usable = values.filter((each) => isStillListed(tests, plan, each));
  const [first, second = first] = usable;
  return first === undefined ? undefined : [first, second!, first];
}

const isStillListed = ({ resource, caller, state }: ResourceSuite, plan: FieldPlan, value: JsonValue): boolean =>
  isListed(resource, caller, { ...state, [plan.json]: value }) === true;

function valueFilters(tests: ResourceSuite): Part {
  const all = fieldFilters(tests);
  if (all.length === 0) return null;
  const rows = withSlugs(
    NAMES.map(
      (_, index): Values =>
        Object.fromEntries(
          all.flatMap(({ plan, values }) => (values[index] === undefined ? [] : [[plan.json, values[index]!]])),
        ),
    ),
    tests,
  );
  const cases = [...all.flatMap((each) => casesOf(each)), ...combination(all)];
  return [
    py`
      FILTERED: dict[str, ${helpers.Json}] = {
          ${NAMES.map((name, index) => py`${name}: ${dictionary(entries(rows[index]!))},`)}
      }
    `,
    py`
      ${parametrize(['params', 'names'], table(cases))}
      async def test_filters(${callerParameter(tests)}, params: dict[str, ${Any}], names: set[str]) -> None:
          rows = {
              (${createdOne(tests, py`**values`)})["id"]: name
              for name, values in FILTERED.items()
          }

          page = ${wholePage(tests, py`**params`)}

          assert {rows[item["id"]] for item in page["items"]} == names
          assert page["total"] == len(names)
    `,
  ];
}

const entries = (row: Values): (readonly [string, Part])[] =>
  Object.entries(row).map(([name, each]) => [name, json(each)] as const);

const caseRow = (params: readonly (readonly [string, Part])[], names: readonly RowName[]): Part =>
  py`(${dictionary(params)}, ${names.length > 0 ? py`{${[...names]}}` : py`set[str]()`})`;

/** What a filter is tried with, and the rows that it finds. */
function casesOf({ filter, plan, values }: FieldFilter): Part[] {
  const given = trialsOf(filter, plan, values);
  return given.map((each) => caseRow([[filter.param, json(each)]], foundBy(filter, each, values)));
}

function trialsOf({ op }: Filter, plan: FieldPlan, values: readonly (JsonValue | undefined)[]): JsonValue[] {
  const known = values.filter((each): each is JsonValue => each !== undefined && each !== null);
  const different = known.filter((each, index) => known.findIndex((other) => same(other, each)) === index);
  const [first, second = first] = different;
  if (op === 'isnull') return [true, false];
  if (op === 'has') return itemSamples(plan.field).values.slice(0, 3);
  if (first === undefined) return [];
  if (op === 'in') return [[first], [first, second!]];
  if (op === 'contains' || op === 'icontains') return fragmentsOf(textOf(first), op);
  return different.slice(0, op === 'eq' || op === 'ne' ? 3 : 2);
}

/** A part of a text, the same in capitals, and one that is nowhere. */
function fragmentsOf(text: string, op: 'contains' | 'icontains'): JsonValue[] {
  const part = text.slice(0, Math.max(1, text.length - 1));
  const other = part === part.toUpperCase() ? part.toLowerCase() : part.toUpperCase();
  return [part, ...(op === 'icontains' && other !== part ? [other] : []), 'no such text', '%'];
}

const same = (a: JsonValue, b: JsonValue): boolean => JSON.stringify(a) === JSON.stringify(b);

const foundBy = (filter: Filter, given: JsonValue, values: readonly (JsonValue | undefined)[]): RowName[] =>
  NAMES.filter((_, index) => matches(filter, given, values[index] ?? null));

function matches({ op }: Filter, given: JsonValue, stored: JsonValue): boolean {
  if (op === 'isnull') return (stored === null) === given;
  if (stored === null) return false;
  switch (op) {
    case 'eq':
      return same(stored, given);
    case 'ne':
      return !same(stored, given);
    case 'in':
      return itemsOf(given).some((each) => same(stored, each));
    case 'has':
      return itemsOf(stored).some((each) => same(each, given));
    case 'contains':
      return textOf(stored).includes(textOf(given));
    case 'icontains':
      return textOf(stored).toLowerCase().includes(textOf(given).toLowerCase());
    default:
      return compare(op, comparable(stored), comparable(given));
  }
}

const comparable = (given: JsonValue): string | number =>
  typeof given === 'number' || /^-?\d+(\.\d+)?$/.test(textOf(given)) ? Number(given) : textOf(given);

/** Dates and times compare as their texts do. */
function compare(op: 'gt' | 'gte' | 'lt' | 'lte', stored: string | number, given: string | number): boolean {
  switch (op) {
    case 'gt':
      return stored > given;
    case 'gte':
      return stored >= given;
    case 'lt':
      return stored < given;
    default:
      return stored <= given;
  }
}

/** Two filters at once, which find what both of them find. */
function combination(all: readonly FieldFilter[]): Part[] {
  const equal = all.filter(({ filter }) => filter.op === 'eq' || filter.op === 'has');
  const [one, two] = equal;
  if (!one || !two || one.plan === two.plan) return [];
  const [a] = trialsOf(one.filter, one.plan, one.values);
  const b = trialsOf(two.filter, two.plan, two.values).at(-1);
  if (a === undefined || b === undefined) return [];
  const found = foundBy(one.filter, a, one.values).filter((each) => foundBy(two.filter, b, two.values).includes(each));
  return [
    caseRow(
      [
        [one.filter.param, json(a)],
        [two.filter.param, json(b)],
      ],
      found,
    ),
  ];
}
