/** migrations/versions/0001_initial.py: the tables of the design, as Alembic would have found them. */
import { type ServicePlan } from '../../../plan/index.ts';
import { alembic, modules } from '../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import type { ForeignKey, Index } from '../shared/tables.ts';
import { accountTables, resourceTables, type Table } from './schema.ts';

const { op } = alembic;
const sa = modules.sa;

/** The first migration. */
export function initialMigration(plan: ServicePlan): ModuleSpec {
  const tables = [...accountTables(plan), ...resourceTables(plan)];
  const late = tables.flatMap((table) => table.foreignKeys.filter((key) => key.late).map((key) => ({ table, key })));
  return {
    path: 'migrations/versions/0001_initial.py',
    doc: `Create ${tables.length === 1 ? 'the table' : 'the tables'} of the ${plan.title}.`,
    body: paragraphs(
      py`
        revision: str = "0001"
        down_revision: str | None = None
        branch_labels: str | None = None
        depends_on: str | None = None
      `,
      py`
        def upgrade() -> None:
            ${tables.map(createTable)}
            ${late.map(({ table, key }) => addForeignKey(table, key))}
      `,
      py`
        def downgrade() -> None:
            ${late.map(({ table, key }) => dropForeignKey(table, key))}
            ${tables.toReversed().map((table) => py`${op}.drop_table(${table.name})`)}
      `,
    ),
  };
}

function createTable(table: Table): Part {
  return py`
    ${op}.create_table(
        ${table.name},
        ${table.columns.map(
          (column) =>
            py`${sa}.Column(${[column.name, column.type.migration, py`nullable=${column.nullable ? py`True` : py`False`}`]}),`,
        )}
        ${table.foreignKeys.filter((key) => !key.late).map((key) => py`${foreignKey(table, key)},`)}
        ${sa}.PrimaryKeyConstraint(${[...table.primaryKey, py`name=${op}.f(${`pk_${table.name}`})`]}),
    )
    ${table.indexes.map((index) => createIndex(table, index))}
  `;
}

const foreignKeyName = (table: Table, key: ForeignKey): string => `fk_${table.name}_${key.column}_${key.target}`;

const foreignKey = (table: Table, key: ForeignKey): Part =>
  py`${sa}.ForeignKeyConstraint(${[
    py`[${key.column}]`,
    py`[${`${key.target}.id`}]`,
    py`name=${op}.f(${foreignKeyName(table, key)})`,
    key.onDelete !== undefined && py`ondelete=${key.onDelete}`,
  ]})`;

function createIndex(table: Table, index: Index): Part {
  const name = index.name ?? `ix_${table.name}_${index.columns.join('_')}`;
  const where = py`${sa}.text("deleted_at IS NULL")`;
  return py`${op}.create_index(${[
    index.unique || index.name !== undefined ? name : py`${op}.f(${name})`,
    table.name,
    py`[${[...index.columns]}]`,
    index.unique && py`unique=True`,
    index.liveOnly && [py`postgresql_where=${where}`, py`sqlite_where=${where}`],
  ]})`;
}

/** SQLite can only get a foreign key with a new copy of the table, which \`batch_alter_table\` makes. */
const addForeignKey = (table: Table, key: ForeignKey): Part => py`
  with ${op}.batch_alter_table(${table.name}) as batch:
      batch.create_foreign_key(${[
        py`${op}.f(${foreignKeyName(table, key)})`,
        key.target,
        py`[${key.column}]`,
        py`["id"]`,
        key.onDelete !== undefined && py`ondelete=${key.onDelete}`,
      ]})
`;

const dropForeignKey = (table: Table, key: ForeignKey): Part => py`
  with ${op}.batch_alter_table(${table.name}) as batch:
      batch.drop_constraint(${op}.f(${foreignKeyName(table, key)}), type_="foreignkey")
`;
