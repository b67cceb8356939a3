/** Joins source lines into logical lines: what brackets or a string hold open belongs together. */
import type { SourceLine } from '../code.ts';
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
    const isPlain = rows.length === 1 && !scanner.mayChange && indent + textWidth(rows[0]!) <= width;
    joined.push({ indent, rows, isPlain, blanks });
    rows = [];
    blanks = 0;
  }
  if (rows.length > 0) joined.push({ indent, rows, isPlain: false, blanks });
  return joined;
}

const NAME_CHARACTER = /[\p{L}\p{N}_]/u;
/** Words before a parenthesis that is not that of a call. */
const KEYWORD_BEFORE =
  /(?:^|[^\p{L}\p{N}_.])(?:return|in|not|and|or|if|elif|else|while|for|await|yield|from|raise|assert|del|with|except|case|match|lambda|is|import|as)$/u;
/** Anything that makes a line worth scanning character by character. */
const NOTABLE = /["'#([{\\;]/;

/** Follows brackets and strings through the rows of a logical line. */
class Scanner {
  /** Whether layout might change the line although it fits. */
  mayChange = false;
  private depth = 0;
  private quotes = '';

  reset(): void {
    this.mayChange = false;
    this.depth = 0;
    this.quotes = '';
  }

  get isOpen(): boolean {
    return this.depth > 0 || this.quotes !== '';
  }

  read(text: string): void {
    if (!this.isOpen && !NOTABLE.test(text)) return;
    let previous = '';
    let at = 0;
    if (this.quotes !== '') at = this.string(text, 0);
    while (at < text.length) {
      const char = text[at]!;
      if (char === '"' || char === "'") {
        if (previous === '"') this.mayChange = true;
        const triple = char.repeat(3);
        this.quotes = text.startsWith(triple, at) ? triple : char;
        at = this.string(text, at + this.quotes.length);
        previous = '"';
        continue;
      }
      if (char === '#') {
        if (at > 0 && !text.slice(0, at).endsWith('  ')) this.mayChange = true;
        return;
      }
      if (char === '(' || char === '[' || char === '{') {
        this.depth++;
        if (char === '(') this.parenthesis(text, at, previous);
      } else if (char === ')' || char === ']' || char === '}') {
        this.depth--;
        if (previous === ',') this.mayChange = true;
      }
      // A prefix between two strings does not hide that they stand side by side.
      if (char !== ' ' && !(previous === '"' && /[rbfu]/i.test(char))) previous = char;
      at++;
    }
  }

  /** Parentheses may be redundant, unless they are those of a call; so may empty ones behind a class. */
  private parenthesis(text: string, at: number, previous: string): void {
    const isCall =
      previous !== '' && (NAME_CHARACTER.test(previous) || previous === ')' || previous === ']' || previous === '"');
    if (!isCall || text[at - 1] === ' ' || KEYWORD_BEFORE.test(text.slice(0, at))) this.mayChange = true;
    else if (text[at + 1] === ')' && text.startsWith('class ')) this.mayChange = true;
  }

  /** The position behind the end of the string that is open, or the end of `text`. */
  private string(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text.startsWith(this.quotes, at)) {
        const end = at + this.quotes.length;
        this.quotes = '';
        return end;
      }
    }
    if (this.quotes.length === 1) this.quotes = '';
    return text.length;
  }
}
