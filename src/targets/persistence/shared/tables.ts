/** The tables of a service as data: columns, keys and indexes. Models and migrations both print this. `T` is what a library says of a type. */
import type { Field } from '../../../design/api-design.ts';
import {
  type AccountColumn,
  type AccountTable,
  type FieldPlan,
  identifier,
  type RelationPlan,
  type ResourcePlan,
  type ServicePlan,
} from '../../../plan/index.ts';

/** What a library calls the types of columns. */
export interface ColumnTypes<T> {
  readonly uuid: T;
  readonly timestamp: T;
  /** A whole number: a version, or a position. */
  readonly integer: T;
  /** A JSON document that is never null. */
  readonly json: T;
  /** A list of texts, or null. */
  readonly texts: T;
  /** Text of at most so many characters. */
  text(length: number): T;
  /** The type of one value of a field. */
  of(field: Field): T;
}

/** A stored column of a table. */
export interface Column<T> {
  readonly attribute: string;
  /** The name in the database. */
  readonly name: string;
  readonly type: T;
  readonly nullable: boolean;
}

export interface ForeignKey {
  readonly column: string;
  readonly target: string;
  readonly onDelete: 'CASCADE' | 'SET NULL' | undefined;
  /** Part of a cycle of tables, so that it is added when both exist. */
  readonly late: boolean;
}

export interface Index {
  readonly columns: readonly string[];
  readonly unique: boolean;
  /** Given where it is not what the naming convention makes of the columns. */
  readonly name?: string;
  readonly liveOnly: boolean;
}

export interface Table<T> {
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly Index[];
}

/** The table of a resource. */
export function resourceTable<T>(resource: ResourcePlan, types: ColumnTypes<T>): Table<T> {
  return {
    name: resource.table,
    primaryKey: ['id'],
    columns: [
      column('id', types.uuid),
      ...resource.relations.map((plan) => relationColumn(plan, types)),
      ...fieldColumns(resource.fields, types),
      ...(resource.locked ? [column('version', types.integer)] : []),
      ...(resource.timestamps ? [column('created_at', types.timestamp), column('updated_at', types.timestamp)] : []),
      ...(resource.softDelete ? [column('deleted_at', types.timestamp, true)] : []),
    ],
    foreignKeys: resource.relations.map((plan) => foreignKey(plan, resource)),
    indexes: resourceIndexes(resource),
  };
}

/** A column that is called the same everywhere. */
export const column = <T>(name: string, type: T, nullable = false): Column<T> => ({
  attribute: name,
  name,
  type,
  nullable,
});

const relationColumn = <T>(plan: RelationPlan, { uuid }: ColumnTypes<T>): Column<T> => ({
  attribute: plan.attribute,
  name: plan.json,
  type: uuid,
  nullable: plan.relation.nullable,
});

/** The columns that hold the fields of a table, lists apart. */
const fieldColumns = <T>(fields: readonly FieldPlan[], types: ColumnTypes<T>): Column<T>[] =>
  fields
    .filter((plan) => !plan.list)
    .map((plan) => ({
      attribute: plan.attribute,
      name: plan.json,
      type: types.of(plan.field),
      nullable: plan.field.nullable,
    }));

function foreignKey(plan: RelationPlan, resource: ResourcePlan): ForeignKey {
  const actions = { cascade: 'CASCADE', set_null: 'SET NULL', restrict: undefined } as const;
  return {
    column: plan.json,
    target: plan.targetTable,
    onDelete: actions[plan.relation.onDelete],
    late: isLate(plan, resource),
  };
}

/** Whether the target's table refers back, so that one of the two foreign keys must wait; the optional one does. */
function isLate(plan: RelationPlan, resource: ResourcePlan): boolean {
  const target = plan.target();
  return target !== null && target !== resource && plan.relation.nullable && reaches(target, resource);
}

/** Whether rows of one resource refer to those of another, be it by way of others. */
export function reaches(from: ResourcePlan, to: ResourcePlan, seen = new Set<ResourcePlan>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return from.relations.some((each) => {
    const next = each.target();
    return next !== null && next !== from && reaches(next, to, seen);
  });
}

/** Whether the models of one resource name those of another, be it by way of others: for foreign keys or links. */
export function leadsTo(from: ResourcePlan, to: ResourcePlan, seen = new Set<ResourcePlan>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const next = [...from.relations.map((each) => each.target()), ...from.links.map(({ link }) => link.target())];
  return next.some((each) => each !== null && each !== from && leadsTo(each, to, seen));
}

/** Columns that no design can call indexed, because it does not name them. */
const BUILT_IN_TIMES = ['created_at', 'updated_at'];

const isFilteredBy = (column: string, { resource, operations, timestamps }: ResourcePlan): boolean =>
  timestamps && operations.has('list') && resource.filters.some((filter) => filter.field === column);

function resourceIndexes(resource: ResourcePlan): Index[] {
  const uniques = resource.uniques.map(
    (unique): Index => ({
      columns: unique.columns,
      unique: true,
      name: unique.name,
      liveOnly: resource.softDelete,
    }),
  );
  const covered = new Set(uniques.map((index) => index.columns.join()));
  const single = [
    ...resource.relations.map((plan) => plan.json),
    ...resource.fields.filter((plan) => plan.field.indexed && !plan.list).map((plan) => plan.json),
    ...BUILT_IN_TIMES.filter((column) => isFilteredBy(column, resource)),
  ].filter((column) => !covered.has(column));
  const keys = resource.operations.has('list') ? resource.resource.sorts.map((sort) => sort.field) : [];
  const sorts = [...new Set(keys)]
    .map((field) => sortFields(field, resource))
    .filter((fields) => fields.length > 1)
    .map((fields) => fields.map((field) => relationColumnOf(field, resource) ?? field));
  // Lists walk the ids of the rows that are not deleted, and count them.
  const live =
    resource.softDelete && resource.operations.has('list')
      ? [{ ...named(resource.table, ['id']), liveOnly: true }]
      : [];
  const plain = [...new Set(single)].map((column) => [column]).concat(sorts);
  return [...uniques, ...live, ...plain.map((columns) => named(resource.table, columns))];
}

const relationColumnOf = (field: string, { relations }: ResourcePlan): string | undefined =>
  relations.find((plan) => plan.relation.name === field)?.json;

/** The fields that a sort order compares, the last one being unique. Ids are UUIDv7, so they sort by time of creation too. */
export function sortFields(field: string, resource: ResourcePlan): string[] {
  if (field === 'id' || (field === 'created_at' && resource.timestamps)) return ['id'];
  const isUnique =
    !resource.softDelete &&
    resource.uniques.some(({ columns }) => columns.length === 1 && columns[0] === field) &&
    resource.fields.some((plan) => plan.json === field && !plan.field.nullable);
  return isUnique ? [field] : [field, 'id'];
}

/** The name of an index. */
export const indexName = (table: string, index: Index): string =>
  index.name ?? `${index.unique ? 'uq' : 'ix'}_${table}_${index.columns.join('_')}`;

/** An index of columns; its name is given where the convention would make it too long. */
export function named(table: string, columns: readonly string[], prefix: 'ix' | 'uq' = 'ix'): Index {
  const conventional = `${prefix}_${table}_${columns.join('_')}`;
  const name = identifier(conventional);
  return { columns, unique: false, liveOnly: false, ...(name !== conventional && { name }) };
}

/** The foreign keys of the table of a list: to the row that has it and, where its values are ids, to those. */
export const listKeys = ({ list, link }: FieldPlan, parentKey: string, owner: string): ForeignKey[] => [
  { column: parentKey, target: owner, onDelete: 'CASCADE', late: false },
  ...(link ? [{ column: list!.value, target: link.target().table, onDelete: 'CASCADE' as const, late: false }] : []),
];

/** Whether rows are found by a value of a list field: by a filter, or when the row that it is the id of is deleted. */
export const isFiltered = (plan: FieldPlan, resource: ResourcePlan): boolean =>
  plan.link !== undefined ||
  (resource.operations.has('list') && resource.resource.filters.some((each) => each.field === plan.json));

/** Tables, each after those that it refers to. */
export function inOrder<T extends Pick<Table<unknown>, 'name' | 'foreignKeys'>>(tables: readonly T[]): T[] {
  const sorted: T[] = [];
  const visit = (table: T, path: readonly T[]): void => {
    if (sorted.includes(table) || path.includes(table)) return;
    for (const key of table.foreignKeys.filter((each) => !each.late)) {
      const target = tables.find((each) => each.name === key.target);
      if (target) visit(target, [...path, table]);
    }
    sorted.push(table);
  };
  for (const table of tables) visit(table, []);
  return sorted;
}

/** The table of the accounts. */
export function accountTable<T>(plan: ServicePlan, types: ColumnTypes<T>): Table<T> {
  const { user, identity, keepsGrants } = plan.accountTables;
  return {
    name: 'users',
    primaryKey: ['id'],
    columns: [
      column('id', types.uuid),
      ...user.map((each) => accountColumn(each, types)),
      ...(keepsGrants && plan.hasRoles ? [column('roles', types.json)] : []),
      ...(keepsGrants && plan.hasScopes ? [column('scopes', types.json)] : []),
      ...fieldColumns(plan.account.fields, types),
      column('created_at', types.timestamp),
    ],
    foreignKeys: [],
    indexes: [
      { columns: identity, unique: true, name: `uq_users_${identity.join('_')}`, liveOnly: false },
      ...plan.account.uniques.map(
        (unique): Index => ({ columns: unique.columns, unique: true, name: unique.name, liveOnly: false }),
      ),
      ...plan.account.fields
        .filter((field) => field.field.indexed && !field.field.unique && !field.list)
        .map((field) => named('users', [field.json])),
    ],
  };
}

/** A column of the accounts, or of a table that belongs to them. */
const accountColumn = <T>(given: AccountColumn, types: ColumnTypes<T>): Column<T> =>
  column(given.name, typeOf(given, types), given.nullable);

function typeOf<T>({ type, length = 255 }: AccountColumn, types: ColumnTypes<T>): T {
  return { text: types.text(length), uuid: types.uuid, moment: types.timestamp, texts: types.texts }[type];
}

/** A table of a way of proving who one is. */
export const ownTable = <T>({ name, columns }: AccountTable, types: ColumnTypes<T>): Table<T> => ({
  name,
  primaryKey: ['id'],
  columns: [column('id', types.uuid), ...columns.map((each) => accountColumn(each, types))],
  foreignKeys: columns.flatMap((each): ForeignKey[] =>
    each.refersTo ? [{ column: each.name, target: each.refersTo, onDelete: 'CASCADE', late: false }] : [],
  ),
  indexes: columns.flatMap((each): Index[] => {
    if (each.unique) return [{ columns: [each.name], unique: true, name: `uq_${name}_${each.name}`, liveOnly: false }];
    return each.refersTo || each.indexed ? [{ columns: [each.name], unique: false, liveOnly: false }] : [];
  }),
});
