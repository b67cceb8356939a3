/** A position in the tokens of one line, with the small questions that every grammar asks. */
import { LineError, type Token, lex } from './lexer.ts';

/** How deep expressions and blocks may nest. */
const MAX_DEPTH = 40;

export class Cursor {
  private index = 0;
  private depth = 0;
  /** Operators read so far, see `MAX_OPERATORS` of the expression grammar. */
  operators = 0;
  private readonly tokens: readonly Token[];

  constructor(
    readonly source: string,
    options: { readonly regex?: boolean } = {},
  ) {
    this.tokens = lex(source, options);
  }

  get current(): Token {
    return this.tokens[this.index]!;
  }

  get next(): Token {
    return this.tokens[Math.min(this.index + 1, this.tokens.length - 1)]!;
  }

  get done(): boolean {
    return this.current.kind === 'end';
  }

  /** The current token, quoted for a message. */
  get here(): string {
    return this.done ? 'the end of the line' : `"${this.current.value}"`;
  }

  /** Takes the current token, whatever it is. */
  take(): Token {
    const token = this.current;
    if (!this.done) this.index++;
    return token;
  }

  /** Moves past every token that starts before `offset` of the line. */
  skipTo(offset: number): void {
    while (!this.done && this.current.at < offset) this.index++;
  }

  is(sign: string): boolean {
    return this.current.kind === 'sign' && this.current.value === sign;
  }

  nextIs(sign: string): boolean {
    return this.next.kind === 'sign' && this.next.value === sign;
  }

  isWord(...words: readonly string[]): boolean {
    return this.current.kind === 'word' && words.includes(this.current.value.toLowerCase());
  }

  eat(...signs: readonly string[]): string | undefined {
    return signs.some((sign) => this.is(sign)) ? this.take().value : undefined;
  }

  eatWord(...words: readonly string[]): string | undefined {
    return this.isWord(...words) ? this.take().value.toLowerCase() : undefined;
  }

  expect(sign: string): void {
    if (!this.eat(sign)) this.fail(`expected "${sign}" before ${this.here}`);
  }

  word(what = 'a name'): string {
    if (this.current.kind !== 'word') this.fail(`expected ${what} before ${this.here}`);
    return this.take().value;
  }

  /** A number, negative ones included. */
  number(what = 'a number'): number {
    const sign = this.eat('-') ? -1 : 1;
    if (this.current.kind !== 'number') this.fail(`expected ${what} before ${this.here}`);
    const value = this.unsigned();
    return value === 0 ? 0 : sign * value;
  }

  /** The number at the cursor. */
  unsigned(): number {
    const value = Number(this.current.value);
    if (!Number.isFinite(value)) this.fail('a number is too large');
    this.take();
    return value;
  }

  /** Words joined by `-`, `.` or `:` without spaces, as in `posts:write` or `in-progress`. */
  compound(what: string, joints: readonly string[]): string {
    let text = this.word(what);
    while (joints.some((joint) => this.is(joint)) && (this.next.kind === 'word' || this.next.kind === 'number')) {
      text += this.take().value;
      text += this.take().value;
    }
    return text;
  }

  end(): void {
    if (!this.done) this.fail(`unexpected ${this.here}`);
  }

  fail(message: string, suggestion?: string): never {
    throw new LineError(message, this.current.at, suggestion);
  }

  /** Runs `read` one level deeper. */
  nested<R>(read: () => R): R {
    if (++this.depth > MAX_DEPTH) {
      throw new LineError(
        `nested too deeply: at most ${MAX_DEPTH} levels`,
        this.current.at,
        undefined,
        'LIMIT_EXCEEDED',
      );
    }
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}
