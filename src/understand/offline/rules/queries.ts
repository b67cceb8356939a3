import type { DraftField, DraftLine, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { isNegated } from '../text/grammar.ts';

/** Reads how lists are asked for: filters, sort orders, search. */
export const queryRules: readonly Rule[] = [filters, sorts, searches, newestFirst];

const WORD = String.raw`[a-z_][\w-]*`;
const STOP =
  String.raw`(?:and|or|sort\w*|order\w*|filter\w*|search\w*|soft|delet\w*|paginat\w*|includ\w*|with|can|is|are|` +
  String.raw`for|(?:newest|latest|most recent|oldest)\s+first)\b`;
const COLUMN = String.raw`-?(?:(?:the|their|its|an?)\s+)?(?!${STOP})${WORD}(?:\s(?!${STOP}|first\b)${WORD}){0,2}`;
const COLUMNS =
  String.raw`(?<columns>${COLUMN}(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or|\+|&)\s+)(?:by\s+)?` +
  String.raw`${COLUMN}){0,12})`;
const WHAT = String.raw`(?:\s+(?:the\s+)?(?<what>(?!by\b|on\b|in\b)[a-z]+(?:\s(?!by\b|on\b|in\b)[a-z]+)?))?`;

const FILTER = new RegExp(
  String.raw`\b(?:(?:can be|are|is)\s+)?filter(?:s|ing|ed|able)?${WHAT}\s+(?:by|on|for)\s+${COLUMNS}`,
  'i',
);
const SORT = new RegExp(
  String.raw`\b(?:(?:can be|are|is)\s+)?(?:sort(?:s|ing|ed|able)?|order(?:ed|ing))${WHAT}\s+` +
    String.raw`(?:by|on)\s+${COLUMNS}(?:\s+first)?`,
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
    const field = resource.fieldLike(nameOf(column.replace(/\s*\branges?$/i, '')));
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

/** "newest first", "sorted by newest first". */
function newestFirst(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:(?:are\s+)?(?:sort(?:s|ed|ing)?|order(?:ed|ing)?)\s+(?:by\s+)?)?`,
    String.raw`(?<age>newest|latest|most recent|oldest)\s+first\b`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      if (found.whole.claimed || isNegated(found.before)) continue;
      const text = /oldest/i.test(found.text('age')) ? 'created_at' : '-created_at';
      for (const resource of reading.scopeOf(clause, clause.text)) resource.sort.push({ text, from: found.whole });
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
  const items = splitList(found.group('columns'));
  const unknown: Phrase[] = [];
  for (const column of items) {
    const name = column.text.replace(/^by\s+/i, '');
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

/** The resources whose list it is: named by the statement, or in the clause, or all. */
function scopeOf(reading: Reading, clause: Phrase, found: PhraseMatch): DraftResource[] {
  const what = found.text('what');
  const named = what ? reading.mentioned(what) : [];
  if (named.length > 0) return named;
  const before = reading.mentioned(found.before.slice(-60));
  return before.length > 0 ? before : reading.scopeOf(clause);
}
