import type { DraftField, DraftLine, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { isNegated } from '../text/grammar.ts';

/** Reads how lists are asked for: filters, sort orders, search. */
export const queryRules: readonly Rule[] = [filters, listedBy, parameters, sorts, searches, firstOnes];

const WORD = String.raw`[a-z_][\w-]*`;
const STOP =
  String.raw`(?:and|or|sort\w*|order\w*|filter\w*|search\w*|soft|delet\w*|paginat\w*|includ\w*|with|can|is|are|` +
  String.raw`for|(?:newest|latest|most recent|oldest)\s+first)\b`;
const COLUMN = String.raw`-?(?:(?:the|their|its|an?)\s+)?(?!${STOP})${WORD}(?:\s(?!${STOP}|first\b)${WORD}){0,2}`;
const COLUMNS =
  String.raw`(?<columns>${COLUMN}(?:(?:,\s*(?:and\s+|or\s+)?|\s*\/\s*|\s+(?:and|or|\+|&|as well as)\s+)(?:(?:by|for|on)\s+)?` +
  String.raw`${COLUMN}){0,12})`;
const WHAT = String.raw`(?:\s+(?:the\s+)?(?<what>(?!by\b|on\b|in\b)[a-z]+(?:\s(?!by\b|on\b|in\b)[a-z]+)?))?`;

const FILTER = new RegExp(
  String.raw`\b(?:(?:can be|are|is)\s+)?filter(?:s|ing|ed|able)?${WHAT}\s+(?:by|on|for)\s+${COLUMNS}`,
  'i',
);
const SORT = new RegExp(
  String.raw`\b(?:(?:can be|are|is)\s+)?(?:sort(?:s|ing|ed|able)?|order(?:ed|ing))${WHAT}\s+` +
    String.raw`(?:by|on|after)\s+${COLUMNS}(?:\s+first)?`,
  'i',
);
const SEARCH = new RegExp(
  String.raw`\b(?:full[- ]text\s+)?search(?:ing|able|ed|es)?${WHAT}\s+(?:by|in|on|over|across|through)\s+${COLUMNS}`,
  'i',
);

/** "Filters: priority, project". */
const label = (names: string) => new RegExp(String.raw`^(?:${names})\s*:\s*(?:by\s+)?${COLUMNS}$`, 'i');
const FILTER_LABEL = label('filters?|filter(?:able|ing)?(?: by| on| fields)?');
const SORT_LABEL = label('(?:default )?(?:sorts?|sort(?:able|ing)?|order(?:ing)?)(?: by| on| fields| order)?');
const SEARCH_LABEL = label('(?:full[- ]text )?search(?:able|ing)?(?: by| on| in| fields)?');

/** "search title". */
const SEARCH_ALONE = new RegExp(String.raw`(?:^|,\s*)search\s+${COLUMNS}$`, 'i');

/** Reads one name of a list into one resource: the line it becomes, if the resource has such a field. */
type ColumnReader = (resource: DraftResource, column: string) => string | undefined;

function filters(reading: Reading): void {
  columns(reading, [FILTER, FILTER_LABEL], 'filters', (resource, column) => {
    const isRange = /\s*\branges?$/i.test(column);
    const field = columnLike(resource, nameOf(column.replace(/\s*\branges?$/i, '')));
    return field && filterLine(field, nameOf(column), isRange);
  });
}

function filterLine(field: DraftField, asked: string, isRange: boolean): string {
  if (isRange) return `${field.name}: gte,lte`;
  if (!field.type.startsWith('list<')) return field.name;
  return asked === field.name ? `${field.name}: has` : `${field.name}: has as ${asked}`;
}

function sorts(reading: Reading): void {
  columns(reading, [SORT, SORT_LABEL], 'sort', (resource, column) => {
    const descending = /^-|\b(?:descending|desc|highest|largest|most recent)\b|^newest\b|^latest\b/i.test(column);
    const plain = column.replace(/^-|\b(?:descending|ascending|desc|asc|highest|lowest|largest)\b/gi, '').trim();
    const time = timeOrder(nameOf(plain));
    if (time) return time;
    const field = resource.fieldLike(nameOf(plain));
    return field && (descending ? `-${field.name}` : field.name);
  });
}

function timeOrder(name: string): string | undefined {
  if (/^(?:newest|latest|most_recent|recent|newest_first|date|created_at|creation_date|creation_time)$/.test(name))
    return '-created_at';
  return name.startsWith('oldest') ? 'created_at' : undefined;
}

const FIRST = regex(
  String.raw`\b(?:(?:are\s+)?(?:sort(?:s|ed|ing)?|order(?:ed|ing)?)\s+(?:by\s+)?)?(?:with\s+|the\s+)*`,
  String.raw`(?<age>newest|latest|most recent|oldest|earliest|soonest|next|cheapest|most expensive|highest|lowest|largest|smallest|longest|shortest|best|most \w+)\s+(?<what>[a-z]+\s+)?(?:ones\s+)?(?:first|on top|at the top)\b`,
);

/** "newest first", "soonest first", "cheapest first". */
function firstOnes(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(FIRST)) {
      if (found.whole.claimed || isNegated(found.before)) continue;
      const about = reading.mentioned(clause.text);
      const recent = reading.lastResourceBefore(clause);
      const scope =
        about.length > 0
          ? about
          : recent && /^[a-z]+ first/i.test(clause.text)
            ? [recent]
            : reading.scopeOf(clause, clause.text);
      const lines = scope.map((resource) => ({
        resource,
        text: orderOf(resource, found.text('age').toLowerCase(), found.text('what').trim()),
      }));
      for (const { resource, text } of lines) if (text) putFirst(resource.sort, { text, from: found.whole });
      if (lines.some(({ text }) => text)) found.whole.claim();
    }
  }
}

/** What is said of the order of a list is its default order. */
function putFirst(lines: DraftLine[], line: DraftLine): void {
  const known = lines.findIndex(({ text }) => text.replace('-', '') === line.text.replace('-', ''));
  if (known >= 0) lines.splice(known, 1);
  lines.unshift(line);
}

/** The column that an order of time or size means: the one moment of the rows, else when they were made. */
function orderOf(resource: DraftResource, age: string, what: string): string | undefined {
  const fields = [...resource.fields.values()];
  if (/^(?:newest|latest|most recent|oldest|earliest|soonest|next)$/.test(age)) {
    const moments = fields.filter(({ type, modifiers }) => type.startsWith('date') && !modifiers.includes('optional'));
    const named = resource.sort
      .map(({ text }) => text.replace('-', ''))
      .find((name) => resource.fields.get(name)?.type.startsWith('date'));
    const isAhead = /^(?:earliest|soonest|next)$/.test(age);
    const moment =
      named ??
      (isAhead
        ? moments[0]?.name
        : moments.find(({ modifiers }) => modifiers.some((text) => /now|today/.test(text)))?.name);
    return `${/^(?:oldest|earliest|soonest|next)$/.test(age) ? '' : '-'}${moment ?? 'created_at'}`;
  }
  const asked = what || age.replace(/^most /, '');
  const field =
    resource.fieldLike(nameOf(asked)) ??
    fields.find(({ type }) => type.startsWith('money') && /cheap|expensive|lowest|highest/.test(age));
  return field && `${/^(?:cheapest|lowest|smallest|shortest)$/.test(age) ? '' : '-'}${field.name}`;
}

const LISTED = regex(
  String.raw`\b(?:list|show|see|view|get|display|browse|find|look up|all|query)(?:\s+(?:me|us))?\s+(?:all\s+|the\s+|my\s+|every\s+)*(?<what>[a-z]+(?:\s(?!by|for|of|per|on|between)[a-z]+)?)\s+(?:by|for|of|per|on|between)\s+`,
  String.raw`(?:an?\s+|the\s+|each\s+)?(?:(?:given|specific|certain|particular|single|chosen)\s+)?(?<columns>[a-z]+(?:\s(?:date|range|name))?(?:(?:,\s*|\s+and\s+|\s+or\s+)(?:by\s+|for\s+|on\s+)?(?:an?\s+|the\s+)?(?:given\s+|specific\s+)?[a-z]+){0,4})`,
);

/** "show me visits by doctor and by ward", "all tides of one harbour". */
function listedBy(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(LISTED)) {
      const resource = reading.draft.find(found.text('what'));
      if (!resource || found.group('columns').claimed || isNegated(found.before)) continue;
      const lines = splitList(found.group('columns')).map((column) => ({
        column,
        text: listFilter(resource, column.text),
      }));
      for (const { column, text } of lines) {
        if (!text) continue;
        resource.filters.push({ text, from: column });
        column.claim();
      }
      if (lines.some(({ text }) => text))
        clause.slice(found.index, found.group('columns').start - clause.start).claim();
    }
  }
}

function listFilter(resource: DraftResource, column: string): string | undefined {
  const name = nameOf(column.replace(/^(?:by|for|on|an?|the|given|specific)\s+/gi, ''));
  const field = columnLike(resource, name);
  return field && (field.type.startsWith('date') ? `${field.name}: gte,lte` : filterLine(field, name, false));
}

/** A field by the name that a filter uses: "day" is the one date, "employee_id" the employee. */
function columnLike(resource: DraftResource, name: string): DraftField | undefined {
  const known = resource.fieldLike(name.replace(/_(?:id|range|between)$/, '')) ?? resource.fieldLike(name);
  if (known) return known;
  const fields = [...resource.fields.values()];
  const candidates = /^(?:day|date|week|month|time|period|date_range|time_range|from|to|start|end|since|until)$/.test(
    name,
  )
    ? fields.filter(({ type }) => type.startsWith('date'))
    : /^(?:user|owner|me|person|employee|member|customer)$/.test(name)
      ? fields.filter(({ type }) => type === '-> User')
      : [];
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** "?status= and ?employee_id=", "?min_score=&max_score=": the parameters of a list. */
function parameters(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(/[?&](?<name>[a-z_]\w*)(?:=(?:[\w{}<>.,-]*))?/i)) {
      const name = nameOf(found.text('name'));
      const resource = reading.mentioned(clause.text)[0] ?? reading.lastResourceBefore(clause);
      if (!resource) continue;
      if (/^(?:page|limit|offset|size|cursor|per_page|page_size|sort|order|order_by|q|search)$/.test(name)) {
        found.whole.claim();
        continue;
      }
      const bound =
        /^(?<end>min|max|from|to|after|before|since|until)_|_(?<end2>min|max|from|to|after|before|gte|lte)$/.exec(name);
      const field = columnLike(resource, bound ? name.replace(bound[0], '') : name);
      if (!field) continue;
      resource.filters.push({
        text: bound || field.type.startsWith('date') ? `${field.name}: gte,lte` : filterLine(field, name, false),
        from: found.whole,
      });
      found.whole.claim();
    }
  }
}

function searches(reading: Reading): void {
  columns(
    reading,
    [SEARCH, SEARCH_LABEL, SEARCH_ALONE],
    'search',
    (resource, column) => resource.fieldLike(nameOf(column))?.name,
  );
}

/** Reads every list of columns that a pattern finds; a column that no resource has stays for the report. */
function columns(
  reading: Reading,
  patterns: readonly RegExp[],
  kind: 'filters' | 'sort' | 'search',
  read: ColumnReader,
): void {
  for (const clause of reading.clauses) {
    for (const found of patterns.flatMap((pattern) => clause.matches(pattern))) {
      if (found.whole.claimed || isNegated(found.before)) continue;
      readColumns(reading, clause, found, (resource) => resource[kind], read);
    }
  }
}

function readColumns(
  reading: Reading,
  clause: Phrase,
  found: PhraseMatch,
  lines: (resource: DraftResource) => DraftLine[],
  read: ColumnReader,
): void {
  const scope = scopeOf(reading, clause, found);
  const items = splitList(found.group('columns')).flatMap(splitSlashes);
  const unknown: Phrase[] = [];
  for (const column of items) {
    const name = column.text
      .replace(/^(?:by|for|on)\s+/i, '')
      .replace(/^(?:the|their|its|an?|given|specific|certain|particular|each|any)\s+/gi, '');
    const made = scope
      .map((resource) => ({ resource, text: read(resource, name) }))
      .filter(({ text }) => text !== undefined);
    for (const { resource, text } of made) lines(resource).push({ text: text!, from: column });
    if (made.length === 0) unknown.push(column);
  }
  if (unknown.length === items.length) return;
  found.whole.claim();
  for (const column of unknown) reading.source.release(column);
}

function splitSlashes(item: Phrase): Phrase[] {
  const cut = item.match(/\s*\/\s*/);
  return cut ? [item.slice(0, cut.index), ...splitSlashes(cut.after)] : [item];
}

/** The resources whose list it is: named by the statement, or in the clause, or all. */
function scopeOf(reading: Reading, clause: Phrase, found: PhraseMatch): DraftResource[] {
  const what = found.text('what');
  const named = what ? reading.mentioned(what) : [];
  if (named.length > 0) return named;
  const before = reading.mentioned(found.before.slice(-60));
  return before.length > 0 ? before : reading.scopeOf(clause);
}
