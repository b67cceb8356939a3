/** tests/test_<resources>_list.py: sort orders, filters and search. */
import type { JsonValue } from '../../../design/api-design.ts';

import { type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { pageTestsOf } from '../shared/pagination/index.ts';
import { helpers, pages } from '../symbols.ts';
import { filterTests } from './filtering.ts';
import { invalidParameters } from './parameters.ts';
import { callerParameter, dictionary, json, parametrize, rowUrl, table } from './parts.ts';
import { tiedRows } from './rows.ts';
import { otherValues } from './updating.ts';
import { searchTests } from './searching.ts';

const { Caller, Json } = helpers;
const { assert_walk, get_page, ids, in_order } = pages;

/** The tests of a list; null when there is none that its caller can use. */
export function listModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const { resource } = tests;
  if (!tests.able.has('list')) return null;
  const many = tests.listsMany;
  return {
    path: `tests/test_${resource.module}_list.py`,
    doc: `Sort orders and filters of the list of ${resource.nouns}.`,
    body: paragraphs(
      many && [sortTable(tests), tiesTable(tests), createWithTies(tests)],
      emptyList(tests, suite),
      many && [walk(tests), defaultOrder(tests), wholeRows(tests), filterTests(tests), searchTests(tests)],
      invalidParameters(tests),
    ),
  };
}

/** Sort orders as requests name them. */
export const sortNames = ({ resource }: ResourceSuite): string[] => {
  const keys = [...new Set(resource.resource.sorts.map((each) => each.field))];
  return keys.flatMap((key) => [key, `-${key}`]);
};

const sortTable = (tests: ResourceSuite): Part => py`SORTS = [${sortNames(tests)}]`;

const hasTies = (tests: ResourceSuite): boolean => Object.keys(tiedRows(tests)[0]!).length > 0;

function tiesTable(tests: ResourceSuite): Part {
  if (!hasTies(tests)) return null;
  const rows = tiedRows(tests).map(
    (row) => py`${dictionary(Object.entries(row).map(([name, each]: [string, JsonValue]) => [name, json(each)]))}`,
  );
  return py`
    # Rows that have values in common: their ids break the ties.
    TIES: list[${Json}] = ${table(rows)}
  `;
}

const functionName = ({ resource }: ResourceSuite): Name => new Name(`create_${resource.plural}`);

function createWithTies(tests: ResourceSuite): Part {
  const { resource, row } = tests;
  const sortsByChange = resource.resource.sorts.some((each) => each.field === 'updated_at');
  const change = sortsByChange ? changeOf(tests) : undefined;
  const values = hasTies(tests)
    ? py`${tests.createOne}(client, **values) for values in TIES`
    : py`${tests.createOne}(client) for _ in range(7)`;
  const rows = py`[await ${values}]`;
  return py`
    async def ${functionName(tests)}(client: ${Caller}) -> list[${Json}]:
        ${
          change
            ? py`
                """Seven rows, the last created being the first changed."""
                rows = ${rows}
                return [
                    (await client.patch(${rowUrl(tests)}, json=${change})).json()
                    for ${row} in reversed(rows)
                ]
              `
            : py`
                return ${rows}
              `
        }
  `;
}

/** A change that no sort order but that of changes notices. */
function changeOf(tests: ResourceSuite): Part | undefined {
  if (!tests.able.has('update') || tests.single) return undefined;
  const { sorts } = tests.resource.resource;
  for (const plan of tests.resource.fields) {
    const { field } = plan;
    if (field.readOnly || field.immutable || field.unique || sorts.some((each) => each.field === plan.json)) continue;
    const [first] = otherValues(tests, plan);
    if (first !== undefined) return dictionary([[plan.json, json(first)]]);
  }
  return undefined;
}

const emptyList = (tests: ResourceSuite, suite: Suite): Part => py`
  async def test_empty_list(${callerParameter(tests)}) -> None:
      assert await ${get_page}(${tests.who}, ${tests.url}) == {
          "items": [],
          "total": 0,
          "total_is_exact": True,
          ${pageTestsOf(suite).emptyEnvelope(tests, suite.plan)}
      }
`;

const walk = (tests: ResourceSuite): Part => py`
  ${parametrize(['sort'], py`SORTS`)}
  async def test_walk_forth_and_back(${callerParameter(tests)}, sort: str) -> None:
      rows = await ${functionName(tests)}(${tests.who})

      await ${assert_walk}(${tests.who}, ${tests.url}, ${ids}(${in_order}(rows, sort)), sort=sort)
`;

function defaultSort({ resource }: ResourceSuite): string {
  const [first] = resource.resource.sorts;
  return `${first!.descending ? '-' : ''}${first!.field}`;
}

/** Lists read columns, other routes objects: both must show the same. */
const wholeRows = (tests: ResourceSuite): Part => py`
  async def test_list_shows_whole_rows(${callerParameter(tests)}) -> None:
      rows = await ${functionName(tests)}(${tests.who})

      items = (await ${get_page}(${tests.who}, ${tests.url}))["items"]

      assert items
      assert items == ${in_order}(rows, ${defaultSort(tests)})[: len(items)]
`;

function defaultOrder(tests: ResourceSuite): Part {
  const sort = defaultSort(tests);
  return py`
    async def test_default_order(${callerParameter(tests)}) -> None:
        rows = await ${functionName(tests)}(${tests.who})

        await ${assert_walk}(${tests.who}, ${tests.url}, ${ids}(${in_order}(rows, ${sort})))
  `;
}
