/** The rows that a procedure looks at, before it is known how many there are and what they hold. */
import type { Expr } from '../../../../design/api-design.ts';
import {
  allStatements,
  conjuncts,
  type FieldPlan,
  pathsOf,
  type Planned,
  type Procedure,
  type RelationPlan,
  type RowQuery,
  type Statement,
  type StatementOf,
  type TablePlan,
} from '../../../../plan/index.ts';
import { ME } from '../../conditions.ts';

/** A row, or several that are alike. */
export interface Entity {
  readonly key: string;
  readonly table: TablePlan;
  /** What columns must be, by attribute: expressions over variables. */
  readonly fixed: Map<string, Expr>;
  /** The fields that decide what happens. */
  readonly fields: Set<FieldPlan>;
  /** Rows that it refers to, by the attribute of the key. */
  readonly parents: Map<string, Entity>;
  /** Whether there may be none of it, or several. */
  readonly number: 'one' | 'found' | 'some' | 'counted';
  /** What refers to it, where each of several has one of its own. */
  readonly child?: Entity;
}

/** Every entity of a procedure. */
export interface Entities {
  /** In an order in which they can be made. */
  readonly all: readonly Entity[];
  /** By the variable that holds one. */
  readonly variables: ReadonlyMap<string, Entity>;
  /** By the input that names one. */
  readonly inputs: ReadonlyMap<string, Entity>;
  readonly own: Entity | undefined;
}

/** Finds the entities of a procedure. */
export function entitiesOf(action: Planned, own: TablePlan | undefined, caller: TablePlan | undefined): Entities {
  return new Finder(action.procedure!, own, caller).find();
}

class Finder {
  readonly #all: Entity[] = [];
  readonly #variables = new Map<string, Entity>();
  readonly #inputs = new Map<string, Entity>();
  readonly #queries = new Map<string, Entity>();
  readonly #own: Entity | undefined;

  constructor(
    private readonly procedure: Procedure,
    own: TablePlan | undefined,
    private readonly caller: TablePlan | undefined,
  ) {
    if (caller) this.#variables.set('viewer', this.#entity(caller, ME, 'one'));
    this.#own = own && this.#entity(own, own.row.id, 'one');
    if (own && this.#own) this.#variables.set(own.row.id, this.#own);
  }

  find(): Entities {
    for (const each of allStatements(this.procedure.statements)) {
      this.#bind(each);
      for (const expr of expressionsIn(each)) this.#read(expr);
      if (each.do === 'state') this.#variables.get(each.row.name)?.fields.add(each.field);
      if (each.do === 'change') this.#count(each);
      if (each.do === 'measure' && each.column) this.#queried(each.query).fields.add(each.column);
    }
    this.#share();
    return { all: this.#ordered(), variables: this.#variables, inputs: this.#inputs, own: this.#own };
  }

  #entity(table: TablePlan, base: string, number: Entity['number'], child?: Entity): Entity {
    let key = base;
    for (let count = 2; this.#all.some((each) => each.key === key); count++) key = `${base}_${count}`;
    const entity: Entity = {
      key,
      table,
      fixed: new Map(),
      fields: new Set(),
      parents: new Map(),
      number,
      ...(child && number !== 'one' && { child }),
    };
    this.#all.push(entity);
    return entity;
  }

  /** What a query asks of the rows of a table must be known of every row of it. */
  #share(): void {
    for (const { table, fixed, fields } of this.#queries.values()) {
      const asked = table.fields.filter((each) => fixed.has(each.attribute) || fields.has(each));
      for (const other of this.#all) {
        if (other.table.className !== table.className) continue;
        for (const each of asked) other.fields.add(each);
      }
    }
  }

  /** Parents before those that refer to them. */
  #ordered(): Entity[] {
    const done = new Set<Entity>();
    const visit = (entity: Entity): void => {
      if (done.has(entity)) return;
      for (const parent of entity.parents.values()) visit(parent);
      done.add(entity);
    };
    for (const each of this.#all) visit(each);
    return [...done];
  }

  #bind(statement: Statement): void {
    switch (statement.do) {
      case 'follow':
        this.#variables.set(statement.into.name, this.#parent(statement.key, statement.into.table));
        return;
      case 'refer':
        this.#named(statement.relation);
        return;
      case 'fetch':
        this.#variables.set(statement.into.name, this.#fetched(statement.query, statement.into.name));
        return;
      case 'each':
        this.#variables.set(statement.variable.name, this.#queried(statement.query, 'some'));
        return;
      case 'change-all':
      case 'remove-all':
        this.#queried(statement.query, 'some');
        return;
      case 'measure':
        this.#queried(statement.query, 'counted');
        return;
      default:
    }
  }

  /** The row that the request names. */
  #named(relation: RelationPlan): void {
    const target = relation.target();
    const table = target ? tableOf(target) : this.caller;
    if (table && !this.#inputs.has(relation.json)) this.#input(relation.json, table);
  }

  #fetched(query: RowQuery, base: string): Entity {
    const id = conditionsOf(query).find(({ name }) => name === 'id')?.value;
    const input = id?.kind === 'path' && id.path[0] === 'input' ? id.path[1]! : undefined;
    const known = input === undefined ? undefined : this.#inputs.get(input);
    const entity = known ?? this.#entity(query.table, base, input === undefined ? 'found' : 'one');
    if (input !== undefined) this.#inputs.set(input, entity);
    this.#fix(entity, query);
    return entity;
  }

  #queried(query: RowQuery, number: Entity['number'] = 'counted'): Entity {
    const key = `${query.table.className} ${JSON.stringify(query.where)}`;
    const known = this.#queries.get(key);
    if (known) return known;
    const entity = this.#entity(query.table, query.table.row.id, number);
    this.#queries.set(key, entity);
    this.#fix(entity, query);
    return entity;
  }

  /** What rows of a query must hold; what is not an equality is left to be tried. */
  #fix({ fixed, fields, table }: Entity, query: RowQuery): void {
    for (const { name, value } of conditionsOf(query)) {
      const column = [...table.fields, ...table.relations].find((each) => each.json === name);
      if (column && value) fixed.set(column.attribute, value);
      else if (column && 'field' in column) fields.add(column);
    }
  }

  /** What refers to it: the row that a key names. */
  #parent(key: Expr, table: TablePlan): Entity {
    const [first, variable = '', attribute = ''] = key.kind === 'path' ? key.path : [];
    if (first === 'input') return this.#inputs.get(variable) ?? this.#input(variable, table);
    const child = this.#variables.get(variable);
    const known = child?.parents.get(attribute);
    if (known) return known;
    const parent = this.#entity(table, table.row.id, child?.number ?? 'one', child);
    child?.parents.set(attribute, parent);
    return parent;
  }

  #input(name: string, table: TablePlan): Entity {
    const entity = this.#entity(table, name.replace(/_id$/, ''), 'one');
    this.#inputs.set(name, entity);
    return entity;
  }

  /** Fields that are counted, or set to something that they might be already. */
  #count({ target, counters, assignments }: StatementOf<'change'>): void {
    const [first, variable] = target.id.kind === 'path' ? target.id.path : [];
    const isOwnId = first === '@' && target.id.kind === 'path' && target.id.path[2] === 'id';
    const entity = isOwnId
      ? this.#variables.get(variable!)
      : first === 'me'
        ? this.#variables.get('viewer')
        : this.#parent(target.id, target.table);
    for (const each of counters) entity?.fields.add(each.field);
    for (const { column, value } of assignments) {
      if ('field' in column && value.kind === 'literal' && value.value !== null) entity?.fields.add(column);
    }
  }

  /** Fields of variables that an expression reads, and rows that it refers to. */
  #read(expr: Expr): void {
    for (const [first, variable = '', attribute] of pathsOf(expr)) {
      const entity = first === '@' ? this.#variables.get(variable) : undefined;
      if (!entity || attribute === undefined) continue;
      const field = entity.table.fields.find((each) => each.attribute === attribute);
      if (field) entity.fields.add(field);
      const relation = entity.table.relations.find((each) => each.attribute === attribute);
      const target = relation?.target();
      if (
        target &&
        !entity.fixed.has(attribute) &&
        relation &&
        !relation.relation.nullable &&
        !isOwner(relation, entity)
      )
        this.#parent({ kind: 'path', path: ['@', variable, attribute] }, tableOf(target));
    }
  }
}

const isOwner = (relation: RelationPlan, { table }: Entity): boolean => table.resource?.().owner === relation;

type Resource = NonNullable<ReturnType<RelationPlan['target']>>;

/** A resource as a table. */
const tableOf = (resource: Resource): TablePlan => ({ ...resource, resource: () => resource });

/** What the rows of a query must hold: a value for each column, or none where there are several. */
function conditionsOf({ where }: RowQuery): { readonly name: string; readonly value?: Expr }[] {
  if (!where) return [];
  return conjuncts(where).flatMap((each) => {
    if (each.kind === 'path') return [{ name: name(each.path), value: { kind: 'literal', value: true } as const }];
    if (each.kind === 'unary' && each.operand.kind === 'path')
      return [{ name: name(each.operand.path), value: { kind: 'literal', value: false } as const }];
    if (each.kind === 'binary' && each.operator === '==' && each.left.kind === 'path' && isColumn(each.left.path))
      return [{ name: name(each.left.path), value: each.right }];
    if (each.kind === 'binary' && each.operator === '==' && each.right.kind === 'path' && isColumn(each.right.path))
      return [{ name: name(each.right.path), value: each.left }];
    return pathsOf(each)
      .filter(isColumn)
      .map((path) => ({ name: name(path) }));
  });
}

/** The name of a column, with or without the row before it. */
const name = ([first = '', second = '']: readonly string[]): string => (first === 'self' ? second : first);

const isColumn = ([first]: readonly string[]): boolean => first === 'self';

/** Every expression of a statement itself. */
export function expressionsIn(statement: Statement): Expr[] {
  switch (statement.do) {
    case 'check':
    case 'if':
      return [statement.condition];
    case 'fetch':
    case 'measure':
    case 'each':
    case 'remove-all':
      return statement.query.where ? [statement.query.where] : [];
    case 'change-all':
      return [
        ...(statement.query.where ? [statement.query.where] : []),
        ...statement.assignments.map(({ value }) => value),
      ];
    case 'follow':
      return [statement.key];
    case 'change':
      return [
        statement.target.id,
        ...statement.assignments.map(({ value }) => value),
        ...statement.counters.flatMap(({ by, bound }) => (bound ? [by, bound] : [by])),
      ];
    case 'insert':
      return statement.values.map(({ value }) => value);
    case 'let':
    case 'add':
      return [statement.value];
    case 'announce':
      return statement.arguments.map(({ value }) => value);
    default:
      return [];
  }
}
