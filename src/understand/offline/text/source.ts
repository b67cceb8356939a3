import { readable, type Correction } from './readable.ts';

/** A stretch of a source text: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The description with the record of which characters a rule has understood.
 *
 * `text` is what the rules read: the original with plain signs, known spellings, and lists and tables made sentences.
 */
export class Source {
  readonly text: string;
  /** The words that were read as other words. */
  readonly corrections: readonly Correction[];
  readonly #original: string;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #claimed: Uint8Array;

  constructor(original: string) {
    const { rewriting, corrections } = readable(original);
    this.#original = original;
    this.text = rewriting.text;
    this.#from = rewriting.from;
    this.#to = rewriting.to;
    this.corrections = corrections;
    this.#claimed = new Uint8Array(this.text.length);
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
    for (let at = span.start; at < span.end; at++) if (this.#claimed[at] === 1) return true;
    return false;
  }

  /** Whether a character is claimed. */
  isClaimed(at: number): boolean {
    return this.#claimed[at] === 1;
  }

  /** What a stretch of the text stands for, as the person wrote it. */
  originalOf({ start, end }: Span): string {
    let first = start;
    while (first < end && this.isInserted(first)) first++;
    let last = end;
    while (last > first && this.isInserted(last - 1)) last--;
    return first < last ? this.#original.slice(this.#from[first], this.#to[last - 1]) : '';
  }

  /** Whether a character stands for nothing in the original. */
  isInserted(at: number): boolean {
    return this.#from[at] === this.#to[at];
  }
}
