/** Who gets into the collection, and what lists show to whom. */
import { listAsksLate } from '../../../../plan/index.ts';
import { isPresent, type Part, py } from '../../../../python/index.ts';
import { routesOf } from '../../../resource/routes.ts';
import { type CallerKind, doorExpectation, isListed, isRestorable } from '../../expectations.ts';
import { authTestsOf } from '../../shared/auth/index.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { conftest, helpers } from '../../symbols.ts';
import { callerParameter, created, parametrize, payloadOf, table } from '../parts.ts';
import { type Cast, isReached } from './cast.ts';

const { Callers } = conftest;
const { assert_answer, assert_problem } = helpers;

/** Who is refused at the door of the collection. */
export function collectionTests({ tests, callers }: Cast): Part {
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
export function listTests(cast: Cast): Part {
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
    .filter((state) => !deleted || isReached(tests, 'restore', state.row, tests.caller))
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
export function tokenTest(tests: ResourceSuite, suite: Suite): Part {
  const invalid = authTestsOf(suite)?.invalid;
  const optional = routesOf(tests.resource).find(
    (route) => route.caller === 'optional' && (route.operation === 'list' || route.operation === 'get'),
  );
  if (!invalid || !optional || !tests.able.has('list')) return null;
  return py`
    ${parametrize(['header'], py`[${invalid.values}]`)}
    async def test_public_routes_reject_invalid_tokens(client: ${helpers.Caller}, header: str) -> None:
        response = await client.get(${[tests.url, listAsksLate(tests.resource) && py`params={"deleted": True}`, py`headers={${invalid.header}: header}`]})

        ${assert_problem}(response, 401, "unauthenticated")
  `;
}
