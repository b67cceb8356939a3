import { requiredBy } from './required.ts';

/** How many bits there are for the pairs of letters of a text. */
const BITS = 256;

/** The codes of "a" and "z": what is no letter is looked for alone, too. */
const FIRST_LETTER = 97;
const LAST_LETTER = 122;

/** Where in these bits a pair is; two pairs may share a bit, which only lets a pattern be tried in vain. */
const bitOf = (first: number, second: number) => (first * 29 + second) & (BITS - 1);

/** The pairs of letters in a text, as bits, to tell in no time that a word is not in it. */
export type LetterPairs = Int32Array;

/** The pairs of letters in a text, upper and lower case alike. */
export function letterPairsOf(text: string): LetterPairs {
  const pairs = new Int32Array(BITS / 32);
  const lower = text.toLowerCase();
  let before = 0;
  for (let at = 0; at < lower.length; at++) {
    const sign = lower.charCodeAt(at);
    const pair = bitOf(before, sign);
    pairs[pair >> 5]! |= 1 << (pair & 31);
    if (sign < FIRST_LETTER || sign > LAST_LETTER) {
      const alone = bitOf(sign, 0);
      pairs[alone >> 5]! |= 1 << (alone & 31);
    }
    before = sign;
  }
  return pairs;
}

/** The bits of the words without one of which a pattern cannot match. */
export type RequiredPairs = readonly (readonly number[])[];

/** What has to be in a text for a pattern to match; undefined if nothing can be told from the pattern. */
export function requiredPairs(pattern: RegExp): RequiredPairs | undefined {
  return requiredBy(pattern)?.map(bitsOf);
}

/** Whether a text may hold one of the words that a pattern requires. */
export function mayHold(pairs: LetterPairs, required: RequiredPairs): boolean {
  return required.some((bits) => bits.every((bit) => (pairs[bit >> 5]! & (1 << (bit & 31))) !== 0));
}

/** Each sign with the one after it; one that stands alone, with nothing. */
function bitsOf(word: string): number[] {
  if (word.length === 1) return [bitOf(word.charCodeAt(0), 0)];
  return Array.from({ length: word.length - 1 }, (_, at) => bitOf(word.charCodeAt(at), word.charCodeAt(at + 1)));
}
