/** The tables of a service, with SQLAlchemy's types. */
import type { AccountTable, FieldPlan, ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import * as shared from '../shared/tables.ts';
import { type ColumnType, TYPES } from './columns.ts';

export type Column = shared.Column<ColumnType>;
export type Table = shared.Table<ColumnType>;

/** The table of a resource. */
export const resourceTable = (resource: ResourcePlan): Table => shared.resourceTable(resource, TYPES);

/** The table of the accounts. */
export const accountTable = (plan: ServicePlan): Table => shared.accountTable(plan, TYPES);

/** A table of a way of proving who one is. */
export const ownTable = (table: AccountTable): Table => shared.ownTable(table, TYPES);

/** The table of the values of a list field. */
export function listTable(plan: FieldPlan, owner: { readonly table: string }, filtered: boolean): Table {
  const list = plan.list!;
  const value = shared.column(list.value, TYPES.of(plan.field));
  const parent = shared.column(list.parentKey, TYPES.uuid);
  const position = shared.column('position', TYPES.integer);
  return {
    name: list.table,
    columns: plan.field.unique ? [parent, value] : [parent, position, value],
    primaryKey: [list.parentKey, plan.field.unique ? list.value : 'position'],
    foreignKeys: shared.listKeys(plan, list.parentKey, owner.table),
    indexes: filtered ? [shared.named(list.table, [list.value, list.parentKey])] : [],
  };
}

/** Every table of the resources, each after those that it refers to. */
export const resourceTables = (service: ServicePlan): Table[] =>
  shared.inOrder(
    service.resources.flatMap((resource) => [
      resourceTable(resource),
      ...resource.lists.map((plan) => listTable(plan, resource, shared.isFiltered(plan, resource))),
    ]),
  );

/** Every table of the accounts. */
export const accountTables = (plan: ServicePlan): Table[] =>
  plan.hasAccounts
    ? [
        accountTable(plan),
        ...plan.account.lists.map((field) => listTable(field, { table: 'users' }, false)),
        ...plan.accountTables.own.map(ownTable),
      ]
    : [];
