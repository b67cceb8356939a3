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
  let rows: string[] = [];
  let indent = 0;
  let blanks = 0;
  for (const line of lines) {
    if (rows.length === 0) {
      if (line.text === '') {
        blanks++;
        continue;
      }
      indent = line.indent;
      scanner.reset();
    }
    scanner.read(line.text);
    rows.push(rows.length === 0 ? line.text : line.text === '' ? '' : ' '.repeat(line.indent) + line.text);
    if (scanner.isOpen) continue;
    const fits = rows.length > 1 ? isText(rows) : indent + textWidth(rows[0]!) <= width;
    const isPlain = fits && !scanner.mayChange && !hasInlineBody(rows[0]!);
    joined.push({ indent, rows, isPlain, blanks });
    rows = [];
    blanks = 0;
  }
  if (rows.length > 0) joined.push({ indent, rows, isPlain: false, blanks });
  return joined;
}

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

interface Bracket {
  /** `group`: around one expression; `several`: around a tuple or a generator; `other`: of a call or a display. */
  kind: 'group' | 'several' | 'other';
  readonly at: number;
}

/** Follows brackets and strings through the rows of a logical line. */
class Scanner {
  /** Whether layout might change the line although it fits. */
  mayChange = false;
  private brackets: Bracket[] = [];
  private quotes = '';

  reset(): void {
    this.mayChange = false;
    this.brackets = [];
    this.quotes = '';
  }

  get isOpen(): boolean {
    return this.brackets.length > 0 || this.quotes !== '';
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
        this.brackets.push({ kind: 'other', at });
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
    this.brackets.push({ kind: isGroup ? 'group' : 'other', at });
  }

  private several(): void {
    const bracket = this.brackets.at(-1);
    if (bracket?.kind === 'group') bracket.kind = 'several';
  }

  private close(text: string, at: number): void {
    const bracket = this.brackets.pop();
    if (bracket === undefined || bracket.kind === 'other') return;
    const isRedundant =
      bracket.kind === 'group'
        ? BEHIND_REDUNDANT.test(text.slice(at + 1))
        : BEFORE_OPTIONAL.test(text.slice(0, bracket.at));
    if (isRedundant) this.mayChange = true;
  }
}
