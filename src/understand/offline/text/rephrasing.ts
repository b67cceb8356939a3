import { everyMatch } from './every-match.ts';
import { PHRASINGS } from './phrasings.ts';
import type { Rewriting } from './rewriting.ts';

/** Nouns that stand for a record, not for a thing. */
const NO_THING = /^(?:of them|it|them|user can|one of)$|\b(?:must|can|should|will|may|cannot|not)\b/i;

/** Where sentences begin, behind bullets. */
const STARTS = /(?:^|[.;!?][ \t]+)[ \t]*(?:[-*•+][ \t]+|\d{1,3}[.)][ \t]+)?(?=\S)/gm;

function* matchesAtStarts(text: string, starts: readonly number[], pattern: RegExp): Generator<RegExpExecArray> {
  let end = 0;
  for (const start of starts) {
    if (start < end) continue;
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (!found) continue;
    yield found;
    end = start + found[0].length;
  }
}

/** Brings sentences that people word in many ways into the one form that the rules read. */
export function rephrase(rewriting: Rewriting): void {
  let starts: number[] = [];
  let read: string | undefined;
  for (const { pattern, plain } of PHRASINGS) {
    if (!rewriting.mayMatch(pattern)) continue;
    const { text } = rewriting;
    if (text !== read) {
      starts = everyMatch(text, STARTS).map((found) => found.index + found[0].length);
      read = text;
    }
    rewriting.apply(
      [...matchesAtStarts(text, starts, pattern)].flatMap((found) => {
        const groups = found.groups ?? {};
        if (groups['noun'] !== undefined && NO_THING.test(groups['noun'])) return [];
        const [before = '', after = ''] = plain
          .replace(/\{(?!list)(\w+)\}/g, (_all, name: string) => groups[name] ?? '')
          .split('{list}');
        const list = found.indices!.groups?.['list'];
        const end = found.index + found[0].length;
        // The list may stand behind the match, where only its being there was looked at.
        if (!list || list[0] >= end)
          return [
            {
              start: found.index,
              end,
              text: plain.includes('{list}') ? before.trimEnd() + (found[0].endsWith(':') ? ':' : '') : before,
            },
          ];
        return [
          { start: found.index, end: list[0], text: before },
          { start: list[1], end, text: after },
        ];
      }),
    );
  }
}
