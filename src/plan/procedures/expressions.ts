/** Expressions of steps over variables: what they look up in other rows becomes statements before them. */
import type { Expr } from '../../design/api-design.ts';
import { optionalParts } from '../action-values.ts';
import { NotCompiled } from '../not-compiled.ts';
import { localPath, nullableTargets, pathsOf, type RowScope, unsupportedCondition, VALUE_FUNCTIONS } from '../paths.ts';
import { singularOf } from '../../design/naming.ts';
import type { FieldPlan } from '../plan.ts';
import type { TablePlan, Tables } from '../tables.ts';
import { isDecimal } from '../values.ts';
import type { Names, Resolved } from './names.ts';
import type { Measure, RowQuery, RowVariable, Statement } from './procedure.ts';

const MEASURES: ReadonlySet<string> = new Set<Measure>(['count', 'exists', 'sum', 'avg', 'min', 'max']);
const isMeasure = (name: string): name is Measure => MEASURES.has(name);

/** What expressions need of the procedure that they are part of. */
export interface Surroundings {
  readonly tables: Tables;
  readonly inputs: readonly FieldPlan[];
  /** What looks at rows other than those in variables must not be interleaved with what others change. */
  claimFor(query: Expr): void;
  /** Told of every attribute of a variable that is read. */
  reads(variable: string, attribute: string): void;
}

type Put = (statement: Statement) => void;

/** Expressions at one place of a procedure, with the names known there; `put` adds statements before them. */
export class Expressions {
  constructor(
    private readonly around: Surroundings,
    private readonly names: Names,
    private readonly put: Put,
  ) {}

  /** An expression over variables, or one over the columns of `over` and variables. */
  of(expr: Expr, over?: TablePlan): Expr {
    const lowered = this.#lower(expr, over);
    const scope = this.scope(over);
    const reason = unsupportedCondition(lowered, scope, over ? undefined : VALUE_FUNCTIONS);
    if (reason !== undefined) throw new NotCompiled(reason);
    if (lowered.kind !== 'path' && optionalParts(lowered, scope))
      throw new NotCompiled('it computes with a value that may be empty');
    if (over && ordersByNothing(lowered, scope))
      throw new NotCompiled('it compares rows with a value that may be empty');
    return lowered;
  }

  /** Where the paths of lowered expressions are found. */
  scope(over?: TablePlan): RowScope {
    return { ...(over ?? NOWHERE), inputs: this.around.inputs, locals: this.names.locals };
  }

  #lower(expr: Expr, over: TablePlan | undefined): Expr {
    const lower = (each: Expr): Expr => this.#lower(each, over);
    switch (expr.kind) {
      case 'literal':
        return expr;
      case 'path':
        return this.#value(expr.path, over);
      case 'list':
        return { ...expr, items: expr.items.map(lower) };
      case 'rows':
        throw new NotCompiled(`rows of ${expr.resource} are no value`);
      case 'call':
        return isMeasure(expr.function) && expr.arguments.length === 1
          ? this.#measured(expr.function, expr.arguments[0]!)
          : { ...expr, arguments: expr.arguments.map(lower) };
      case 'unary':
        return { ...expr, operand: lower(expr.operand) };
      case 'binary':
        return this.#role(expr) ?? this.#isThere(expr) ?? { ...expr, left: lower(expr.left), right: lower(expr.right) };
    }
  }

  /** `count(…) > 0`: whether there is a row is known without counting them. */
  #isThere({ operator, left, right }: Extract<Expr, { kind: 'binary' }>): Expr | undefined {
    if (left.kind !== 'call' || left.function !== 'count' || right.kind !== 'literal' || right.value !== 0)
      return undefined;
    if (operator !== '>' && operator !== '!=' && operator !== '==') return undefined;
    const isThere = this.#measured('exists', left.arguments[0]!);
    return operator === '==' ? { kind: 'unary', operator: 'not', operand: isThere } : isThere;
  }

  /** `agent.role == 'supervisor'`: accounts hold grants. */
  #role({ operator, left, right }: Extract<Expr, { kind: 'binary' }>): Expr | undefined {
    const isTest = operator === '==' || operator === '!=';
    if (!isTest || left.kind !== 'path' || left.path.at(-1) !== 'role' || left.path.length < 2) return undefined;
    if (right.kind !== 'literal' || typeof right.value !== 'string') return undefined;
    const account = this.row(left.path.slice(0, -1));
    if (account.table !== this.around.tables.account) return undefined;
    const holds: Expr = {
      kind: 'binary',
      operator: 'in',
      left: { kind: 'literal', value: `role:${right.value}` },
      right: localPath(account.name, 'grants'),
    };
    return operator === '==' ? holds : { kind: 'unary', operator: 'not', operand: holds };
  }

  #value(path: readonly string[], over: TablePlan | undefined): Expr {
    const resolved = this.#followed(this.names.resolve(path, over), path);
    if (resolved.is === 'rows') throw new NotCompiled(`"${path.join('.')}" is more than one row`);
    const { expr } = resolved;
    if (expr.kind === 'path' && expr.path.length === 3) this.around.reads(expr.path[1]!, expr.path[2]!);
    return expr;
  }

  /** Loads the rows on the way, until what the path ends in is known. */
  #followed(resolved: Resolved, path: readonly string[]): Exclude<Resolved, { is: 'row' }> {
    if (resolved.is !== 'row') return resolved;
    const row = this.row(path.slice(0, path.length - resolved.rest.length), resolved);
    return this.#followed(this.names.member(row, resolved.rest, path.join('.')), path);
  }

  /** The row that a path of relations leads to, in a variable. */
  row(path: readonly string[], known?: Extract<Resolved, { is: 'row' }>): RowVariable {
    const text = (path[0] === 'self' ? path.slice(1) : path).join('.');
    const found = path.length === 1 ? this.names.find(path[0]!) : undefined;
    const before = found ?? this.names.followed(text);
    if (before) return before;
    const resolved = known ?? this.names.resolve([...path, SOMETHING]);
    if (resolved.is !== 'row') throw new NotCompiled(`"${text}" is no row`);
    const { relation, key } = resolved;
    if (relation.relation.nullable) throw new NotCompiled(`"${text}" may be empty`);
    if (key.kind === 'path' && key.path[0] === 'input') throw new NotCompiled(`"${text}" is not loaded before`);
    const table = this.around.tables.target(relation);
    const into = this.names.row(table, relation.relation.name);
    this.names.follow(text, into);
    if (key.kind === 'path' && key.path.length === 3) this.around.reads(key.path[1]!, key.path[2]!);
    this.put({ do: 'follow', into, key });
    return into;
  }

  /** Rows that an expression names: the other side of a relation, or those of a resource that meet a condition. */
  query(expr: Expr): { readonly query: RowQuery; readonly column: readonly string[] } {
    if (expr.kind === 'rows') {
      const table = this.around.tables.find(expr.resource);
      if (!table) throw new NotCompiled(`${expr.resource} is not known`);
      const where = expr.where && this.of(expr.where, table);
      return { query: { table, ...(where && { where }) }, column: expr.column === undefined ? [] : [expr.column] };
    }
    if (expr.kind !== 'path') throw new NotCompiled('it is about rows that have no name');
    const resolved = this.#followed(this.names.resolve(expr.path), expr.path);
    if (resolved.is !== 'rows') throw new NotCompiled(`"${expr.path.join('.')}" is not a list of rows`);
    const { table, key, of, rest } = resolved;
    const where: Expr = {
      kind: 'binary',
      operator: '==',
      left: { kind: 'path', path: ['self', key.json] },
      right: of,
    };
    return { query: { table, where }, column: rest };
  }

  /** A number, or whether there is a row, in a variable. */
  #measured(measure: Measure, argument: Expr): Expr {
    if (argument.kind === 'binary') return this.#summed(measure, argument);
    const { query, column } = this.query(argument);
    if (column.length > 1) return this.#summed(measure, argument);
    const field = column.length === 0 ? undefined : query.table.fields.find((each) => each.json === column[0]);
    if (column.length > 0 && (!field || field.list))
      throw new NotCompiled(`"${column.join('.')}" cannot be computed with`);
    if (!field && measure !== 'count' && measure !== 'exists') throw new NotCompiled(`${measure}() needs a field`);
    if (field && (field.field.nullable || !['int', 'decimal', 'money', 'float'].includes(field.field.type)))
      throw new NotCompiled(`"${column.join('.')}" cannot be computed with`);
    if (measure === 'avg' && field && isDecimal(field.field))
      throw new NotCompiled(`the average of "${column.join('.')}" would have to be rounded`);
    if (query.where) this.around.claimFor(query.where);
    const base =
      measure === 'exists' ? `has_${query.table.plural}` : `${measure}_of_${column[0] ?? query.table.plural}`;
    const isWhole = measure === 'count' || (field?.field.type === 'int' && measure !== 'avg');
    const into = this.names.value(base, measure === 'avg' || measure === 'min' || measure === 'max', isWhole);
    this.put({ do: 'measure', into, measure, query, ...(field && { column: field }) });
    return localPath(into);
  }

  /** The sum of an expression over rows, one after the other. */
  #summed(measure: Measure, argument: Expr): Expr {
    const prefixes = new Set(pathsOf(argument).map((path) => this.#collectionOf(path)));
    const [prefix] = prefixes;
    if (measure !== 'sum' || prefix === undefined || prefixes.size !== 1)
      throw new NotCompiled(`${measure}() of what it is given`);
    const collection = prefix.split('.');
    const { query } = this.query({ kind: 'path', path: collection });
    if (query.where) this.around.claimFor(query.where);
    const inner = this.names.inner();
    const variable = inner.row(query.table, singularOf(collection.at(-1)!), ITEM);
    const body: Statement[] = [];
    const expressions = new Expressions(this.around, inner, (each) => body.push(each));
    const value = expressions.of(renamed(argument, collection.length));
    const numbers = pathsOf(value).flatMap((path) => numberOf(path, inner) ?? []);
    const field = numbers.find((each) => each.field.type !== 'int') ?? numbers[0];
    if (!field) throw new NotCompiled('it sums what is no number');
    const into = this.names.value('total', false, field.field.type === 'int');
    this.put({ do: 'let', variable: into, value: { kind: 'literal', value: 0 }, field });
    body.push({ do: 'add', variable: into, value, field });
    this.put({ do: 'each', variable, query, order: ['id'], body });
    return localPath(into);
  }

  /** The part of a path that is a list of rows. */
  #collectionOf(path: readonly string[]): string {
    for (let length = 1; length < path.length; length++) {
      const start = path.slice(0, length);
      try {
        const resolved = this.names.resolve(start);
        if (resolved.is === 'rows') return start.join('.');
      } catch (error) {
        if (!(error instanceof NotCompiled)) throw error;
      }
    }
    throw new NotCompiled(`"${path.join('.')}" is not a list of rows`);
  }
}

/** Whether columns are compared by size with a variable that may be empty. */
function ordersByNothing(expr: Expr, scope: RowScope): boolean {
  if (expr.kind === 'unary') return ordersByNothing(expr.operand, scope);
  if (expr.kind !== 'binary') return false;
  const isOrder = ['<', '<=', '>', '>='].includes(expr.operator);
  if (isOrder) return nullableTargets(expr, scope).some((each) => each.of === 'local');
  return ordersByNothing(expr.left, scope) || ordersByNothing(expr.right, scope);
}

/** Any member of a row: a path that goes on needs the row, and not only its key. */
const SOMETHING = '';

/** The name of the row of a list, where expressions name the list. */
const ITEM = ' item';

/** The expression over one row of a list instead of the list. */
function renamed(expr: Expr, prefix: number): Expr {
  const rename = (each: Expr): Expr => renamed(each, prefix);
  switch (expr.kind) {
    case 'path':
      return { kind: 'path', path: [ITEM, ...expr.path.slice(prefix)] };
    case 'binary':
      return { ...expr, left: rename(expr.left), right: rename(expr.right) };
    case 'unary':
      return { ...expr, operand: rename(expr.operand) };
    default:
      return expr;
  }
}

function numberOf([, variable = '', attribute]: readonly string[], names: Names): FieldPlan | undefined {
  const local = names.locals.get(variable);
  return local && 'row' in local ? local.row.fields.find((each) => each.attribute === attribute) : undefined;
}

/** Expressions that are about no row but those in variables. */
const NOWHERE: RowScope = { className: 'action', fields: [], relations: [], timestamps: false, locked: false };
