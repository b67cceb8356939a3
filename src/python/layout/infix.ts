/** The operators between two operands, and how much they bind. */

export interface Infix {
  readonly type: 'binary' | 'compare' | 'boolean';
  /** Higher binds more. */
  readonly precedence: number;
}

export const COMPARISON = 4;
export const BITWISE_OR = 5;
export const UNARY = 11;
export const INFIX: ReadonlyMap<string, Infix> = new Map(
  (
    [
      ['boolean', 1, 'or'],
      ['boolean', 2, 'and'],
      ['compare', COMPARISON, '== != < > <= >= in is not'],
      ['binary', BITWISE_OR, '|'],
      ['binary', 6, '^'],
      ['binary', 7, '&'],
      ['binary', 8, '<< >>'],
      ['binary', 9, '+ -'],
      ['binary', 10, '* @ / // %'],
      ['binary', 12, '**'],
    ] as const
  ).flatMap(([type, precedence, texts]) => texts.split(' ').map((text) => [text, { type, precedence }] as const)),
);
