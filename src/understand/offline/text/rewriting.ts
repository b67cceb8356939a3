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
  #from: number[];
  #to: number[];

  constructor(original: string) {
    this.#text = original;
    this.#from = Array.from({ length: original.length }, (_, index) => index);
    this.#to = this.#from.map((index) => index + 1);
  }

  get text(): string {
    return this.#text;
  }

  /** Where the original of a character begins. */
  get from(): readonly number[] {
    return this.#from;
  }

  /** Where the original of a character ends; where it begins for one that was inserted. */
  get to(): readonly number[] {
    return this.#to;
  }

  /** Replaces every match of a global pattern; `$1` is its first group, and `undefined` leaves a match as it is. */
  replace(pattern: RegExp, by: string | ((found: RegExpMatchArray, at: number) => string | undefined)): void {
    if (!this.mayMatch(pattern)) return;
    const edits: Edit[] = [];
    for (const found of this.#text.matchAll(pattern)) {
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
    const text: string[] = [];
    const from: number[] = [];
    const to: number[] = [];
    let at = 0;
    for (const edit of edits) {
      this.#copy(at, edit.start, text, from, to);
      text.push(edit.text);
      const origin = this.#originOf(edit);
      for (let index = 0; index < edit.text.length; index++) {
        from.push(origin.start);
        to.push(origin.end);
      }
      at = edit.end;
    }
    this.#copy(at, this.#text.length, text, from, to);
    this.#text = text.join('');
    this.#lower = undefined;
    this.#from = from;
    this.#to = to;
  }

  #copy(start: number, end: number, text: string[], from: number[], to: number[]): void {
    text.push(this.#text.slice(start, end));
    for (let index = start; index < end; index++) {
      from.push(this.#from[index]!);
      to.push(this.#to[index]!);
    }
  }

  #originOf({ start, end }: Edit): { start: number; end: number } {
    if (start < end) return { start: this.#from[start]!, end: this.#to[end - 1]! };
    const before = start > 0 ? this.#to[start - 1]! : 0;
    return { start: before, end: before };
  }
}
