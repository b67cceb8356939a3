/** The tables of a service, with Prisma's types, and how its models refer to each other. */
import {
  type AccountTable,
  type FieldPlan,
  identifier,
  type ListPlan,
  type ResourcePlan,
  type ServicePlan,
} from '../../../plan/index.ts';
import * as shared from '../shared/tables.ts';
import { type ColumnType, type Provider, providerOf } from './providers.ts';

export type Column = shared.Column<ColumnType>;

export interface Table extends shared.Table<ColumnType> {
  /** The model. */
  readonly model: string;
  /** Foreign keys as fields of models. */
  readonly relations: readonly RelationField[];
  /** Columns whose values are searched for texts, which a view shows. */
  readonly searched: readonly Column[];
}

/** A foreign key between two models: a field of each. */
export interface RelationField {
  readonly column: string;
  /** The field that holds the row itself. */
  readonly field: string;
  /** The model that it refers to. */
  readonly target: string;
  /** The field of that model with the rows that refer to it. */
  readonly reverse: string;
  /** Given where two models refer to each other more than once. */
  readonly name?: string;
}

/** The view with the texts of a table. */
export const viewOf = ({ model, name }: Pick<Table, 'model' | 'name'>): { model: string; name: string } => ({
  model: `${model}Text`,
  name: `${name}_texts`,
});

/** The field of a model that leads to the view with its texts. */
export const TEXTS = 'texts_';

/** The table of a resource. */
export function resourceTable(resource: ResourcePlan, provider: Provider): Table {
  const table = shared.resourceTable(resource, provider.types);
  const searched = provider.escapes ? [] : searchedFields(resource);
  return {
    ...table,
    model: resource.className,
    relations: resource.relations.map((each) => {
      const target = each.target();
      const again = resource.relations.filter((other) => other.targetTable === each.targetTable).length > 1;
      const mutual = target !== null && target.relations.some((other) => other.target() === resource);
      return {
        column: each.json,
        field: each.relation.name,
        target: target?.className ?? 'User',
        reverse: again ? `${resource.table}_as_${each.relation.name}_` : `${resource.table}_`,
        ...((again || mutual) && { name: `${resource.table}_${each.relation.name}` }),
      };
    }),
    searched: table.columns.filter((column) => searched.includes(column.name)),
  };
}

/** The fields whose texts a list looks into. */
export function searchedFields({ operations, resource }: ResourcePlan): string[] {
  if (!operations.has('list')) return [];
  const filters = resource.filters.filter(({ op }) => op === 'contains' || op === 'icontains');
  return [...new Set([...resource.search, ...filters.map((each) => each.field)])];
}

/** The table of the accounts. */
const accountTable = (plan: ServicePlan, provider: Provider): Table => ({
  ...shared.accountTable(plan, provider.types),
  model: 'User',
  relations: [],
  searched: [],
});

/** A table of a way of proving who one is. */
export const ownTable = (table: AccountTable, provider: Provider): Table => ({
  ...shared.ownTable(table, provider.types),
  model: table.className,
  relations: table.columns
    .filter((each) => each.refersTo)
    .map((each) => ({
      column: each.name,
      field: each.name.replace(/_id$/, ''),
      target: 'User',
      reverse: table.name,
    })),
  searched: [],
});

/** Who has the list that a table of values belongs to. */
export interface ListOwner {
  readonly table: string;
  readonly model: string;
}

/** The table of the values of a list field. */
export function listTable(plan: FieldPlan, owner: ListOwner, filtered: boolean, { types }: Provider): Table {
  const list = plan.list!;
  const order = plan.field.unique ? list.value : 'position';
  return {
    name: list.table,
    model: list.className,
    columns: [
      shared.column(list.parentKey, types.uuid),
      ...(plan.field.unique ? [] : [shared.column('position', types.integer)]),
      shared.column(list.value, types.of(plan.field)),
    ],
    primaryKey: [list.parentKey, order],
    foreignKeys: shared.listKeys(plan, list.parentKey, owner.table),
    indexes: filtered ? [shared.named(list.table, [list.value, list.parentKey])] : [],
    relations: listRelations(plan, list, owner),
    searched: [],
  };
}

/** A list belongs to a row; where its values are ids, each belongs to another one too. */
function listRelations(
  { link }: FieldPlan,
  { table, parentKey, rows, value }: ListPlan,
  owner: ListOwner,
): RelationField[] {
  const parent = { column: parentKey, field: 'parent', target: owner.model, reverse: rows };
  if (!link) return [parent];
  const field = value.replace(/_id$/, '');
  const linked = { column: value, field, target: link.target().className, reverse: `${table}_` };
  if (link.target() !== link.source()) return [parent, linked];
  return [
    { ...parent, name: `${table}_parent` },
    { ...linked, name: `${table}_${field}` },
  ];
}

const listTables = (resource: ResourcePlan, provider: Provider): Table[] =>
  resource.lists.map((plan) =>
    listTable(plan, { table: resource.table, model: resource.className }, shared.isFiltered(plan, resource), provider),
  );

const accountTables = (plan: ServicePlan, provider: Provider): Table[] =>
  plan.hasAccounts
    ? [
        accountTable(plan, provider),
        ...plan.account.lists.map((field) => listTable(field, { table: 'users', model: 'User' }, false, provider)),
        ...plan.accountTables.own.map((table) => ownTable(table, provider)),
      ]
    : [];

/** Every table, each after those that it refers to. */
export function allTables(plan: ServicePlan): Table[] {
  const provider = providerOf(plan);
  return [
    ...accountTables(plan, provider),
    ...shared.inOrder(
      plan.resources.flatMap((resource) => [resourceTable(resource, provider), ...listTables(resource, provider)]),
    ),
  ];
}

/** The indexes that a schema can say: Prisma knows none of some rows only. */
export const plainIndexes = (table: Table): shared.Index[] => table.indexes.filter((index) => !index.liveOnly);

/** What Prisma calls the constraint of a foreign key, or the one of a primary key. */
export const constraintName = (table: string, columns: readonly string[], kind: 'fkey' | 'pkey'): string =>
  identifier([table, ...(kind === 'fkey' ? columns : []), kind].join('_'));
