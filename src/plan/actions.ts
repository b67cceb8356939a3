/** Actions: routes that change one row by rules of their own. What one checks, what it changes, and why it may not. */
import type { Action, Expr, Field, Relation, Step, Transition } from '../design/api-design.ts';
import type { AccessPlan } from './access.ts';
import { planAccess } from './access.ts';
import { attributeName, kebab, pascal, sentence, words } from './names.ts';
import {
  expressionPath,
  mentionedColumns,
  negationNormal,
  nullablePaths,
  type RowScope,
  unsupportedCondition,
} from './paths.ts';
import type { FieldPlan, RelationPlan } from './plan.ts';
import type { ScopePlan } from './scopes.ts';
import { INT_MAX } from './values.ts';

/** A failure that an action names, as a problem type. */
export interface ActionFailure {
  readonly className: string;
  readonly status: number;
  /** The last part of the problem type. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** What must hold, or the action fails. */
export type ActionCheck =
  | { readonly kind: 'condition'; readonly condition: Expr; readonly failure: ActionFailure }
  | {
      readonly kind: 'state';
      readonly field: FieldPlan;
      readonly from: readonly string[];
      readonly failure: ActionFailure;
    }
  | { readonly kind: 'bound'; readonly counter: Counter; readonly failure: ActionFailure };

/** A number that is counted up or down in the database, so that no change of another request is lost. */
export interface Counter {
  readonly field: FieldPlan;
  readonly direction: 'up' | 'down';
  readonly by: Expr;
  /** The largest value when it is counted up, the smallest when it is counted down. */
  readonly bound?: Expr;
}

/** A column that gets a value. */
export interface Assignment {
  readonly column: FieldPlan | RelationPlan;
  readonly value: Expr;
}

export interface ActionPlan {
  readonly action: Action;
  /** The method of the service. */
  readonly method: string;
  /** The function of the router. */
  readonly functionName: string;
  readonly label: string;
  readonly access: AccessPlan;
  /** Which rows it starts from. */
  readonly scope: ScopePlan;
  readonly inputs: readonly FieldPlan[];
  /** The class of its input. */
  readonly inputClass: string;
  readonly transition?: Transition;
  readonly checks: readonly ActionCheck[];
  readonly assignments: readonly Assignment[];
  readonly counters: readonly Counter[];
  /** Columns that it decides upon: it changes nothing when they have changed since they were read. */
  readonly decidesOn: readonly string[];
  /** Whether any change since the row was read stops it. Counting does not read, so it goes on beside other changes. */
  readonly usesVersion: boolean;
  /** Whether it asks for the id of the caller. */
  readonly usesCaller: boolean;
}

/** An action before it is known which rows it starts from. */
export type Planned = Omit<ActionPlan, 'scope'>;

/** What planning an action needs to know of its resource. */
export interface ActionHome extends RowScope {
  readonly singular: string;
  readonly noun: string;
  readonly className: string;
  readonly locked: boolean;
  readonly states?: { readonly field: string; readonly transitions: readonly Transition[] };
  readonly planInput: (field: Field, owner: string) => FieldPlan;
}

/** A thing that an action does and that is not compiled yet. */
export class NotCompiled extends Error {}

/** Plans an action, but for the rows that it starts from; throws `NotCompiled` with the reason when it cannot be compiled. */
export function planAction(action: Action, home: ActionHome): Planned {
  const name = pascal(action.name);
  const inputClass = `${name}${home.className}`;
  refuseShape(action);
  for (const { when } of action.access) {
    const reason = when && unsupportedCondition(when, rowScope(home));
    if (reason !== undefined) throw new NotCompiled(reason);
  }
  const inputs = action.input.map((part) => home.planInput(scalar(part), inputClass));
  const scope: RowScope = { ...rowScope(home), inputs };
  const effects = new Effects(action, home, scope);
  for (const step of action.steps) effects.add(step);
  const { checks, assignments, counters } = effects;
  if (assignments.length + counters.length === 0) throw new NotCompiled('it changes nothing');
  const access = planAccess(action.access);
  const usesVersion = home.locked && counters.length === 0;
  const read = [
    ...checks.flatMap(expressionsOf),
    ...assignments.map(({ value }) => value),
    ...counters.flatMap(boundOf),
  ];
  const decidesOn = new Set([
    ...read.flatMap((expr) => mentionedColumns(expr, scope)),
    ...checks.flatMap((check) => (check.kind === 'state' ? [check.field.attribute] : [])),
  ]);
  const transition = home.states?.transitions.find((each) => each.action === action.name);
  return {
    action,
    method: attributeName(action.name),
    functionName: `${action.name}_${home.singular}`,
    label: words(action.name),
    access,
    inputs,
    inputClass,
    ...(transition && { transition }),
    checks,
    assignments,
    counters,
    decidesOn: [...decidesOn],
    usesVersion,
    usesCaller: read.some((expr) => JSON.stringify(expr).includes('"path":["me"')),
  };
}

/** Without the rest of a home, so that only names of the row are found. */
const rowScope = ({ className, model, row, fields, relations, timestamps, locked }: ActionHome): RowScope => ({
  className,
  model,
  row,
  fields,
  relations,
  timestamps,
  locked,
});

const expressionsOf = (check: ActionCheck): Expr[] => (check.kind === 'condition' ? [check.condition] : []);
const boundOf = ({ by, bound }: Counter): Expr[] => (bound ? [by, bound] : [by]);

/** Names that services and routers have already, and those of types that their annotations need. */
const TAKEN = new Set(
  (
    'create get list list_page update delete restore get_deleted get_reachable read rate ' +
    'bool dict float int object property set str super tuple type'
  ).split(' '),
);

function refuseShape(action: Action): void {
  if (action.on === 'collection') throw new NotCompiled('it is about no row');
  if (action.python !== undefined) throw new NotCompiled('it has a body in Python');
  if (action.returns !== 'self') throw new NotCompiled('it does not return its row');
  if (action.method !== 'POST' && action.method !== 'PUT' && action.method !== 'PATCH')
    throw new NotCompiled(`it answers ${action.method}`);
  if (action.path.includes('{')) throw new NotCompiled('its path has parameters');
  if (TAKEN.has(action.name)) throw new NotCompiled('its name is that of a standard operation');
}

function scalar(part: Field | Relation): Field {
  if ('target' in part) throw new NotCompiled(`its input "${part.name}" refers to another row`);
  if (part.list || part.type === 'json') throw new NotCompiled(`its input "${part.name}" is not a single value`);
  return part;
}

/** Gives failures of the same name and different meaning different names. */
export function distinctFailures(actions: readonly Planned[], taken: ReadonlySet<string>): Planned[] {
  const known = new Map<string, ActionFailure>();
  const distinct = (failure: ActionFailure, action: Planned, number: number): ActionFailure => {
    const other = known.get(failure.className);
    const isFree = !taken.has(failure.className) && (!other || JSON.stringify(other) === JSON.stringify(failure));
    if (isFree) known.set(failure.className, failure);
    if (isFree) return failure;
    const id = `cannot_${action.action.name}${number > 1 ? `_${number}` : ''}`;
    return distinct({ ...failure, className: `${pascal(id)}Error`, code: kebab(id) }, action, number + 1);
  };
  return actions.map((action) => ({
    ...action,
    checks: action.checks.map((check) => ({ ...check, failure: distinct(check.failure, action, 1) })),
  }));
}

/** The steps of an action, one after the other, as checks and changes of one row. */
class Effects {
  readonly checks: ActionCheck[] = [];
  readonly assignments: Assignment[] = [];
  readonly counters: Counter[] = [];
  readonly #changed = new Set<string>();

  constructor(
    private readonly action: Action,
    private readonly home: ActionHome,
    private readonly scope: RowScope,
  ) {}

  add(step: Step): void {
    switch (step.do) {
      case 'require': {
        const condition = negationNormal(this.#understood(step.condition));
        this.checks.push({ kind: 'condition', condition, failure: this.#failure(step.failure) });
        return;
      }
      case 'set':
        for (const { path, value } of step.assignments) this.#assign(path, value);
        return;
      case 'transition':
        return this.#move(step.to);
      case 'increment':
      case 'decrement':
        return this.#count(step);
      default:
        throw new NotCompiled(`"${step.do}" is not generated yet`);
    }
  }

  #assign(path: readonly string[], value: Expr): void {
    const column = this.#own(path);
    const nullable = 'field' in column ? column.field.nullable : column.relation.nullable;
    if (value.kind === 'literal' && value.value === null && !nullable)
      throw new NotCompiled(`"${path.join('.')}" cannot be empty`);
    if ('field' in column) refuseType(column, value);
    this.#understood(value);
    if (!nullable && isOptional(value, this.scope))
      throw new NotCompiled(`"${path.join('.')}" cannot be empty, and what it is set to may be`);
    this.#change(column.attribute);
    this.assignments.push({ column, value });
  }

  #move(to: string): void {
    const { states, className, noun } = this.home;
    const field = this.home.fields.find((each) => each.json === states?.field);
    if (!field) throw new NotCompiled(`${className} has no states`);
    const from = states?.transitions.find((each) => each.action === this.action.name && each.to === to)?.from;
    if (from) {
      const label = sentence(words(field.json));
      this.checks.push({
        kind: 'state',
        field,
        from,
        failure: {
          className: `${className}${pascal(field.json)}Error`,
          status: 409,
          code: kebab(`${this.home.singular}_${field.json}`),
          title: `${label} does not allow it`,
          detail: `The ${words(field.json)} of the ${noun} does not allow it.`,
        },
      });
    }
    this.#change(field.attribute);
    this.assignments.push({ column: field, value: { kind: 'literal', value: to } });
  }

  #count(step: Extract<Step, { do: 'increment' | 'decrement' }>): void {
    const column = this.#own(step.path);
    const name = step.path.join('.');
    if (!('field' in column) || column.field.nullable) throw new NotCompiled(`"${name}" may be empty`);
    refuseType(column, step.by);
    this.#understood(step.by);
    if (step.bound) this.#understood(step.bound);
    this.#change(column.attribute);
    const direction = step.do === 'increment' ? 'up' : 'down';
    const bound = step.bound ?? impliedBound(column.field, direction, step.by, this.scope.inputs ?? []);
    const counter: Counter = { field: column, direction, by: step.by, ...(bound && { bound }) };
    this.counters.push(counter);
    if (!bound) return;
    const verb = direction === 'up' ? 'raised' : 'lowered';
    const message = `${sentence(words(column.json))} cannot be ${verb} that far`;
    this.checks.push({ kind: 'bound', counter, failure: this.#failure(step.failure ?? { status: 409, message }) });
  }

  /** A column of the row itself that has one value. */
  #own(path: readonly string[]): FieldPlan | RelationPlan {
    const [first = '', ...rest] = path[0] === 'self' ? path.slice(1) : path;
    const field = this.home.fields.find((each) => each.json === first);
    const relation = this.home.relations.find((each) => each.relation.name === first || each.json === first);
    const found = field ?? relation;
    if (!found || rest.length > 0) throw new NotCompiled(`"${path.join('.')}" belongs to another row`);
    if (field && (field.list || field.field.type === 'json'))
      throw new NotCompiled(`"${path.join('.')}" is not a single value`);
    return found;
  }

  #change(attribute: string): void {
    if (this.#changed.has(attribute)) throw new NotCompiled(`it changes "${attribute}" twice`);
    this.#changed.add(attribute);
  }

  /** An expression over the row as it was read, the caller and the input. */
  #understood(expr: Expr): Expr {
    const reason = unsupportedCondition(expr, this.scope);
    if (reason !== undefined) throw new NotCompiled(reason);
    if (expr.kind !== 'path' && optionalParts(expr, this.scope))
      throw new NotCompiled('it computes with a value that may be empty');
    const late = mentionedColumns(expr, this.scope).find((column) => this.#changed.has(column));
    if (late !== undefined) throw new NotCompiled(`it reads "${late}" after it has changed it`);
    return expr;
  }

  #failure({ status, message }: { readonly status: number; readonly message: string }): ActionFailure {
    const own = message.startsWith('Requirement not met: ') ? `cannot ${words(this.action.name)}` : message;
    const parts = own.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const short = parts.length > 0 && parts.length <= 6 && /^[a-z]/.test(parts[0]!);
    const id = short ? parts.join('_') : `cannot_${this.action.name}`;
    return {
      className: `${pascal(id)}Error`,
      status,
      code: kebab(id),
      title: short ? sentence(own.replace(/[.!]+$/, '')) : sentence(`cannot ${words(this.action.name)}`),
      detail: /[.!?]$/.test(message) ? message : `${message}.`,
    };
  }
}

/** Whether an expression is a value that may be empty. */
const isOptional = (expr: Expr, scope: RowScope): boolean =>
  expr.kind === 'path' && (nullablePaths(expr, scope).length > 0 || isOptionalInput(expr.path, scope));

const isOptionalInput = (path: readonly string[], scope: RowScope): boolean => {
  const target = expressionPath(path, scope);
  return (
    target.of === 'input' &&
    (scope.inputs?.some((each) => each.attribute === target.attribute && each.field.nullable) ?? false)
  );
};

/** Whether arithmetic, or a comparison with an input, could meet nothing instead of a value. */
function optionalParts(expr: Expr, scope: RowScope): boolean {
  switch (expr.kind) {
    case 'path':
      return isOptionalInput(expr.path, scope);
    case 'list':
      return expr.items.some((each) => optionalParts(each, scope));
    case 'call':
      return expr.arguments.some((each) => optionalParts(each, scope) || isOptional(each, scope));
    case 'unary':
      return optionalParts(expr.operand, scope);
    case 'binary': {
      const computes = ['+', '-', '*', '/', '%'].includes(expr.operator);
      const parts = [expr.left, expr.right];
      return parts.some((each) => optionalParts(each, scope) || (computes && isOptional(each, scope)));
    }
    case 'literal':
      return false;
  }
}

/** Counting must not leave the range of a field, whether the step says so or not. */
function impliedBound(
  field: Field,
  direction: Counter['direction'],
  by: Expr,
  inputs: readonly FieldPlan[],
): Expr | undefined {
  const given = direction === 'up' ? field.max : field.min;
  if (given !== undefined) return { kind: 'literal', value: given };
  const overflows = direction === 'up' && field.type === 'int' && by.kind === 'path' && isLarge(by.path, inputs);
  return overflows ? { kind: 'literal', value: INT_MAX } : undefined;
}

/** More than this at once, a few requests could leave the range of whole numbers. */
const LARGE = 1_000_000;

const isLarge = ([, name]: readonly string[], inputs: readonly FieldPlan[]): boolean =>
  inputs.some(({ json, field }) => json === name && (field.max ?? INT_MAX) > LARGE);

/** Kinds of values between which nothing is converted. */
function refuseType({ field, json }: FieldPlan, value: Expr): void {
  const text = JSON.stringify(value);
  const isDecimal = field.type === 'decimal' || field.type === 'money';
  if (isDecimal && /"operator":"[*/%]"/.test(text)) throw new NotCompiled(`"${json}" would have to be rounded`);
  if (field.type === 'int' && /"operator":"\/"/.test(text)) throw new NotCompiled(`"${json}" would have to be rounded`);
  if (field.type === 'datetime' && text.includes('"function":"today"'))
    throw new NotCompiled(`"${json}" is a moment, and today() is a day`);
  if (field.type === 'date' && text.includes('"function":"now"'))
    throw new NotCompiled(`"${json}" is a day, and now() is a moment`);
}
