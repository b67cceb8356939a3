/** The SQL that makes the tables, as `prisma migrate diff` prints it, and what a schema cannot say. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { TextFile } from '../../types.ts';
import { type ForeignKey, type Index, indexName } from '../shared/tables.ts';
import { type Provider, providerOf } from './providers.ts';
import { allTables, type Column, constraintName, plainIndexes, type Table, viewOf } from './schema.ts';

/** Where the statements that make the tables are. */
export const FIRST_MIGRATION = 'prisma/migrations/0001_initial/migration.sql';

/** The first migration, and the file that says for which database all of them are. */
export const migrationFiles = (plan: ServicePlan): TextFile[] => [
  { path: FIRST_MIGRATION, text: `${statements(plan, EMPTY).join('\n\n')}\n` },
  { path: 'prisma/migrations/migration_lock.toml', text: `provider = "${plan.config.database}"\n` },
];

/** The file that an application makes its tables of, where it does: in the place of the migration that comes later. */
export const tablesFile = (plan: ServicePlan): TextFile => ({
  path: FIRST_MIGRATION,
  text: `${statements(plan, ANY).join('\n\n')}\n`,
});

/** The databases that statements are for. */
interface Target {
  /** What a statement says where the thing that it makes may be there. */
  readonly unless: string;
  /** Statements that may find a foreign key there. */
  readonly addKey: (statement: string) => string;
}

const EMPTY: Target = { unless: '', addKey: (statement) => `${statement};` };
const ANY: Target = {
  unless: 'IF NOT EXISTS ',
  addKey: (statement) => `DO $$ BEGIN ${statement}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`,
};

function statements(plan: ServicePlan, target: Target): string[] {
  const provider = providerOf(plan);
  const tables = allTables(plan);
  const partial = tables.flatMap((table) =>
    table.indexes.filter((index) => index.liveOnly).map((index) => createIndex(table, index, target)),
  );
  return [
    ...tables.map((table) => createTable(table, provider, target)),
    ...tables.flatMap((table) => plainIndexes(table).map((index) => createIndex(table, index, target))),
    ...(provider.namesKeys ? tables.flatMap((table) => addKeys(table, target)) : []),
    ...partial,
    ...tables.filter((table) => table.searched.length > 0).map((table) => createView(table, target)),
  ];
}

const quoted = (name: string): string => `"${name}"`;
const list = (names: readonly string[]): string => names.map(quoted).join(', ');

function createTable(table: Table, { namesKeys }: Provider, { unless }: Target): string {
  const inLine = !namesKeys && table.primaryKey.length === 1;
  const named = namesKeys ? `CONSTRAINT ${quoted(constraintName(table.name, [], 'pkey'))} ` : '';
  const rows = [
    ...table.columns.map((column) => columnLine(column, inLine && table.primaryKey.includes(column.name))),
    ...(inLine ? [] : [`${named}PRIMARY KEY (${list(table.primaryKey)})`]),
    ...(namesKeys ? [] : table.foreignKeys.map((key) => constraint(table, key))),
  ];
  const body = rows.map((row) => `    ${row}`).join(',\n');
  return `-- CreateTable\nCREATE TABLE ${unless}${quoted(table.name)} (\n${body}\n);`;
}

const columnLine = ({ name, type, nullable }: Column, isKey: boolean): string =>
  `${quoted(name)} ${type.sql}${nullable ? '' : ' NOT NULL'}${isKey ? ' PRIMARY KEY' : ''}`;

const constraint = (table: Table, { column, target, onDelete }: ForeignKey): string =>
  `CONSTRAINT ${quoted(constraintName(table.name, [column], 'fkey'))} FOREIGN KEY (${quoted(column)}) ` +
  `REFERENCES ${quoted(target)} ("id") ON DELETE ${onDelete ?? 'NO ACTION'} ON UPDATE NO ACTION`;

const addKeys = (table: Table, { addKey }: Target): string[] =>
  table.foreignKeys.map(
    (key) => `-- AddForeignKey\n${addKey(`ALTER TABLE ${quoted(table.name)} ADD ${constraint(table, key)}`)}`,
  );

function createIndex(table: Table, index: Index, { unless }: Target): string {
  const about = index.liveOnly ? '-- Only rows that are not deleted, which a schema cannot say' : '-- CreateIndex';
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
  const where = index.liveOnly ? ' WHERE "deleted_at" IS NULL' : '';
  const name = quoted(indexName(table.name, index));
  return `${about}\nCREATE ${kind} ${unless}${name} ON ${quoted(table.name)}(${list(index.columns)})${where};`;
}

/** The characters that stand for wildcards in views; app/core/columns.py has the same. */
const PERCENT = 'char(63742)';
const UNDERSCORE = 'char(63743)';

function createView(table: Table, { unless }: Target): string {
  const columns = table.searched.map(
    ({ name }) => `replace(replace(${quoted(name)}, '%', ${PERCENT}), '_', ${UNDERSCORE}) AS ${quoted(name)}`,
  );
  return `-- Texts without wildcards, which Prisma cannot escape on SQLite
CREATE VIEW ${unless}${quoted(viewOf(table).name)} AS
SELECT
${['"id"', ...columns].map((column) => `    ${column}`).join(',\n')}
FROM ${quoted(table.name)};`;
}
