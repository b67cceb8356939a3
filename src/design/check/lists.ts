/** What lists offer: filters, sort orders, search; and which fields are unique together. */
import type { Field, Filter, FilterOp, ScalarType, Sort } from '../api-design.ts';
import { type FilterLine, parseFilterLine, parseSortLine } from '../grammar/lines.ts';
import { MAX_NAME, isName, snake } from '../naming.ts';
import type { Line } from '../normalise/lines.ts';
import { didYouMean } from '../suggest.ts';
import { isNumeric, isTextual } from './bounds.ts';
import { type Draft, type DraftResource, builtInFields } from './model.ts';
import { readLine } from './read-line.ts';

/** A field as lists see it: one of the row's own, a built-in one, or the key of a relation. */
interface Column {
  readonly name: string;
  readonly type: ScalarType;
  readonly list: boolean;
  readonly nullable: boolean;
  readonly secret: boolean;
  readonly isRelation: boolean;
}

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

function columns(resource: DraftResource): Map<string, Column> {
  const found = new Map<string, Column>();
  const plain = { list: false, secret: false, isRelation: false };
  for (const [name, type] of builtInFields(resource))
    found.set(name, { name, type, nullable: name === 'deleted_at', ...plain });
  for (const field of resource.fields) {
    found.set(field.name, { ...field, secret: field.writeOnly, isRelation: false });
  }
  for (const { name, nullable } of resource.relations) {
    const column: Column = { name, type: 'uuid', list: false, nullable, secret: false, isRelation: true };
    found.set(name, column);
    if (!found.has(`${name}_id`)) found.set(`${name}_id`, column);
  }
  return found;
}

/** Finds a column by a name of the design; says what is wrong when there is none that can be used. */
function findColumn(
  resource: DraftResource,
  path: readonly string[],
  line: Line,
  what: string,
  draft: Draft,
): Column | undefined {
  const [name = '', ...rest] = path;
  const all = columns(resource);
  const column = all.get(name) ?? all.get(`${name}s`);
  const isCollection = [...resource.links, ...resource.collections].some((other) => other.name === name);
  if (resource.unreadable.has(name)) return undefined;
  if (
    isCollection ||
    (rest.length > 0 && column?.isRelation) ||
    (rest.length > 0 && isOtherSide(resource, name, draft))
  ) {
    draft.report.warn(line.path, `${what} over relations is not generated yet: ${path.join('.')} is left out`, {
      got: line.text,
    });
    return undefined;
  }
  if (!column || rest.length > 0) {
    const message = `${resource.name} has no field "${path.join('.')}"`;
    draft.report.error(line.path, message, { got: line.text, suggestion: didYouMean(name, all.keys()) });
    return undefined;
  }
  if (column.secret) {
    draft.report.error(line.path, `${what} by ${name} would tell what is never in a response`, { got: line.text });
    return undefined;
  }
  if (column.name !== name && !column.isRelation) {
    draft.report.assume(line.path, `"${name}" is read as "${column.name}"`);
  }
  return column;
}

const isOtherSide = (resource: DraftResource, name: string, draft: Draft): boolean =>
  draft.resources.some(({ relations, links, plural }) =>
    [...relations, ...links].some(({ target, inverse }) => target === resource.name && (inverse ?? plural) === name),
  );

/** Reads the filters of a resource: one query parameter for each operator. */
export function checkFilters(resource: DraftResource, draft: Draft): void {
  const filters: Filter[] = [];
  for (const line of resource.source.filters) {
    const read = readLine(line, draft.report, parseFilterLine);
    const column = read && findColumn(resource, read.path, line, 'filtering', draft);
    if (read && column) addFilters(filters, read, column, line, draft);
  }
  resource.filters = filters;
}

function addFilters(filters: Filter[], read: FilterLine, column: Column, line: Line, draft: Draft): void {
  const { report } = draft;
  const ops = read.ops.length > 0 ? read.ops : defaultOps(column);
  const base =
    read.param ??
    (column.isRelation ? `${column.name}_id` : read.path[0] === column.name ? column.name : read.path[0]!);
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

/** Reads the sort orders of a resource; the newest come first when the design does not say. */
export function checkSorts(resource: DraftResource, draft: Draft): void {
  const sorts: Sort[] = [];
  for (const line of resource.source.sort) {
    const read = readLine(line, draft.report, parseSortLine);
    const column = read && findColumn(resource, read.path, line, 'sorting', draft);
    if (!read || !column || sorts.some(({ field }) => field === column.name)) continue;
    if (
      column.list ||
      column.type === 'json' ||
      column.isRelation ||
      column.name === 'deleted_at' ||
      column.name === 'version'
    ) {
      const what = column.isRelation ? 'a relation' : column.list ? 'a list' : column.type;
      draft.report.error(line.path, `${column.name} (${what}) cannot be sorted by`, { got: line.text });
    } else sorts.push({ field: column.name, descending: read.descending });
  }
  const fallback = resource.options.has('timestamps') ? 'created_at' : 'id';
  resource.sorts = sorts.length > 0 ? sorts : [{ field: fallback, descending: true }];
}

/** Reads the fields that `?q=` searches. */
export function checkSearch(resource: DraftResource, draft: Draft): void {
  const found = new Set<string>();
  for (const line of resource.source.search) {
    const path = line.text.split('.').map((part) => snake(part.trim()));
    const column = findColumn(resource, path, line, 'searching', draft);
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

/** Reads which fields are unique together; one alone is simply unique. */
export function checkUniqueTogether(resource: DraftResource, draft: Draft): void {
  for (const line of resource.source.uniqueTogether) {
    const names = line.text
      .replace(/^\s*[[(]|[\])]\s*$/g, '')
      .split(/[,+\s]+/)
      .map(snake)
      .filter(Boolean);
    const found = names.map((name) => findColumn(resource, [name], line, 'uniqueness', draft));
    if (found.some((column) => column === undefined)) continue;
    const together = [...new Set(found.map((column) => column!.name))];
    const wrong = found.find(
      (column) => column?.list || column?.type === 'json' || builtInFields(resource).has(column?.name ?? ''),
    );
    if (wrong) draft.report.error(line.path, `${wrong.name} cannot be part of what is unique`, { got: line.text });
    else if (together.length === 1) makeUnique(resource, together[0]!, line, draft);
    else if (!resource.uniqueTogether.some((other) => other.toSorted().join() === together.toSorted().join())) {
      resource.uniqueTogether.push(together);
    }
  }
}

function makeUnique(resource: DraftResource, name: string, line: Line, draft: Draft): void {
  const member =
    resource.fields.find((field) => field.name === name) ??
    resource.relations.find((relation) => relation.name === name);
  if (!member || member.unique) return;
  member.unique = true;
  draft.report.assume(line.path, `${name} is unique`);
}

/** The longest text that every database can hold in an index. */
const INDEXED_MAX = 600;

/** Fields that are in an index are bounded: unique, indexed, sorted by, or unique together. */
export function boundIndexedTexts(resource: DraftResource, draft: Draft): void {
  const indexed = new Set([...resource.sorts.map(({ field }) => field), ...resource.uniqueTogether.flat()]);
  for (const field of resource.fields) {
    if (field.list || (field.type !== 'text' && field.type !== 'string')) continue;
    const use = field.unique
      ? 'unique'
      : field.indexed
        ? 'indexed'
        : indexed.has(field.name)
          ? 'sorted by or unique together'
          : undefined;
    if (use === undefined || (field.max ?? 0) <= INDEXED_MAX) continue;
    limitText(field, use, resource, draft);
  }
}

function limitText(
  field: { name: string; type: ScalarType; max?: number; min?: number; default?: Field['default'] },
  use: string,
  resource: DraftResource,
  draft: Draft,
): void {
  const path = resource.paths.get(field.name) ?? resource.path;
  if (field.type === 'text' && field.max === 100_000 && (field.min ?? 0) <= INDEXED_MAX) {
    field.max = INDEXED_MAX;
    draft.report.assume(path, `${field.name} has at most ${INDEXED_MAX} characters, because it is ${use}`);
    return;
  }
  draft.report.error(path, `${field.name} is ${use}, so it can have at most ${INDEXED_MAX} characters`, {
    got: field.max,
    suggestion: `max=${INDEXED_MAX}`,
  });
}
