/** app/<resource>/models.py: the tables of a resource as SQLAlchemy classes. */
import { describe, type FieldPlan, type ResourcePlan } from '../../../plan/index.ts';
import { database } from '../../../plan/own-symbols.ts';
import { abc, modules, orm, sa, uuids, uuidUtils } from '../../../plan/symbols.ts';
import { doc, isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { aboutRow } from '../shared/lists.ts';
import { columnLiteral } from '../shared/literals.ts';
import { type ForeignKey, type Index, isFiltered } from '../shared/tables.ts';
import { columnType } from './columns.ts';
import { type Column, listTable, resourceTable, type Table } from './schema.ts';

const { Mapped, mapped_column, relationship } = orm;
const { Base, utc_now } = database;
const { uuid7 } = uuidUtils;

/** The models module of a resource. */
export function modelsModule(resource: ResourcePlan): ModuleSpec {
  const table = resourceTable(resource);
  const liveOnly = table.indexes.some((index) => index.liveOnly);
  return {
    path: `app/${resource.module}/models.py`,
    doc: `Tables of the ${resource.nouns} domain.`,
    locals: [...table.columns.map((column) => column.attribute), ...resource.fields.map((plan) => plan.attribute)],
    body: paragraphs(
      liveOnly && py`_NOT_DELETED = ${sa.text}("deleted_at IS NULL")`,
      rowClass(resource, table),
      resource.lists.map((plan) =>
        listClass(plan, resource.noun, listTable(plan, resource, isFiltered(plan, resource))),
      ),
    ),
  };
}

function rowClass(resource: ResourcePlan, table: Table): Part {
  const about = resource.softDelete && !resource.resource.description ? ' A deleted one keeps its row.' : '';
  const { operations, softDelete } = resource;
  const changes = operations.has('update') || (softDelete && operations.has('delete'));
  const touched = changes && (resource.locked || resource.timestamps);
  return py`
    class ${new Name(resource.className)}(${Base}):
        ${doc(describe(resource) + about)}

        __tablename__ = ${table.name}

        ${table.columns.map((column) => columnLine(column, table, resource.fields))}
        ${resource.lists.map((plan) => listRelationship(plan))}

        ${resource.locked && versionArguments(resource, touched)}
        ${indexArguments(table)}

        ${resource.lists.map((plan) => [py``, listProperty(plan)])}

        ${touched && touchMethod(resource)}
  `;
}

const versionArguments = ({ lists }: ResourcePlan, touched: boolean): Part => py`
  ${versionComment(lists.length > 0, touched)}
  __mapper_args__ = {  # noqa: RUF012
      "version_id_col": version,
      "version_id_generator": False,
  }
`;

function versionComment(hasLists: boolean, touched: boolean): Part {
  if (!touched) return null;
  if (!hasLists) return py`# Every UPDATE checks the version it read; \`touch\` raises it.`;
  return py`
    # Every UPDATE checks the version it read. It is raised by hand (\`touch\`), because changing
    # only a list would not update this row.
  `;
}

const touchMethod = (resource: ResourcePlan): Part => py`
  def touch(self) -> None:
      ${doc(`Mark the ${resource.noun} as changed.`)}
      ${resource.timestamps && py`self.updated_at = ${utc_now}()`}
      ${resource.locked && py`self.version += 1`}
`;

/** One mapped column; `isBare` says that no request gives the values of new rows. */
export function columnLine(column: Column, table: Table, fields: readonly FieldPlan[], isBare = false): Part {
  const key = table.foreignKeys.find((each) => each.column === column.name);
  const plan = fields.find((each) => each.json === column.name && !each.list);
  const single = table.indexes.some(
    (index) => isPlain(index) && index.columns.length === 1 && index.columns[0] === column.name,
  );
  const args = [
    column.name !== column.attribute && column.name,
    column.type.sqlalchemy,
    key && foreignKeyArgument(key),
    column.name === 'id' && [py`primary_key=True`, py`default=${uuid7}`],
    plan?.field.type === 'json' && !column.nullable && py`nullable=False`,
    columnDefault(column, plan, isBare),
    single && py`index=True`,
  ].filter(isPresent);
  const type = py`${column.type.python}${column.nullable && py` | None`}`;
  const mapped = py`${new Name(column.attribute)}: ${Mapped}[${type}]`;
  return args.length > 0 ? py`${mapped} = ${mapped_column}(${args})` : mapped;
}

/** Whether an index says nothing but its columns. */
const isPlain = (index: Index): boolean => !index.unique && !index.name && !index.liveOnly;

const foreignKeyArgument = (key: ForeignKey): Part =>
  py`${sa.ForeignKey}(${[
    `${key.target}.id`,
    key.onDelete !== undefined && py`ondelete=${key.onDelete}`,
    key.late && py`use_alter=True`,
  ]})`;

/** What a row gets that no request gives. */
function columnDefault(column: Column, plan: FieldPlan | undefined, isBare: boolean): Part {
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

/** `__table_args__`, or nothing when columns say it all. */
export function indexArguments(table: Table): Part {
  const composite = table.indexes.filter((index) => !isPlain(index) || index.columns.length > 1);
  if (composite.length === 0) return null;
  const [only] = composite;
  if (composite.length === 1) return py`__table_args__ = (${indexArgument(only!)},)`;
  return py`
    __table_args__ = (
        ${composite.map((index) => py`${indexArgument(index)},`)}
    )
  `;
}

const indexArgument = (index: Index): Part =>
  py`${sa.Index}(${[
    index.name === undefined ? py`None` : index.name,
    ...index.columns,
    index.unique && py`unique=True`,
    index.liveOnly && [py`postgresql_where=_NOT_DELETED`, py`sqlite_where=_NOT_DELETED`],
  ]})`;

// --- lists ---------------------------------------------------------------------------------------

/** The relationship to the rows of a list. */
export function listRelationship(plan: FieldPlan): Part {
  const { link } = plan;
  const list = plan.list!;
  const order = `${list.className}.${plan.field.unique ? list.value : 'position'}`;
  return py`
    ${new Name(list.rows)}: ${Mapped}[list[${list.className}]] = ${relationship}(${[
      py`cascade="all, delete-orphan"`,
      py`lazy="selectin"`,
      py`order_by=${order}`,
      link && link.target() === link.source() && py`foreign_keys=${`${list.className}.${list.parentKey}`}`,
    ]})
  `;
}

/** The list as a property: its values in order, or sorted when it is a set. */
export function listProperty(plan: FieldPlan): Part {
  const rows = new Name(plan.list!.rows);
  const attribute = new Name(plan.attribute);
  const item = columnType(plan.field).python;
  const row = new Name(plan.list!.className);
  const column = new Name(plan.list!.value);
  const getter = plan.field.unique
    ? py`sorted(row.${column} for row in self.${rows})`
    : py`[row.value for row in self.${rows}]`;
  const setter = plan.field.unique
    ? py`
        # Rows that stay are kept: deleting and inserting the same key would clash.
        kept = {row.${column}: row for row in self.${rows}}
        self.${rows} = [kept.get(value) or ${row}(${column}=value) for value in sorted(set(values))]
      `
    : py`
        # Rows are reused: deleting and inserting the same key would clash.
        rows = self.${rows}[: len(values)]
        for row, value in zip(rows, values, strict=False):
            row.value = value
        added = enumerate(values[len(rows) :], start=len(rows))
        self.${rows} = [*rows, *(${row}(position=position, value=value) for position, value in added)]
      `;
  return py`
    @property
    def ${attribute}(self) -> list[${item}]:
        ${doc(plan.field.description ?? `The ${plan.label}${plan.field.unique ? ', sorted' : ', in order'}.`, 8)}
        return ${getter}

    @${attribute}.setter
    def ${attribute}(self, values: ${plan.field.unique ? abc.Iterable : abc.Sequence}[${item}]) -> None:
        ${setter}
  `;
}

/** The class of the rows of a list. */
export function listClass(plan: FieldPlan, noun: string, table: Table): Part {
  const list = plan.list!;
  const index = indexArguments(table);
  return py`
    class ${new Name(list.className)}(${Base}):
        ${doc(aboutRow(plan, noun))}

        __tablename__ = ${list.table}
        ${index}

        ${table.columns.map((column) => {
          const key = table.foreignKeys.find((each) => each.column === column.name);
          const args = [
            column.type.sqlalchemy,
            key && foreignKeyArgument(key),
            table.primaryKey.includes(column.name) && py`primary_key=True`,
          ].filter(isPresent);
          const mapped = py`${new Name(column.attribute)}: ${Mapped}[${column.type.python}]`;
          return args.length > 0 ? py`${mapped} = ${mapped_column}(${args})` : mapped;
        })}
  `;
}
