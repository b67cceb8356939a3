import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { type Phrase, Remainder } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { splitList } from '../text/lists.ts';
import { TYPE_WORDS, typeByName } from '../words/field-types.ts';
import { isClosed } from '../text/tags.ts';
import { isFiller } from '../words/filler.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { isPerson } from '../words/people.ts';
import type { Attributes } from './attribute-pattern.ts';
import { takeAttributes } from './attributes.ts';
import { settleExclusive } from './bounds.ts';
import { enumerationsIn, enumType, valuesSaid } from './enumerations.ts';
import { unquoted } from './field-item.ts';

/** Reads sentences about a single field. */
export const remarkRules: readonly Rule[] = [remarks, fixedAfterCreation];

const SAYS = String.raw`(?:(?:must|should|shall|has to|have to|needs? to|can|may|will|might)\b|(?:is|are|has|have|was)\b|cannot\b|do(?:es)? not\b|defaults?\b|starts?\b|begins?\b|ranges?\b|goes\b|go\b|lies\b|(?=between|unique|at (?:least|most)|max|min)|:)`;
const SUBJECT = regex(
  String.raw`^(?:(?:and|but|also|note that)\s+)*(?:(?:the|its|their|each|every|an?|all|any)\s+)*(?<what>[a-z]\w*(?:(?:'s)?\s[a-z]\w*){0,3}?)`,
  String.raw`(?:\s+(?:of|on|for|in)\s+(?:(?:an?|the|each|every|all)\s+)?(?<owner>[a-z]+(?:\s[a-z]+)?))?\s*(?=\s${SAYS}|:\s)`,
);
const TYPE = regex(
  String.raw`^\s*(?:is|are|should be|must be|:)\s+(?:(?:stored|kept|saved|represented)\s+as\s+)?(?:an?\s+)?(?:\w+,?\s+)??(?<type>${[...TYPE_WORDS.keys()].join('|')})\b`,
);

/** "Room number must be unique", "Titles are at most 200 characters", "the weight of a crate is optional". */
function remarks(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(SUBJECT);
    if (!found) continue;
    const told = toldOf(found.after);
    if (!told) continue;
    const subjects = found.text('owner') === '' ? listOf(found.group('what')) : [found.group('what')];
    const fields = subjects.map((what) => fieldOf(reading, what.text, found.text('owner'), clause));
    if (!fields.every((field) => field !== undefined)) continue;
    if (told.values.length > 1 && !fields.every(({ resource, name }) => resource.fields.has(name))) continue;
    for (const field of fields) remark(field, told, clause);
    told.words.claimTaken();
    found.whole.claim();
  }
}

interface Told {
  readonly words: Remainder;
  readonly attributes: Attributes;
  readonly values: readonly string[];
}

/** What a sentence says about its subject, if that is what is said about fields. */
function toldOf(rest: Phrase): Told | undefined {
  const words = new Remainder(rest);
  const attributes: Attributes = { modifiers: [] };
  const said = valuesSaid(rest);
  if (said.length > 1) {
    words.remove(rest);
    return { words, attributes, values: said };
  }
  const [enumeration] = enumerationsIn(rest);
  if (enumeration) words.remove(enumeration.whole);
  const typed = words.rest.match(TYPE);
  const type = typed && TYPE_WORDS.get(typed.text('type').toLowerCase());
  if (type) {
    attributes.type = type;
    words.remove(typed.group('type'));
  }
  takeAttributes(words, attributes);
  const isSaid =
    attributes.modifiers.length > 0 || attributes.above || attributes.below || enumeration || attributes.type;
  const left = wordsOf(words.rest.text.replace(/[^\w\s]/g, ' ')).filter((word) => !isFiller(word));
  return isSaid && left.length <= 3 ? { words, attributes, values: enumeration?.values ?? [] } : undefined;
}

interface FieldPlace {
  readonly resource: DraftResource;
  readonly name: string;
}

function remark({ resource, name }: FieldPlace, { words, attributes, values }: Told, from: Phrase): void {
  const known = resource.fields.get(name) ?? { name, type: typeByName(name) ?? 'string', modifiers: [], from };
  const isRelation = /^(?:->|manyToMany)/.test(known.type);
  const told = { ...attributes, modifiers: [...attributes.modifiers] };
  const named = told.type && !isRelation && !known.type.startsWith('enum') ? told.type : known.type;
  const type = values.length > 1 && !isRelation && !known.type.startsWith('enum') ? enumType(values) : named;
  settleExclusive(words, told, type);
  const isBounded = told.modifiers.some((text) => /^m(?:in|ax)=/.test(text));
  resource.addField({
    ...known,
    type: isBounded ? type.replace(/\(.*\)$/, '') : type,
    modifiers: [
      ...new Set([
        ...known.modifiers,
        ...told.modifiers.map((text) => (type.startsWith('enum') ? unquoted(text) : text)),
      ]),
    ],
  });
}

/** "name and email": each of them. */
function listOf(what: Phrase): Phrase[] {
  return splitList(what);
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
    const field = found && fieldOf(reading, found.text('what'), '');
    const known = field?.resource.fields.get(field.name);
    if (!found || !field || !known) continue;
    field.resource.addField({ ...known, modifiers: [...new Set([...known.modifiers, 'immutable'])] });
    found.whole.claim();
  }
}

/**
 * "room number" is the `number` of a room; "email" is the `email` of the one resource that has one. A field that only
 * a sentence about it names is one of the resource that the sentence names, or of the last one.
 */
function fieldOf(reading: Reading, what: string, owner: string, clause?: Phrase): FieldPlace | undefined {
  const words = wordsOf(what.replace(/'s?(?=\s|$)/g, ''));
  const last = clause && reading.lastResourceBefore(clause);
  for (let split = words.length - 1; split >= 0; split--) {
    const name = nameOf(words.slice(split).join(' '));
    const of = split > 0 ? words.slice(0, split).join(' ') : owner;
    const named = of === '' ? undefined : reading.draft.find(of);
    const candidates = of !== '' ? (named ? [named] : []) : [...(last ? [last] : []), ...reading.draft.all];
    for (const resource of candidates) {
      const known = resource.fields.has(name) ? name : resource.fields.has(singular(name)) ? singular(name) : undefined;
      if (known) return { resource, name: known };
    }
    if (named && isNewField(reading, name)) return { resource: named, name: singular(name) };
  }
  const name = nameOf(words.join(' '));
  return last && owner === '' && typeByName(singular(name)) !== undefined && isNewField(reading, name)
    ? { resource: last, name: singular(name) }
    : undefined;
}

function isNewField(reading: Reading, name: string): boolean {
  return (
    name !== '' &&
    !name.split('_').some(isClosed) &&
    !reading.draft.find(name) &&
    !isPerson(singular(name)) &&
    !/^(?:status|state|stage|access|list|id)$/.test(singular(name))
  );
}
