/** Rows and requests with which the tests of a procedure try it: found by trying values against what the design says. */
import type { Expr, JsonValue } from '../../../../design/api-design.ts';
import { allStatements, type FieldPlan, isFreeText, type Planned, type TablePlan } from '../../../../plan/index.ts';
import { evaluated, literalsOf, ME, type Row } from '../../conditions.ts';
import { itemSamples } from '../../samples/index.ts';
import { jsonNumber } from '../../samples/numbers.ts';
import { candidatesFor } from '../../states.ts';
import { type Entities, type Entity, entitiesOf, expressionsIn } from './entities.ts';
import { type Outcome, run, type WorldRow } from './world.ts';

/** Rows, a request, and what comes of it. */
export interface Scene {
  readonly rows: readonly WorldRow[];
  readonly input: Row;
  /** Whether the caller owns the action's row. */
  readonly isOwn: boolean;
  readonly outcome: Exclude<Outcome, { is: 'unknown' }>;
  /** What comes of the same request again. */
  readonly again: Outcome;
}

/** Something that can be tried in several ways, the usual one first. */
interface Knob {
  readonly name: string;
  readonly values: readonly JsonValue[];
}

/** More scenes than this are not tried. */
const MAX_SCENES = 5000;
/** Values of a field that are tried. */
const MAX_VALUES = 6;

/** One scene for each way in which a procedure ends, the simplest that there is, and one of what can be done once. */
export function scenesOf(
  action: Planned,
  own: TablePlan | undefined,
  caller: TablePlan | undefined,
  suits: (scene: Scene) => boolean,
): readonly Scene[] {
  const entities = entitiesOf(action, own, caller);
  const knobs = knobsOf(action, entities, own);
  const found = new Map<string, Scene>();
  const wanted = (action.procedure?.failures.length ?? 0) + 2;
  for (const choice of choices(knobs)) {
    const scene = sceneOf(
      action,
      entities,
      new Map(knobs.map(({ name, values }, index) => [name, values[choice[index]!]!])),
    );
    if (!scene) continue;
    const { outcome, again } = scene;
    const isOnce = outcome.is === 'done' && again.is === 'refused';
    const keys = outcome.is === 'refused' ? [outcome.className] : isOnce ? ['once', 'done'] : ['done'];
    const missing = keys.filter((each) => !found.has(each));
    if (missing.length === 0 || !suits(scene)) continue;
    for (const key of missing) found.set(key, scene);
    if (found.size >= wanted) break;
  }
  return [...new Set(found.values())];
}

/** Choices of one value each, those that differ in few from the usual ones first. */
function* choices(knobs: readonly Knob[]): Generator<number[]> {
  const usual = knobs.map(() => 0);
  let count = 0;
  for (let changes = 0; changes <= Math.min(knobs.length, 4); changes++) {
    for (const choice of changed(knobs, usual, 0, changes)) {
      if (count++ > MAX_SCENES) return;
      yield choice;
    }
  }
}

function* changed(
  knobs: readonly Knob[],
  choice: readonly number[],
  from: number,
  changes: number,
): Generator<number[]> {
  if (changes === 0) {
    yield [...choice];
    return;
  }
  for (let index = from; index <= knobs.length - changes; index++) {
    for (let value = 1; value < knobs[index]!.values.length; value++) {
      yield* changed(knobs, choice.with(index, value), index + 1, changes - 1);
    }
  }
}

const OWNS = 'owns';

function knobsOf(action: Planned, { all, inputs }: Entities, own: TablePlan | undefined): Knob[] {
  const statements = allStatements(action.procedure!.statements);
  const expressions = statements.flatMap(expressionsIn);
  const owned = own?.resource?.().owner !== undefined;
  return [
    ...(owned ? [{ name: OWNS, values: [false, true] }] : []),
    ...action.inputs
      .filter((plan) => !inputs.has(plan.json))
      .map((plan) => ({ name: `input.${plan.json}`, values: inputValues(plan, expressions) })),
    ...[...inputs].map(([name, entity]) => ({ name: `input.${name}`, values: namedRows(entity) })),
    ...all.flatMap((entity) => [
      ...(entity.number === 'one' || entity.child
        ? []
        : [{ name: `${entity.key}.count`, values: counts(entity, expressions) }]),
      ...[...entity.fields]
        .filter((field) => !entity.fixed.has(field.attribute))
        .map((field) => ({
          name: `${entity.key}.${field.attribute}`,
          values: fieldValues(field, action, expressions),
        })),
      ...(rolesIn(expressions).length > 0 && entity.table.className === 'User'
        ? [{ name: `${entity.key}.grants`, values: [rolesIn(expressions), []] }]
        : []),
    ]),
  ].filter(({ values }) => values.length > 0);
}

/** The rows that an input can name: a new one, the caller, and one that is not there. */
const namedRows = ({ key, table }: Entity): JsonValue[] => [key, ...(table.className === 'User' ? [ME] : []), NOBODY];

/** The key of a row that is not there. */
export const NOBODY = 'nobody';

function inputValues(plan: FieldPlan, expressions: readonly Expr[]): JsonValue[] {
  const { values } = itemSamples(plan.field);
  const initial = plan.field.default?.kind === 'value' ? [plan.field.default.value] : [];
  return [...new Set([...initial, ...values, ...candidatesFor(plan, expressions)])].slice(0, MAX_VALUES);
}

function fieldValues(plan: FieldPlan, action: Planned, expressions: readonly Expr[]): JsonValue[] {
  const counters = allStatements(action.procedure!.statements)
    .flatMap((each) => (each.do === 'change' ? each.counters : []))
    .filter(({ field }) => field === plan);
  const edges = counters.flatMap(({ by, bound, direction }) => {
    const step = Number(evaluated(by, {}) ?? 1) * (direction === 'up' ? -1 : 1);
    const limit = bound ? evaluated(bound, {}) : undefined;
    return typeof limit === 'number' ? [limit + step, limit] : [];
  });
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = plan.field;
  const near = edges.filter((each) => each >= min && each <= max).map((each) => jsonNumber(each, plan.field));
  const texts = isFreeText(plan.field.type) ? itemSamples(plan.field).values.slice(0, 1) : [];
  const [usual, ...others] = [...texts, ...candidatesFor(plan, expressions)];
  const set = new Set(valuesSet(plan, action));
  const all = [...(usual === undefined ? [] : [usual]), ...near, ...others].toSorted(
    (a, b) => Number(set.has(a)) - Number(set.has(b)),
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()].slice(0, MAX_VALUES);
}

/** The values that a field is set to: it had better be something else before. */
const valuesSet = (plan: FieldPlan, { procedure }: Planned): JsonValue[] =>
  allStatements(procedure!.statements)
    .flatMap((each) => (each.do === 'change' ? each.assignments : []))
    .flatMap(({ column, value }) => (column === plan && value.kind === 'literal' ? [value.value] : []));

/** How many rows there are: as many as conditions ask for, one less, one more. */
function counts({ number }: Entity, expressions: readonly Expr[]): number[] {
  if (number === 'found') return [1, 0];
  const literals = expressions.flatMap(literalsOf).filter((each): each is number => typeof each === 'number');
  const near = literals
    .filter((each) => Number.isInteger(each) && each <= 12)
    .flatMap((each) => [each, each - 1, each + 1]);
  const usual = number === 'some' ? [2, 0, 1] : [0, 1];
  return [...new Set([...usual, ...near])].filter((each) => each >= 0);
}

const rolesIn = (expressions: readonly Expr[]): string[] =>
  expressions.flatMap((each) => literalsOf(each).filter((text): text is string => String(text).startsWith('role:')));

/** Makes the rows of a choice, and sees what the procedure does to them. */
function sceneOf(action: Planned, entities: Entities, choice: ReadonlyMap<string, JsonValue>): Scene | undefined {
  const maker = new Maker(entities, choice);
  const rows = maker.make();
  if (!rows) return undefined;
  const input = Object.fromEntries([...choice].filter(([name]) => name.startsWith('input.')));
  const names = new Map(
    [...entities.variables].flatMap(([name, { key, number }]) => (number === 'one' ? [[name, key] as const] : [])),
  );
  const first = run(action.procedure!, rows, names, input);
  if (first.is === 'unknown') return undefined;
  const again = first.is === 'done' ? run(action.procedure!, first.rows, names, input) : first;
  return { rows, input, isOwn: choice.get(OWNS) === true, outcome: first, again };
}

class Maker {
  readonly #rows: WorldRow[] = [];

  constructor(
    private readonly entities: Entities,
    private readonly choice: ReadonlyMap<string, JsonValue>,
  ) {}

  make(): WorldRow[] | undefined {
    for (const entity of this.entities.all) {
      const { key } = entity.child ?? entity;
      const count = entity.number === 'one' ? 1 : Number(this.choice.get(`${key}.count`) ?? 1);
      for (let number = 1; number <= count; number++) {
        const values = this.#valuesOf(entity, number);
        if (!values) return undefined;
        this.#rows.push({ key: keyOf(entity, number), table: entity.table, values });
      }
    }
    return this.#rows;
  }

  #valuesOf(entity: Entity, number: number): Row | undefined {
    const { fields, fixed, parents, key, table } = entity;
    const values: Record<string, JsonValue> = {};
    for (const field of fields) {
      const chosen = this.choice.get(`${key}.${field.attribute}`);
      if (chosen !== undefined) values[field.attribute] = chosen;
    }
    const grants = this.choice.get(`${key}.grants`);
    if (grants !== undefined) values.grants = grants;
    const owner = table.resource?.().owner;
    if (owner && entity === this.entities.own) values[owner.attribute] = this.choice.get(OWNS) === true ? ME : OWNER;
    for (const [attribute, parent] of parents) values[attribute] = keyOf(parent, parent.number === 'one' ? 1 : number);
    for (const [attribute, expr] of fixed) {
      const given = this.#fixed(expr);
      if (given === undefined) return undefined;
      values[attribute] = given;
    }
    return values;
  }

  /** The value that a column of a query must have. */
  #fixed(expr: Expr): JsonValue | undefined {
    if (expr.kind === 'literal') return expr.value;
    if (expr.kind !== 'path') return undefined;
    const [first, variable = '', attribute = ''] = expr.path;
    if (first === 'me') return ME;
    if (first === 'input') return this.choice.get(`input.${variable}`);
    const entity = this.entities.variables.get(variable);
    if (!entity) return undefined;
    if (attribute === 'id') return keyOf(entity, 1);
    return this.#rows.find((each) => each.key === keyOf(entity, 1))?.values[attribute];
  }
}

/** The account that owns the action's row where the caller does not. */
export const OWNER = 'owner';

const keyOf = ({ key, number }: Entity, count: number): string =>
  number === 'one' || number === 'found' ? key : `${key}_${count}`;
