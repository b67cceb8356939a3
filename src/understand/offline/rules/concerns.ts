import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { declare } from './declare.ts';

/** Finds what sentences are about that say by whom, where or to what something is done. */
export const concernedResources: readonly Rule[] = [subjects];

/** Relates them to the things that the sentence names, where these are known. */
export const concernRules: readonly Rule[] = [relations];

const NOUN = String.raw`[a-z][\w-]*(?:\s[a-z][\w-]*)?`;

/** "Each job is offered by a company", "a duty concerns a lid on a crate". */
const CONCERNS = regex(
  String.raw`^(?:each|every|an?|one|the|all)?\s*(?<subject>${NOUN}?)\s+(?:(?:can|must|should|will|always|usually|also)\s+)*`,
  String.raw`(?:concerns?|(?:stands?|sits?|lies?|lives?|happens?|takes? place|occurs?|applies|goes|fits?|counts?|hangs?|plays?|works?|stays?|comes?|originates?)\s+(?:in|on|at|to|for|from|with|under|by)|(?:is|are|was|be|gets?)\s+(?:always\s+)?(?:[a-z]+(?:ed|en|wn|ght|lt|nt|ld|ade|ung)\s+)?(?:by|to|in|at|on|from|for|with|of|about|against|under|into))\s+(?=(?:exactly\s+|at most\s+|only\s+)?(?:an?|one|the|some)\s)`,
);

/** "a crate", "one sensor", "at most one shelf". */
const TARGET = regex(
  String.raw`\b(?<one>exactly one|at most one|only one|an?|one|some|the)\s+(?:single\s+|certain\s+)?(?<noun>${NOUN})`,
);

function subjects(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(CONCERNS);
    if (!found) continue;
    const isBare = !/^(?:each|every|an?|one)\s/i.test(clause.text);
    if (isBare && targetsIn(reading, found.after).length < 2) continue;
    const name = found.group('subject');
    const isKnown = reading.draft.findExactly(name.text) !== undefined;
    const isDefined = /\bconcerns?\s+$/i.test(found.whole.text);
    if (!isKnown && (isDefined || targetsIn(reading, found.after).length > 0)) declare(reading, name, 'mention');
  }
}

function relations(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(CONCERNS);
    const resource = found && reading.draft.findExactly(found.text('subject'));
    if (!found || !resource) continue;
    for (const { target, phrase, isOptional } of targetsIn(reading, found.after)) {
      if (target === resource || phrase.claimed || pointsTo(resource, target) || pointsTo(target, resource)) continue;
      resource.addField({
        name: target.singular,
        type: `-> ${target.name}`,
        modifiers: isOptional ? ['optional'] : [],
        from: phrase,
      });
      phrase.claim();
      found.whole.claim();
    }
  }
}

interface Target {
  readonly target: DraftResource;
  readonly phrase: Phrase;
  readonly isOptional: boolean;
}

function targetsIn({ draft }: Reading, rest: Phrase): Target[] {
  const end = rest.text.search(
    /,\s+(?:and\s+)?(?:has|have|can|must|with)\b|\s+and\s+(?:has|have|can|must|is|are)\b|\s+(?:when|if|once|until|unless|after|before)\s/i,
  );
  const part = end < 0 ? rest : rest.slice(0, end);
  return part.matches(TARGET).flatMap((found) => {
    const words = found.text('noun').split(/\s+/);
    const target = draft.named(singular(nameOf(words.join(' ')))) ?? draft.named(singular(nameOf(words[0]!)));
    return target ? [{ target, phrase: found.whole, isOptional: /at most/i.test(found.text('one')) }] : [];
  });
}

function pointsTo(resource: DraftResource, target: DraftResource): boolean {
  return [...resource.fields.values()].some(({ type }) => type.endsWith(` ${target.name}`));
}
