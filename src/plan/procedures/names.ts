/** What the names of steps are about: rows in variables, columns of the rows of a query, values, and rows that refer to a row. */
import type { Expr } from '../../design/api-design.ts';
import { variableName } from '../names.ts';
import { NotCompiled } from '../not-compiled.ts';
import { type LocalPlan, localPath } from '../paths.ts';
import type { FieldPlan, RelationPlan } from '../plan.ts';
import type { TablePlan, Tables } from '../tables.ts';
import type { RowVariable } from './procedure.ts';

/** What a path is. */
export type Resolved =
  /** A value: what an expression can hold. */
  | { readonly is: 'value'; readonly expr: Expr }
  /** The key of a row that has to be loaded before the rest of the path can be told. */
  | { readonly is: 'row'; readonly relation: RelationPlan; readonly key: Expr; readonly rest: readonly string[] }
  /** Rows that refer to the row of an expression. */
  | {
      readonly is: 'rows';
      readonly table: TablePlan;
      readonly key: RelationPlan;
      readonly of: Expr;
      readonly rest: readonly string[];
    };

/** The input of an action: fields, and ids of rows. */
export interface InputNames {
  readonly fields: readonly FieldPlan[];
  readonly relations: readonly RelationPlan[];
}

/** Names that Python variables of a method must leave alone. */
const TAKEN = new Set(
  'self data tx viewer changed changes removed numbers found select update delete func func_count items value values rows'.split(
    ' ',
  ),
);

/** The names that steps can use, by block. */
export class Names {
  readonly #rows = new Map<string, RowVariable>();
  /** Variables that this block and those around it use; another block can use the others again for rows of the same table. */
  readonly #inUse: Set<string>;
  /** Rows that a relation was followed to, by the path. */
  readonly #followed = new Map<string, RowVariable>();

  constructor(
    private readonly tables: Tables,
    private readonly own: RowVariable | undefined,
    private readonly input: InputNames,
    /** Every variable of the method. */
    readonly locals: Map<string, LocalPlan>,
    outer?: Names,
  ) {
    this.#inUse = new Set(outer ? outer.#inUse : locals.keys());
    if (!outer) return;
    this.#rows = new Map(outer.#rows);
    this.#followed = new Map(outer.#followed);
  }

  /** The names of a block within. */
  inner(): Names {
    return new Names(this.tables, this.own, this.input, this.locals, this);
  }

  /** A new variable for a row, which steps call by a name, or none. */
  row(table: TablePlan, base: string, name?: string): RowVariable {
    const variable: RowVariable = { name: this.#free(base, table), table };
    this.locals.set(variable.name, { row: table });
    if (name !== undefined) this.#rows.set(name, variable);
    return variable;
  }

  /** A new variable for a value. */
  value(base: string, nullable: boolean, isWhole: boolean): string {
    const name = this.#free(base);
    this.locals.set(name, { nullable, isWhole });
    return name;
  }

  #free(base: string, table?: TablePlan): string {
    const wanted = TAKEN.has(base) ? `${base}_row` : variableName(base);
    let name = wanted;
    for (let number = 2; !this.#isFree(name, table); number++) name = `${wanted}_${number}`;
    this.#inUse.add(name);
    return name;
  }

  #isFree(name: string, table: TablePlan | undefined): boolean {
    const local = this.locals.get(name);
    return !local || (!this.#inUse.has(name) && 'row' in local && local.row === table);
  }

  /** The row that a relation was followed to. */
  followed(path: string): RowVariable | undefined {
    return this.#followed.get(path);
  }

  follow(path: string, row: RowVariable): void {
    this.#followed.set(path, row);
  }

  /** What has been followed may be another row by now. */
  forget(path: string): void {
    this.#followed.delete(path);
  }

  /** The row that a step has given a name, the action's own, or the caller. */
  find(name: string): RowVariable | undefined {
    return this.#rows.get(name) ?? (name === 'self' ? this.own : name === 'me' ? this.#viewer() : undefined);
  }

  #viewer(): RowVariable | undefined {
    const { account } = this.tables;
    if (account && !this.locals.has(VIEWER)) this.locals.set(VIEWER, { row: account });
    return account && { name: VIEWER, table: account };
  }

  /** What a path is; `over` is the table of the rows of a query, whose columns need no name before them. */
  resolve(path: readonly string[], over?: TablePlan): Resolved {
    const [first = '', ...rest] = path;
    const text = path.join('.');
    const row = this.#rows.get(first);
    if (row) return this.member(row, rest, text);
    if (over && hasMember(over, first)) return columnOf(over, path);
    if (first === 'input') return this.#input(rest, text);
    if (this.own && first === 'self') return this.member(this.own, rest, text);
    if (this.own && this.#hasMember(this.own.table, first)) return this.member(this.own, path, text);
    if (['me', 'user', 'current_user'].includes(first)) return this.#caller(rest, text);
    throw new NotCompiled(`"${text}" is not known`);
  }

  #hasMember(table: TablePlan, name: string): boolean {
    return hasMember(table, name) || this.tables.collection(table, name) !== undefined;
  }

  #caller(rest: readonly string[], text: string): Resolved {
    if (!this.tables.account) throw new NotCompiled('there are no accounts');
    return isKey(rest) ? { is: 'value', expr: CALLER } : this.member(this.#viewer()!, rest, text, CALLER);
  }

  #input([name = '', ...rest]: readonly string[], text: string): Resolved {
    const field = this.input.fields.find((each) => each.json === name);
    if (field && rest.length === 0) return { is: 'value', expr: { kind: 'path', path: ['input', name] } };
    const relation = this.input.relations.find((each) => each.relation.name === name || each.json === name);
    if (!relation) throw new NotCompiled(`"${text}" is not known`);
    const key: Expr = { kind: 'path', path: ['input', relation.json] };
    if (isKey(rest)) return { is: 'value', expr: key };
    return { is: 'row', relation, key, rest };
  }

  /** What the row of a variable calls `path`. */
  member({ name, table }: RowVariable, path: readonly string[], text: string, id = localPath(name, 'id')): Resolved {
    const [first, ...rest] = path;
    if (first === undefined || (first === 'id' && rest.length === 0)) return { is: 'value', expr: id };
    const relation = relationOf(table, first);
    if (relation) {
      const key = localPath(name, relation.attribute);
      return isKey(rest) ? { is: 'value', expr: key } : { is: 'row', relation, key, rest };
    }
    const collection = this.tables.collection(table, first);
    if (collection && !hasMember(table, first)) return { is: 'rows', ...collection, of: id, rest };
    if (rest.length > 0) throw new NotCompiled(`"${text}" is not known`);
    return { is: 'value', expr: localPath(name, attributeOf(table, first, text)) };
  }
}

const VIEWER = 'viewer';

/** The id of the caller. */
export const CALLER: Expr = { kind: 'path', path: ['me'] };

const isKey = (rest: readonly string[]): boolean => rest.length === 0 || (rest.length === 1 && rest[0] === 'id');

/** A foreign key of a table, by either of its names. */
export const relationOf = ({ relations }: TablePlan, name: string): RelationPlan | undefined =>
  relations.find((each) => each.relation.name === name || each.json === name);

const builtIns = ({ timestamps, locked }: TablePlan): string[] => [
  'id',
  ...(timestamps ? ['created_at', 'updated_at'] : []),
  ...(locked ? ['version'] : []),
];

const hasMember = (table: TablePlan, name: string): boolean =>
  table.fields.some((each) => each.json === name) ||
  relationOf(table, name) !== undefined ||
  builtIns(table).includes(name);

/** A field or a built-in column that has one value. */
function attributeOf(table: TablePlan, name: string, text: string): string {
  const field = table.fields.find((each) => each.json === name);
  if (field && (field.list || field.field.type === 'json')) throw new NotCompiled(`"${text}" is not a single value`);
  if (!field && !builtIns(table).includes(name)) throw new NotCompiled(`"${text}" is not known`);
  return field?.attribute ?? name;
}

/** A column of the rows of a query. */
function columnOf(table: TablePlan, path: readonly string[]): Resolved {
  const [first = '', ...rest] = path;
  const text = path.join('.');
  const relation = relationOf(table, first);
  if (!isKey(rest)) throw new NotCompiled(`"${text}" goes through another table`);
  if (!relation) attributeOf(table, first, text);
  return { is: 'value', expr: { kind: 'path', path: ['self', relation?.json ?? first] } };
}
