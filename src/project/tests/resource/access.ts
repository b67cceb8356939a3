/** tests/test_<resources>_access.py: who may do what, as a table of callers, routes and answers. */

import { typing } from '../../../plan/symbols.ts';
import { isPresent, type ModuleSpec, paragraphs, type Part, py, value } from '../../../python/index.ts';
import { routesOf } from '../../resource/routes.ts';
import type { Row } from '../conditions.ts';
import {
  type CallerKind,
  doorExpectation,
  type Expectation,
  expectation,
  isListed,
  isRestorable,
  type RowOperation,
} from '../expectations.ts';
import { distinctStates, MAX_STATES } from '../states.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { conftest, helpers } from '../symbols.ts';
import { textOf } from '../samples/sample.ts';
import { callerParameter, created, given, parametrize, payloadOf, rowUrl, table } from './parts.ts';

const { Callers } = conftest;
const { assert_answer, assert_problem } = helpers;
const { Any } = typing;

/** A state of a row, with the name that tests give it. */
interface State {
  readonly name: string;
  readonly row: Row;
}

/** Everything that the table of one resource is made of. */
interface Cast {
  readonly tests: ResourceSuite;
  readonly callers: readonly CallerKind[];
  readonly states: readonly State[];
}

/** The access tests of a resource; null when it has no route. */
export function accessModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const { resource } = tests;
  const cast: Cast = { tests, callers: callersOf(suite, tests), states: statesOf(tests) };
  const parts = [rowTests(cast), collectionTests(cast), listTests(cast), tokenTest(tests)].filter(isPresent);
  if (parts.length === 0) return null;
  return {
    path: `tests/test_${resource.module}_access.py`,
    doc: `Who may do what with ${resource.nouns}.`,
    body: paragraphs(cast.states.length > 1 && stateTable(cast.states), parts),
  };
}

const known = (name: string): CallerKind => ({ name, isKnown: true, owns: false, grants: [] });

function callersOf({ owner, grants }: Suite, { who, caller }: ResourceSuite): CallerKind[] {
  return [
    { name: 'anonymous', isKnown: false, owns: false, grants: [] },
    known('stranger'),
    ...grants.map((grant) => ({ ...known(`${grant.kind}:${grant.name}`), grants: [grant] })),
    { ...caller, name: who.id === owner.id ? owner.id : who.id },
  ];
}

function statesOf({ resource, state, limit = MAX_STATES }: ResourceSuite): State[] {
  const rows = distinctStates(resource).slice(0, limit);
  if (rows.length < 2) return [{ name: 'existing', row: state }];
  const named = rows.map((row) => ({ name: stateName(row), row }));
  return named.map((each, index) =>
    named.findIndex((other) => other.name === each.name) === index
      ? each
      : { ...each, name: `${each.name} (${index + 1})` },
  );
}

const stateName = (row: Row): string =>
  Object.entries(row)
    .map(([name, given]) => {
      const label = name.replaceAll('_', ' ').replace(/^is /, '');
      if (given === true) return label;
      if (given === false) return `not ${label}`;
      return given === null ? `no ${label}` : `${label} ${textOf(given)}`;
    })
    .join(', ');

const stateTable = (states: readonly State[]): Part => py`
  STATES: dict[str, dict[str, ${Any}]] = {
      ${states.map(({ name, row }) => py`${name}: ${value(row)},`)}
  }
`;

const ROW_OPERATIONS: readonly RowOperation[] = ['get', 'update', 'delete', 'restore'];

const METHODS: Readonly<Record<RowOperation, readonly [method: string, suffix: string]>> = {
  get: ['GET', ''],
  update: ['PATCH', ''],
  delete: ['DELETE', ''],
  restore: ['POST', '/restore'],
};

/** Every caller at every route on one row. */
function rowTests(cast: Cast): Part {
  const { tests, callers, states } = cast;
  const operations = ROW_OPERATIONS.filter((each) => canTry(tests, each));
  const rows = operations.flatMap((operation) =>
    states.flatMap((state) =>
      callers.flatMap((caller) => {
        const expected =
          isReached(tests, operation, state.row) && expectation(operation, tests.resource, caller, state.row);
        return expected ? [answerRow(caller, operation, states.length > 1 ? state.name : undefined, expected)] : [];
      }),
    ),
  );
  if (rows.length === 0) return null;
  return [py`ANSWERS = ${table(rows)}`, answersTest(cast)];
}

/** Whether the caller of the tests can delete a row in this state, so that it can be restored. */
const isReached = ({ resource, caller }: ResourceSuite, operation: RowOperation, row: Row): boolean =>
  operation !== 'restore' || expectation('delete', resource, caller, row)?.status === 204;

/** Whether a row can be brought to where an operation applies to it. */
const canTry = ({ resource, able }: ResourceSuite, operation: RowOperation): boolean =>
  resource.operations.has(operation) && (operation !== 'restore' || able.has('delete'));

function answerRow(
  caller: CallerKind,
  operation: RowOperation,
  state: string | undefined,
  expected: Expectation,
): Part {
  const [method, suffix] = METHODS[operation];
  return py`(${[caller.name, method, suffix, state, expected.status, expected.code ?? py`None`]})`;
}

function answersTest({ tests, states }: Cast): Part {
  const { resource, able, who } = tests;
  const hasStates = states.length > 1;
  const restores = canTry(tests, 'restore');
  return py`
    ${parametrize(['caller', 'method', 'suffix', ...(hasStates ? ['state'] : []), 'status', 'code'], py`ANSWERS`)}
    async def test_who_may(${[
      callerParameter(tests),
      py`callers: ${Callers}`,
      py`caller: str`,
      py`method: str`,
      py`suffix: str`,
      hasStates && py`state: str`,
      py`status: int`,
      py`code: str | None`,
    ]}) -> None:
        ${given(tests, hasStates && py`**STATES[state]`)}
        url = ${rowUrl(tests)}
        ${
          restores &&
          py`
            if suffix:
                await ${who}.delete(url)
          `
        }

        response = await callers[caller].request(method, url + suffix, json={})

        ${assert_answer}(response, status, code)
        ${
          able.has('get') &&
          (resource.operations.has('update') || resource.operations.has('delete')) &&
          states.length === 1 &&
          py`
            if code${restores && py` and not suffix`}:
                assert (await ${who}.get(url)).json() == ${tests.row}
          `
        }
  `;
}

/** Who is refused at the door of the collection. */
function collectionTests({ tests, callers }: Cast): Part {
  const { resource, url } = tests;
  const operations = (['create', 'list'] as const).filter((each) => resource.operations.has(each));
  const rows = operations.flatMap((operation) =>
    callers.flatMap((caller) => {
      const { status, code } = doorExpectation(operation, resource, caller);
      return code === undefined ? [] : [py`(${[caller.name, operation === 'create' ? 'POST' : 'GET', status, code]})`];
    }),
  );
  if (rows.length === 0) return null;
  const payload = operations.includes('create') ? payloadOf(tests) : py`{}`;
  return py`
    ${parametrize(['caller', 'method', 'status', 'code'], table(rows))}
    async def test_who_may_not(${[
      tests.refers && operations.includes('create') && callerParameter(tests),
      py`callers: ${Callers}`,
      py`caller: str`,
      py`method: str`,
      py`status: int`,
      py`code: str`,
    ]}) -> None:
        response = await callers[caller].request(method, ${url}, json=${payload})

        ${assert_answer}(response, status, code)
  `;
}

/** What lists show to whom. */
function listTests(cast: Cast): Part {
  const { tests, callers } = cast;
  const { resource } = tests;
  if (!tests.able.has('list')) return null;
  const getsIn = callers.filter((caller) => doorExpectation('list', resource, caller).status === 200);
  const deletes = tests.able.has('delete') && resource.operations.has('restore');
  const rows = getsIn.flatMap((caller) => [
    seenRow(caller, cast, false),
    ...(deletes ? [seenRow(caller, cast, true)] : []),
  ]);
  return listTest(cast, deletes, rows.filter(isPresent));
}

function seenRow(caller: CallerKind, { tests, states }: Cast, deleted: boolean): Part {
  const sees = deleted ? isRestorable : isListed;
  const judged = states
    .filter((state) => !deleted || isReached(tests, 'restore', state.row))
    .map((state) => [state.name, sees(tests.resource, caller, state.row)] as const);
  if (judged.some(([, seen]) => seen === undefined)) return null;
  const names = judged.filter(([, seen]) => seen).map(([name]) => name);
  const expected = names.length > 0 ? py`{${names}}` : py`set[str]()`;
  const params = deleted ? py`{"deleted": True}` : py`{}`;
  return py`(${[caller.name, tests.able.has('delete') && tests.resource.operations.has('restore') && params, expected]})`;
}

function listTest({ tests, states }: Cast, deletes: boolean, rows: readonly Part[]): Part {
  const { who, limit } = tests;
  const bound = limit !== undefined && states.length > 1;
  const params = bound
    ? py`params={${[py`"limit": ${limit}`, deletes && py`**params`]}}`
    : deletes && py`params=params`;
  const setting =
    states.length > 1
      ? py`
          rows = {(await ${tests.create}(${[who, py`**state`]}))["id"]: name for name, state in STATES.items()}
        `
      : py`rows = {(${created(tests)})["id"]: "existing"}`;
  return py`
    ${parametrize(['caller', ...(deletes ? ['params'] : []), 'seen'], table(rows))}
    async def test_lists_hold_what_the_caller_may_see(${[
      callerParameter(tests),
      py`callers: ${Callers}`,
      py`caller: str`,
      deletes && py`params: dict[str, bool]`,
      py`seen: set[str]`,
    ]}) -> None:
        ${setting}
        ${
          deletes &&
          py`
            if params:
                for row_id in rows:
                    await ${who}.delete(f"{${tests.url}}/{row_id}")
          `
        }

        page = (await callers[caller].get(${[tests.url, params]})).json()

        assert {rows[item["id"]] for item in page["items"]} == seen
        assert page["total"] == len(seen)
  `;
}

/** A token that is sent must be valid, also where none is needed. */
function tokenTest(tests: ResourceSuite): Part {
  const optional = routesOf(tests.resource).find(
    (route) => route.caller === 'optional' && (route.operation === 'list' || route.operation === 'get'),
  );
  if (!optional || !tests.able.has('list')) return null;
  return py`
    ${parametrize(['header'], py`["Bearer nonsense", "bearer e30.e30.e30"]`)}
    async def test_public_routes_reject_invalid_tokens(client: ${helpers.Caller}, header: str) -> None:
        response = await client.get(${tests.url}, headers={"Authorization": header})

        ${assert_problem}(response, 401, "unauthenticated")
  `;
}
