import { singular } from '../../../design/inflect.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { type Phrase, Remainder } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { type Attributes, takeAttributes } from './attributes.ts';

/** Reads sentences about a single field. */
export const remarkRules: readonly Rule[] = [remarks, fixedAfterCreation];

/** "Room number must be unique", "Titles are at most 200 characters". */
function remarks(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:the\s+)?(?<what>[a-z]\w*(?:(?:'s)?\s[a-z]\w*){0,2}?)\s+`,
    String.raw`(?:(?:must|should|shall|has to|have to|needs? to|can|may|will)\s+(?:always\s+|also\s+)?(?:be|have)\s+|(?:is|are|has|have)\s+(?:always\s+)?|(?=between|unique|at (?:least|most)))(?<remark>`,
    String.raw`(?:unique|required|mandatory|optional|positive|non-?negative|between|at least|at most|greater|more than|less than|no more|not more|no less|up to|max|min|exactly|not empty|\d|`,
    String.raw`read[- ]only|immutable)\b.*)$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const field = found && fieldOf(reading, found.text('what'), clause);
    if (!found || !field) continue;
    const words = new Remainder(found.group('remark'));
    const attributes: Attributes = { modifiers: [] };
    takeAttributes(words, attributes);
    if (attributes.modifiers.length === 0) continue;
    words.claimTaken();
    clause.slice(0, found.group('remark').start - clause.start).claim();
    const known = field.resource.fields.get(field.name)!;
    const bounded = attributes.modifiers.some((text) => /^m(?:in|ax)=/.test(text));
    field.resource.addField({
      ...known,
      type: bounded ? known.type.replace(/\(.*\)$/, '') : known.type,
      modifiers: [...new Set([...known.modifiers, ...attributes.modifiers])],
    });
  }
}

/** "The code cannot be changed after creation". */
function fixedAfterCreation(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:the\s+)?(?<what>[a-z]\w*(?:(?:'s)?\s[a-z]\w*){0,2}?)\s+`,
    String.raw`(?:cannot|can't|can not|must not|may not|can never)\s+be\s+(?:changed|edited|modified|updated)(?:\s+`,
    String.raw`(?:after (?:the\s+)?creation|once (?:it is\s+)?created|later|afterwards))?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const field = found && fieldOf(reading, found.text('what'));
    const known = field?.resource.fields.get(field.name);
    if (!found || !field || !known) continue;
    field.resource.addField({ ...known, modifiers: [...new Set([...known.modifiers, 'immutable'])] });
    found.whole.claim();
  }
}

/** "room number" is the `number` of a room; "email" is the `email` of the one resource that has one. */
function fieldOf(
  reading: Reading,
  what: string,
  clause?: Phrase,
): { resource: DraftResource; name: string } | undefined {
  const words = wordsOf(what.replace(/'s\b/g, ''));
  for (let split = words.length - 1; split >= 0; split--) {
    const name = nameOf(words.slice(split).join(' '));
    const owner = split > 0 ? reading.draft.find(words.slice(0, split).join(' ')) : undefined;
    const last = clause && reading.lastResourceBefore(clause);
    const candidates = split > 0 ? (owner ? [owner] : []) : [...(last ? [last] : []), ...reading.draft.all];
    const resource = candidates.find((candidate) => candidate.fields.has(name) || candidate.fields.has(singular(name)));
    if (resource) return { resource, name: resource.fields.has(name) ? name : singular(name) };
  }
  return undefined;
}
