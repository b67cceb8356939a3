/** A position in the tokens of a logical line, and the steps from it. */
import { type Token, type TokenKind, UnknownSyntax } from './tokens.ts';

const RESERVED = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Whether `text` is a word of the language that is never a name. */
export const isReserved = (text: string): boolean => RESERVED.has(text);

export class TokenReader {
  at = 0;

  constructor(readonly tokens: readonly Token[]) {}

  /** The text of the token at hand; a string never looks like an operator or keyword. */
  peek(ahead = 0): string {
    const token = this.tokens[this.at + ahead];
    return token === undefined || token.kind === 'string' ? '' : token.text;
  }

  is(...texts: string[]): boolean {
    return texts.includes(this.peek());
  }

  accept(text: string): boolean {
    if (this.peek() !== text || this.kind === 'end') return false;
    this.at++;
    return true;
  }

  /** Steps over `text`; returns its position. */
  expect(text: string): number {
    if (!this.accept(text)) throw new UnknownSyntax(`expected ${text}, found ${this.tokens[this.at]?.text}`);
    return this.at - 1;
  }

  get kind(): TokenKind {
    return this.tokens[this.at]!.kind;
  }

  name(): string {
    if (this.kind !== 'name' || isReserved(this.peek())) throw new UnknownSyntax(`not a name: ${this.peek()}`);
    return this.tokens[this.at++]!.text;
  }
}
