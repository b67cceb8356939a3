/** Tests of what is unique about a row, and of slugs that are made from other fields. */
import type { FieldPlan, UniquePlan } from '../../../plan/index.ts';
import { violable } from '../../../plan/index.ts';
import { modules } from '../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import { samplesOf } from '../samples/index.ts';
import { factoryOf } from './factory.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import {
  callerParameter,
  created,
  createdOne,
  given,
  json,
  keywords,
  type Override,
  parametrize,
  payloadOf,
  rowUrl,
  settable,
  table,
  writable,
} from './parts.ts';

const { assert_problem } = helpers;
const { asyncio } = modules;

/** A constraint that a request can violate, and how: the columns that it gives, and values for those that may be empty. */
interface Clash {
  readonly unique: UniquePlan;
  readonly columns: readonly string[];
  readonly values: readonly Override[];
}

/** The constraints of a resource that requests to create can violate. */
function clashes(tests: ResourceSuite): Clash[] {
  const { resource } = tests;
  return resource.uniques.flatMap((unique) => {
    const columns = unique.columns.filter((column) => column !== resource.owner?.json);
    const fields = columns.map((column) =>
      writable(resource).find((each) => each.json === column && !each.field.writeOnly),
    );
    const known = columns.every(
      (column, index) => fields[index] || settable(resource).some((each) => each.json === column),
    );
    if (!known || columns.length === 0) return [];
    const values = columns.flatMap((column, index) => valueFor(column, fields[index], tests));
    return [{ unique, columns, values }];
  });
}

/** A value for a column that would be empty otherwise, and so be equal to nothing. */
function valueFor(column: string, plan: FieldPlan | undefined, tests: ResourceSuite): Override[] {
  if (plan) return plan.field.nullable ? [[column, json(samplesOf(plan).values[0] ?? null)]] : [];
  const relation = settable(tests.resource).find((each) => each.json === column);
  if (!relation?.relation.nullable) return [];
  return [[column, py`(await ${factoryOf(relation)}(${tests.who}))["id"]`]];
}

/** Tests of unique constraints. */
export function uniquenessTests(tests: ResourceSuite): Part[] {
  if (!tests.able.has('create')) return [];
  const all = clashes(tests);
  return [
    tests.single && oneForEach(tests),
    ...(all.length > 0 ? conflictTests(tests, all) : []),
    ...slugTests(tests),
  ].filter(isPresent);
}

/** Nobody can have two rows. */
function oneForEach(tests: ResourceSuite): Part {
  const { resource, who, url, able } = tests;
  const unique = resource.uniques.find(({ columns }) => columns.length === 1 && columns[0] === resource.owner?.json);
  return py`
    async def test_there_is_one_${new Name(resource.singular)}_for_each_${new Name(resource.owner!.relation.name)}(${callerParameter(tests)}) -> None:
        ${given(tests)}

        response = await ${who}.post(${url}, json=${payloadOf(tests)})

        ${assert_problem}(response, 409, ${unique!.code})
        ${
          able.has('delete') &&
          py`
            await ${who}.delete(${rowUrl(tests)})
            ${created(tests)}
          `
        }
  `;
}

const start = (all: readonly Clash[]): Part =>
  keywords(
    all
      .flatMap((each) => each.values)
      .filter(([name], index, list) => list.findIndex(([other]) => other === name) === index),
  );

function conflictTests(tests: ResourceSuite, all: readonly Clash[]): Part[] {
  const { able, resource } = tests;
  const changeable = all.filter(({ unique }) => violable(resource, 'update').includes(unique));
  return [
    uniqueTable(all),
    createRejects(tests, all),
    able.has('update') && changeable.length > 0 && updateRejects(tests, all, changeable),
    able.has('delete') && deleteFrees(tests, all),
    able.has('restore') && restoreRejects(tests, all),
  ].filter(isPresent);
}

const uniqueTable = (all: readonly Clash[]): Part => py`UNIQUE = ${table(all.map(uniqueRow))}`;

const uniqueRow = ({ columns, unique }: Clash): Part => py`(${[py`[${[...columns]}]`, unique.code]})`;

const head = (tests: ResourceSuite, id: string, rows: Part = py`UNIQUE`): Part => py`
  ${parametrize(['columns', 'code'], rows)}
  async def ${new Name(id)}(${callerParameter(tests)}, columns: list[str], code: str) -> None:
`;

const taken = (row: string): Part => py`{column: ${new Name(row)}[column] for column in columns}`;

function createRejects(tests: ResourceSuite, all: readonly Clash[]): Part {
  const { able, who, url } = tests;
  return py`
    ${head(tests, 'test_create_rejects_what_is_taken')}
        first = ${createdOne(tests, start(all))}

        response = await ${who}.post(${url}, json=${payloadOf(tests, py`**${taken('first')}`)})

        ${assert_problem}(response, 409, code)
        ${able.has('list') && py`assert (await ${who}.get(${url})).json()["total"] == 1`}
  `;
}

function updateRejects(tests: ResourceSuite, all: readonly Clash[], changeable: readonly Clash[]): Part {
  const { able, row, who } = tests;
  const rows = changeable.length === all.length ? py`UNIQUE` : table(changeable.map(uniqueRow));
  return py`
    ${head(tests, 'test_update_rejects_what_is_taken', rows)}
        first = ${createdOne(tests, start(all))}
        ${given(tests)}

        response = await ${who}.patch(${rowUrl(tests)}, json=${taken('first')})

        ${assert_problem}(response, 409, code)
        ${able.has('get') && py`assert (await ${who}.get(${rowUrl(tests)})).json() == ${row}`}
  `;
}

const deleteFrees = (tests: ResourceSuite, all: readonly Clash[]): Part => py`
  ${parametrize(['columns'], py`[columns for columns, _ in UNIQUE]`)}
  async def test_delete_frees_what_was_taken(${callerParameter(tests)}, columns: list[str]) -> None:
      first = ${created(tests, start(all))}
      await ${tests.who}.delete(${rowUrl(tests, new Name('first'))})

      response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**${taken('first')}`)})

      assert response.status_code == 201
`;

const restoreRejects = (tests: ResourceSuite, all: readonly Clash[]): Part => py`
  ${head(tests, 'test_restore_rejects_what_was_taken_since')}
      first = ${created(tests, start(all))}
      await ${tests.who}.delete(${rowUrl(tests, new Name('first'))})
      ${createdOne(tests, py`**${taken('first')}`)}

      response = await ${tests.who}.post(${rowUrl(tests, new Name('first'), '/restore')})

      ${assert_problem}(response, 409, code)
`;

/** Creations at the same moment, of which only one can win; null when nothing is unique. */
export function raceTest(tests: ResourceSuite): Part {
  const [clash] = tests.able.has('create') ? clashes(tests) : [];
  if (!clash) return null;
  return py`
    async def test_only_one_of_simultaneous_creations_wins(${callerParameter(tests)}) -> None:
        first = ${payloadOf(tests, start([clash]))}

        responses = await ${asyncio}.gather(*(${tests.who}.post(${tests.url}, json=first) for _ in range(8)))

        assert sorted(response.status_code for response in responses) == [201] + [409] * 7
  `;
}

/** Slugs that are made from another field. */
function slugTests(tests: ResourceSuite): Part[] {
  const plan = tests.resource.fields.find(({ field }) => field.from !== undefined && !field.readOnly);
  const source = plan && tests.resource.fields.find((each) => each.json === plan.field.from);
  if (!plan || !source || source.field.pattern !== undefined || (source.field.max ?? 255) < 20) return [];
  const longest = plan.field.max ?? 80;
  const wide = (source.field.max ?? 255) > longest + 2;
  const override = (code: Part): Part => keywords([[source.json, code]]);
  const rows: Part[] = [
    py`("Hello, World!", "hello-world")`,
    py`("Crème brûlée", "creme-brulee")`,
    py`("  A -- B  ", "a-b")`,
    ...(wide
      ? [py`("x" * ${longest + 2}, "x" * ${longest})`, py`("x" * ${longest - 1} + " y", "x" * ${longest - 1})`]
      : []),
  ];
  const name = new Name(plan.json);
  return [
    py`
      ${parametrize(['text', 'expected'], table(rows))}
      async def test_${name}_is_made_from_the_${new Name(source.json)}(${callerParameter(tests)}, text: str, expected: str) -> None:
          ${given(tests, override(py`text`))}

          assert ${tests.row}[${plan.json}] == expected
    `,
    py`
      async def test_${name}_is_random_when_there_is_no_ascii(${callerParameter(tests)}) -> None:
          slugs = [(${created(tests, override(py`"日本語"`))})[${plan.json}] for _ in range(2)]

          assert slugs[0] != slugs[1]
          assert all(len(slug) == 12 for slug in slugs)
    `,
  ];
}
