import type { DraftField, DraftLine, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { nameOf } from '../words/names.ts';
import { isNegated } from './patterns.ts';

/** Reads how lists are asked for: filters, sort orders, search. */
export const queryRules: readonly Rule[] = [filters, sorts, searches, newestFirst];

const WORD = String.raw`[a-z_][\w-]*`;
const STOP = String.raw`(?:and|or|sort\w*|order\w*|filter\w*|search\w*|soft|delet\w*|paginat\w*|includ\w*|with|can|is|are|for|(?:newest|latest|most recent|oldest)\s+first)\b`;
const COLUMN = String.raw`(?:(?:the|their|its|an?)\s+)?(?!${STOP})${WORD}(?:\s(?!${STOP}|first\b)${WORD}){0,2}`;
const COLUMNS = String.raw`(?<columns>${COLUMN}(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:by\s+)?${COLUMN}){0,12})`;
const WHAT = String.raw`(?:\s+(?:the\s+)?(?<what>(?!by\b|on\b|in\b)[a-z]+(?:\s(?!by\b|on\b|in\b)[a-z]+)?))?`;

const FILTER = new RegExp(
  String.raw`\b(?:(?:can be|are|is)\s+)?filter(?:s|ing|ed|able)?${WHAT}\s+(?:by|on|for)\s+${COLUMNS}`,
  'i',
);
const SORT = new RegExp(
  String.raw`\b(?:(?:can be|are|is)\s+)?(?:sort(?:s|ing|ed|able)?|order(?:ed|ing))${WHAT}\s+(?:by|on)\s+${COLUMNS}(?:\s+first)?`,
  'i',
);
const SEARCH = new RegExp(
  String.raw`\b(?:full[- ]text\s+)?search(?:ing|able|ed|es)?${WHAT}\s+(?:by|in|on|over|across|through)\s+${COLUMNS}`,
  'i',
);

/** Reads one name of a list into one resource: the line it becomes, if the resource has such a field. */
type ColumnReader = (resource: DraftResource, column: string) => string | undefined;

function filters(reading: Reading): void {
  columns(reading, FILTER, 'filters', (resource, column) => {
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
  columns(reading, SORT, 'sort', (resource, column) => {
    const descending = /\b(?:descending|desc|highest|largest|most recent)\b|^newest\b|^latest\b/i.test(column);
    const plain = column.replace(/\b(?:descending|ascending|desc|asc|highest|lowest|largest)\b/gi, '').trim();
    const time = timeOrder(nameOf(column));
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
  const pattern =
    /\b(?:(?:are\s+)?(?:sort(?:s|ed|ing)?|order(?:ed|ing)?)\s+(?:by\s+)?)?(?<age>newest|latest|most recent|oldest)\s+first\b/i;
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
  columns(reading, SEARCH, 'search', (resource, column) => resource.fieldLike(nameOf(column))?.name);
}

/** Reads every list of columns that a pattern finds; a column that no resource has stays for the report. */
function columns(reading: Reading, pattern: RegExp, kind: 'filters' | 'sort' | 'search', read: ColumnReader): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
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
  const unknown: Phrase[] = [];
  for (const column of splitList(found.group('columns'))) {
    const name = column.text.replace(/^by\s+/i, '');
    const made = scope
      .map((resource) => ({ resource, text: read(resource, name) }))
      .filter(({ text }) => text !== undefined);
    for (const { resource, text } of made) lines(resource).push({ text: text!, from: column });
    if (made.length === 0) unknown.push(column);
  }
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
