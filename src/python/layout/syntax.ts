/** The syntax of one logical line, as far as its layout depends on it. */

/** Positions are indices into the tokens of the line. */
interface Span {
  /** The first and the last token, without parentheses around the expression. */
  first: number;
  last: number;
  /** The first and the last token, with all parentheses around the expression. */
  outerFirst: number;
  outerLast: number;
}

/** Items between brackets. */
interface Sequence {
  readonly items: readonly Expression[];
  /** The token of the comma behind each item; one more or less than items says whether there is a trailing one. */
  readonly commas: readonly number[];
}

export type Expression = Span &
  (
    | { readonly type: 'name' | 'number' | 'constant' }
    | { readonly type: 'string' }
    | { readonly type: 'attribute'; readonly value: Expression }
    | ({ readonly type: 'call'; readonly value: Expression; readonly open: number } & Sequence)
    | { readonly type: 'subscript'; readonly value: Expression; readonly open: number; readonly index: Expression }
    | { readonly type: 'slice'; readonly parts: readonly (Expression | undefined)[] }
    | { readonly type: 'starred'; readonly value: Expression }
    | ({ readonly type: 'tuple'; readonly parenthesized: boolean } & Sequence)
    | ({ readonly type: 'list' | 'set' } & Sequence)
    | ({ readonly type: 'dict' } & Sequence)
    | { readonly type: 'pair'; readonly key: Expression; readonly value: Expression }
    | { readonly type: 'keyword'; readonly value: Expression }
    | { readonly type: 'double-starred'; readonly value: Expression }
    | {
        readonly type: 'comprehension';
        readonly brackets: '[]' | '{}' | '()' | '';
        readonly element: Expression;
        readonly clauses: readonly Clause[];
      }
    | { readonly type: 'await'; readonly value: Expression }
    | { readonly type: 'yield'; readonly from: boolean; readonly value?: Expression }
    | { readonly type: 'lambda'; readonly parameters: Parameters; readonly body: Expression }
    | { readonly type: 'unary'; readonly operator: string; readonly value: Expression }
    | {
        readonly type: 'binary' | 'compare' | 'boolean';
        readonly operands: readonly Expression[];
        readonly operators: readonly Operator[];
      }
    | {
        readonly type: 'conditional';
        readonly body: Expression;
        readonly test: Expression;
        readonly otherwise: Expression;
        readonly ifToken: number;
        readonly elseToken: number;
      }
    | { readonly type: 'capture'; readonly value: Expression }
    | { readonly type: 'named'; readonly target: Expression; readonly value: Expression }
  );

export type ExpressionType = Expression['type'];
export type ExpressionOf<T extends ExpressionType> = Extract<Expression, { readonly type: T }>;

export interface Operator {
  readonly text: string;
  readonly token: number;
}

/** `for target in iterable if condition`. */
export interface Clause {
  readonly first: number;
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly { readonly token: number; readonly test: Expression }[];
}

export interface Parameter {
  readonly first: number;
  readonly last: number;
  /** `*`, `**` or nothing. */
  readonly prefix: string;
  /** Empty for a bare `*` or `/`. */
  readonly name: string;
  readonly annotation?: Expression;
  readonly fallback?: Expression;
}

export interface Parameters {
  readonly open: number;
  readonly close: number;
  readonly items: readonly Parameter[];
  readonly commas: readonly number[];
}

/** Whether `expression` has parentheses that are not its own. */
export const isParenthesized = (expression: Expression): boolean => expression.outerFirst < expression.first;

/** Whether the last item has a comma behind it, which keeps the items on lines of their own. */
export const hasTrailingComma = (sequence: {
  readonly items: readonly unknown[];
  readonly commas: readonly number[];
}): boolean => sequence.items.length > 0 && sequence.commas.length >= sequence.items.length;
