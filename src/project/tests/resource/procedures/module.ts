/** tests/test_<resource>_transactions.py: actions that concern more than one row, tried on rows of a database. */
import type { JsonValue } from '../../../../design/api-design.ts';
import { allStatements, kebab, type Planned, type TablePlan } from '../../../../plan/index.ts';
import { mocks, modules } from '../../../../plan/symbols.ts';
import { fstring, type ModuleSpec, Name, paragraphs, type Part, py, value } from '../../../../python/index.ts';
import { actionExpectation, type CallerKind, atTheDoor } from '../../expectations.ts';
import { type Route, routesOf } from '../../../resource/routes.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { conftest, effects, helpers } from '../../symbols.ts';
import { callersOf } from '../access/cast.ts';
import { type Scene, scenesOf } from './scenes.ts';
import { type Setting, settingOf } from './setting.ts';
import { FRESH, UNKNOWN_REFERENCE, type WorldRow } from './world.ts';

/** How many callers try at once what can be done once. */
const AT_ONCE = 8;

/** One action, and the scenes that its tests play. */
interface Trial {
  readonly action: Planned;
  readonly scenes: readonly Playable[];
}

/** A scene, and who asks. */
interface Playable extends Scene {
  readonly setting: () => Setting;
}

/** The tests of the procedures of a resource; null where there are none. */
export function proceduresModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const { resource } = tests;
  const actions = [...resource.actions, ...resource.endpoints].filter((each) => each.procedure);
  if (actions.length === 0) return null;
  const trials = actions.map((action): Trial => ({ action, scenes: playable(action, tests, suite) }));
  return {
    path: `tests/test_${resource.module}_transactions.py`,
    doc: `What can be done with ${resource.nouns} that concerns other rows too.`,
    locals: [tests.row.id],
    body: paragraphs(
      untried(trials),
      tables(trials),
      trials.map((trial) => distinct(trial.scenes).map((scene) => test(trial.action, scene, tests, suite))),
      trials.map(({ action, scenes }) => {
        const once = scenes.find(isOnce);
        return once && race(action, once, tests, suite);
      }),
    ),
  };
}

/** Whether what a request does can be done once. */
const isOnce = ({ outcome, again }: Scene): boolean => outcome.is === 'done' && again.is === 'refused';

/** One scene of each way to end. */
const distinct = <S extends Scene>(scenes: readonly S[]): S[] =>
  [
    ...new Map(
      scenes.toReversed().map((each) => [each.outcome.is === 'refused' ? each.outcome.className : 'done', each]),
    ).values(),
  ].toReversed();

function playable(action: Planned, tests: ResourceSuite, suite: Suite): Playable[] {
  const { resource } = tests;
  const own = action.action.on === 'item' ? suite.plan.tables.find(resource.className) : undefined;
  const callers = callersOf(suite, tests).toReversed();
  const stage = { tests, suite, own };
  const cast = new Map<Scene, CallerKind>();
  const suits = (scene: Scene): boolean => {
    const caller = callers.find(
      (each) => isLetIn(action, each, scene, tests) && settingOf(scene, each, stage) !== undefined,
    );
    if (caller) cast.set(scene, caller);
    return caller !== undefined;
  };
  return scenesOf(action, own, suite.plan.tables.account, suits).map((scene) => ({
    ...scene,
    setting: () => settingOf(scene, cast.get(scene)!, stage)!,
  }));
}

function isLetIn(action: Planned, caller: CallerKind, scene: Scene, { resource }: ResourceSuite): boolean {
  if (action.action.on === 'collection') return atTheDoor(action.access.rules, caller) === undefined;
  const item = resource.actions.find(({ method }) => method === action.method)!;
  const own = scene.rows.find((each) => each.key === resource.row.id);
  if (!own || (resource.owner && scene.isOwn !== caller.owns)) return false;
  const { fields, relations } = own.table;
  const row = Object.fromEntries(
    [...fields, ...relations].flatMap((each) => {
      const held = own.values[each.attribute];
      return held === undefined ? [] : [[each.json, held] as const];
    }),
  );
  return actionExpectation(item, resource, caller, row)?.status === 200;
}

/** What the tests do not reach: it is said where its tests would be. */
function untried(trials: readonly Trial[]): Part {
  const missing = trials.flatMap(({ action, scenes }) => {
    const found = new Set(scenes.map(({ outcome }) => (outcome.is === 'refused' ? outcome.className : 'done')));
    const refusals = action.procedure!.failures.filter(({ failure }) => !found.has(failure.className));
    return [
      ...(found.has('done') ? [] : [`what ${action.action.name} does`]),
      ...refusals.map(({ failure }) => `${failure.code} of ${action.action.name}`),
    ];
  });
  return missing.map((each) => py`# Nothing here tries ${new Name(each)}: no rows were found that lead there.`);
}

/** The tables whose rows the tests compare. */
function tables(trials: readonly Trial[]): Part {
  const models = new Map(trials.flatMap(({ action }) => touched(action)).map((each) => [each.className, each.model]));
  return py`MODELS = (${[...models.values()].map((each, _index, all) => (all.length === 1 ? py`${each},` : py`${each}`))})`;
}

/** The tables whose rows a procedure can change. */
function touched(action: Planned): TablePlan[] {
  return allStatements(action.procedure!.statements).flatMap((each) => {
    if (each.do === 'change' || each.do === 'remove') return [each.target.table];
    if (each.do === 'insert') return [each.into.table];
    return each.do === 'change-all' || each.do === 'remove-all' ? [each.query.table] : [];
  });
}

function test(action: Planned, played: Playable, tests: ResourceSuite, suite: Suite): Part {
  const scene = { ...played, ...played.setting() };
  const { outcome } = scene;
  const { name } = action.action;
  const code = outcome.is === 'refused' ? codeOf(action, outcome.className, tests) : undefined;
  const id = code === undefined ? `test_${name}` : `test_${name}_is_refused_${code.replaceAll('-', '_')}`;
  const announces = outcome.is === 'done' ? outcome.tasks : [];
  const call = request(action, scene, tests);
  const rows = outcome.is === 'done' ? effectsOf(action, scene, outcome.rows) : py`assert after == before`;
  const told = announces.map(
    (each) =>
      py`{${each.arguments.map(({ name: argument, value: given }) => py`${argument}: ${shown(given, scene)}`)}}`,
  );
  return py`
    async def ${new Name(id)}(${parameters(scene, suite, announces.length > 0)}) -> None:
        ${scene.statements()}
        ${announces.length > 0 && recorder(scene, tests)}
        before = await ${effects.snapshot}(${scene.app}, *MODELS)

        response = await ${call}

        ${answer(action, scene, tests)}
        after = await ${effects.snapshot}(${scene.app}, *MODELS)
        ${rows}
        ${announces.length > 0 && py`assert told == [${told}]`}
  `;
}

const parameters = ({ fixtures }: Setting, { plan }: Suite, patches = false): Part[] => [
  ...fixtures.map((each) => py`${each}: ${helpers.Caller}`),
  plan.hasAccounts && py`callers: ${conftest.Callers}`,
  patches && py`monkeypatch: ${modules.pytest}.MonkeyPatch`,
];

/** Keeps what tasks are told instead of calling them. */
function recorder({ outcome }: Scene, { resource }: ResourceSuite): Part {
  const names = outcome.is === 'done' ? new Set(outcome.tasks.map(({ task }) => task.symbol.name!)) : [];
  return py`
    told: list[${helpers.Json}] = []
    ${[...names].map(
      (each) => py`monkeypatch.setattr(${`app.${resource.module}.service.${each}`}, ${effects.recorder}(told))`,
    )}
  `;
}

function request(planned: Planned, scene: Scene & Setting, tests: ResourceSuite): Part {
  const { action, inputs } = planned;
  const { resource, url } = tests;
  if (action.on === 'item') scene.idOf(resource.row.id);
  const { isBelow, suffix } = routeOf(planned, tests);
  const path =
    action.on === 'item'
      ? fstring(url, '/', py`${resource.row}['id']`, action.path)
      : fstring(isBelow ? url : helpers.API, suffix);
  const body = inputs.map((each) => py`${each.json}: ${shown(scene.input[`input.${each.json}`] ?? null, scene)}`);
  return py`${scene.client}.request(${[py`${action.method}`, path, inputs.length > 0 && py`json={${body}}`]})`;
}

function answer(action: Planned, { outcome }: Scene, tests: ResourceSuite): Part {
  if (outcome.is === 'refused') {
    const failure = action.procedure!.failures.find((each) => each.failure.className === outcome.className)?.failure;
    const status = outcome.className === UNKNOWN_REFERENCE ? 422 : (failure?.status ?? 409);
    return py`${helpers.assert_problem}(${[py`response`, py`${status}`, py`${codeOf(action, outcome.className, tests)}`]})`;
  }
  return py`assert response.status_code == ${routeOf(action, tests).success}, response.text`;
}

/** The route of an action. */
const routeOf = (action: Planned, { resource }: ResourceSuite): Route =>
  routesOf(resource).find((each) => each.action?.method === action.method)!;

function codeOf(action: Planned, className: string, { resource }: ResourceSuite): string {
  if (className === UNKNOWN_REFERENCE) return 'unknown-reference';
  const failure = action.procedure!.failures.find((each) => each.failure.className === className)?.failure;
  const unique = resource.uniques.find((each) => each.errorClass === className);
  return failure?.code ?? unique?.code ?? kebab(className.replace(/Error$/, ''));
}

/** What has become of the rows. */
function effectsOf(action: Planned, scene: Scene & Setting, rows: readonly WorldRow[]): Part {
  const before = new Map(scene.rows.map((each) => [each.key, each]));
  const order = touched(action).map((each) => each.className);
  const changed = rows.flatMap((each) => {
    const old = before.get(each.key);
    const values = Object.entries(each.values).filter(
      ([name, given]) => old && (given === FRESH || JSON.stringify(old.values[name]) !== JSON.stringify(given)),
    );
    return values.length === 0
      ? []
      : [py`${shown(each.key, scene)}: {${values.map(([name, given]) => py`${name}: ${shown(given, scene)}`)}}`];
  });
  const added = rows
    .filter((each) => !before.has(each.key))
    .toSorted((a, b) => order.indexOf(a.table.className) - order.indexOf(b.table.className))
    .map(
      (each) =>
        py`(${each.table.model}, {${Object.entries(each.values).map(([name, given]) => py`${name}: ${shown(given, scene)}`)}})`,
    );
  const removed = [...before.keys()]
    .filter((key) => rows.every((each) => each.key !== key))
    .map((key) => shown(key, scene));
  return py`
    ${effects.assert_effects}(${[
      py`before`,
      py`after`,
      changed.length > 0 && py`changed={${changed}}`,
      added.length > 0 && py`added=[${added}]`,
      removed.length > 0 && py`removed={${removed}}`,
    ]})
  `;
}

/** A value of a scene in the test: ids of rows by their variables. */
function shown(given: JsonValue, { idOf }: Setting): Part {
  if (given === FRESH) return mocks.ANY;
  if (typeof given === 'string' && given.startsWith('new ')) return mocks.ANY;
  const id = typeof given === 'string' ? idOf(given) : undefined;
  return id ?? value(given);
}

/** What can be done once is done once, however many try. */
function race(action: Planned, played: Playable, tests: ResourceSuite, suite: Suite): Part {
  const scene = { ...played, ...played.setting() };
  const { name } = action.action;
  const success = routeOf(action, tests).success;
  const call = request(action, scene, tests);
  return py`
    async def ${new Name(`test_${name}_happens_once`)}(${parameters(scene, suite)}) -> None:
        ${scene.statements()}

        responses = await ${modules.asyncio}.gather(*[${call} for _ in range(${AT_ONCE})])

        statuses = sorted(response.status_code for response in responses)
        assert statuses[0] == ${success}
        assert all(400 <= status < 500 for status in statuses[1:])
  `;
}
