/** The tables of a service, with Tortoise's types. */
import {
  type AccountTable,
  type FieldPlan,
  type LinkPlan,
  type ResourcePlan,
  sentence,
  type ServicePlan,
} from '../../../plan/index.ts';
import * as shared from '../shared/tables.ts';
import { type ColumnType, TYPES } from './columns.ts';

export type Column = shared.Column<ColumnType>;

export interface Table extends shared.Table<ColumnType> {
  /** The class. */
  readonly model: string;
  /** What the database says of the table. */
  readonly comment: string;
  /** How models refer to each other, by column. */
  readonly relations: ReadonlyMap<string, RelationField>;
}

/** A foreign key as a field of a model. */
export interface RelationField {
  /** The attribute that holds the row itself. */
  readonly attribute: string;
  /** The class that it refers to. */
  readonly model: string;
  /** The attribute of that class for the rows that refer to it, if it has one. */
  readonly reverse?: string;
}

/** The table of a resource. */
export const resourceTable = (resource: ResourcePlan): Table => ({
  ...shared.resourceTable(resource, TYPES),
  model: resource.className,
  comment: sentence(resource.nouns),
  relations: new Map(
    resource.relations.map((each) => [
      each.json,
      { attribute: each.relation.name, model: each.target()?.className ?? 'User' },
    ]),
  ),
});

/** The table of the accounts. */
export const accountTable = (plan: ServicePlan): Table => ({
  ...shared.accountTable(plan, TYPES),
  model: 'User',
  comment: 'Accounts',
  relations: new Map(),
});

/** A table of a way of proving who one is. */
export const ownTable = (table: AccountTable): Table => ({
  ...shared.ownTable(table, TYPES),
  model: table.className,
  comment: sentence(table.name.replaceAll('_', ' ')),
  relations: new Map(
    table.columns
      .filter((each) => each.refersTo)
      .map((each) => [each.name, { attribute: each.name.replace(/_id$/, ''), model: 'User', reverse: table.name }]),
  ),
});

/** Who has the list that a table of values belongs to. */
export interface ListOwner {
  readonly table: string;
  readonly model: string;
}

/** The table of the values of a list field. Tortoise wants one column to be the key of a row. */
export function listTable(plan: FieldPlan, owner: ListOwner, filtered: boolean): Table {
  const list = plan.list!;
  const order = plan.field.unique ? list.value : 'position';
  const key = ['parent_id', order];
  return {
    name: list.table,
    model: list.className,
    comment: sentence(plan.label),
    columns: [
      shared.column('id', TYPES.uuid),
      shared.column('parent_id', TYPES.uuid),
      ...(plan.field.unique ? [] : [shared.column('position', TYPES.integer)]),
      shared.column(list.value, TYPES.of(plan.field)),
    ],
    primaryKey: ['id'],
    foreignKeys: shared.listKeys(plan, 'parent_id', owner.table),
    indexes: [
      { ...shared.named(list.table, key, 'uq'), unique: true },
      ...(filtered ? [shared.named(list.table, [list.value, 'parent_id'])] : []),
    ],
    relations: new Map([
      ['parent_id', { attribute: 'parent', model: owner.model, reverse: list.rows }],
      ...(plan.link ? [[list.value, linkRelation(list.value, plan.link)] as const] : []),
    ]),
  };
}

const linkRelation = (value: string, { target }: LinkPlan): RelationField => ({
  attribute: value.replace(/_id$/, ''),
  model: target().className,
});

const listTables = (resource: ResourcePlan): Table[] =>
  resource.lists.map((plan) =>
    listTable(plan, { table: resource.table, model: resource.className }, shared.isFiltered(plan, resource)),
  );

const accountTables = (plan: ServicePlan): Table[] =>
  plan.hasAccounts
    ? [
        accountTable(plan),
        ...plan.account.lists.map((field) => listTable(field, { table: 'users', model: 'User' }, false)),
        ...plan.accountTables.own.map(ownTable),
      ]
    : [];

/** Every table, each after those that it refers to. */
export const allTables = (plan: ServicePlan): Table[] => [
  ...accountTables(plan),
  ...shared.inOrder(plan.resources.flatMap((resource) => [resourceTable(resource), ...listTables(resource)])),
];
