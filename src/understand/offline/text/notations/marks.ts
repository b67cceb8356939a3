import type { Rewriting } from '../rewriting.ts';

/** Signs behind names, where the text says what they mean, and names before the messages of a conversation. */

const LEGEND =
  /(?<sign>[!*?+#])\s*(?:=|:|means|is|for)\s*(?<word>mandatory|required|obligatory|unique|optional|nullable)(?: fields?)?\b/gi;

/** `me: albums have a title`: who says it. */
const SPEAKER = /^[ \t]*(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ \t]*)?(?<who>[A-Za-z]{2,15}):[ \t]+(?=\S)/gm;
/** How many messages make a conversation. */
const MESSAGES = 3;

/** `name*, city*, club`: where nobody says what the stars mean, what has one is required. */
const STAR = /(?<=[a-z_])\*(?=[ \t]*(?:[,(;\n]|$))/g;
const STARS = 3;

/** Reads stars behind names, unless the text says what they mean. */
export function readStars(rewriting: Rewriting): void {
  const { text } = rewriting;
  if ((text.match(STAR)?.length ?? 0) >= STARS && text.search(LEGEND) < 0) rewriting.replace(STAR, ' required');
}

/** Says in words what signs mean, and leaves out who speaks. */
export function readMarks(rewriting: Rewriting): void {
  const words = new Map<string, string>();
  for (const { groups } of rewriting.text.matchAll(LEGEND)) words.set(groups!['sign']!, groups!['word']!.toLowerCase());
  if (words.size > 0) {
    rewriting.replace(/\(?(?:[!*?+#]\s*(?:=|:|means|is|for)\s*[a-z ]+[,;]?\s*)+\)?/gi, (found) =>
      found[0].search(LEGEND) >= 0 ? '' : undefined,
    );
    rewriting.replace(/(?<=\w)(?<signs>[!*?+#]{1,2})(?=[\s,;:()]|$)/g, ({ groups }) => {
      const meant = Array.from(groups!['signs']!, (sign) => words.get(sign));
      return meant.every((word) => word !== undefined) ? ` ${meant.join(' ')}` : undefined;
    });
  }
  const counts = new Map<string, number>();
  for (const { groups } of rewriting.text.matchAll(SPEAKER)) {
    const who = groups!['who']!.toLowerCase();
    counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  rewriting.replace(SPEAKER, ({ groups }) =>
    (counts.get(groups!['who']!.toLowerCase()) ?? 0) >= MESSAGES ? '' : undefined,
  );
}
