import { everyMatch } from './every-match.ts';
import { requiredBy } from './required.ts';

/** One change of a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A text that is made easier to read step by step, and that knows of every character which ones of the original it
 * stands for: what was inserted stands for none.
 */
export class Rewriting {
  #text: string;
  #lower: string | undefined;
  #from: Int32Array;
  #to: Int32Array;

  constructor(original: string) {
    this.#text = original;
    this.#from = new Int32Array(original.length).map((_, index) => index);
    this.#to = this.#from.map((index) => index + 1);
  }

  get text(): string {
    return this.#text;
  }

  /** Where the original of a character begins. */
  get from(): Int32Array {
    return this.#from;
  }

  /** Where the original of a character ends; where it begins for one that was inserted. */
  get to(): Int32Array {
    return this.#to;
  }

  /** Replaces every match of a global pattern; `$1` is its first group, and `undefined` leaves a match as it is. */
  replace(pattern: RegExp, by: string | ((found: RegExpMatchArray, at: number) => string | undefined)): void {
    if (!this.mayMatch(pattern)) return;
    const edits: Edit[] = [];
    for (const found of everyMatch(this.#text, pattern)) {
      const text = typeof by === 'string' ? by.replaceAll('$1', found[1] ?? '') : by(found, found.index);
      if (text !== undefined && text !== found[0])
        edits.push({ start: found.index, end: found.index + found[0].length, text });
    }
    this.apply(edits);
  }

  /** Whether the words are there without which a pattern cannot match. */
  mayMatch(pattern: RegExp): boolean {
    const words = requiredBy(pattern);
    if (words === undefined) return true;
    this.#lower ??= this.#text.toLowerCase();
    const lower = this.#lower;
    return words.some((word) => lower.includes(word));
  }

  /** Makes all changes at once; they are in order and do not overlap. */
  apply(edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    const length = edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), this.#text.length);
    const from = new Int32Array(length);
    const to = new Int32Array(length);
    let text = '';
    let at = 0;
    const copyUpTo = (end: number) => {
      from.set(this.#from.subarray(at, end), text.length);
      to.set(this.#to.subarray(at, end), text.length);
      text += this.#text.slice(at, end);
    };
    for (const edit of edits) {
      copyUpTo(edit.start);
      const origin = this.#originOf(edit);
      from.fill(origin.start, text.length, text.length + edit.text.length);
      to.fill(origin.end, text.length, text.length + edit.text.length);
      text += edit.text;
      at = edit.end;
    }
    copyUpTo(this.#text.length);
    this.#text = text;
    this.#lower = undefined;
    this.#from = from;
    this.#to = to;
  }

  #originOf({ start, end }: Edit): { start: number; end: number } {
    if (start < end) return { start: this.#from[start]!, end: this.#to[end - 1]! };
    const before = start > 0 ? this.#to[start - 1]! : 0;
    return { start: before, end: before };
  }
}
