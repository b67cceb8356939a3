/** States of a row that access rules tell apart: values of the fields that their conditions mention. */
import type { Expr, JsonValue } from '../../design/api-design.ts';
import { type FieldPlan, isDecimal, type ResourcePlan } from '../../plan/index.ts';
import { holds, literalsOf, mentionedNames, type Row } from './conditions.ts';
import { itemSamples } from './samples/index.ts';
import { jsonNumber } from './samples/numbers.ts';

/** More states than this are not told apart. */
export const MAX_STATES = 6;
const MAX_TRIES = 4000;

/** The conditions of a resource, each once. */
export function conditionsOf(resource: ResourcePlan): Expr[] {
  const all = Object.values(resource.access).flatMap((access) =>
    access.rules.map((rule) => rule.when).filter((each) => each !== undefined),
  );
  return all.filter(
    (each, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index,
  );
}

/** The fields that the conditions of a resource mention. */
export function stateFields(resource: ResourcePlan): FieldPlan[] {
  const names = new Set(conditionsOf(resource).flatMap(mentionedNames));
  return resource.fields.filter((plan) => names.has(plan.json) && !plan.list);
}

/** Every state that samples can make, the one of a new row first. */
export const allStates = (resource: ResourcePlan): Row[] => statesFrom(resource, candidatesFor);

function statesFrom(resource: ResourcePlan, candidatesFor: typeof edgesFor): Row[] {
  const conditions = conditionsOf(resource);
  let states: Row[] = [{}];
  for (const plan of stateFields(resource)) {
    const candidates = candidatesFor(plan, conditions);
    states = states.flatMap((state) => candidates.map((each) => ({ ...state, [plan.json]: each }))).slice(0, MAX_TRIES);
  }
  return states;
}

/** One state for each combination of conditions that hold and fail, as close to the other ones as can be. */
export function distinctStates(resource: ResourcePlan): Row[] {
  const conditions = conditionsOf(resource);
  const found = new Map<string, Row>();
  for (const state of statesFrom(resource, edgesFor)) {
    const key = conditions.map((each) => String(holds(each, state))).join();
    if (!found.has(key)) found.set(key, state);
  }
  return [...found.values()].slice(0, MAX_STATES);
}

/** The values of a field, those at the edge of what conditions ask for first. */
function edgesFor(plan: FieldPlan, conditions: readonly Expr[]): JsonValue[] {
  const near = conditions.flatMap(literalsOf).flatMap((literal) => aroundLiteral(literal, plan));
  return different([...near, ...candidatesFor(plan, conditions)]);
}

const different = (all: readonly JsonValue[]): JsonValue[] =>
  all.filter((each, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index);

/** The values of a field, that of a new row first. */
export function candidatesFor(plan: FieldPlan, conditions: readonly Expr[]): JsonValue[] {
  const { field } = plan;
  const initial = field.default?.kind === 'value' ? [field.default.value] : [];
  const empty = field.nullable ? [null] : [];
  const far = FAR[field.type] ?? [];
  const near = conditions.flatMap(literalsOf).flatMap((literal) => aroundLiteral(literal, plan));
  return different([...initial, ...empty, ...near, ...far, ...itemSamples(field).values, ...field.values]);
}

const FAR: Readonly<Record<string, readonly JsonValue[]>> = {
  datetime: ['2000-01-01T00:00:00Z', '2999-01-01T00:00:00Z'],
  date: ['2000-01-01', '2999-01-01'],
};

/** Values next to a literal that the field can have. */
function aroundLiteral(literal: string | number, { field }: FieldPlan): JsonValue[] {
  const fits = (value: number): boolean =>
    (field.min === undefined || value >= field.min) && (field.max === undefined || value <= field.max);
  if (typeof literal === 'number') {
    if (field.type !== 'int' && field.type !== 'float' && !isDecimal(field)) return [];
    return [literal, literal + 1, literal - 1].filter(fits).map((each) => jsonNumber(each, field));
  }
  if (field.type === 'enum') return field.values.includes(literal) ? [literal] : [];
  return field.type === 'string' || field.type === 'text' || field.type === 'slug' ? [literal] : [];
}
