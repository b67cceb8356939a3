/** app/<resource>/models.py: the tables of a resource as Tortoise classes. */
import { describe, type FieldPlan, type RelationPlan, type ResourcePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { abc, modules, uuids, uuidUtils } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { aboutRow } from '../shared/lists.ts';
import { columnLiteral } from '../shared/literals.ts';
import { isFiltered, leadsTo } from '../shared/tables.ts';
import { TYPES } from './columns.ts';
import { fieldCall, relationCall } from './field-calls.ts';
import { metaClass } from './meta.ts';
import { type Column, listTable, resourceTable, type Table } from './schema.ts';
import { database, models, tortoise } from './symbols.ts';

const { fields } = tortoise;
const { utc_now } = database;

/** The models module of a resource. */
export function modelsModule(resource: ResourcePlan): ModuleSpec {
  const table = resourceTable(resource);
  const owner = { table: resource.table, model: resource.className };
  return {
    path: `app/${resource.module}/models.py`,
    doc: `Tables of the ${resource.nouns} domain.`,
    locals: [...table.columns.map((column) => column.attribute), ...resource.fields.map((plan) => plan.attribute)],
    body: paragraphs(
      rowClass(resource, table),
      resource.lists.map((plan) =>
        listClass(
          plan,
          resource.noun,
          new Name(resource.className),
          listTable(plan, owner, isFiltered(plan, resource)),
        ),
      ),
    ),
  };
}

function rowClass(resource: ResourcePlan, table: Table): Part {
  const about = resource.softDelete && !resource.resource.description ? ' A deleted one keeps its row.' : '';
  const relationOf = (column: Column): RelationPlan | undefined =>
    resource.relations.find((each) => each.json === column.name);
  return py`
    class ${new Name(resource.className)}(${models.Model}):
        ${doc(describe(resource) + about)}

        ${table.columns.map((column) => {
          const relation = relationOf(column);
          return relation
            ? relationLines(column, table, relatedType(relation, resource))
            : columnLine(column, resource.fields);
        })}
        ${resource.lists.map(listRelation)}

        ${metaClass(table)}

        ${resource.lists.map((plan) => [py``, listMembers(plan)])}
  `;
}

/** The type of the row that a relation leads to. */
function relatedType(relation: RelationPlan, resource: ResourcePlan): Part {
  const target = relation.target();
  return target === null ? authModels.User : modelType(target, resource);
}

/** The model of a resource as another one names it; models that refer to each other cannot import each other. */
function modelType(target: ResourcePlan, resource: ResourcePlan): Part {
  if (target === resource) return py`"${new Name(resource.className)}"`;
  return leadsTo(target, resource) ? models.Model : target.model;
}

/** A foreign key: the row, and its id. */
export function relationLines(column: Column, table: Table, type: Part): Part {
  const relation = table.relations.get(column.name)!;
  const kind = new Name(column.nullable ? 'ForeignKeyNullableRelation' : 'ForeignKeyRelation');
  return py`
    ${new Name(relation.attribute)}: ${fields}.${kind}[${type}] = ${relationCall(column, table)}
    ${new Name(column.attribute)}: ${column.type.python}${column.nullable && py` | None`}
  `;
}

/** One field; `isBare` says that no request gives the values of new rows. */
export function columnLine(column: Column, plans: readonly FieldPlan[], isBare = false): Part {
  const plan = plans.find((each) => each.json === column.name && !each.list);
  return py`${new Name(column.attribute)} = ${fieldCall(column, columnDefault(column, plan, isBare))}`;
}

/** What a row gets that no request gives. */
function columnDefault(column: Column, plan: FieldPlan | undefined, isBare: boolean): Part {
  if (column.name === 'id') return py`default=${uuidUtils.uuid7}`;
  if (column.name === 'version') return py`default=1`;
  if (column.name === 'created_at' || column.name === 'updated_at') return py`default=${utc_now}`;
  if (!plan || !(plan.field.readOnly || isBare)) return null;
  const { field } = plan;
  switch (field.default?.kind) {
    case 'now':
      return py`default=${utc_now}`;
    case 'today':
      return py`default=lambda: ${utc_now}().date()`;
    case 'uuid':
      return py`default=${uuids.uuid4}`;
    case 'token':
      return py`default=lambda: ${modules.secrets}.token_urlsafe(24)`;
    case undefined:
      return null;
    case 'value':
      return field.default.value !== null && py`default=${columnLiteral(field, field.default.value)}`;
  }
}

// --- lists ---------------------------------------------------------------------------------------

/** The rows of a list, which must be fetched with those that have it. */
export const listRelation = (plan: FieldPlan): Part =>
  py`${new Name(plan.list!.rows)}: ${fields}.ReverseRelation["${new Name(plan.list!.className)}"]`;

/** Fetches the values of lists with the rows that have them. */
export const prefetch = (plans: readonly FieldPlan[]): Part =>
  plans.length > 0 && py`.prefetch_related(${plans.map((plan) => plan.list!.rows)})`;

/** The list as a property, and the method that stores another one. */
export function listMembers(plan: FieldPlan): Part {
  const rows = new Name(plan.list!.rows);
  const attribute = new Name(plan.attribute);
  const item = TYPES.of(plan.field).python;
  const row = new Name(plan.list!.className);
  const value = new Name(plan.list!.value);
  const isSet = plan.field.unique;
  return py`
    @property
    def ${attribute}(self) -> list[${item}]:
        ${doc(plan.field.description ?? `The ${plan.label}${isSet ? ', sorted' : ', in order'}.`, 8)}
        ${
          isSet
            ? py`return sorted(row.${value} for row in self.${rows})`
            : py`
              rows = sorted(self.${rows}, key=lambda row: row.position)
              return [row.value for row in rows]
            `
        }

    async def ${storeMethod(plan)}(self, values: ${isSet ? abc.Iterable : abc.Sequence}[${item}]) -> None:
        ${doc(`Store the ${plan.label} anew.`, 8)}
        await ${row}.filter(parent_id=self.id).delete()
        await ${row}.bulk_create(
            ${
              isSet
                ? py`[${row}(parent_id=self.id, ${value}=value) for value in sorted(set(values))]`
                : py`[${row}(parent_id=self.id, position=position, value=value) for position, value in enumerate(values)]`
            }
        )
        await self.fetch_related(${plan.list!.rows})
  `;
}

/** The method that stores a list. */
export const storeMethod = (plan: FieldPlan): Name => new Name(`store_${plan.json}`);

/** The value of a row: a column, or a foreign key where values are ids. */
function linkLines(column: Column, { link }: FieldPlan, table: Table): Part {
  if (!link || !table.relations.has(column.name)) return columnLine(column, []);
  return relationLines(column, table, modelType(link.target(), link.source()));
}

/** The class of the rows of a list. */
export function listClass(plan: FieldPlan, noun: string, owner: Part, table: Table): Part {
  return py`
    class ${new Name(table.model)}(${models.Model}):
        ${doc(aboutRow(plan, noun))}

        ${table.columns.map((column) =>
          column.name === 'parent_id' ? relationLines(column, table, owner) : linkLines(column, plan, table),
        )}

        ${metaClass(table)}
  `;
}
