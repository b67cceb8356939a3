import type { Rewriting } from '../rewriting.ts';

/** Definitions in the notations of programmers, made lists in parentheses: "Book (title: string, pages: int)". */

const KEYWORD = String.raw`(?:(?:export\s+)?(?:interface|class|model|type|entity|struct|table|schema|enum|create table(?: if not exists)?)\s+)?`;

/** `interface Book { title: string; pages?: int }`, `Book = { ... }`. */
const BRACES = new RegExp(
  String.raw`(?<![\w/}])${KEYWORD}(?<name>[A-Za-z]\w*)(?:\s*[:=])?\s{0,3}\{(?<inner>[^{}]*[\s,:][^{}]*)\}`,
  'gi',
);

/** `CREATE TABLE books (`, `table: books (`: the keyword says only that a definition follows. */
const TABLE =
  /\b(?:create\s+table(?:\s+if\s+not\s+exists)?|table|entity|model|resource)\s*:?\s+(?=["'`]?\w+["'`]?\s*\()/gi;

/** `steps: [String!]!`. */
const LIST_TYPE = /:\s*\[\s*\w+!?\s*\]!?/g;

/** `title: String!`. */
const REQUIRED_TYPE = /!(?<=:\s{0,3}[A-Z]\w*!)/g;

/** `enum Color { RED GREEN }`, `type Color = 'red' | 'green'`. */
const ENUMERATION =
  /(?:\bexport\s+)?(?:\benum\s+(?<name>[A-Z]\w*)\s*\{(?<inner>[\w\s,='"]*)\}|\btype\s+(?<name2>[A-Z]\w*)\s*=\s*(?<inner2>["'][\w -]+["'](?:\s*\|\s*["'][\w -]+["'])+);?)/g;

/** Puts the values of enumerations where their names are used as types. */
function inlineEnumerations(rewriting: Rewriting): void {
  const values = new Map<string, string>();
  for (const { groups } of rewriting.text.matchAll(ENUMERATION)) {
    const list =
      (groups!['inner'] ?? groups!['inner2'] ?? '').match(/["']?[A-Za-z][\w -]*?["']?(?=\s*(?:[,|\n]|$)|\s+[A-Z])/g) ??
      [];
    const names = list.map((value) => value.replace(/["']|\s*=.*$/g, '').trim()).filter((value) => value !== '');
    if (names.length > 1)
      values.set(groups!['name'] ?? groups!['name2']!, names.map((value) => value.toLowerCase()).join(' | '));
  }
  if (values.size === 0) return;
  rewriting.replace(ENUMERATION, ({ groups }) => (values.has(groups!['name'] ?? groups!['name2']!) ? '' : undefined));
  rewriting.replace(/(?<=:\s*)(?<type>[A-Z]\w*)(?<required>!?)(?![\w(])/g, ({ groups }) => {
    const list = values.get(groups!['type']!);
    return list;
  });
}

/** `CREATE TABLE books (...);`, over several lines. */
const CREATE_TABLE =
  /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?["'`]?(?:\w+\.)?(?<name>\w+)["'`]?\s*\((?<inner>(?:[^()]|\([^()]*\)){1,8000})\)\s*;?/gi;

/** The columns of a table on one line, without what only says how they are stored. */
function columnsOf(inner: string): string {
  return inner
    .replace(
      /\breferences\s+\S+?\s*\([^)]*\)(?:\s+on\s+(?:delete|update)\s+(?:cascade|set null|restrict|no action))*/gi,
      'fk',
    )
    .replace(
      /\bcheck\s*\([^()]*\)|\bprimary key\b|\bgenerated\s+\w+(?:\s+by\s+default)?\s+as\s+identity\b|\bauto_increment\b/gi,
      '',
    )
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** `class Book(BaseModel):`. */
const CLASS =
  /^(?<before>\s*)(?:class|type|model|entity|interface|struct)\s+(?<name>[A-Z]\w*)(?:\([\w.,\s]*\))?\s*:?[ ]*$/gm;

/** Rewrites every definition of the text. */
export function readDefinitions(rewriting: Rewriting): void {
  inlineEnumerations(rewriting);
  rewriting.replace(CREATE_TABLE, ({ groups }) => `${groups!['name']} (${columnsOf(groups!['inner']!)})\n`);
  rewriting.replace(LIST_TYPE, ': list');
  rewriting.replace(REQUIRED_TYPE, ' required');
  rewriting.replace(CLASS, ({ groups }) => `${groups!['before']}${groups!['name']}:`);
  rewriting.replace(TABLE, '');
  const text = rewriting.text;
  const edits = [...text.matchAll(BRACES)].flatMap((found) => {
    const { name, inner } = found.groups!;
    const end = found.index + found[0].length;
    const open = end - 1 - inner!.length - 1;
    const nameAt = text.slice(found.index, open).lastIndexOf(name!) + found.index;
    return [
      { start: found.index, end: nameAt, text: '' },
      { start: nameAt + name!.length, end: open + 1, text: ' (' },
      ...separators(inner!, open + 1),
      // What is listed below it after an empty line is not about its fields.
      { start: end - 1, end, text: /^[ \t]*\n\s*\n\s*[-*•]/.test(rewriting.text.slice(end, end + 12)) ? ').' : ')' },
    ];
  });
  rewriting.apply(edits);
}

/** Line ends and semicolons between members become commas; a comma that is there already is enough. */
function separators(inner: string, at: number): { start: number; end: number; text: string }[] {
  const members = /^\s*\n/.test(inner) ? inner.search(/\S|$/) : 0;
  const found = [...inner.matchAll(/\s*[;,]?\s*\n\s*|;|(?<=[\w!\])"'])\s+(?=[a-zA-Z_]\w*[?!]?\s*:\s)/g)].filter(
    ({ index }) => index > members,
  );
  const head = members > 0 ? [{ start: at, end: at + members, text: '' }] : [];
  const isLast = (end: number) => inner.slice(end).trim() === '';
  return [
    ...head,
    ...found.map(({ index, 0: gap }) => {
      const isOpen = /[([{,]\s*$/.test(inner.slice(0, index));
      return {
        start: at + index,
        end: at + index + gap.length,
        text: isOpen || isLast(index + gap.length) ? ' ' : ', ',
      };
    }),
  ];
}
