/** Tests of what is unique about a row, and of slugs that are made from other fields. */
import type { FieldPlan, UniquePlan } from '../../../plan/index.ts';
import { violable } from '../../../plan/index.ts';
import { modules } from '../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import { samplesOf } from '../samples/index.ts';
import { factoryOf, payloadFields } from './factory.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import {
  callerParameter,
  created,
  createdOne,
  dictionary,
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
    slugTests(tests),
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

/** How tests name and repeat what is unique: by itself when it is one thing, or else as the rows of a table. */
interface Repetition {
  /** What the names of the tests end with. */
  readonly name: Name;
  /** The decorator that makes tests of the rows of a table. */
  readonly decorator: Part;
  readonly parameters: Part;
  /** Keyword arguments, and a body, with the values of the row `first`. */
  readonly keywords: Part;
  readonly body: Part;
  readonly code: Part;
}

/** Slugs that would be taken too, when what they are made from is. */
function otherSlugs({ resource }: ResourceSuite, columns: readonly string[]): Override[] {
  return resource.fields
    .filter(({ field }) => field.unique && field.from !== undefined && columns.includes(field.from))
    .map((plan) => [plan.json, json(samplesOf(plan).values[1] ?? null)]);
}

function repetitionOf(tests: ResourceSuite, clashing: readonly Clash[], rows: Part): Repetition {
  const [only, ...rest] = clashing;
  const slugs = otherSlugs(
    tests,
    clashing.flatMap((each) => each.columns),
  );
  if (only && rest.length === 0) {
    const values = only.columns.map((column): Override => [column, py`first[${column}]`]);
    return {
      name: new Name(`a_taken_${only.unique.columns.map((each) => each.replace(/_id$/, '')).join('_and_')}`),
      decorator: null,
      parameters: null,
      keywords: keywords([...slugs, ...values]),
      body: dictionary(values),
      code: py`${only.unique.code}`,
    };
  }
  const values = py`{column: first[column] for column in columns}`;
  return {
    name: new Name('what_is_taken'),
    decorator: parametrize(['columns', 'code'], rows),
    parameters: [py`columns: list[str]`, py`code: str`],
    keywords: slugs.length > 0 ? py`**(${dictionary(slugs)} | ${values})` : py`**${values}`,
    body: values,
    code: py`code`,
  };
}

function conflictTests(tests: ResourceSuite, all: readonly Clash[]): Part[] {
  const { able, resource } = tests;
  const every = repetitionOf(tests, all, py`UNIQUE`);
  const changeable = all.filter(({ unique }) => violable(resource, 'update').includes(unique));
  const rows = changeable.length === all.length ? py`UNIQUE` : table(changeable.map(uniqueRow));
  return [
    all.length > 1 && py`UNIQUE = ${table(all.map(uniqueRow))}`,
    createRejects(tests, all, every),
    partsMayRepeat(tests, all),
    able.has('update') && changeable.length > 0 && updateRejects(tests, all, repetitionOf(tests, changeable, rows)),
    able.has('delete') && deleteFrees(tests, all),
    able.has('restore') && restoreRejects(tests, all, every),
  ].filter(isPresent);
}

const uniqueRow = ({ columns, unique }: Clash): Part => py`(${[py`[${[...columns]}]`, unique.code]})`;

const head = (tests: ResourceSuite, verb: string, { name, decorator, parameters }: Repetition, after = ''): Part => py`
  ${decorator}
  async def test_${new Name(verb)}_${name}${new Name(after)}(${[callerParameter(tests), parameters]}) -> None:
`;

function createRejects(tests: ResourceSuite, all: readonly Clash[], taken: Repetition): Part {
  const { able, who, url } = tests;
  return py`
    ${head(tests, 'create_rejects', taken)}
        first = ${createdOne(tests, start(all))}

        response = await ${who}.post(${url}, json=${payloadOf(tests, taken.keywords)})

        ${assert_problem}(response, 409, ${taken.code})
        ${able.has('list') && py`assert (await ${who}.get(${url})).json()["total"] == 1`}
  `;
}

function updateRejects(tests: ResourceSuite, all: readonly Clash[], taken: Repetition): Part {
  const { able, row, who } = tests;
  return py`
    ${head(tests, 'update_rejects', taken)}
        first = ${createdOne(tests, start(all))}
        ${given(tests)}

        response = await ${who}.patch(${rowUrl(tests)}, json=${taken.body})

        ${assert_problem}(response, 409, ${taken.code})
        ${able.has('get') && py`assert (await ${who}.get(${rowUrl(tests)})).json() == ${row}`}
  `;
}

function deleteFrees(tests: ResourceSuite, all: readonly Clash[]): Part {
  const freed = repetitionOf(tests, all, py`UNIQUE`);
  const isTable = all.length > 1;
  return py`
    ${isTable && parametrize(['columns'], py`[columns for columns, _ in UNIQUE]`)}
    async def test_delete_frees_${freed.name}(${[callerParameter(tests), isTable && py`columns: list[str]`]}) -> None:
        first = ${created(tests, start(all))}
        await ${tests.who}.delete(${rowUrl(tests, new Name('first'))})

        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, freed.keywords)})

        assert response.status_code == 201
  `;
}

const restoreRejects = (tests: ResourceSuite, all: readonly Clash[], taken: Repetition): Part => py`
  ${head(tests, 'restore_rejects', taken)}
      first = ${created(tests, start(all))}
      await ${tests.who}.delete(${rowUrl(tests, new Name('first'))})
      ${createdOne(tests, taken.keywords)}

      response = await ${tests.who}.post(${rowUrl(tests, new Name('first'), '/restore')})

      ${assert_problem}(response, 409, ${taken.code})
`;

/** What is unique together may repeat in part. */
function partsMayRepeat(tests: ResourceSuite, all: readonly Clash[]): Part {
  const parts = all.flatMap(({ columns }) => {
    const repeated = columns.find((column) => columns.some((other) => other !== column && differs(other, tests)));
    return columns.length > 1 && repeated !== undefined ? [repeated] : [];
  });
  const names = parts.filter((each, index) => parts.indexOf(each) === index);
  if (names.length === 0) return null;
  return py`
    ${parametrize(['column'], py`[${names}]`)}
    async def test_one_column_alone_may_repeat(${[callerParameter(tests), py`column: str`]}) -> None:
        first = ${createdOne(tests, start(all))}

        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{column: first[column]}`)})

        assert response.status_code == 201
  `;
}

/** Whether a column differs from one new row to the next. */
function differs(column: string, tests: ResourceSuite): boolean {
  const plan = payloadFields(tests).find((each) => each.json === column);
  return plan ? samplesOf(plan).fresh.numbered : tests.resource.relations.some((each) => each.json === column);
}

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
    source.field.unique
      ? null
      : py`
          async def test_${name}_is_random_when_there_is_no_ascii(${callerParameter(tests)}) -> None:
              slugs = [(${created(tests, override(py`"日本語"`))})[${plan.json}] for _ in range(2)]

              assert slugs[0] != slugs[1]
              assert all(len(slug) == 12 for slug in slugs)
        `,
  ];
}
