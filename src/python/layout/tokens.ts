/** Cuts one logical line of Python into tokens, and hangs its comments on them. */

export type TokenKind = 'name' | 'number' | 'string' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Whether the token is the first on its physical line. */
  readonly startsLine: boolean;
  /** Comments on lines of their own directly before the token. */
  before: readonly string[];
  /** The comment behind the token, at the end of its physical line. */
  after?: string;
}

/** Thrown when a line is not Python as this formatter knows it; such a line is printed as it was written. */
export class UnknownSyntax extends Error {}

const COMMENT = /#[^\n]*/y;
const NAME = /[A-Za-z_]\w*(?![\u0080-\uffff])/y;
const ANY_NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}_]*/uy;
const NUMBER = /(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?[jJ]?)/y;
const STRING_START = /(?:[rRbBuUfFtT]{0,2})("""|'''|"|')/y;
/** Operators that no other begins with. */
const PUNCTUATION = new Set('()[]{},;');
const OPERATOR = /\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|\*\*|\/\/|>>|<<|[=!<>]=|[+\-*/%@&|^]=|[+\-*/%@&|^~<>=()[\]{},:.;!]/y;

/** The tokens of `source`, which ends with one of kind `end`. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let own: string[] = [];
  let startsLine = true;
  let at = 0;
  while (at < source.length) {
    const char = source[at]!;
    if (char === ' ') {
      at++;
      continue;
    }
    if (char === '\n') {
      startsLine = true;
      at++;
      continue;
    }
    if (char === '#') {
      const comment = match(COMMENT, source, at)!;
      at += comment.length;
      if (startsLine) own.push(normalizeComment(comment));
      else tokens.at(-1)!.after = normalizeComment(comment);
      continue;
    }
    const [kind, text] = next(source, at);
    tokens.push({ kind, text, startsLine, before: own });
    own = [];
    startsLine = false;
    at += text.length;
  }
  tokens.push({ kind: 'end', text: '', startsLine: true, before: own });
  return tokens;
}

function next(source: string, at: number): [TokenKind, string] {
  const char = source[at]!;
  if (PUNCTUATION.has(char)) return ['operator', char];
  const opening = match(STRING_START, source, at);
  if (opening !== undefined) return ['string', source.slice(at, closed(source, at, opening))];
  const name = match(NAME, source, at) ?? (char > '@' ? match(ANY_NAME, source, at) : undefined);
  if (name !== undefined) return ['name', name];
  if ((char >= '0' && char <= '9') || (char === '.' && /\d/.test(source[at + 1] ?? ''))) {
    return ['number', match(NUMBER, source, at)!];
  }
  const operator = match(OPERATOR, source, at);
  if (operator === undefined) throw new UnknownSyntax(`cannot read ${JSON.stringify(source.slice(at, at + 20))}`);
  return ['operator', operator];
}

/** The end of the string that begins with `opening` at `at`: its prefix and its quotes. */
function closed(source: string, at: number, opening: string): number {
  const end = endOfString(source, at + opening.length, opening.replace(/^\w+/, ''));
  if (end < 0) throw new UnknownSyntax('a string does not end');
  return end;
}

/** The position behind the closing `quotes` of a string whose text begins at `from`; -1 if there are none. */
export function endOfString(source: string, from: number, quotes: string): number {
  for (let at = source.indexOf(quotes, from); at >= 0; at = source.indexOf(quotes, at + 1)) {
    let first = at;
    while (first > from && source[first - 1] === '\\') first--;
    if ((at - first) % 2 === 0) return at + quotes.length;
  }
  return -1;
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/** One space behind the `#`, but for `#!`, `#:` and the like. */
export function normalizeComment(comment: string): string {
  const text = comment.trimEnd();
  return text.length === 1 || /^#[\s!:'#]/.test(text) ? text : `# ${text.slice(1)}`;
}
