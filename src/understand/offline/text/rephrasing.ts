import { PHRASINGS } from './phrasings.ts';
import type { Rewriting } from './rewriting.ts';

/** Nouns that stand for a record, not for a thing. */
const NO_THING = /^(?:of them|it|them|user can|one of)$|\b(?:must|can|should|will|may|cannot|not)\b/i;

/** Brings sentences that people word in many ways into the one form that the rules read. */
export function rephrase(rewriting: Rewriting): void {
  for (const { pattern, plain } of PHRASINGS) {
    rewriting.apply(
      [...rewriting.text.matchAll(pattern)].flatMap((found) => {
        const groups = found.groups!;
        if (NO_THING.test(groups['noun'] ?? '')) return [];
        const [before = '', after = ''] = plain
          .replace(/\{(?!list)(\w+)\}/g, (_all, name: string) => groups[name] ?? '')
          .split('{list}');
        const list = found.indices!.groups!['list'];
        const end = found.index + found[0].length;
        // The list may stand behind the match, where only its being there was looked at.
        if (!list || list[0] >= end)
          return [{ start: found.index, end, text: before.trimEnd() + (found[0].endsWith(':') ? ':' : '') }];
        return [
          { start: found.index, end: list[0], text: before },
          { start: list[1], end, text: after },
        ];
      }),
    );
  }
}
