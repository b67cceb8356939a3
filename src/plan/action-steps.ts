/** The steps of an action as checks and changes of one row. */
import type { Action, Expr, Step } from '../design/api-design.ts';
import { type ActionFailure, failureOf, type FailureNames, stateFailure } from './action-failures.ts';
import { impliedBound, isOptional, optionalParts, refuseType } from './action-values.ts';
import type { ActionCheck, ActionHome, Assignment, Counter } from './actions.ts';
import { sentence, words } from './names.ts';
import { NotCompiled } from './not-compiled.ts';
import { mentionedColumns, negationNormal, type RowScope, unsupportedCondition } from './paths.ts';
import type { FieldPlan, RelationPlan } from './plan.ts';

/** What an action checks and changes; throws `NotCompiled` with the reason when a step cannot be compiled. */
export function effectsOf(
  action: Action,
  home: ActionHome,
  scope: RowScope,
  names: FailureNames,
): Pick<Effects, 'checks' | 'assignments' | 'counters'> {
  const effects = new Effects(action, home, scope, names);
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
    private readonly names: FailureNames,
  ) {}

  add(step: Step): void {
    switch (step.do) {
      case 'require': {
        const condition = negationNormal(this.#understood(step.condition));
        this.checks.push({
          kind: 'condition',
          condition,
          failure: this.#named(failureOf(step.failure, this.action.name)),
        });
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
    const { states, className } = this.home;
    const field = this.home.fields.find((each) => each.json === states?.field);
    if (!field) throw new NotCompiled(`${className} has no states`);
    const from = states?.transitions.find((each) => each.action === this.action.name && each.to === to)?.from;
    if (from) {
      this.checks.push({ kind: 'state', field, from, failure: this.#named(stateFailure(field.json, this.home)) });
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
    const failure = failureOf(step.failure ?? { status: 409, message }, this.action.name);
    this.checks.push({ kind: 'bound', counter, failure: this.#named(failure) });
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

  #named(failure: ActionFailure): ActionFailure {
    return this.names.distinct(failure, this.action.name);
  }
}
