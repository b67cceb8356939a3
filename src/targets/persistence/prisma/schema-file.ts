/** prisma/schema.prisma, as `prisma format` would print it. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { TextFile } from '../../types.ts';
import { type Index, indexName } from '../shared/tables.ts';
import { type Provider, providerOf } from './providers.ts';
import {
  allTables,
  type Column,
  constraintName,
  plainIndexes,
  type RelationField,
  type Table,
  TEXTS,
  viewOf,
} from './schema.ts';

/** What the generated client is like. */
export type Interface = 'asyncio' | 'sync';

/** The schema that the client is generated from. */
export function schemaFile(plan: ServicePlan, kind: Interface): TextFile {
  const tables = allTables(plan);
  const views = tables.filter((table) => table.searched.length > 0);
  const blocks = [
    settings('generator client', [
      ['provider', '"prisma-client-py"'],
      ['interface', `"${kind}"`],
      ['recursive_type_depth', '-1'],
      ['enable_experimental_decimal', 'true'],
      ...(views.length > 0 ? [['previewFeatures', '["views"]'] as const] : []),
    ]),
    settings('datasource db', [
      ['provider', `"${plan.config.database}"`],
      ['url', 'env("DATABASE_URL")'],
    ]),
    ...tables.map((table) => modelBlock(table, tables, providerOf(plan))),
    ...views.map(viewBlock),
  ];
  return { path: 'prisma/schema.prisma', text: `${blocks.join('\n\n')}\n` };
}

function settings(head: string, entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return block(
    head,
    entries.map(([name, value]) => `${name.padEnd(width)} = ${value}`),
  );
}

const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n}`;

/** A field: its name, its type, and its attributes. */
type FieldLine = readonly [name: string, type: string, attributes: string];

/** Fields in three columns. */
function aligned(fields: readonly FieldLine[]): string[] {
  const width = (index: 0 | 1): number => Math.max(...fields.map((field) => field[index].length));
  const [names, types] = [width(0), width(1)];
  return fields.map(([name, type, attributes]) =>
    `${name.padEnd(names)} ${type.padEnd(types)} ${attributes}`.trimEnd(),
  );
}

function modelBlock(table: Table, tables: readonly Table[], provider: Provider): string {
  const reverses = tables.flatMap((other) =>
    other.relations.filter((each) => each.target === table.model).map((relation) => reverseLine(relation, other)),
  );
  const fields = [
    ...table.columns.map((column) => columnLine(column, table)),
    ...table.relations.map((relation) => relationLine(relation, table, provider)),
    ...reverses,
    ...(table.searched.length > 0 ? [[TEXTS, `${viewOf(table).model}?`, ''] as const] : []),
  ];
  const blockAttributes = [
    ...(table.primaryKey.length > 1
      ? [`@@id([${table.primaryKey.map((name) => attributeOf(name, table)).join(', ')}])`]
      : []),
    ...plainIndexes(table).map((index) => indexLine(index, table)),
    `@@map("${table.name}")`,
  ];
  return block(`model ${table.model}`, [...aligned(fields), '', ...blockAttributes]);
}

const attributeOf = (name: string, table: Table): string =>
  table.columns.find((column) => column.name === name)?.attribute ?? name;

function columnLine({ attribute, name, type, nullable }: Column, table: Table): FieldLine {
  const attributes = [
    table.primaryKey.length === 1 && table.primaryKey[0] === name && '@id',
    name !== attribute && `@map("${name}")`,
    type.native,
  ];
  return [attribute, `${type.prisma}${nullable ? '?' : ''}`, attributes.filter(Boolean).join(' ')];
}

const ACTIONS = { CASCADE: 'Cascade', 'SET NULL': 'SetNull' } as const;

function relationLine({ column, field, target, name }: RelationField, table: Table, provider: Provider): FieldLine {
  const { onDelete } = table.foreignKeys.find((key) => key.column === column)!;
  const nullable = table.columns.find((each) => each.name === column)!.nullable;
  const conventional = `${table.name}_${column}_fkey`;
  const constraint = constraintName(table.name, [column], 'fkey');
  const args = [
    name !== undefined && `"${name}"`,
    `fields: [${attributeOf(column, table)}]`,
    'references: [id]',
    // Without an action the error is that of any broken reference, on every version of PostgreSQL.
    `onDelete: ${onDelete === undefined ? 'NoAction' : ACTIONS[onDelete]}`,
    'onUpdate: NoAction',
    provider.namesKeys && conventional !== constraint && `map: "${constraint}"`,
  ];
  return [field, `${target}${nullable ? '?' : ''}`, `@relation(${args.filter(Boolean).join(', ')})`];
}

const reverseLine = ({ reverse, name }: RelationField, source: Table): FieldLine => [
  reverse,
  `${source.model}[]`,
  name === undefined ? '' : `@relation("${name}")`,
];

const indexLine = (index: Index, table: Table): string =>
  `@@${index.unique ? 'unique' : 'index'}([${index.columns.map((name) => attributeOf(name, table)).join(', ')}], map: "${indexName(table.name, index)}")`;

function viewBlock(table: Table): string {
  const { model, name } = viewOf(table);
  const fields: FieldLine[] = [
    ['id', 'String', '@unique'],
    ...table.searched.map((column) => columnLine(column, table)),
    ['row', table.model, '@relation(fields: [id], references: [id])'],
  ];
  return block(`view ${model}`, [...aligned(fields), '', `@@map("${name}")`]);
}
