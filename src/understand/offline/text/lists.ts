import { everyMatch } from './every-match.ts';
import { ITEM_SIGN } from './layout.ts';
import type { Phrase } from './phrase.ts';
import type { Span } from './source.ts';

const SEPARATOR = /^(?:\s*[,•]\s*(?:(?:and|or|plus|as well as|then)\s+)?|\s+(?:and|or|plus|as well as|&|\+)\s+)/i;
const LONGEST_SEPARATOR = 40;

/** Where an item of several lines ends, or parentheses do. */
const ITEM_TURN = /[()[\]{};•]/g;

/** Where a separator may begin, or parentheses do. */
const TURN = /[\s,•()[\]{}]/g;

/**
 * Splits "a title, an ISBN (unique) and a year" at its top level. Stretches in `whole` (value lists, which have
 * commas of their own) are never cut.
 */
export function splitList(phrase: Phrase, whole: readonly Span[] = []): Phrase[] {
  const items: Phrase[] = [];
  let depth = 0;
  let from = 0;
  const { text } = phrase;
  for (const { index: at, 0: sign } of everyMatch(text, TURN)) {
    if (at < from || whole.some((span) => span.start <= phrase.start + at && phrase.start + at < span.end)) continue;
    depth += depthChange(sign);
    const separator = depth > 0 ? null : SEPARATOR.exec(text.slice(at, at + LONGEST_SEPARATOR));
    if (!separator) continue;
    const next = at + separator[0].length;
    if (isRange(text.slice(from, at), separator[0], text.slice(next, at + 60))) continue;
    items.push(phrase.slice(from, at).trim());
    from = next;
  }
  items.push(phrase.slice(from).trim());
  return items.filter((item) => item.text !== '');
}

/** The items that stood on lines of their own or have semicolons between them, or the whole where there are none. */
export function splitItems(phrase: Phrase): Phrase[] {
  const items: Phrase[] = [];
  let from = 0;
  let depth = 0;
  for (const { index, 0: sign } of everyMatch(phrase.text, ITEM_TURN)) {
    depth += depthChange(sign);
    if ((sign !== ';' && sign !== ITEM_SIGN) || (sign === ';' && depth > 0)) continue;
    items.push(phrase.slice(from, index).trim());
    from = index + 1;
  }
  return [...items, phrase.slice(from).trim()].filter(({ text }) => text !== '');
}

function depthChange(character: string): number {
  if ('([{'.includes(character)) return 1;
  return ')]}'.includes(character) ? -1 : 0;
}

/** "between 1 and 10" is no list, and "date and time" is one field. */
function isRange(before: string, separator: string, after: string): boolean {
  if (/^\s+or\s/i.test(separator) && /^not\b/i.test(after)) return true;
  if (
    /^\s+or\s/i.test(separator) &&
    /\b(?:one|zero|two|more)$/i.test(before) &&
    /^(?:more|less|fewer|two|several)\b/i.test(after)
  )
    return true;
  if (!/^\s+and\s/i.test(separator)) return false;
  return (
    /\b(?:between|from)\s+[\w.$]+$/i.test(before.slice(-40)) ||
    (/\b(?:date|day)$/i.test(before) && /^\s*(?:the\s+)?(?:time|hour)\b/i.test(after))
  );
}
