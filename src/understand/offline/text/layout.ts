import { regex } from './regex.ts';
import type { Span } from './source.ts';

/** A text whose lists and tables were made sentences, character by character: offsets stay what they are. */
export interface Layout {
  readonly text: string;
  /** What only says how the text is laid out: heads and rules of tables. */
  readonly furniture: readonly Span[];
}

const BULLET = /^\s*(?:[-*•+]|\(?\d{1,3}[.)])\s+/;
const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TABLE_RULE = /^\s*\|[\s:|-]+\|\s*$/;
const FIELD_TABLE = /^\s*\|\s*(?:fields?|name|columns?|attributes?|property|properties)\s*\|/i;
const FIELDS_LABEL = 'Fields:';

/** Stands in the text for a cell that says that a field is optional. */
export const OPTIONAL_SIGN = '¿';

/** A bullet that states something by itself, so that it is no item of the list of its heading. */
const STATEMENT = regex(
  String.raw`^(?:[\w-]+\s+){0,4}?(?:can|cannot|has|have|is|are|must|should|belongs?|may|will|needs?|by)\s|^`,
  String.raw`(?:only|no|filter|sort|search|use|add|as an?)\b`,
);

/** Makes sentences of Markdown: "Posts have:\n- a title" becomes "Posts have:,  a title", a row of a table a field. */
export function layOut(text: string): Layout {
  const furniture: Span[] = [];
  const lines = plainBraces(plainMarkup(text), furniture).split('\n');
  return { text: joinLists(readTables(lines, furniture)), furniture };
}

/** Markdown emphasis, headings and quotes become blanks. */
function plainMarkup(text: string): string {
  return text.replace(/\*{2,3}|__/g, blanks).replace(/^ {0,3}(?:#{1,6}|>)(?= )/gm, blanks);
}

/** "model Book { title: string\n pages: int }" becomes "      Book ( title: string, pages: int )". */
function plainBraces(text: string, furniture: Span[]): string {
  const definition = /(\b(?:interface|class|model|type|entity|struct|table)\s+)?(\w+\s{0,3})\{([^{}]*[\s,:][^{}]*)\}/gi;
  return text.replace(definition, (_all, keyword: string | undefined, name: string, inner: string, at: number) => {
    if (keyword) furniture.push({ start: at, end: at + keyword.length });
    return `${blanks(keyword ?? '')}${name}(${inner.replace(/[;\n]/g, ',')})`;
  });
}

/** The head of a table of fields becomes "Fields:", and each row "name : type ( notes )" after a bullet. */
function readTables(lines: readonly string[], furniture: Span[]): string[] {
  let inTable = false;
  let optional: RegExp | undefined;
  let start = 0;
  return lines.map((line, index) => {
    const span = { start, end: start + line.length };
    start = span.end + 1;
    const isHead = FIELD_TABLE.test(line) && TABLE_RULE.test(lines[index + 1] ?? '');
    inTable = isHead || (inTable && TABLE_ROW.test(line));
    if (!inTable) return line;
    if (isHead) optional = optionalCell(line);
    if (!isHead && !TABLE_RULE.test(line)) return rowAsBullet(markOptional(line, optional, span.start, furniture));
    furniture.push(span);
    return isHead ? FIELDS_LABEL.padEnd(line.length).slice(0, line.length) : blanks(line);
  });
}

/** A pattern for a row whose field is optional, if the table has a column that says so. */
function optionalCell(head: string): RegExp | undefined {
  const cells = head.split('|').map((cell) => cell.trim().toLowerCase());
  const column = cells.findIndex((cell) => /^(?:required|mandatory|optional|nullable)\??$/.test(cell));
  if (column < 1) return undefined;
  const words = /^[rm]/.test(cells[column]!) ? 'yes|true|x|y|no|false|n|-' : 'no|false|n|-|yes|true|x|y';
  return new RegExp(`^((?:[^|]*\\|){${column}}\\s*)(${words})(?=\\s*\\|)`, 'i');
}

/** A cell that says yes or no becomes blank, or the sign of an optional field. */
function markOptional(row: string, cell: RegExp | undefined, start: number, furniture: Span[]): string {
  if (!cell) return row;
  return row.replace(cell, (_all, before: string, word: string) => {
    furniture.push({ start: start + before.length, end: start + before.length + word.length });
    return before + (/^[nf-]/i.test(word) ? OPTIONAL_SIGN : ' ').padEnd(word.length);
  });
}

/** "| title | string | required |" becomes "- title : string ( required )". */
function rowAsBullet(row: string): string {
  const pipes = row.split('|').length - 1;
  const closing = pipes > 3 ? ')' : ' ';
  let seen = 0;
  return row.replace(/\|/g, () => (++seen === pipes ? closing : (['-', ':', '('][seen - 1] ?? ',')));
}

interface Line {
  readonly text: string;
  readonly bullet: string;
  readonly indent: number;
}

/** Joins the items of a list to the line that introduces it; an item with a list of its own introduces that. */
function joinLists(lines: readonly string[]): string {
  const parsed = lines.map(lineOf);
  let joined = '';
  let listOpen = false;
  let needsColon = false;
  let indent = 0;
  parsed.forEach((line, index) => {
    const next = parsed.slice(index + 1).find(({ text }) => text.trim() !== '');
    const introduces = introducesList(line, next);
    const isItem =
      listOpen && isBelow(line, indent) && !introduces && !STATEMENT.test(line.text.slice(line.bullet.length));
    if (listOpen && line.text.trim() === '') {
      joined += ` ${line.text}`;
    } else if (isItem) {
      joined += (needsColon ? ':' : ',') + itemText(line);
      needsColon = false;
    } else {
      joined += `\n${line.text}`;
      listOpen = introduces;
      indent = line.indent;
      needsColon = introduces && !/:\s*$/.test(line.text);
    }
  });
  return joined.slice(1);
}

function lineOf(text: string): Line {
  const bullet = BULLET.exec(text)?.[0] ?? '';
  return { text, bullet, indent: text.length - text.trimStart().length };
}

/** Whether a line is an item of the list of a line with this indentation: a bullet, or a line further to the right. */
function isBelow(line: Line, indent: number): boolean {
  return line.bullet !== '' || (line.indent > indent && line.text.trim() !== '');
}

/** "Posts have:", or "Post" before bullets that stand below it. */
function introducesList(line: Line, next: Line | undefined): boolean {
  if (/[\w)]\s*:\s*$/.test(line.text)) return true;
  if (!next || next.bullet === '') return false;
  const isName = /^\s*[A-Za-z]\w*(?:\s\w+){0,2}\s*$/.test(line.text.slice(line.bullet.length));
  return isName && (line.bullet === '' || next.indent > line.indent);
}

/** The text of an item; the columns of one without a bullet, which are apart by several blanks, become a list. */
function itemText({ text, bullet }: Line): string {
  if (bullet === '') {
    let signs = ':';
    return text.replace(/(?<=\S) {2,}(?=\S)/g, (gap) => {
      const sign = signs;
      signs = ',';
      return sign + gap.slice(1);
    });
  }
  return blanks(bullet) + text.slice(bullet.length).replace(/[.,;]\s*$/, blanks);
}

function blanks(text: string): string {
  return ' '.repeat(text.length);
}
