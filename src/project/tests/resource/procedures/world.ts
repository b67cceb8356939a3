/** What a procedure does to rows, apart from how it is compiled: the tests expect what is computed here. */
import type { Expr, JsonValue } from '../../../../design/api-design.ts';
import type {
  Assignment,
  Counter,
  FieldPlan,
  Procedure,
  RelationPlan,
  RowQuery,
  Statement,
  StatementOf,
  TablePlan,
  TaskPlan,
} from '../../../../plan/index.ts';
import { evaluated, holds, type Row } from '../../conditions.ts';
import { jsonNumber } from '../../samples/numbers.ts';

/** A row, with the ids of others as the names that a test calls them. */
export interface WorldRow {
  readonly key: string;
  readonly table: TablePlan;
  /** By attribute; what is not there is not known. */
  readonly values: Row;
}

/** A value that is new each time: the present, and tokens. */
export const FRESH = ' fresh';

/** What a request that names a row is told when there is none. */
export const UNKNOWN_REFERENCE = 'UnknownReferenceError';

/** How a procedure ends. */
export type Outcome =
  | { readonly is: 'done'; readonly rows: readonly WorldRow[]; readonly tasks: readonly Announced[] }
  | { readonly is: 'refused'; readonly className: string }
  | { readonly is: 'unknown' };

/** A task with what it is told. */
export interface Announced {
  readonly task: TaskPlan;
  readonly arguments: readonly { readonly name: string; readonly value: JsonValue }[];
}

/** Thrown by `Run`. */
class Refused extends Error {
  constructor(readonly className: string) {
    super(className);
  }
}
class Unknown extends Error {}

/** Runs a procedure on rows; `names` are the rows that its first variables hold, and `input` what the request gives. */
export function run(
  procedure: Procedure,
  rows: readonly WorldRow[],
  names: ReadonlyMap<string, string>,
  input: Row,
): Outcome {
  const world = new World(rows, names, input);
  try {
    world.all(procedure.statements);
    return { is: 'done', rows: world.rows, tasks: world.tasks };
  } catch (error) {
    if (error instanceof Refused) return { is: 'refused', className: error.className };
    if (error instanceof Unknown) return { is: 'unknown' };
    throw error;
  }
}

class World {
  readonly tasks: Announced[] = [];
  readonly #rows: Map<string, WorldRow>;
  /** The key of the row that each variable holds. */
  readonly #variables: Map<string, string>;
  readonly #values: Record<string, JsonValue> = {};

  constructor(
    rows: readonly WorldRow[],
    names: ReadonlyMap<string, string>,
    private readonly input: Row,
  ) {
    this.#rows = new Map(rows.map((each) => [each.key, each]));
    this.#variables = new Map(names);
  }

  get rows(): readonly WorldRow[] {
    return [...this.#rows.values()];
  }

  all(statements: readonly Statement[]): void {
    for (const each of statements) this.#one(each);
  }

  #one(statement: Statement): void {
    switch (statement.do) {
      case 'check':
        if (!this.#holds(statement.condition)) throw new Refused(statement.failure.className);
        return;
      case 'state': {
        const state = this.#row(statement.row.name).values[statement.field.attribute];
        if (state === undefined) throw new Unknown();
        if (typeof state !== 'string' || !statement.from.includes(state))
          throw new Refused(statement.failure.className);
        return;
      }
      case 'refer': {
        const named = this.input[`input.${statement.relation.json}`];
        if (typeof named === 'string' && !this.#rows.has(named)) throw new Refused(UNKNOWN_REFERENCE);
        return;
      }
      case 'claim':
        return;
      case 'fetch': {
        const [found] = this.#find(statement.query);
        if (!found) throw new Refused(statement.failure.className);
        this.#variables.set(statement.into.name, found.key);
        return;
      }
      case 'follow':
        this.#variables.set(statement.into.name, this.#reached(statement.key).key);
        return;
      case 'measure':
        this.#measure(statement);
        return;
      case 'change':
        return this.#change(statement);
      case 'insert':
        return this.#insert(statement);
      case 'change-all':
        for (const each of this.#find(statement.query)) this.#store(each, statement.assignments);
        return;
      case 'remove-all':
        for (const each of this.#find(statement.query)) this.#rows.delete(each.key);
        return;
      case 'remove':
        this.#rows.delete(this.#reached(statement.target.id).key);
        return;
      case 'each':
        for (const each of this.#find(statement.query)) {
          this.#variables.set(statement.variable.name, each.key);
          this.all(statement.body);
        }
        return;
      case 'if':
        return this.all(this.#holds(statement.condition) ? statement.body : statement.otherwise);
      case 'let':
        this.#values[`@.${statement.variable}`] = 0;
        return;
      case 'add': {
        const before = Number(this.#values[`@.${statement.variable}`]);
        this.#values[`@.${statement.variable}`] = before + Number(this.#value(statement.value));
        return;
      }
      case 'announce':
        this.tasks.push({
          task: statement.task,
          arguments: statement.arguments.map(({ parameter, value }) => ({
            name: parameter.attribute,
            value: valueOf(value, () => this.#stored(value), parameter),
          })),
        });
    }
  }

  /** What expressions see: variables, and the columns of a row where they are over one. */
  #environment(over?: WorldRow): Row {
    const seen: Record<string, JsonValue> = { ...this.#values, ...this.input };
    for (const [name, key] of this.#variables) {
      const row = this.#rows.get(key);
      if (!row) continue;
      seen[`@.${name}.id`] = key;
      for (const [attribute, value] of Object.entries(row.values)) seen[`@.${name}.${attribute}`] = value;
    }
    if (!over) return seen;
    const { fields, relations } = over.table;
    seen.id = over.key;
    for (const each of [...fields, ...relations]) {
      const value = over.values[each.attribute];
      if (value !== undefined) seen[each.json] = value;
    }
    return seen;
  }

  #holds(expr: Expr, over?: WorldRow): boolean {
    const result = holds(expr, this.#environment(over));
    if (result === undefined) throw new Unknown();
    return result;
  }

  #value(expr: Expr): string | number | boolean | null {
    const result = evaluated(expr, this.#environment());
    if (result === undefined) throw new Unknown();
    return result;
  }

  /** A value as it is stored, and not as it is compared. */
  #stored(expr: Expr): JsonValue {
    if (expr.kind === 'literal') return expr.value;
    if (expr.kind !== 'path' || expr.path[0] === 'me') return this.#value(expr);
    const value = this.#environment()[expr.path.join('.')];
    if (value === undefined) throw new Unknown();
    return value;
  }

  #row(variable: string): WorldRow {
    return this.#at(this.#variables.get(variable));
  }

  #reached(id: Expr): WorldRow {
    const key = this.#stored(id);
    return this.#at(typeof key === 'string' ? key : undefined);
  }

  #at(key: string | undefined): WorldRow {
    const row = this.#rows.get(key ?? '');
    if (!row) throw new Unknown();
    return row;
  }

  #find({ table, where }: RowQuery): WorldRow[] {
    return [...this.#rows.values()].filter(
      (each) => each.table.className === table.className && (!where || this.#holds(where, each)),
    );
  }

  #measure({ into, measure, query, column }: StatementOf<'measure'>): void {
    const found = this.#find(query);
    const name = `@.${into}`;
    if (measure === 'count') this.#values[name] = found.length;
    else if (measure === 'exists') this.#values[name] = found.length > 0;
    else if (measure === 'sum' && column)
      this.#values[name] = found.reduce((sum, each) => sum + Number(known(each, column)), 0);
    else throw new Unknown();
  }

  #change({ target, assignments, counters, failure }: StatementOf<'change'>): void {
    const row = this.#reached(target.id);
    for (const each of counters) {
      if (!this.#fits(row, each)) throw new Refused(failure?.className ?? 'EditConflictError');
    }
    const counted = counters.map((each) => [each.field.attribute, this.#counted(row, each)] as const);
    this.#store(row, assignments, Object.fromEntries(counted));
  }

  #after(row: WorldRow, { field, by, direction }: Counter): number {
    return Number(known(row, field)) + (direction === 'up' ? 1 : -1) * Number(this.#value(by));
  }

  #counted(row: WorldRow, counter: Counter): JsonValue {
    return jsonNumber(this.#after(row, counter), counter.field.field);
  }

  #fits(row: WorldRow, counter: Counter): boolean {
    if (!counter.bound) return true;
    const after = this.#after(row, counter);
    const bound = Number(this.#value(counter.bound));
    return counter.direction === 'up' ? after <= bound : after >= bound;
  }

  #store(row: WorldRow, assignments: readonly Assignment[], counted: Row = {}): void {
    this.#rows.set(row.key, { ...row, values: { ...row.values, ...this.#assigned(assignments), ...counted } });
  }

  #assigned(assignments: readonly Assignment[]): Row {
    return Object.fromEntries(
      assignments.map(({ column, value }) => [
        column.attribute,
        valueOf(value, () => this.#stored(value), 'field' in column ? column : undefined),
      ]),
    );
  }

  #insert({ into, values, violations }: StatementOf<'insert'>): void {
    const { table } = into;
    const key = `new ${into.name}`;
    const given = this.#assigned(values);
    for (const { constraint, className } of violations) {
      const unique = table.resource?.().uniques.find((each) => each.name === constraint);
      const attributes = unique?.columns.map((each) => attributeOf(table, each)) ?? [];
      const isTaken = [...this.#rows.values()].some(
        (each) =>
          each.table.className === table.className &&
          attributes.every((name) => given[name] !== undefined && each.values[name] === given[name]),
      );
      if (isTaken) throw new Refused(className);
    }
    const count = [...this.#rows.keys()].filter((each) => each.startsWith(key)).length;
    this.#rows.set(`${key} ${count}`, { key: `${key} ${count}`, table, values: given });
    this.#variables.set(into.name, `${key} ${count}`);
  }
}

const attributeOf = ({ fields, relations }: TablePlan, json: string): string =>
  [...fields, ...relations].find((each: FieldPlan | RelationPlan) => each.json === json)?.attribute ?? json;

function known({ values }: WorldRow, { attribute }: FieldPlan): JsonValue {
  const value = values[attribute];
  if (value === undefined) throw new Unknown();
  return value;
}

/** A value as JSON shows it; what is new each time is only known to be so. */
function valueOf(expr: Expr, compute: () => JsonValue, column: FieldPlan | undefined): JsonValue {
  if (isFresh(expr)) return FRESH;
  const value = compute();
  return typeof value === 'number' && column ? jsonNumber(value, column.field) : value;
}

/** Whether a value is made of the present or of chance. */
const isFresh = (expr: Expr): boolean => /"function":"(?:now|today|token)"/.test(JSON.stringify(expr));
