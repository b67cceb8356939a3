import type { Edit, Rewriting } from '../rewriting.ts';

/** Markdown tables, made sentences: a row of fields becomes "name (string, required)". */

const RULE = /^[ \t]*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*$/;

/** What the cells of a column say. */
type Column = 'name' | 'required' | 'optional' | 'unique' | 'default' | 'who' | 'method' | 'words';

const COLUMNS: readonly (readonly [RegExp, Column])[] = [
  [/^(?:fields?|name|columns?|attributes?|property|properties|key)(?: name)?$/, 'name'],
  [/^(?:required|mandatory|req)\??$/, 'required'],
  [/^(?:optional|nullable|null)\??$/, 'optional'],
  [/^unique\??$/, 'unique'],
  [/^default(?: value)?$/, 'default'],
  [/^(?:who|roles?|actors?|users?|user type|persona)$/, 'who'],
  [/^(?:method|verb|http(?: method)?)$/, 'method'],
];

interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Rewrites every table of the text. */
export function readTables(rewriting: Rewriting): void {
  const lines = linesOf(rewriting.text);
  const edits: Edit[] = [];
  for (let index = 0; index < lines.length; index++) {
    const head = lines[index]!;
    const rule = lines[index + 1];
    if (!isRow(head) || !rule || !RULE.test(rule.text)) continue;
    const columns = cellsOf(head).map(({ text }) => columnOf(text));
    const heading = headingBefore(lines, index);
    const label = columns.includes('name') ? `${heading === undefined ? 'Fields' : `${heading} fields`}:` : '';
    edits.push({ start: head.start, end: rule.end, text: label });
    for (index += 2; index < lines.length && isRow(lines[index]!); index++) {
      edits.push(...rowEdits(lines[index]!, columns, cellsOf(head)));
    }
    index--;
  }
  rewriting.apply(edits);
}

function isRow({ text }: Cell): boolean {
  return text.includes('|');
}

/** The line above a table, where it is a name: whose fields these are. */
function headingBefore(lines: readonly Cell[], index: number): string | undefined {
  const above = lines.slice(0, index).findLast(({ text }) => text.trim() !== '');
  const said =
    /(?:^|\s)(?:table|entity|model|resource)s?,?\s+(?:called\s+|named\s+)?(?<name>[A-Za-z]\w*)\s*:?\s*$/i.exec(
      above?.text ?? '',
    ) ?? /^\s*(?:and|then|also|plus)(?:\s+the)?\s+(?<name>[A-Za-z]\w*)\s*:?\s*$/i.exec(above?.text ?? '');
  if (said) return said.groups!['name'];
  const name =
    /^\s*(?:\d+[.)]\s*)?(?:(?:table|entity|model|resource)\s*:?\s*)?(?<name>[A-Za-z]\w*(?:[ -]\w+){0,2}?)(?:\s+(?:service|api|backend|registry|management|manager|tracker|system|app|fields|table|model|entity|columns|properties|attributes))*\s*:?\s*$/i.exec(
      above?.text ?? '',
    )?.groups?.['name'];
  return name && !/^(?:fields?|columns?|attributes|properties|data model|schema|details|overview)$/i.test(name)
    ? name
    : undefined;
}

function linesOf(text: string): Cell[] {
  return [...text.matchAll(/[^\n]*(?:\n|$)/g)]
    .filter(({ 0: line }) => line !== '')
    .map((found) => {
      const line = found[0].replace(/\n$/, '');
      return { start: found.index, end: found.index + line.length, text: line };
    });
}

function columnOf(head: string): Column {
  return COLUMNS.find(([pattern]) => pattern.test(head.toLowerCase()))?.[1] ?? 'words';
}

function cellsOf(row: Cell): Cell[] {
  const inner = /^[ \t]*\|?(?<cells>.*?)\|?[ \t]*$/d.exec(row.text)!;
  const offset = inner.indices!.groups!['cells']![0];
  const cells: Cell[] = [];
  let at = 0;
  for (const piece of inner.groups!['cells']!.split('|')) {
    const start = row.start + offset + at + (piece.length - piece.trimStart().length);
    const text = piece.trim();
    cells.push({ start, end: start + text.length, text });
    at += piece.length + 1;
  }
  return cells;
}

/** The signs between the cells of a row become those of a sentence. */
function rowEdits(row: Cell, columns: readonly Column[], heads: readonly Cell[]): Edit[] {
  const cells = cellsOf(row).map((cell, index) => ({ ...cell, column: columns[index] ?? 'words', head: heads[index] }));
  if (columns.includes('name')) return fieldRow(row, cells);
  if (columns.includes('method')) return joined(row, cells, ['', ' ', ' - ', ', ']);
  if (columns[0] === 'who') return joined(row, cells, ['', ' can ', ', ']);
  return joined(row, cells, ['', ': ', ', ']);
}

/** "| title | string | yes |" becomes "- title (string, required)". */
function fieldRow(row: Cell, cells: readonly (Cell & { readonly column: Column })[]): Edit[] {
  const edits: Edit[] = [];
  let at = row.start;
  let sign = '- ';
  for (const cell of cells) {
    const text = meaningOf(cell);
    if (text === '' && cell.column !== 'name') continue;
    edits.push({ start: at, end: cell.start, text: sign + (cell.column === 'default' ? 'default ' : '') });
    if (text !== cell.text) edits.push({ start: cell.start, end: cell.end, text });
    at = cell.end;
    sign = sign === '- ' ? ' (' : ', ';
  }
  edits.push({ start: at, end: row.end, text: sign === ', ' ? ')' : '' });
  return edits;
}

/** What a cell says about its field; empty where it says nothing. */
function meaningOf({ column, text }: Cell & { readonly column: Column }): string {
  if (/^[-–—\s]*$/.test(text) || /^(?:n\/?a|none)$/i.test(text)) return '';
  const isYes = /^(?:yes|y|true|x|✓|✔|✅|required)$/i.test(text);
  if (column === 'required') return isYes ? 'required' : /^(?:no?|false|❌|optional)$/i.test(text) ? 'optional' : text;
  if (column === 'optional') return isYes ? 'optional' : /^(?:no?|false|❌)$/i.test(text) ? 'required' : text;
  if (column === 'unique') return isYes ? 'unique' : /^(?:no?|false|❌)$/i.test(text) ? '' : text;
  return text
    .replace(/[.;]\s+(?=\S)/g, ', ')
    .replace(/^(?:choice|one of|enum|select)\s*[:(]\s*/i, 'one of ')
    .replace(/^link to\s+/i, '-> ');
}

function joined(row: Cell, cells: readonly Cell[], signs: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let at = row.start;
  cells
    .filter(({ text }) => text !== '' && !/^-+$/.test(text))
    .forEach((cell, index) => {
      edits.push({ start: at, end: cell.start, text: signs[index] ?? signs.at(-1)! });
      at = cell.end;
    });
  edits.push({ start: at, end: row.end, text: '' });
  return edits;
}
