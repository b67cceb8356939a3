/** Pieces that the tests of every resource are made of. */
import type { JsonValue } from '../../../design/api-design.ts';
import type { FieldPlan, RelationPlan, ResourcePlan } from '../../../plan/index.ts';
import { dates, modules, typing } from '../../../plan/symbols.ts';
import { fstring, isKeyword, isPresent, Name, type Part, py, value } from '../../../python/index.ts';
import type { Sample } from '../samples/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers, pages } from '../symbols.ts';

const { pytest } = modules;

/** The parameter `author: Caller`. */
export const callerParameter = (tests: ResourceSuite): Part => py`${tests.who}: ${helpers.Caller}`;

/** A keyword argument of a factory: a member of a request and its value. */
export type Override = readonly [name: string, code: Part];

/** Keyword arguments, as a dictionary where a name is a word of Python. */
export function keywords(overrides: readonly Override[]): Part {
  if (overrides.some(([name]) => isKeyword(name) || name.startsWith('__'))) return py`**${dictionary(overrides)}`;
  return overrides.map(([name, code]) => py`${new Name(name)}=${code}`);
}

/** `{"title": …}`. */
export const dictionary = (entries: readonly Override[]): Part =>
  py`{${entries.map(([name, code]) => py`${name}: ${code}`)}}`;

/** The payload of a create request, as an expression. */
export function payloadOf(tests: ResourceSuite, overrides: Part = null): Part {
  const call = py`${tests.payload}(${[tests.refers && tests.who, isPresent(overrides) && overrides]})`;
  return tests.refers ? py`await ${call}` : call;
}

/** A new row as JSON, as an expression. */
export const created = (tests: ResourceSuite, overrides: Part = null): Part =>
  py`await ${tests.create}(${[tests.who, isPresent(overrides) && overrides]})`;

/** One of several new rows, as an expression. */
export const createdOne = (tests: ResourceSuite, overrides: Part = null, client: Part = tests.who): Part =>
  py`await ${tests.createOne}(${[client, isPresent(overrides) && overrides]})`;

/** A page of a list that shows every row of a test. */
export const wholePage = (tests: ResourceSuite, params: Part = null): Part =>
  py`await ${pages.get_page}(${[
    tests.who,
    tests.url,
    tests.limit !== undefined && py`limit=${tests.limit}`,
    isPresent(params) && params,
  ]})`;

/** A statement that creates a row and names it. */
export const given = (tests: ResourceSuite, overrides: Part = null): Part =>
  py`${tests.row} = ${created(tests, overrides)}`;

/** The path of the row in `row`, e.g. `f"{POSTS}/{post['id']}"`. */
export const rowUrl = (tests: ResourceSuite, row: Name = tests.row, suffix = ''): Part =>
  fstring(tests.url, '/', py`${row}['id']`, suffix);

/** A time of a row as JSON, as a value to compare: as text, a whole second would come after its fractions. */
export const moment = (row: Part, field: string): Part => py`${dates.datetime}.fromisoformat(${row}[${field}])`;

/** Rows of a table of test cases: a name and a value each. */
export const cases = (name: string, samples: readonly (readonly [field: string, sample: Sample])[]): Part =>
  py`${new Name(name)}: list[${typing.Any}] = ${table(samples.map(([field, sample]) => caseRow(field, sample)))}`;

/** A list with one item on each line. */
export const table = (rows: readonly Part[]): Part => py`
  [
      ${rows.map((row) => py`${row},`)}
  ]
`;

/** One row of such a table. */
export const caseRow = (field: string, { code, id }: Sample): Part =>
  id === undefined ? py`(${field}, ${code})` : py`${pytest}.param(${field}, ${code}, id=${`${field}-${id}`})`;

/** `@pytest.mark.parametrize(("field", "value"), CASES)`. */
export const parametrize = (names: readonly string[], rows: Part): Part =>
  py`@${pytest}.mark.parametrize(${[names.length === 1 ? names[0] : py`(${[...names]})`, rows]})`;

/** Fields that a request to create may give. */
export const writable = ({ fields }: Pick<ResourcePlan, 'fields'>): FieldPlan[] =>
  fields.filter(({ field }) => !field.readOnly);
/** Fields that a request to update may give. */
export const updatable = (resource: ResourcePlan): FieldPlan[] =>
  writable(resource).filter(({ field }) => !field.immutable);
/** Fields that responses show. */
export const isShown = ({ field }: FieldPlan): boolean => !field.writeOnly;

/** Relations that a request to create may set. */
export const settable = (resource: ResourcePlan): RelationPlan[] =>
  resource.relations.filter((each) => each !== resource.owner && !each.relation.readOnly);
/** Relations that a request to update may set. */
export const movable = (resource: ResourcePlan): RelationPlan[] =>
  settable(resource).filter(({ relation }) => !relation.immutable);

export const json = (given: JsonValue): Part => value(given);
