/** The filters of a list: one query parameter for each operator. */
import type { Filter, FilterOp } from '../api-design.ts';
import { type FilterLine, parseFilterLine } from '../grammar/lines.ts';
import { MAX_NAME, isName } from '../naming.ts';
import type { Line } from '../normalise/lines.ts';
import { isNumeric, isTextual } from './bounds.ts';
import type { Column, Columns } from './columns.ts';
import type { Draft } from './model.ts';
import { readLine } from './read-line.ts';

/** Query parameters that lists have anyway. */
const RESERVED_PARAMS: readonly string[] = [
  'limit',
  'cursor',
  'offset',
  'page',
  'page_size',
  'size',
  'sort',
  'q',
  'deleted',
];

/** Built-in fields that lists do not filter by, and why. */
const BUILT_IN: Readonly<Record<string, string>> = {
  id: 'a row has a route of its own',
  deleted_at: 'lists of deleted rows have the parameter "deleted"',
  version: 'it only says whether a row has changed',
};

/** Reads the filters of a resource: one query parameter for each operator. */
export function checkFilters(columns: Columns): void {
  const { resource, draft } = columns;
  const filters: Filter[] = [];
  for (const line of resource.source.filters) {
    const read = readLine(line, draft.report, parseFilterLine);
    const column = read && columns.find(read.path, line, 'filtering');
    if (!read || !column) continue;
    if (column.isBuiltIn && BUILT_IN[column.name] !== undefined) {
      draft.report.warn(line.path, `${column.name} is left out: ${BUILT_IN[column.name]}`, { got: line.text });
    } else addFilters(filters, read, column, line, draft);
  }
  const { parent } = resource;
  if (parent !== undefined && !filters.some(({ field, op }) => field === parent && op === 'eq')) {
    filters.push({ field: parent, op: 'eq', param: `${parent}_id` });
  }
  resource.filters = filters;
}

function addFilters(filters: Filter[], read: FilterLine, column: Column, line: Line, draft: Draft): void {
  const { report } = draft;
  const ops = read.ops.length > 0 ? read.ops : defaultOps(column);
  const base = read.param ?? (column.isRelation ? `${column.name}_id` : (column.idParam ?? read.path[0]!));
  for (const op of ops) {
    const problem = opProblem(op, column);
    if (problem) {
      report.error(line.path, problem, { got: line.text });
      continue;
    }
    const isBare = op === 'eq' || op === 'has' || (ops.length === 1 && read.param !== undefined);
    const param = freeParam(isBare ? base : `${base}_${op}`, column, line, draft);
    if (!isName(param) || param.length > MAX_NAME + 20) {
      report.error(line.path, `"${param}" is not a name of a query parameter`, { got: line.text });
      continue;
    }
    const twin = filters.find((filter) => filter.param === param);
    if (!twin) filters.push({ field: column.name, op, param });
    else if (twin.field !== column.name || twin.op !== op) {
      report.error(line.path, `two filters are called ${param}: name one of them with "as"`, { got: line.text });
    }
  }
}

function freeParam(param: string, column: Column, line: Line, draft: Draft): string {
  if (!RESERVED_PARAMS.includes(param)) return param;
  const renamed = `${column.name}_filter`;
  draft.report.assume(line.path, `the parameter is called ${renamed}, because every list has one called ${param}`);
  return renamed;
}

function defaultOps({ type, list }: Column): readonly FilterOp[] {
  if (list) return ['has'];
  return type === 'datetime' ? ['gte', 'lte'] : ['eq'];
}

function opProblem(op: FilterOp, { name, type, list, nullable, isRelation }: Column): string | undefined {
  if (op === 'has') return list ? undefined : `"has" is for lists, ${name} is none`;
  if (list) return `a list is filtered by "has", not by "${op}"`;
  if (type === 'json') return `${name} is json, which cannot be filtered by`;
  const isOrdered = !isRelation && (isNumeric(type) || ['datetime', 'date', 'time'].includes(type));
  switch (op) {
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return isOrdered ? undefined : `"${op}" is for numbers and times, ${name} is ${type}`;
    case 'contains':
    case 'icontains':
      return isTextual(type) ? undefined : `"${op}" is for texts, ${name} is ${type}`;
    case 'isnull':
      return nullable ? undefined : `${name} is never null: "isnull" would be of no use`;
    case 'in':
      return type === 'bool' ? `"in" is of no use for true and false: use eq` : undefined;
    default:
      return undefined;
  }
}
