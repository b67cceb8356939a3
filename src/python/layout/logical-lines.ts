/** Joins source lines into logical lines: what brackets or a string hold open belongs together. */
import type { SourceLine } from '../code.ts';
import { endOfString } from './tokens.ts';
import { textWidth } from './width.ts';

export interface LogicalLine {
  readonly indent: number;
  /** The physical lines; the first without its indentation, the others as they stand. */
  readonly rows: readonly string[];
  /** Whether the line may be printed as it stands: one row, with nothing in it that layout could change. */
  readonly isPlain: boolean;
  /** Blank lines above it. */
  readonly blanks: number;
}

/** `lines` as logical lines; blank ones are only counted. */
export function joinLines(lines: readonly SourceLine[], width: number): LogicalLine[] {
  const joined: LogicalLine[] = [];
  const scanner = new Scanner();
  let open: string[] | undefined;
  let indent = 0;
  let blanks = 0;
  for (const line of lines) {
    if (open !== undefined) {
      open.push(line.text === '' ? '' : indentation(line.indent) + line.text);
    } else if (line.text === '') {
      blanks++;
      continue;
    } else {
      indent = line.indent;
      scanner.begin();
    }
    scanner.read(line.text);
    const rows: string[] = open ?? [line.text];
    if (scanner.isOpen) {
      open = rows;
      continue;
    }
    const fits = rows.length > 1 ? isText(rows) : fitsIn(line.text, width - indent);
    const isPlain = fits && !scanner.mayChange && !hasInlineBody(rows[0]!);
    joined.push({ indent, rows, isPlain, blanks });
    open = undefined;
    blanks = 0;
  }
  if (open !== undefined) joined.push({ indent, rows: open, isPlain: false, blanks });
  return joined;
}

const INDENTATIONS = Array.from({ length: 100 }, (_, columns) => ' '.repeat(columns));

/** As many spaces as `columns`. */
export const indentation = (columns: number): string => INDENTATIONS[columns] ?? ' '.repeat(columns);

/** Whether `text` takes at most `columns`. No character takes more than two, so that most are not looked at for it. */
const fitsIn = (text: string, columns: number): boolean => text.length * 2 <= columns || textWidth(text) <= columns;

/** Whether `rows` look like a string of several lines and nothing else. */
const isText = (rows: readonly string[]): boolean => rows[0]!.startsWith('"""') && rows.at(-1)!.endsWith('"""');

const HEAD = /^(?:async )?(?:if|elif|else|for|while|try|except|finally|with|def|class)\b/;

/** Whether `row` is the head of a block with something behind its colon. */
const hasInlineBody = (row: string): boolean => !row.endsWith(':') && HEAD.test(row);

/** The places in a line that matter: quotes, comments, brackets, and what shows that brackets are not redundant. */
const NOTABLE = /["'#()[\]{},]| for /g;
/** What shows a generator; the only place that takes more than one character. */
const FOR = ' for ';
/** What may stand between two strings that are written side by side. */
const BETWEEN_STRINGS = /^ *[rbfuRBFU]{0,2}$/;
/** What stands before a parenthesis that is not that of a call. */
const BEFORE_GROUP = ' ([{,=:*+-~|&^%/<>!@';
/** Words before a tuple whose parentheses may go. */
const BEFORE_OPTIONAL = /(?:^|\s)(?:for|del|with|case|import) $/;
/** What stands behind parentheses that may be redundant; an operator, for one, shows that they are not. */
const BEHIND_REDUNDANT = /^\s*(?:$|[,:)\]}=#]|(?:as|from)\b)/;

/** `group`: around one expression; `several`: around a tuple or a generator; `other`: of a call or a display. */
type Kind = 'group' | 'several' | 'other';

/** Follows brackets and strings through the rows of a logical line. */
class Scanner {
  /** Whether layout might change the line although it fits. */
  mayChange = false;
  /** The brackets that are open: what they are, and where they stand in their rows. */
  private readonly kinds: Kind[] = [];
  private readonly places: number[] = [];
  private quotes = '';

  /** Begins a logical line; nothing is open then. */
  begin(): void {
    this.mayChange = false;
  }

  get isOpen(): boolean {
    return this.kinds.length > 0 || this.quotes !== '';
  }

  read(text: string): void {
    let stringEnd = -1;
    let at = this.quotes === '' ? 0 : endOfString(text, 0, this.quotes);
    if (at < 0) return;
    this.quotes = '';
    for (;;) {
      NOTABLE.lastIndex = at;
      if (!NOTABLE.test(text)) return;
      const behind = NOTABLE.lastIndex;
      at = text[behind - 1] === ' ' ? behind - FOR.length : behind - 1;
      const char = text[at]!;
      if (char === '#') {
        if (at > 0 && !text.endsWith('  ', at)) this.mayChange = true;
        return;
      }
      if (char !== '"' && char !== "'") {
        this.punctuation(char, text, at);
        at = behind;
        continue;
      }
      if (stringEnd >= 0 && BETWEEN_STRINGS.test(text.slice(stringEnd, at))) this.mayChange = true;
      const quotes = text.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      stringEnd = endOfString(text, at + quotes.length, quotes);
      if (stringEnd < 0) {
        if (quotes.length === 3) this.quotes = quotes;
        return;
      }
      at = stringEnd;
    }
  }

  private punctuation(char: string, text: string, at: number): void {
    switch (char) {
      case '(':
        this.open(text, at);
        break;
      case '[':
      case '{':
        this.kinds.push('other');
        this.places.push(at);
        break;
      case ')':
      case ']':
      case '}':
        if (text.endsWith(',', at) || text.endsWith(', ', at)) this.mayChange = true;
        this.close(text, at);
        break;
      default:
        this.several();
    }
  }

  private open(text: string, at: number): void {
    const isGroup = at === 0 || BEFORE_GROUP.includes(text[at - 1]!);
    if (!isGroup && text[at + 1] === ')' && text.startsWith('class ')) this.mayChange = true;
    this.kinds.push(isGroup ? 'group' : 'other');
    this.places.push(at);
  }

  private several(): void {
    const innermost = this.kinds.length - 1;
    if (this.kinds[innermost] === 'group') this.kinds[innermost] = 'several';
  }

  private close(text: string, at: number): void {
    const kind = this.kinds.pop();
    const place = this.places.pop();
    if (kind === undefined || kind === 'other') return;
    const isRedundant =
      kind === 'group' ? BEHIND_REDUNDANT.test(text.slice(at + 1)) : BEFORE_OPTIONAL.test(text.slice(0, place));
    if (isRedundant) this.mayChange = true;
  }
}
