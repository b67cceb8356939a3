import { everyMatch } from './text/every-match.ts';
import { singular } from './words/inflection.ts';
import type { Reading } from './reading.ts';
import type { Span } from './text/source.ts';
import { isFiller } from './words/filler.ts';

export interface Report {
  /** Every piece of the text that no rule understood, as the text has it. */
  readonly unparsed: string[];
  /** The share of the words that carry meaning which was understood. */
  readonly coverage: number;
}

/** A word, a number, or a sign that is no punctuation (an emoji, a letter of another script). */
const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_'’-]*|[^\s\p{L}\p{N}\p{P}$+<=>^`|~]/gu;
const EDGE_BEFORE = /^(?:[\s,;:.!?)\]-]|(?:and|or|the|a|an|of|also)\s)/i;
const EDGE_AFTER = /(?:[\s,;:.!?([-]|\s(?:and|or|the|a|an|of|with|to|in|on|by|for|is|are|be))$/i;

/** Accounts for the whole text: what was not claimed is told, unless it carries nothing. */
export function reportOn(reading: Reading): Report {
  const names = new Set(reading.draft.names.flatMap((name) => name.split('_')));
  const carries = (word: string) => !isFiller(word) && !names.has(singular(word.toLowerCase()));
  const unparsed: string[] = [];
  let known = 0;
  let all = 0;
  for (const region of regionsOf(reading)) {
    for (const { span, claimed } of stretchesOf(reading, region)) {
      const count = wordsIn(reading, span).filter(carries).length;
      all += count;
      if (claimed) known += count;
      else if (count > 0) unparsed.push(withoutEdges(reading.source.originalOf(span)));
    }
  }
  return { unparsed: [...new Set(unparsed)], coverage: all === 0 ? 1 : known / all };
}

/** The words of a stretch that the person wrote. */
function wordsIn({ source }: Reading, { start, end }: Span): string[] {
  return everyMatch(source.text.slice(start, end), WORD)
    .filter(({ index }) => !source.isInserted(start + index))
    .map(([word]) => word);
}

/** The clauses, and what stands between them. */
function regionsOf({ clauses, source }: Reading): Span[] {
  const regions: Span[] = [];
  let at = 0;
  for (const { start, end } of clauses.toSorted((a, b) => a.start - b.start)) {
    if (at < start) regions.push(...linesOf(source.text, { start: at, end: start }));
    regions.push({ start, end });
    at = end;
  }
  return [...regions, ...linesOf(source.text, { start: at, end: source.text.length })];
}

function linesOf(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\n]+/g)].map((line) => ({
    start: start + line.index,
    end: start + line.index + line[0].length,
  }));
}

/** The longest stretches of a region that are claimed, or not claimed, throughout. */
function* stretchesOf({ source }: Reading, region: Span): Generator<{ span: Span; claimed: boolean }> {
  let start = region.start;
  while (start < region.end) {
    const claimed = source.isClaimed(start);
    let end = start + 1;
    while (end < region.end && source.isClaimed(end) === claimed) end++;
    yield { span: { start, end }, claimed };
    start = end;
  }
}

/** Without blanks, signs and joining words at both ends. */
function withoutEdges(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  let trimmed = plain;
  while (EDGE_BEFORE.test(trimmed)) trimmed = trimmed.replace(EDGE_BEFORE, '');
  while (EDGE_AFTER.test(trimmed)) trimmed = trimmed.replace(EDGE_AFTER, '');
  return trimmed === '' ? plain : trimmed;
}
