/** tests/test_<resources>_actions.py: every action with its effects, its refusals and its callers, and at the same moment. */
import { collections, modules, typing } from '../../../../plan/symbols.ts';
import { isPresent, type ModuleSpec, Name, paragraphs, type Part, py, value } from '../../../../python/index.ts';
import type { Row } from '../../conditions.ts';
import { actionExpectation, type CallerKind } from '../../expectations.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { conftest, helpers } from '../../symbols.ts';
import { jsonNumber } from '../../samples/numbers.ts';
import { callersOf } from '../access/cast.ts';
import { callerParameter, moment, parametrize, rowUrl, table } from '../parts.ts';
import { effectsOf, valueAfter } from './effects.ts';
import { type ActionTrials, isState, suits, trialsOf } from './scenario.ts';

const { Any } = typing;
const { Callers } = conftest;
const { assert_answer, assert_problem, Json } = helpers;
const { asyncio } = modules;

/** How many requests are sent at the same moment. */
const AT_ONCE = 20;

interface Cast {
  readonly tests: ResourceSuite;
  readonly callers: readonly CallerKind[];
  readonly trials: readonly ActionTrials[];
}

/** The tests of the actions of a resource; null where there are none. */
export function actionsModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const callers = callersOf(suite, tests);
  const trials = tests.resource.actions
    .filter((each) => !each.procedure)
    .flatMap((action) => trialsOf(action, tests, callers) ?? []);
  if (trials.length === 0) return null;
  const cast: Cast = { tests, callers, trials };
  return {
    path: `tests/test_${tests.resource.module}_actions.py`,
    doc: `What can be done with ${tests.resource.nouns} beside changing their fields.`,
    body: paragraphs(
      requestTable(cast),
      [
        effects(cast),
        refusals(cast),
        suite.plan.hasAccounts && answers(cast),
        tests.resource.locked && preconditions(cast),
        suite.plan.has.hardeningTests && winners(cast),
        suite.plan.has.hardeningTests && counting(cast),
      ].filter(isPresent),
    ),
  };
}

const dictionary = (row: Row): Part => py`{${Object.entries(row).map(([name, each]) => py`${name}: ${value(each)}`)}}`;

/** Rows and bodies with which the actions work. */
const requestTable = ({ trials, tests }: Cast): Part => py`
  ${untried(trials, tests)}
  # The method and the path of each action, what a row must be for it, and the body of the request.
  ACTIONS: dict[str, tuple[str, str, ${Json}, ${Json}]] = {
      ${trials.map(
        ({ action, works }) =>
          py`${action.method}: (${[action.action.method, action.action.path, dictionary(works.start), dictionary(works.body)]}),`,
      )}
  }
`;

/** What the tests do not reach: it is said where its tests would be. */
function untried(trials: readonly ActionTrials[], { resource }: ResourceSuite): Part {
  const tried = new Set(trials.map(({ action }) => action));
  const actions = resource.actions
    .filter((each) => !each.procedure && !tried.has(each))
    .map((each) => each.action.name);
  const refusals = trials.flatMap(({ action, refusals: all }) =>
    action.checks
      .filter((check) => all.every((each) => each.check !== check))
      .map((check) => `${check.failure.code} of ${action.action.name}`),
  );
  return [...actions, ...refusals].map(
    (each) => py`# Nothing here tries ${new Name(each)}: it depends on more than one row.`,
  );
}

/** Creates the row of a test, and names what is asked of it. */
const setting = (
  { tests }: Cast,
  names = 'method, path, start, body',
  start: Part = py`**start`,
  creator: Part = tests.who,
): Part => py`
  ${new Name(names)} = ACTIONS[action]
  ${tests.row} = await ${tests.create}(${[creator, start]})
  url = ${rowUrl(tests)}
`;

const request = py`await callers[caller].request(method, url + path, json=body)`;
const parameters = ({ tests }: Cast): Part[] => [
  callerParameter(tests),
  py`callers: ${Callers}`,
  py`caller: str`,
  py`action: str`,
];

function effects(cast: Cast): Part {
  const { tests, trials } = cast;
  const { resource, row, able, who } = tests;
  const all = trials.map(({ action, works }) => ({ action, caller: works.caller, ...effectsOf(action, works.row) }));
  const hasFresh = all.some(({ fresh }) => fresh.length > 0);
  const rows = all.map(
    ({ action, caller, changes, fresh }) =>
      py`(${[caller.name, action.method, dictionary(changes), hasFresh && py`[${[...fresh]}]`]})`,
  );
  const other = [
    hasFresh && py`**{name: after[name] for name in fresh}`,
    resource.locked && py`"version": ${row}["version"] + 1`,
    resource.timestamps && py`"updated_at": after["updated_at"]`,
  ].filter(isPresent);
  return py`
    ${parametrize(['caller', 'action', 'changes', ...(hasFresh ? ['fresh'] : [])], table(rows))}
    async def test_actions_change_the_row(${[
      ...parameters(cast),
      py`changes: ${Json}`,
      hasFresh && py`fresh: list[str]`,
    ]}) -> None:
        ${setting(cast)}

        response = ${request}

        after = response.json()
        assert response.status_code == 200, response.text
        assert after == ${row} | changes${other.length > 0 && py` | {${other}}`}
        ${hasFresh && py`assert all(after[name] for name in fresh)`}
        ${resource.timestamps && py`assert ${moment(new Name('after'), 'updated_at')} > ${moment(row, 'updated_at')}`}
        ${resource.locked && py`assert response.headers["ETag"] == f'"{after["version"]}"'`}
        ${able.has('get') && py`assert (await ${who}.get(url)).json() == after`}
  `;
}

function refusals(cast: Cast): Part {
  const { tests, trials } = cast;
  const all = trials.flatMap(({ action, refusals: each }) => each.map((refusal) => ({ action, ...refusal })));
  if (all.length === 0) return null;
  const hasCreators = all.some(({ creator }) => creator !== tests.caller);
  const rows = all.map(
    ({ action, caller, creator, start, body, check: { failure } }) =>
      py`(${[
        hasCreators && creator.name,
        caller.name,
        action.method,
        dictionary(start),
        dictionary(body),
        failure.status,
        failure.code,
      ]})`,
  );
  const creator = hasCreators ? py`callers[creator]` : tests.who;
  return py`
    ${parametrize([...(hasCreators ? ['creator'] : []), 'caller', 'action', 'start', 'body', 'status', 'code'], table(rows))}
    async def test_actions_are_refused(${[
      ...(hasCreators
        ? [py`callers: ${Callers}`, py`creator: str`, py`caller: str`, py`action: str`]
        : parameters(cast)),
      py`start: ${Json}`,
      py`body: ${Json}`,
      py`status: int`,
      py`code: str`,
    ]}) -> None:
        ${setting(cast, 'method, path, _, _', py`**start`, creator)}

        response = ${request}

        ${assert_problem}(response, status, code)
        ${tests.able.has('get') && py`assert (await ${creator}.get(url)).json() == ${tests.row}`}
  `;
}

/** Every caller at every action, with a row and a body with which it works. */
function answers(cast: Cast): Part {
  const { tests, trials, callers } = cast;
  const rows = trials.flatMap(({ action, works }) =>
    callers.flatMap((caller) => {
      const expected = actionExpectation(action, tests.resource, caller, works.row);
      const isKnown = expected && (expected.status !== 200 || suits(caller, tests.resource, works.row));
      return isKnown ? [py`(${[caller.name, action.method, expected.status, expected.code ?? py`None`]})`] : [];
    }),
  );
  return py`
    ${parametrize(['caller', 'action', 'status', 'code'], table(rows))}
    async def test_who_may_act(${[...parameters(cast), py`status: int`, py`code: str | None`]}) -> None:
        ${setting(cast)}

        response = ${request}

        ${assert_answer}(response, status, code)
  `;
}

const callerRows = (trials: Cast['trials']): Part =>
  table(trials.map(({ action, works }) => py`(${[works.caller.name, action.method]})`));

function preconditions(cast: Cast): Part {
  const { tests, trials } = cast;
  return py`
    ${parametrize(['caller', 'action'], callerRows(trials))}
    async def test_actions_check_if_match(${parameters(cast)}) -> None:
        ${setting(cast)}

        response = await callers[caller].request(method, url + path, json=body, headers={"If-Match": '"0"'})

        ${assert_problem}(response, 412, "precondition-failed")
        ${tests.able.has('get') && py`assert (await ${tests.who}.get(url)).json() == ${tests.row}`}
  `;
}

/** Actions after which they are refused: of several at the same moment, one is done. */
function winners(cast: Cast): Part {
  const once = cast.trials.filter(({ action, works, refusals: all }) => {
    const after = { ...works.row, ...effectsOf(action, works.row).changes };
    return all.some(({ check }) => check.kind === 'state' && !isState(check, after));
  });
  if (once.length === 0) return null;
  return py`
    ${parametrize(['caller', 'action'], callerRows(once))}
    async def test_one_of_simultaneous_actions_is_done(${parameters(cast)}) -> None:
        ${setting(cast)}

        responses = await ${asyncio}.gather(*(callers[caller].request(method, url + path, json=body) for _ in range(8)))

        assert sorted(response.status_code for response in responses) == [200] + [409] * 7
  `;
}

/** Counters with a bound, and nothing else to decide upon: they are counted as often as there is room. */
function counting(cast: Cast): Part {
  const { tests } = cast;
  const rows = cast.trials.flatMap(({ action, works }) => {
    const [counter] = action.counters;
    const isPlain =
      action.counters.length === 1 && action.decidesOn.length === 0 && action.access.rules.every((rule) => !rule.when);
    if (!isPlain || counter?.bound?.kind !== 'literal') return [];
    const limit = Number(counter.bound.value);
    const step = Math.abs(valueAfter(counter, works.row) - Number(works.row[counter.field.json] ?? 0));
    const { field } = counter.field;
    const from = counter.direction === 'down' ? limit + 3 * step : limit - 3 * step;
    const fits =
      step > 0 && (field.max === undefined || from <= field.max) && (field.min === undefined || from >= field.min);
    if (!fits) return [];
    const edge = [from, limit].map((each) => value(jsonNumber(each, field)));
    return [py`(${[works.caller.name, action.method, counter.field.json, ...edge]})`];
  });
  if (rows.length === 0 || !tests.able.has('get')) return null;
  return py`
    ${parametrize(['caller', 'action', 'field', 'before', 'after'], table(rows))}
    async def test_simultaneous_counting_stays_within_bounds(${[
      ...parameters(cast),
      py`field: str`,
      py`before: ${Any}`,
      py`after: ${Any}`,
    ]}) -> None:
        ${setting(cast, 'method, path, start, body', py`**start | {field: before}`)}

        responses = await ${asyncio}.gather(*(callers[caller].request(method, url + path, json=body) for _ in range(${AT_ONCE})))

        statuses = ${collections.Counter}(response.status_code for response in responses)
        assert statuses == {200: 3, 409: ${AT_ONCE - 3}}
        assert (await ${tests.who}.get(url)).json()[field] == after
  `;
}
