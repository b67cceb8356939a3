import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';

/** Reads what may be there only once. */
export const uniquenessRules: readonly Rule[] = [uniqueTogether, uniqueWithin, onePer, sameTwice];

const THING = String.raw`(?:an?\s+|the\s+|each\s+|every\s+|one\s+|any\s+|its\s+|their\s+)*`;

/** "User and book must be unique together", "unique per user and book". */
function uniqueTogether(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?<fields>[a-z_]+(?:,?\s+(?:and\s+)?[a-z_]+){1,4})\s+`,
    String.raw`(?:must be|are|is|should be)\s+unique\s+together\b|\bunique\s+(?:together|by|(?:for|on) (?:the )?(?:combination|pair) of|constraint on)\s*[:(]?\s*(?<fields2>[a-z_]+`,
    String.raw`(?:,?\s+and\s+[a-z_]+|,\s*[a-z_]+|\s*\+\s*[a-z_]+){1,3})`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const fields = found && (found.optional('fields') ?? found.optional('fields2'));
    if (!found || !fields) continue;
    const wanted = splitList(fields).map((item) => item.text.replace(/^(?:the|each)\s+/i, ''));
    for (const resource of reading.scopeOf(clause)) addUnique(resource, wanted, found.whole);
  }
}

/** "Berth numbers are unique within a harbour", "number (unique per house)". */
function uniqueWithin(reading: Reading): void {
  const pattern = regex(
    String.raw`(?<what>[a-z_]+(?:\s(?!must|is|are|should|has)[a-z_]+)?)?\s*(?:[,(]\s*(?:(?:text|string|int|integer|required|mandatory|max \d+|[a-z]+\(\d+\)|\d+ ?- ?\d+(?: [a-z]+)?),\s*){0,3})?(?:(?:must|should|has to|have to|needs? to)\s+be\s+|is\s+|are\s+|but\s+)?(?:only\s+)?unique\s+`,
    String.raw`(?:within|per|inside|in|for|across|by)\s+${THING}(?<group>[a-z_]+(?:\s(?:and|\+)\s[a-z_]+)?)`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const what = found.text('what').split(/\s+/);
      const group = found.text('group').split(/\s+(?:and|\+)\s+/);
      const candidates = [
        ...reading.mentioned(clause.text),
        ...[reading.lastResourceBefore(clause)].filter((one) => one !== undefined),
        ...reading.draft.all,
      ];
      const names = [what.join(' '), what.at(-1)!, what.slice(1).join(' ')].filter((name) => name !== '');
      const isAdded = candidates.some(
        (resource) =>
          names.some((name) => addUnique(resource, [...group, name], found.whole)) ||
          (group.length > 1 && addUnique(resource, group, found.whole)),
      );
      if (isAdded) found.whole.claim();
    }
  }
}

/** "One bid per dealer per auction", "a guest can rate a dish only once". */
function onePer(reading: Reading): void {
  const per = regex(
    String.raw`\b(?:(?:at most|only|max(?:imum)?|exactly|just)\s+)?(?:one|1|a single)\s+(?<what>[a-z-]+(?:\s[a-z]+)?)\s+(?:per|for each|for every)\s+(?<a>[a-z]+)(?:\s+(?:per|and|for each|for every|\+|on|for|in|at|x)\s+(?:an?\s+|the\s+|each\s+)?(?<b>[a-z]+))?`,
  );
  const once = regex(
    String.raw`^${THING}(?<a>[a-z]+)\s+(?:can|may|must|should)\s+(?:only\s+)?(?<verb>[a-z]+)\s+(?:(?:in|for|to|on|at)\s+)?(?:${THING}(?:same\s+)?(?<b>[a-z]+)\s+(?:only\s+once|once|(?:at most|no more than) once|just once)|(?:only |at most |just )?once\s+(?:per|for each|for every|on each)\s+(?<b2>[a-z]+)(?:\s*\((?:the\s+)?same\s+(?<key>[a-z]+)\))?)`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(per)) {
      const resource = reading.draft.find(found.text('what')) ?? reading.subjectOf(clause);
      const groups = [found.text('a'), found.text('b')].filter((name) => name !== '');
      if (resource && groups.length > 1 && addUnique(resource, groups, found.whole)) found.whole.claim();
      if (resource && groups.length === 1 && onlyOneOf(reading, resource, groups[0]!, found.whole)) found.whole.claim();
    }
    const found = clause.match(once);
    const other = found ? found.text('b') || found.text('b2') : '';
    const key = found ? found.text('key') || found.text('a') : '';
    const resource =
      found &&
      reading.draft.all.find((one) => one !== reading.draft.find(other) && addUnique(one, [key, other], found.whole));
    if (found && resource) found.whole.claim();
  }
}

/** "Only one review per booking": the booking of a review, and unique. */
function onlyOneOf({ draft }: Reading, resource: DraftResource, group: string, from: Phrase): boolean {
  const target = draft.find(group);
  const known = resource.fields.get(relationOrField(resource, group) ?? '');
  if (!known && (!target || target === resource)) return false;
  if (known) resource.addField({ ...known, modifiers: [...new Set([...known.modifiers, 'unique'])] });
  else resource.addField({ name: target!.singular, type: `-> ${target!.name}`, modifiers: ['unique'], from });
  return true;
}

/** "The same plate cannot be parked twice in one garage", "no two seats in a room with the same number". */
function sameTwice(reading: Reading): void {
  const twice = regex(
    String.raw`\b(?:the\s+)?same\s+(?<a>[a-z]+)\b[^.;]{0,60}?\b(?:cannot|must not|may not|should not|never|not|only)\b[^.;]{0,60}?\b(?:twice|once|again|more than once|two times)\b[^.;]{0,30}?\b(?:same|an?|one|each)\s+(?<b>[a-z]+)`,
  );
  const twoWith = regex(
    String.raw`\bno\s+two\s+(?<what>[a-z]+)\s+(?:(?:in|of|on|within|for|at)\s+${THING}(?:same\s+)?(?<b>[a-z]+)\s+)?(?:(?:can|may|should|must)\s+)?(?:have|share|with|has|get)\s+(?:the\s+)?same\s+(?<a>[a-z]+(?:\s[a-z]+)?)`,
  );
  const haveTwo = regex(
    String.raw`^${THING}(?<b>[a-z]+)\s+(?:cannot|must not|may not|can never|should not)\s+have\s+(?:two|several|multiple|more than one)\s+(?<what>[a-z]+)\s+(?:at|on|in|with|for)\s+(?:the\s+)?same\s+(?<a>[a-z]+(?:\s[a-z]+)?)`,
  );
  for (const clause of reading.clauses) {
    for (const found of [...clause.matches(twice), ...clause.matches(twoWith), ...clause.matches(haveTwo)]) {
      const groups = [found.text('b'), found.text('a')].filter((name) => name !== '');
      const candidates = [...reading.mentioned(found.text('what') || clause.text), ...reading.draft.all];
      const resource =
        groups.length > 1
          ? candidates.find((one) => addUnique(one, groups, found.whole))
          : candidates.find((one) => makeUnique(one, groups[0]!, found.whole));
      if (resource) found.whole.claim();
    }
  }
}

/** Notes that fields are unique together, if the resource has them all. */
function addUnique(resource: DraftResource, wanted: readonly string[], from: Phrase): boolean {
  const names = wanted.map((name) => relationOrField(resource, name));
  if (names.length < 2 || !names.every((name) => name !== undefined) || new Set(names).size < names.length)
    return false;
  resource.uniqueTogether.push({ text: names.join(', '), from });
  for (const name of names) dropUnique(resource, name);
  return true;
}

/** What is unique within a group is not unique by itself. */
function dropUnique(resource: DraftResource, name: string): void {
  const field = resource.fields.get(name);
  if (field?.modifiers.includes('unique'))
    resource.addField({ ...field, modifiers: field.modifiers.filter((text) => text !== 'unique') });
}

function makeUnique(resource: DraftResource, name: string, from: Phrase): boolean {
  const field = resource.fields.get(relationOrField(resource, name) ?? '');
  if (!field) return false;
  resource.addField({ ...field, modifiers: [...new Set([...field.modifiers, 'unique'])], from: field.from });
  return from.text !== '';
}

/** A field by its name, or a relation by what it leads to: "day" is the one date. */
function relationOrField(resource: DraftResource, asked: string): string | undefined {
  const name = nameOf(asked);
  const known = resource.fieldLike(name)?.name;
  if (known) return known;
  const fields = [...resource.fields.values()];
  if (/^(?:day|date)$/.test(name)) return only(fields.filter(({ type }) => type.startsWith('date')))?.name;
  if (/^(?:user|person|member|account|customer|employee)$/.test(name))
    return only(fields.filter(({ type }) => type === '-> User'))?.name;
  return undefined;
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
