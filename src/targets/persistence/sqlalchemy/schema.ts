/** The tables of a service as data: columns, keys and indexes. Models and the first migration both print this. */
import type {
  AccountColumn,
  AccountTable,
  FieldPlan,
  RelationPlan,
  ResourcePlan,
  ServicePlan,
} from '../../../plan/index.ts';
import { identifier } from '../../../plan/index.ts';
import {
  type Column,
  columnType,
  fieldColumns,
  JSON_TYPE,
  TEXTS_TYPE,
  textType,
  TIMESTAMP_TYPE,
  UUID_TYPE,
  VERSION_TYPE,
} from './columns.ts';

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

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly indexes: readonly Index[];
}

const ID: Column = { attribute: 'id', name: 'id', type: UUID_TYPE, nullable: false };

/** The table of a resource. */
export function resourceTable(resource: ResourcePlan): Table {
  return {
    name: resource.table,
    primaryKey: ['id'],
    columns: [
      ID,
      ...resource.relations.map((plan) => relationColumn(plan)),
      ...fieldColumns(resource.fields),
      ...(resource.locked ? [{ attribute: 'version', name: 'version', type: VERSION_TYPE, nullable: false }] : []),
      ...(resource.timestamps ? [timestamp('created_at', false), timestamp('updated_at', false)] : []),
      ...(resource.softDelete ? [timestamp('deleted_at', true)] : []),
    ],
    foreignKeys: resource.relations.map((plan) => foreignKey(plan, resource)),
    indexes: resourceIndexes(resource),
  };
}

export const timestamp = (name: string, nullable: boolean): Column => ({
  attribute: name,
  name,
  type: TIMESTAMP_TYPE,
  nullable,
});

const relationColumn = (plan: RelationPlan): Column => ({
  attribute: plan.attribute,
  name: plan.json,
  type: UUID_TYPE,
  nullable: plan.relation.nullable,
});

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
  return target !== null && target !== resource && plan.relation.nullable && reaches(target, resource, new Set());
}

function reaches(from: ResourcePlan, to: ResourcePlan, seen: Set<ResourcePlan>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return from.relations.some((each) => {
    const next = each.target();
    return next !== null && next !== from && reaches(next, to, seen);
  });
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

function named(table: string, columns: readonly string[]): Index {
  const conventional = `ix_${table}_${columns.join('_')}`;
  const name = identifier(conventional);
  return { columns, unique: false, liveOnly: false, ...(name !== conventional && { name }) };
}

/** The table of the values of a list field. */
export function listTable(plan: FieldPlan, owner: { readonly table: string }, filtered: boolean): Table {
  const list = plan.list!;
  const value: Column = { attribute: 'value', name: 'value', type: columnType(plan.field), nullable: false };
  const parent: Column = { attribute: list.parentKey, name: list.parentKey, type: UUID_TYPE, nullable: false };
  const position: Column = { attribute: 'position', name: 'position', type: VERSION_TYPE, nullable: false };
  return {
    name: list.table,
    columns: plan.field.unique ? [parent, value] : [parent, position, value],
    primaryKey: [list.parentKey, plan.field.unique ? 'value' : 'position'],
    foreignKeys: [{ column: list.parentKey, target: owner.table, onDelete: 'CASCADE', late: false }],
    indexes: filtered ? [named(list.table, ['value', list.parentKey])] : [],
  };
}

/** Whether lists of a resource can be filtered by a value of the list field. */
export const isFiltered = (plan: FieldPlan, resource: ResourcePlan): boolean =>
  resource.operations.has('list') && resource.resource.filters.some((each) => each.field === plan.json);

/** Every table of the resources, each after those that it refers to. */
export function resourceTables(service: ServicePlan): Table[] {
  const tables = service.resources.flatMap((resource) => [
    resourceTable(resource),
    ...resource.lists.map((plan) => listTable(plan, resource, isFiltered(plan, resource))),
  ]);
  const sorted: Table[] = [];
  const visit = (table: Table, path: readonly Table[]): void => {
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

const jsonColumn = (name: string): Column => ({ attribute: name, name, type: JSON_TYPE, nullable: false });

/** The table of the accounts. */
export function accountTable(plan: ServicePlan): Table {
  const { user, identity, keepsGrants } = plan.accountTables;
  return {
    name: 'users',
    primaryKey: ['id'],
    columns: [
      ID,
      ...user.map(accountColumn),
      ...(keepsGrants && plan.hasRoles ? [jsonColumn('roles')] : []),
      ...(keepsGrants && plan.hasScopes ? [jsonColumn('scopes')] : []),
      ...fieldColumns(plan.account.fields),
      timestamp('created_at', false),
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
const accountColumn = ({ name, type, length, nullable = false }: AccountColumn): Column => ({
  attribute: name,
  name,
  type: { text: textType(length ?? 255), uuid: UUID_TYPE, moment: TIMESTAMP_TYPE, texts: TEXTS_TYPE }[type],
  nullable,
});

/** A table of a way of proving who one is. */
export const ownTable = ({ name, columns }: AccountTable): Table => ({
  name,
  primaryKey: ['id'],
  columns: [ID, ...columns.map(accountColumn)],
  foreignKeys: columns.flatMap((column): ForeignKey[] =>
    column.refersTo ? [{ column: column.name, target: column.refersTo, onDelete: 'CASCADE', late: false }] : [],
  ),
  indexes: columns.flatMap((column): Index[] => {
    if (column.unique)
      return [{ columns: [column.name], unique: true, name: `uq_${name}_${column.name}`, liveOnly: false }];
    return column.refersTo ? [{ columns: [column.name], unique: false, liveOnly: false }] : [];
  }),
});

/** Every table of the accounts. */
export const accountTables = (plan: ServicePlan): Table[] =>
  plan.hasAccounts
    ? [
        accountTable(plan),
        ...plan.account.lists.map((field) => listTable(field, { table: 'users' }, false)),
        ...plan.accountTables.own.map(ownTable),
      ]
    : [];
