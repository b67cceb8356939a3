import type { Issue } from '../../design/issue.ts';
import { assemble, type Origin } from './assemble.ts';
import type { Reading } from './reading.ts';

/** Reads a wire form and says what is wrong with it, as `readDesign` does. */
export type CheckDesign = (wire: unknown) => { readonly errors: readonly Issue[] };

const ROUNDS = 12;

/**
 * The wire form of the draft without what the design language refuses. One bad phrase never costs the rest: what a
 * refused line was made from goes back to the words that were not understood, with the reason. Errors in what the
 * caller gave (`merge` adds it) stay: the caller must hear of them.
 */
export function salvage(
  reading: Reading,
  check: CheckDesign,
  merge: (wire: Record<string, unknown>) => Record<string, unknown>,
): Record<string, unknown> {
  let { wire, origins } = assemble(reading.draft);
  for (let round = 0; round < ROUNDS; round++) {
    const refused = refusedParts(check(merge(wire)).errors, origins);
    if (refused.size === 0) break;
    for (const [origin, reason] of refused) {
      origin.drop();
      for (const span of origin.from) reading.source.release(span);
      reading.draft.assume(`Left out "${wordsOf(reading, origin)}": ${reason}`);
    }
    ({ wire, origins } = assemble(reading.draft));
  }
  return merge(wire);
}

const LONGEST_QUOTE = 120;

/** The words that a part was made from, or the first of them. */
function wordsOf({ source }: Reading, { from: [first] }: Origin): string {
  if (!first) return '';
  return source.originalOf(first).replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
}

/** The smallest parts that the errors are about, each with the first reason. */
function refusedParts(errors: readonly Issue[], origins: ReadonlyMap<string, Origin>): Map<Origin, string> {
  const refused = new Map<Origin, string>();
  for (const { path, message } of errors) {
    const origin = originOf(path, origins);
    if (origin && !refused.has(origin)) refused.set(origin, message);
  }
  return refused;
}

function originOf(path: string, origins: ReadonlyMap<string, Origin>): Origin | undefined {
  for (let at = path; at !== ''; at = at.replace(/(?:\.?[^.[\]]+|\[[^\]]*\])$/, '')) {
    const origin = origins.get(at);
    if (origin) return origin;
    if (!/[.[]/.test(at)) return undefined;
  }
  return undefined;
}
