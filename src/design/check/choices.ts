/** Values that are one of a few words. */
import type { Report } from '../issue.ts';
import type { Line } from '../normalise/lines.ts';
import { snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';

/** A name that is switched on, or off with a leading `no`, `without`, `-` or `!`. */
export interface Switch {
  readonly path: string;
  readonly name: string;
  readonly on: boolean;
  /** As the design spells it. */
  readonly given: string;
}

const OFF = /^\s*(?:-|!|(?:no|not|without)[\s_-]+)\s*/i;

/** Reads `soft_delete` and `-optimistic_lock`. */
export function readSwitch({ path, text }: Line): Switch {
  const on = !OFF.test(text);
  return { path, name: snake(text.replace(OFF, '').trim()), on, given: text };
}

/** The word itself if it is a known one, else an error that lists them. */
export function oneOf<W extends string>(
  word: string,
  words: readonly W[],
  { path, what, got = word }: { readonly path: string; readonly what: string; readonly got?: string },
  report: Report,
): W | undefined {
  const found = words.find((known) => known === word);
  if (found === undefined) {
    report.error(path, `unknown ${what} "${got}"; use ${words.join(', ')}`, {
      got,
      suggestion: didYouMean(word, words),
    });
  }
  return found;
}
