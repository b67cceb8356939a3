/** `class Meta` of a model, and the same as options of a migration. */
import { Name, type Part, py } from '../../../python/index.ts';
import { type Index, indexName } from '../shared/tables.ts';
import type { Table } from './schema.ts';
import { constraints, indexes, models } from './symbols.ts';

/** SQL of the condition of rows that are not deleted. */
export const NOT_DELETED = '"deleted_at" IS NULL';

/** An entry of `class Meta`. */
interface Option {
  readonly name: string;
  readonly value: Part;
}

/** The indexes that Tortoise creates from a model. */
export const plainIndexes = (table: Table): Index[] =>
  table.indexes.filter((index) => !index.unique && !index.liveOnly);

/** What a table is called, its indexes and its constraints. */
export function options(table: Table): Option[] {
  const plain = plainIndexes(table);
  const uniques = table.indexes.filter((index) => index.unique);
  return [
    { name: 'table', value: table.name },
    { name: 'table_description', value: table.comment },
    ...(plain.length > 0 ? [{ name: 'indexes', value: tuple(plain.map((index) => plainIndex(table, index))) }] : []),
    ...(uniques.length > 0
      ? [{ name: 'constraints', value: tuple(uniques.map((index) => uniqueConstraint(table, index))) }]
      : []),
  ];
}

/** An index that Tortoise creates from a model. */
export const plainIndex = (table: Table, index: Index): Part =>
  py`${indexes.Index}(fields=${tuple([...index.columns])}, name=${indexName(table.name, index)})`;

const uniqueConstraint = (table: Table, index: Index): Part =>
  py`${constraints.UniqueConstraint}(${[
    py`fields=${tuple([...index.columns])}`,
    py`name=${indexName(table.name, index)}`,
    index.liveOnly && py`condition=${NOT_DELETED}`,
  ]})`;

/** A tuple; one of one item has a comma after it. */
const tuple = (items: readonly Part[]): Part => (items.length === 1 ? py`(${items[0]},)` : py`(${[...items]})`);

/** The class. */
export const metaClass = (table: Table): Part => py`
  class Meta(${models.Model}.Meta):
      """Where and how rows are kept."""

      ${options(table).map(({ name, value }) => py`${new Name(name)} = ${value}`)}
`;
