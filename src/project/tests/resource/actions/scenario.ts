/** Rows and requests with which the tests of actions try them: found by trying values against what the design says. */
import type { Expr, JsonValue } from '../../../../design/api-design.ts';
import type { ActionCheck, ActionPlan, FieldPlan, ResourcePlan } from '../../../../plan/index.ts';
import { holds, ME, type Row } from '../../conditions.ts';
import { actionExpectation, type CallerKind, doorExpectation } from '../../expectations.ts';
import { itemSamples } from '../../samples/index.ts';
import { jsonNumber } from '../../samples/numbers.ts';
import { candidatesFor } from '../../states.ts';
import { actionFields, type ResourceSuite } from '../../suite.ts';
import { valueAfter } from './effects.ts';

/** More combinations of values than this are not tried. */
const MAX_TRIES = 5000;

/** A row before an action and the body of the request; values of the input are called `input.amount`. */
export interface Scenario {
  readonly row: Row;
  /** Who is let in, and who has created the row. */
  readonly caller: CallerKind;
  readonly creator: CallerKind;
  /** Of the row, what differs from a new one. */
  readonly start: Row;
  readonly body: Row;
}

/** A way in which an action is refused. */
export interface Refusal extends Scenario {
  readonly check: ActionCheck;
}

/** Everything that the tests of one action try. */
export interface ActionTrials {
  readonly action: ActionPlan;
  readonly works: Scenario;
  readonly refusals: readonly Refusal[];
}

/** Plans the trials of an action; undefined where no row, caller and values are found with which it works. */
export function trialsOf(
  action: ActionPlan,
  tests: ResourceSuite,
  callers: readonly CallerKind[],
): ActionTrials | undefined {
  const cast = castOf(action, tests, callers);
  const allowed = combinations(action, tests.resource).filter((row) => cast(row) !== undefined);
  const works = allowed.find(
    (row) => action.checks.every((check) => passes(check, row)) && cast(row)?.creator === tests.caller,
  );
  if (!works) return undefined;
  const scenario = (row: Row): Scenario => ({ ...requestOf(row, action, tests), ...cast(row)! });
  const refusals = action.checks.flatMap((check, index) => {
    const earlier = action.checks.slice(0, index);
    const later = action.checks.slice(index + 1);
    const failing = allowed.filter((row) => fails(check, row) && earlier.every((other) => passes(other, row)));
    const best = failing.filter((row) => later.every((other) => passes(other, row)));
    return edges(check, best.length > 0 ? best : failing).map((row) => ({ check, ...scenario(row) }));
  });
  return { action, works: scenario(works), refusals };
}

/** Finds who is let in to an action on a row, and who creates it: another, unless it must be a row of the caller. */
function castOf(
  action: ActionPlan,
  { resource, caller: usual }: ResourceSuite,
  callers: readonly CallerKind[],
): (row: Row) => Pick<Scenario, 'caller' | 'creator'> | undefined {
  const isLetIn = (caller: CallerKind, row: Row): boolean =>
    actionExpectation(action, resource, caller, row)?.status === 200;
  const creators = callers.filter((each) => each.isKnown && !each.owns).map((each) => ({ ...each, owns: true }));
  return (row) => {
    const caller = callers.findLast((each) => suits(each, resource, row) && isLetIn(each, row));
    if (caller) return { caller, creator: usual };
    const own = creators.findLast(
      (each) =>
        suits(each, resource, row) && isLetIn(each, row) && doorExpectation('create', resource, each).status === 201,
    );
    return own && { caller: own, creator: own };
  };
}

/** Whether a row can be that of a caller, or of another, as it says. */
export const suits = ({ owns }: CallerKind, { owner }: ResourcePlan, row: Row): boolean =>
  owner === undefined || row[owner.json] === undefined || owns === (row[owner.json] === ME);

/** One row for each state that a check refuses; of other checks, one row. */
function edges(check: ActionCheck, rows: readonly Row[]): Row[] {
  if (check.kind !== 'state') return rows.slice(0, 1);
  const states = new Set(rows.map((row) => row[check.field.json]));
  return [...states].map((state) => rows.find((row) => row[check.field.json] === state)!);
}

/** Whether a row is in a state that a check asks for. */
export const isState = ({ field, from }: Extract<ActionCheck, { kind: 'state' }>, row: Row): boolean => {
  const state = row[field.json];
  return typeof state === 'string' && from.includes(state);
};

function passes(check: ActionCheck, row: Row): boolean {
  return outcome(check, row) === true;
}

function fails(check: ActionCheck, row: Row): boolean {
  return outcome(check, row) === false;
}

function outcome(check: ActionCheck, row: Row): boolean | undefined {
  switch (check.kind) {
    case 'condition':
      return holds(check.condition, row);
    case 'state':
      return isState(check, row);
    case 'bound': {
      const { counter } = check;
      const after = valueAfter(counter, row);
      const test: Expr = {
        kind: 'binary',
        operator: counter.direction === 'up' ? '<=' : '>=',
        left: { kind: 'literal', value: after },
        right: counter.bound!,
      };
      return holds(test, row);
    }
  }
}

/** Rows with all the values that could matter to an action, those of a new row first. */
function combinations(action: ActionPlan, resource: ResourcePlan): Row[] {
  const expressions = [
    ...action.checks.flatMap((check) => (check.kind === 'condition' ? [check.condition] : [])),
    ...action.counters.flatMap(({ by, bound }) => (bound ? [by, bound] : [by])),
    ...action.access.rules.flatMap((rule) => rule.when ?? []),
  ];
  let rows: Row[] = [{}];
  for (const input of action.inputs) rows = product(rows, `input.${input.json}`, inputValues(input));
  for (const field of actionFields(action, resource)) {
    rows = product(rows, field.json, [...candidatesFor(field, expressions), ...besideBounds(field, action)]);
  }
  for (const { json, relation } of resource.relations.filter((each) => action.decidesOn.includes(each.attribute))) {
    if (relation.name === resource.owner?.relation.name) rows = product(rows, json, [OTHER, ME]);
    else if (relation.nullable) rows = product(rows, json, [null]);
  }
  return rows;
}

/** Stands for the id of an account that is not the caller's. */
const OTHER = 'other';

const product = (rows: readonly Row[], name: string, values: readonly JsonValue[]): Row[] =>
  [...new Map(values.map((each) => [JSON.stringify(each), each])).values()]
    .flatMap((each) => rows.map((row) => ({ ...row, [name]: each })))
    .slice(0, MAX_TRIES);

const inputValues = ({ field }: FieldPlan): JsonValue[] => [...itemSamples(field).values];

/** Values next to what a counter may reach. */
function besideBounds(field: FieldPlan, { counters }: ActionPlan): JsonValue[] {
  const { min, max } = field.field;
  const limits = counters
    .filter((each) => each.field === field)
    .flatMap(({ bound }) => (bound?.kind === 'literal' ? [Number(bound.value)] : []));
  return limits
    .flatMap((limit) => [limit, limit + 3, limit - 3])
    .filter((each) => (min === undefined || each >= min) && (max === undefined || each <= max))
    .map((each) => jsonNumber(each, field.field));
}

function requestOf(
  row: Row,
  { inputs }: ActionPlan,
  { resource, state }: ResourceSuite,
): Pick<Scenario, 'row' | 'start' | 'body'> {
  const body = inputs.map(({ json }) => [json, row[`input.${json}`] ?? null] as const);
  const start = resource.fields.flatMap((each): [string, JsonValue][] => {
    const given = row[each.json];
    return given === undefined || isNew(each, given, state) ? [] : [[each.json, given]];
  });
  return { row, start: Object.fromEntries(start), body: Object.fromEntries(body) };
}

/** Whether a new row has a value anyway. */
function isNew({ field, json }: FieldPlan, given: JsonValue, state: Row): boolean {
  if (json in state) return JSON.stringify(state[json]) === JSON.stringify(given);
  if (field.default !== undefined)
    return field.default.kind === 'value' && JSON.stringify(field.default.value) === JSON.stringify(given);
  return !field.required && given === null;
}
