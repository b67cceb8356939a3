/** Lines to tokens. One lexer serves every line grammar of the language. */
import { isControl } from '../text.ts';

/** A line that cannot be read: what is wrong, in which column, and what was probably meant. */
export class LineError extends Error {
  constructor(
    message: string,
    readonly column: number,
    readonly suggestion?: string,
    readonly code?: 'UNSUPPORTED' | 'LIMIT_EXCEEDED',
  ) {
    super(message);
  }
}

export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'regex' | 'sign' | 'end';
  readonly value: string;
  /** Where it starts, and where it ends, in the line. */
  readonly at: number;
  readonly end: number;
}

/** The longest line of a design. */
const MAX_LINE = 4000;

const SIGNS = ['->', '=>', '==', '!=', '<=', '>=', '..', '&&', '||', '+=', '-='];
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
};

/** Splits a line into tokens, the last of which is `end`. With `regex`, `/…/` after a space or `=` is a pattern. */
export function lex(source: string, options: { readonly regex?: boolean } = {}): Token[] {
  if (source.length > MAX_LINE) {
    throw new LineError(
      `a line has at most 4,000 characters, this one has ${source.length}`,
      0,
      undefined,
      'LIMIT_EXCEEDED',
    );
  }
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.length) {
    const space = /\s+/y;
    space.lastIndex = position;
    if (space.test(source)) {
      position = space.lastIndex;
      continue;
    }
    const token = nextToken(source, position, options.regex === true);
    tokens.push(token);
    position = token.end;
  }
  tokens.push({ kind: 'end', value: '', at: source.length, end: source.length });
  return tokens;
}

function nextToken(source: string, at: number, regex: boolean): Token {
  const word = match(/[A-Za-z_][A-Za-z0-9_]*/y, source, at);
  if (word) return { kind: 'word', value: word, at, end: at + word.length };
  const number = match(/[0-9][0-9_]*(?:\.[0-9]+)?/y, source, at);
  if (number) return { kind: 'number', value: number.replaceAll('_', ''), at, end: at + number.length };
  const first = source.charAt(at);
  if (first === '"' || first === "'" || first === '`') return quotedToken(source, at, first);
  if (regex && first === '/' && /[\s=(:]/.test(source.charAt(at - 1))) return regexToken(source, at);
  const sign =
    SIGNS.find((candidate) => source.startsWith(candidate, at)) ?? String.fromCodePoint(source.codePointAt(at)!);
  return { kind: 'sign', value: sign, at, end: at + sign.length };
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/**
 * A quoted text, in which the quote is doubled or escaped. Escapes that are not known keep their backslash, because
 * patterns are written in quotes too.
 */
function quotedToken(source: string, at: number, quote: string): Token {
  let value = '';
  let position = at + 1;
  while (position < source.length && (source[position] !== quote || isDoubled(source, position, value))) {
    if (source[position] === quote) position++;
    if (source[position] !== '\\') {
      value += source[position++];
      continue;
    }
    const code = match(/\\u([0-9a-fA-F]{4})/y, source, position);
    if (code) {
      value += String.fromCharCode(Number.parseInt(code.slice(2), 16));
      position += code.length;
      continue;
    }
    const escaped = source.charAt(position + 1);
    value += Object.hasOwn(ESCAPES, escaped) ? ESCAPES[escaped] : `\\${escaped}`;
    position += 2;
  }
  if (position >= source.length) throw new LineError(`the text that starts with ${quote} does not end`, at);
  return { kind: 'text', value, at, end: position + 1 };
}

/** `'it''s'`: a quote that stands twice inside a text is one of its characters. */
const isDoubled = (source: string, at: number, before: string): boolean =>
  before !== '' && source[at + 1] === source[at];

function regexToken(source: string, at: number): Token {
  let position = at + 1;
  while (position < source.length && source[position] !== '/') position += source[position] === '\\' ? 2 : 1;
  if (position >= source.length) throw new LineError('the pattern that starts with / does not end', at);
  return { kind: 'regex', value: source.slice(at + 1, position), at, end: position + 1 };
}

/** A text in quotes, such that the lexer reads the same text back. */
export function quote(text: string): string {
  const mark = text.includes("'") ? '"' : "'";
  let out = '';
  for (const unit of text.split('')) {
    if (unit === mark || unit === '\\') out += `\\${unit}`;
    else if (isControl(unit)) out += escapeUnit(unit);
    else out += unit;
  }
  return mark + out + mark;
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
