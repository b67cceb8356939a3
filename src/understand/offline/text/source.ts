/** A stretch of a source text: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const SAME_LENGTH: readonly (readonly [RegExp, string])[] = [
  [/[‘’‛`]/g, "'"],
  [/[“”„]/g, '"'],
  [/[‐‑‒–—]/g, '-'],
  [/[\t\r\v\f\u00a0\u2000-\u200b\u3000\ufeff]/g, ' '],
];

/**
 * The description with the record of which characters a rule has understood.
 *
 * `text` is what the rules read: typographic quotes, dashes and blanks are made plain, one character for one, so
 * that offsets in it are offsets in `original`.
 */
export class Source {
  readonly original: string;
  readonly text: string;
  readonly #claimed: Uint8Array;

  constructor(original: string) {
    this.original = original;
    this.text = SAME_LENGTH.reduce((text, [pattern, plain]) => text.replace(pattern, plain), original);
    this.#claimed = new Uint8Array(original.length);
  }

  /** Records that a rule has understood these characters. */
  claim(span: Span): void {
    this.#claimed.fill(1, span.start, span.end);
  }

  /** Takes a claim back, e.g. when the design refuses what was made of these characters. */
  release(span: Span): void {
    this.#claimed.fill(0, span.start, span.end);
  }

  /** Whether any of these characters is claimed. */
  touches(span: Span): boolean {
    return this.#claimed.subarray(span.start, span.end).includes(1);
  }
}
