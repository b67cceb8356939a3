/** The sort orders of a list, and the fields that its search looks through. */
import type { Sort } from '../api-design.ts';
import { parseSortLine } from '../grammar/lines.ts';
import { snake } from '../naming.ts';
import { isTextual } from './bounds.ts';
import type { Column, Columns } from './columns.ts';
import { readLine } from './read-line.ts';

/** Reads the sort orders of a resource; the newest come first when the design does not say. */
export function checkSorts(columns: Columns): void {
  const { resource, draft } = columns;
  const sorts: Sort[] = [];
  for (const line of resource.source.sort) {
    const read = readLine(line, draft.report, parseSortLine);
    const column = read && columns.find(read.path, line, 'sorting');
    if (!read || !column || sorts.some(({ field }) => field === column.name)) continue;
    const obstacle = sortObstacle(column);
    if (obstacle !== undefined) {
      draft.report.error(line.path, `${column.name} (${obstacle}) cannot be sorted by`, { got: line.text });
    } else sorts.push({ field: column.name, descending: read.descending });
  }
  const fallback = resource.options.has('timestamps') ? 'created_at' : 'id';
  resource.sorts = sorts.length > 0 ? sorts : [{ field: fallback, descending: true }];
}

/** What makes a column no sort key. */
function sortObstacle({ name, type, list, isRelation, isBuiltIn }: Column): string | undefined {
  if (isRelation) return 'a relation';
  if (list) return 'a list';
  if (isBuiltIn && (name === 'deleted_at' || name === 'version')) return 'an internal field';
  return type === 'json' ? type : undefined;
}

/** Reads the fields that `?q=` searches. */
export function checkSearch(columns: Columns): void {
  const { resource, draft } = columns;
  const found = new Set<string>();
  for (const line of resource.source.search) {
    const path = line.text.split('.').map((part) => snake(part.trim()));
    const column = columns.find(path, line, 'searching');
    if (!column) continue;
    if (column.isRelation || column.list || !isTextual(column.type)) {
      draft.report.error(
        line.path,
        `only texts can be searched, ${column.name} is ${column.list ? 'a list' : column.type}`,
        { got: line.text },
      );
    } else found.add(column.name);
  }
  resource.search = [...found];
}
