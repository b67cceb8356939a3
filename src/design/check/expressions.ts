/** Names and types of expressions, against the design. */
import type { Expr } from '../api-design.ts';
import { didYouMean } from '../suggest.ts';
import type { Draft, DraftResource } from './model.ts';
import { ANY, BOOLEAN, Members, NUMBER, TEXT, TIME, type Type, describe, fits } from './types.ts';

/** What is wrong with an expression or step; its place is added by whoever checks a line. */
export interface Problem {
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** The names that an expression can use. */
export class Scope {
  /** Names that steps have given; they win over the fields of the row. */
  private readonly locals: Set<string>;

  constructor(
    readonly names: Map<string, Type>,
    /** The resource whose fields need no `self.` */
    readonly row?: string,
    readonly input?: ReadonlyMap<string, Type>,
    locals: Iterable<string> = [],
  ) {
    this.locals = new Set(locals);
  }

  isLocal(name: string): boolean {
    return this.locals.has(name);
  }

  define(name: string, type: Type): void {
    this.names.set(name, type);
    this.locals.add(name);
  }

  /** The same names, over the rows of another resource. */
  over(row: string): Scope {
    return new Scope(new Map(this.names), row, this.input, this.locals);
  }

  inner(): Scope {
    return new Scope(new Map(this.names), this.row, this.input, this.locals);
  }
}

/** Checks expressions, and collects what is wrong with them. */
export class ExpressionChecker {
  problems: Problem[] = [];
  readonly members: Members;

  constructor(readonly draft: Draft) {
    this.members = new Members(draft);
  }

  problem(message: string, suggestion?: string): Type {
    this.problems.push({ message, suggestion });
    return ANY;
  }

  resource(name: string): DraftResource | undefined {
    const found = this.draft.byName.get(name);
    if (!found) this.problem(`unknown resource "${name}"`, didYouMean(name, this.draft.byName.keys()));
    return found;
  }

  /** The type of a path; the row's own fields win over every name but those that steps have given. */
  path(path: readonly string[], scope: Scope): Type {
    const [first = '', ...rest] = path;
    const own = scope.row !== undefined && !scope.isLocal(first) ? this.members.of(scope.row).get(first) : undefined;
    if (own) return this.follow(own, rest);
    const isCaller = (first === 'user' || first === 'current_user') && !scope.names.has(first);
    const known = scope.names.get(isCaller ? 'me' : first);
    if (first === 'input' && scope.input && rest.length > 0) return this.input(rest, scope.input);
    if (known) return this.follow(known, rest);
    return this.problem(`unknown name "${first}"`, this.meant(first, scope));
  }

  /** What an unknown name was probably meant to be: an input, a text without its quotes, or a name written wrongly. */
  private meant(name: string, scope: Scope): string | undefined {
    if (scope.input?.has(name) === true) return `input.${name}`;
    const row = scope.row === undefined ? undefined : this.members.of(scope.row);
    const isChoice = [...(row?.values() ?? [])].some(
      (type) => type.kind === 'text' && type.values?.includes(name) === true,
    );
    if (isChoice) return `'${name}'`;
    if (name === 'self') return 'an endpoint has no row: load one first, load Post where id == input.post_id as post';
    return didYouMean(name, [...(row?.keys() ?? []), ...scope.names.keys()]);
  }

  private input([name = '', ...rest]: readonly string[], input: ReadonlyMap<string, Type>): Type {
    const type = input.get(name);
    return type ? this.follow(type, rest) : this.problem(`no input field "${name}"`, didYouMean(name, input.keys()));
  }

  private follow(start: Type, names: readonly string[]): Type {
    let type = start;
    for (const name of names) type = this.member(type, name);
    return type;
  }

  /** `items.price` of a list of rows is the list of their prices. */
  private member(type: Type, name: string): Type {
    if (type.kind === 'any' || type.kind === 'json') return ANY;
    if (type.kind === 'list') return { kind: 'list', item: this.member(type.item, name) };
    if (type.kind !== 'row') return this.problem(`${describe(type)} has no "${name}"`);
    const members = this.members.of(type.resource);
    const found = members.get(name);
    return (
      found ?? this.problem(`${type.resource} has no field or relation "${name}"`, didYouMean(name, members.keys()))
    );
  }

  /** The type of an expression. */
  type(expression: Expr, scope: Scope): Type {
    switch (expression.kind) {
      case 'literal':
        return literalType(expression.value);
      case 'path':
        return this.path(expression.path, scope);
      case 'list':
        return { kind: 'list', item: expression.items.map((item) => this.type(item, scope))[0] ?? ANY };
      case 'rows':
        return this.rows(expression, scope);
      case 'unary':
        return this.unary(expression, scope);
      case 'call':
        return this.call(expression, scope);
      default:
        return this.binary(expression, scope);
    }
  }

  /** Demands a condition. */
  condition(expression: Expr, scope: Scope): void {
    const type = this.type(expression, scope);
    if (type.kind !== 'boolean' && type.kind !== 'any')
      this.problem(`a condition must be true or false, this is ${describe(type)}`);
  }

  /** Demands that a value can be assigned to something of type `target`. */
  assign(target: Type, value: Expr, scope: Scope, what: string): void {
    const got = this.type(value, scope);
    if (this.wrongChoice(target, value)) return;
    if (!fits(target, got)) this.problem(`${what} is ${describe(target)}, it cannot be set to ${describe(got)}`);
  }

  private wrongChoice(type: Type, value: Expr): boolean {
    if (type.kind !== 'text' || !type.values || value.kind !== 'literal' || typeof value.value !== 'string')
      return false;
    if (type.values.includes(value.value)) return false;
    this.problem(`"${value.value}" is not one of ${type.values.join(', ')}`, didYouMean(value.value, type.values));
    return true;
  }

  private rows({ resource, column, where }: Expr & { readonly kind: 'rows' }, scope: Scope): Type {
    if (!this.resource(resource)) return ANY;
    const over = scope.over(resource);
    if (where) this.condition(where, over);
    const item: Type =
      column === undefined ? { kind: 'row', resource } : this.member({ kind: 'row', resource }, column);
    return { kind: 'list', item };
  }

  private unary(expression: Expr & { readonly kind: 'unary' }, scope: Scope): Type {
    const type = this.type(expression.operand, scope);
    if (expression.operator === '-') return type.kind === 'duration' ? type : NUMBER;
    if (type.kind !== 'boolean' && type.kind !== 'any')
      this.problem(`"not" needs true or false, got ${describe(type)}`);
    return BOOLEAN;
  }

  private call(expression: Expr & { readonly kind: 'call' }, scope: Scope): Type {
    const types = expression.arguments.map((argument) => this.type(argument, scope));
    const first = types[0] ?? ANY;
    switch (expression.function) {
      case 'now':
      case 'today':
        return TIME;
      case 'days':
      case 'hours':
      case 'minutes':
        return { kind: 'duration' };
      case 'sum':
      case 'avg':
        if (first.kind === 'list' && first.item.kind !== 'number' && first.item.kind !== 'any') {
          this.problem(`${expression.function}() needs numbers, got ${describe(first.item)}`);
        }
        return NUMBER;
      case 'count':
      case 'len':
      case 'round':
        return NUMBER;
      case 'exists':
        return BOOLEAN;
      case 'coalesce':
      case 'min':
      case 'max':
        return first.kind === 'list' ? first.item : first;
      case 'distinct':
        return first;
      default:
        return TEXT;
    }
  }

  private binary(expression: Expr & { readonly kind: 'binary' }, scope: Scope): Type {
    const left = this.type(expression.left, scope);
    const right = this.type(expression.right, scope);
    switch (expression.operator) {
      case 'or':
      case 'and':
        for (const side of [left, right]) {
          if (side.kind !== 'boolean' && side.kind !== 'any') {
            this.problem(`"${expression.operator}" needs true or false on both sides, got ${describe(side)}`);
          }
        }
        return BOOLEAN;
      case 'in':
        return this.membership(left, right, expression);
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.comparison(left, right, expression);
      default:
        return this.arithmetic(left, right, expression.operator);
    }
  }

  private membership(left: Type, right: Type, { left: value, right: list }: Expr & { readonly kind: 'binary' }): Type {
    if (right.kind !== 'list' && right.kind !== 'any' && right.kind !== 'json') {
      this.problem(`"in" needs a list on the right, got ${describe(right)}`);
    } else if (right.kind === 'list' && !fits(right.item, left) && !fits(left, right.item)) {
      this.problem(`cannot look for ${describe(left)} in ${describe(right)}`);
    }
    if (list.kind === 'list') for (const item of list.items) this.wrongChoice(left, item);
    if (right.kind === 'list') this.wrongChoice(right.item, value);
    return BOOLEAN;
  }

  private comparison(left: Type, right: Type, expression: Expr & { readonly kind: 'binary' }): Type {
    this.wrongChoice(left, expression.right);
    this.wrongChoice(right, expression.left);
    const { left: one, right: other } = expression;
    if (one.kind === 'path' && other.kind === 'path' && one.path.join('.') === other.path.join('.')) {
      const hint = one.path[0] === 'user' ? 'user == me' : undefined;
      this.problem(
        `both sides of "${expression.operator}" are ${one.path.join('.')}; the signed-in user is called "me"`,
        hint,
      );
    }
    if (!fits(left, right) && !fits(right, left) && !isTimeText(left, other) && !isTimeText(right, one)) {
      this.problem(`cannot compare ${describe(left)} with ${describe(right)}`);
    }
    return BOOLEAN;
  }

  private arithmetic(left: Type, right: Type, operator: string): Type {
    const isSum = operator === '+' || operator === '-';
    if (isSum && left.kind === 'time') return right.kind === 'time' ? { kind: 'duration' } : TIME;
    if (isSum && left.kind === 'duration') return right.kind === 'time' ? TIME : { kind: 'duration' };
    if (operator === '*' && (left.kind === 'list' || right.kind === 'list')) return { kind: 'list', item: NUMBER };
    for (const side of [left, right]) {
      const isText = operator === '+' && side.kind === 'text';
      if (!isText && !['number', 'any', 'duration'].includes(side.kind)) {
        this.problem(`"${operator}" needs numbers, got ${describe(side)}`);
      }
    }
    return left.kind === 'text' ? TEXT : NUMBER;
  }
}

/** Times may be compared with a quoted moment. */
const isTimeText = (type: Type, value: Expr): boolean =>
  type.kind === 'time' && value.kind === 'literal' && typeof value.value === 'string' && /^\d/.test(value.value);

function literalType(value: string | number | boolean | null): Type {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return TEXT;
  return typeof value === 'number' ? NUMBER : BOOLEAN;
}
