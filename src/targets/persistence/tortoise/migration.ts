/** migrations/0001_initial.py: the tables of the design, as Tortoise would have found them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import { type Index, indexName } from '../shared/tables.ts';
import { fieldCall, relationCall } from './field-calls.ts';
import { NOT_DELETED, options, plainIndex, plainIndexes } from './meta.ts';
import { allTables, type Column, type Table } from './schema.ts';
import { ops, tortoise } from './symbols.ts';

/** The package of the migrations. */
export const packageModule: ModuleSpec = { path: 'migrations/__init__.py', doc: 'Migrations of the database.' };

/** The first migration. */
export function initialMigration(plan: ServicePlan): ModuleSpec {
  const tables = allTables(plan);
  const late = tables.flatMap((table) => lateColumns(table).map((column) => ({ table, column })));
  const byHand = tables.flatMap((table) =>
    table.indexes.filter((index) => index.unique || index.liveOnly).map((index) => ({ table, index })),
  );
  return {
    path: 'migrations/0001_initial.py',
    doc: `Create ${tables.length === 1 ? 'the table' : 'the tables'} of the ${plan.title}.`,
    body: py`
      class Migration(${tortoise.migrations}.Migration):
          """The tables, and the indexes that Tortoise does not create by itself."""

          initial = True

          operations = [
              ${tables.map((table) => py`${createModel(table)},`)}
              ${late.map(({ table, column }) => py`${addField(table, column)},`)}
              ${tables.map(addIndexes)}
              ${byHand.map(({ table, index }) => py`${createIndex(table, index)},`)}
          ]
    `,
  };
}

/** Columns that wait until the table that they refer to is there. */
const lateColumns = (table: Table): Column[] =>
  table.columns.filter((column) => table.foreignKeys.some((key) => key.late && key.column === column.name));

const isRelation = (table: Table, column: Column): boolean => table.relations.has(column.name);

const fieldOf = (table: Table, column: Column): Part =>
  isRelation(table, column) ? relationCall(column, table, py`source_field=${column.name}`) : fieldCall(column);

const attributeOf = (table: Table, column: Column): string =>
  table.relations.get(column.name)?.attribute ?? column.attribute;

function createModel(table: Table): Part {
  const late = lateColumns(table);
  const columns = table.columns.filter((column) => !late.includes(column));
  return py`
    ${ops}.CreateModel(
        name=${table.model},
        fields=[
            ${columns.map((column) => py`(${[attributeOf(table, column), fieldOf(table, column)]}),`)}
        ],
        options={
            ${options(withoutLate(table)).map(({ name, value }) => py`"${new Name(name)}": ${value},`)}
            "app": "models",
            "pk_attr": "id",
        },
        bases=["Model"],
    )
  `;
}

/** The table as it is created, without the indexes that need a column that is added later. */
function withoutLate(table: Table): Table {
  const waiting = lateIndexes(table);
  return { ...table, indexes: table.indexes.filter((index) => !waiting.includes(index)) };
}

function lateIndexes(table: Table): Index[] {
  const late = lateColumns(table).map((column) => column.name);
  return plainIndexes(table).filter((index) => index.columns.some((column) => late.includes(column)));
}

const addIndexes = (table: Table): Part[] =>
  lateIndexes(table).map(
    (index) => py`${ops}.AddIndex(${[py`model_name=${table.model}`, py`index=${plainIndex(table, index)}`]}),`,
  );

const addField = (table: Table, column: Column): Part => py`
  ${ops}.AddField(
      model_name=${table.model},
      name=${attributeOf(table, column)},
      field=${relationCall(column, table, py`source_field=${column.name}`, UNTYPED)},
  )
`;

/** Behind a bracket: Tortoise's types do not say what a key that is added later refers to. */
const UNTYPED = new Name('  # pyright: ignore[reportUnknownArgumentType]');

/** An index that is unique, or of some rows only: Tortoise creates neither from a model. */
function createIndex(table: Table, index: Index): Part {
  const name = indexName(table.name, index);
  const columns = index.columns.map((each) => `"${each}"`).join(', ');
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
  const where = index.liveOnly ? ` WHERE ${NOT_DELETED}` : '';
  return py`${ops}.RunSQL(${[
    // Two strings, which are joined where they fit into a line.
    py`${`CREATE ${kind} "${name}" `} ${`ON "${table.name}" (${columns})${where}`}`,
    `DROP INDEX "${name}"`,
  ]})`;
}
