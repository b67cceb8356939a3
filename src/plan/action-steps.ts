/** The steps of an action as checks and changes of one row. */
import type { Action, Expr, Field, Step } from '../design/api-design.ts';
import type { ActionCheck, ActionFailure, ActionHome, Assignment, Counter } from './actions.ts';
import { endSentence, kebab, pascal, sentence, words } from './names.ts';
import {
  expressionPath,
  mentionedColumns,
  negationNormal,
  nullablePaths,
  type RowScope,
  unsupportedCondition,
} from './paths.ts';
import type { FieldPlan, RelationPlan } from './plan.ts';
import { INT_MAX, isDecimal } from './values.ts';

/** A thing that an action does and that is not compiled yet. */
export class NotCompiled extends Error {}

/** What an action checks and changes; throws `NotCompiled` with the reason when a step cannot be compiled. */
export function effectsOf(
  action: Action,
  home: ActionHome,
  scope: RowScope,
): Pick<Effects, 'checks' | 'assignments' | 'counters'> {
  const effects = new Effects(action, home, scope);
  for (const step of action.steps) effects.add(step);
  return effects;
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
      detail: endSentence(message),
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
  if (isDecimal(field) && /"operator":"[*/%]"/.test(text)) throw new NotCompiled(`"${json}" would have to be rounded`);
  if (field.type === 'int' && /"operator":"\/"/.test(text)) throw new NotCompiled(`"${json}" would have to be rounded`);
  if (field.type === 'datetime' && text.includes('"function":"today"'))
    throw new NotCompiled(`"${json}" is a moment, and today() is a day`);
  if (field.type === 'date' && text.includes('"function":"now"'))
    throw new NotCompiled(`"${json}" is a day, and now() is a moment`);
}
