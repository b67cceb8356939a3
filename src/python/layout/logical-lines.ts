/** Joins source lines into logical lines: what brackets or a string hold open belongs together. */
import type { SourceLine } from '../code.ts';
import { indentation } from './indentation.ts';
import { endOfString } from './tokens.ts';
import { textWidth } from './width.ts';

export interface LogicalLine {
  readonly indent: number;
  /** All physical lines; the first without its indentation, the others as they stand. */
  readonly text: string;
  /** Whether the line may be printed as it stands: one row, with nothing in it that layout could change. */
  readonly isPlain: boolean;
  /** Blank lines above it. */
  readonly blanks: number;
}

/** `lines` as logical lines; blank ones are only counted. */
export function joinLines(lines: readonly SourceLine[], width: number): LogicalLine[] {
  const joined: LogicalLine[] = [];
  const scanner = new Scanner();
  /** What was read of a logical line that is not complete. */
  let open = '';
  let indent = 0;
  let blanks = 0;
  for (const line of lines) {
    if (open === '') {
      if (line.text === '') {
        blanks++;
        continue;
      }
      indent = line.indent;
      scanner.begin();
    }
    scanner.read(line.text);
    const row = open === '' || line.text === '' ? line.text : indentation(line.indent) + line.text;
    const text = open === '' ? row : `${open}\n${row}`;
    if (scanner.isOpen) {
      open = text;
      continue;
    }
    const fits = open === '' ? fitsIn(text, width - indent) : isText(text);
    const isPlain = fits && !scanner.mayChange && !hasInlineBody(text);
    joined.push({ indent, text, isPlain, blanks });
    open = '';
    blanks = 0;
  }
  if (open !== '') joined.push({ indent, text: open, isPlain: false, blanks });
  return joined;
}

/** Whether `text` takes at most `columns`. No character takes more than two, so that most are not looked at for it. */
const fitsIn = (text: string, columns: number): boolean => text.length * 2 <= columns || textWidth(text) <= columns;

/** Whether `text` looks like a string of several lines and nothing else. */
const isText = (text: string): boolean => text.startsWith('"""') && text.endsWith('"""');

const HEAD = /^(?:async )?(?:if|elif|else|for|while|try|except|finally|with|def|class)\b/;

/** Whether `text` is the head of a block with something behind its colon. */
const hasInlineBody = (text: string): boolean => !text.endsWith(':') && HEAD.test(text);

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
      const triple = char === '"' ? '"""' : "'''";
      const quotes = text.startsWith(triple, at) ? triple : char;
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
