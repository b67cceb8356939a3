import { plural, singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitItems, splitList } from '../text/lists.ts';
import { type Phrase, Remainder } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { isPerson, ownsTheRow } from '../words/people.ts';
import type { Attributes } from './attribute-pattern.ts';
import { takeAttributes } from './attributes.ts';
import { typeByName } from '../words/field-types.ts';
import { isPlural, nameOf } from '../words/names.ts';
import { askedField } from './wh-fields.ts';
import { childrenIn } from './associations.ts';
import { enumerationsIn } from './enumerations.ts';
import { addAccount, beginsStatement, readField } from './field-item.ts';
import { itemsOf, knownShare } from './frames.ts';
import { KEPT_FOR_EACH } from '../text/grammar.ts';

/** Reads lists of fields. */
export const fieldRules: readonly Rule[] = [
  fieldsAfterLabel,
  fieldsOfChildren,
  keptForEach,
  fieldsInFrames,
  createdByPeople,
];

/** What is left when everything with a verb was read. */
export const bareListRules: readonly Rule[] = [leftFrames, addedFields, bareLists];

/** Reads a list of fields, up to where something else begins. */
export function readFieldList(reading: Reading, resource: DraftResource, list: Phrase): void {
  const lines = splitItems(list);
  for (const line of lines) {
    if (lines.length > 1 && /^[\w ?]{1,40}:\s/.test(line.text)) readLine(reading, resource, line);
    else readOneList(reading, resource, line);
  }
}

/** "target: integer, times per day, at least 1": one field, and remarks about it. */
function readLine(reading: Reading, resource: DraftResource, line: Phrase): void {
  readField(reading, resource, line, enumerationsIn(line)[0]);
}

function readOneList(reading: Reading, resource: DraftResource, whole: Phrase): void {
  const list =
    whole.match(
      /^(?:an?\s+)?(?:\w+\s+)?(?:profile|record|page|file|card|account|listing|entry)s?\s+(?:with|having)\s+/i,
    )?.after ?? whole;
  const before = new Set(resource.fields.keys());
  const enumerations = enumerationsIn(list);
  const items = splitList(
    list,
    enumerations.map(({ whole }) => whole),
  );
  for (const item of withSharedWords(withTheirAttributes(items))) {
    if (item.claimed) continue;
    if (readRelationItem(reading, resource, item) || readWhich(reading, resource, item)) continue;
    if (sayOfOthers(resource, item, before)) continue;
    if (beginsStatement(item.text) && !askedField(item.text)) break;
    const enumeration = enumerations.find(({ whole }) => item.start <= whole.start && whole.end <= item.end);
    readField(reading, resource, item, enumeration);
  }
}

/** "name, email, belongs to a team": a relation among fields. */
function readRelationItem(reading: Reading, resource: DraftResource, item: Phrase): boolean {
  const found = item.match(
    /^(?:and\s+)?(?:always\s+)?(?:belongs? to|references?|(?:is\s+|are\s+)?(?:owned by|part of|linked to|assigned to)|lives in|->|each (?:for|of|in|from|by|on)|for (?=one\s|exactly\s)|(?:(?:is|are)\s+)?(?:in|on|at|for|of|with|from|about)(?=\s+(?:an?|one|exactly one|at most one|the)\s))\s+(?<one>an?\s+|the\s+|one\s+|exactly one\s+|at most one\s+)?(?<noun>[a-z]+(?:\s[a-z]+)?)$/i,
  );
  const target = found && reading.draft.find(found.text('noun'));
  if (!found) return false;
  if (target && target !== resource)
    resource.addField({
      name: singular(nameOf(found.text('noun'))),
      type: `-> ${target.name}`,
      modifiers: /at most/i.test(found.text('one')) ? ['optional'] : [],
      from: item,
    });
  else if (isPerson(singular(nameOf(found.text('noun')))))
    addAccount(reading, resource, singular(nameOf(found.text('noun'))), item);
  else return false;
  item.claim();
  return true;
}

/** "which part in which repair", "which dogs came along": relations. */
function readWhich({ draft }: Reading, resource: DraftResource, item: Phrase): boolean {
  const found = item.match(
    /^(?:and\s+)?which\s+(?<a>[a-z]+(?:\s[a-z]+)??)(?:\s+(?:in|on|at|for|of|to|with|by)\s+which\s+(?<b>[a-z]+(?:\s[a-z]+)?))?(?<rest>\s+(?:(?:is|was|were|are|has|have|came|it|they|he|she|we|i)\b.*))?$/i,
  );
  const names = found ? [found.text('a'), found.text('b')].filter((name) => name !== '') : [];
  const targets = names.map((name) => draft.findExactly(name));
  if (names.length === 0 || !targets.every((target) => target !== undefined && target !== resource)) return false;
  targets.forEach((target, index) => {
    const isMany = isPlural(nameOf(names[index]!));
    resource.addField({
      name: isMany ? plural(target!.singular) : target!.singular,
      type: `${isMany ? 'manyToMany' : '->'} ${target!.name}`,
      modifiers: [],
      from: item,
    });
  });
  item.claim();
  return true;
}

/** "home score and away score, both empty until played": about the fields before. */
function sayOfOthers(resource: DraftResource, item: Phrase, before: ReadonlySet<string>): boolean {
  const found = item.match(
    /^(?:and\s+)?(?<how>both|all(?: of them| three| four)?|each)\s+(?:of\s+(?:them|which)\s+)?(?=\w)/i,
  );
  if (!found) return false;
  const words = new Remainder(found.after);
  const attributes: Attributes = { modifiers: [] };
  takeAttributes(words, attributes);
  const added = [...resource.fields.values()].filter(({ name }) => !before.has(name));
  if (attributes.modifiers.length === 0 || added.length === 0) return false;
  for (const field of /^both/i.test(found.text('how')) ? added.slice(-2) : added)
    resource.addField({ ...field, modifiers: [...new Set([...field.modifiers, ...attributes.modifiers])] });
  found.whole.claim();
  words.claimTaken();
  return true;
}

/** In "name: string, required, max 120" the last two are no fields, but say something about the first. */
function withTheirAttributes(items: readonly Phrase[]): Phrase[] {
  const fields: Phrase[] = [];
  for (const item of items) {
    const before = fields.at(-1);
    if (before && isAttribute(item)) fields[fields.length - 1] = before.upTo(item);
    else fields.push(item);
  }
  return fields;
}

const HALVES =
  /^(?:(?:an?|the)\s+)?(?<half>start(?:ing)?|begin|min(?:imum)?|first|opening|check-?in|departure|pickup|home|from|old|billing)$/i;
const OTHER_HALF =
  /^(?<half>end(?:ing)?|max(?:imum)?|last|closing|check-?out|arrival|drop-?off|return|away|to|until|new|shipping)$/i;

/** "start and end time" are two times, "budget min and max" two budgets. */
function withSharedWords(items: readonly Phrase[]): Phrase[] {
  return items.map((item, index) => {
    const next = items[index + 1];
    const before = items[index - 1];
    const shared = HALVES.test(item.text) && next?.match(/^(?:the\s+)?[\w-]+\s+(?<shared>[\w-]+)/)?.group('shared');
    if (shared) return item.and(shared);
    const head = OTHER_HALF.test(item.text)
      ? before
          ?.match(/^(?:(?:an?|the)\s+)?(?<shared>[\w-]+)\s+(?:min(?:imum)?|from|start|first|old)\b/i)
          ?.group('shared')
      : undefined;
    return head ? head.and(item) : item;
  });
}

const TYPE_ALONE = /^(?:(?:an?\s+)?(?:string|integer|int|boolean|bool|float|decimal)|datetime|timestamp|uuid|json)$/i;

/** Whether the words only describe a field, and name none. */
function isAttribute(item: Phrase): boolean {
  if (TYPE_ALONE.test(item.text) || /^unique\s+(?:per|within|inside|in|for|across)\s/i.test(item.text)) return true;
  const words = new Remainder(item);
  const attributes: Attributes = { modifiers: [] };
  takeAttributes(words, attributes);
  const isSaid = attributes.modifiers.length > 0 || attributes.above !== undefined || attributes.below !== undefined;
  return (
    isSaid &&
    (words.rest.text.trim() === '' || /^(?:which|that)\s+(?:is|are|must|should|can|may|has|cannot)\b/i.test(item.text))
  );
}

/** "For each employee we store the first name and ...". */
function keptForEach(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(KEPT_FOR_EACH);
    const resource = found && reading.draft.findExactly(found.text('noun'));
    if (!found || !resource || clause.claimed) continue;
    found.whole.claim();
    readFieldList(reading, resource, found.after);
  }
}

/** "Fields: name (required), sku": of the resource that was spoken about. */
function fieldsAfterLabel(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(
      /^(?:(?:its|their|the)\s+)?(?:fields?|attributes|properties|columns|(?:(?:request|response|json)\s+)?(?:body|payload|params))(?: are)?\s*(?::\s*(?<list>[^(].*)|:?\s*\((?<inner>.*)\))$/i,
    );
    const resource = found && reading.lastResourceBefore(clause);
    const list = found && (found.optional('list') ?? found.optional('inner'));
    if (!list || !resource || clause.claimed) continue;
    clause.slice(0, list.start - clause.start).claim();
    readFieldList(reading, resource, list);
  }
}

/** "an order has several items, each with a product and a quantity": the items belong to the order. */
function fieldsOfChildren(reading: Reading): void {
  for (const clause of reading.clauses) {
    const place = childrenIn(reading, clause);
    const resource = place && reading.draft.named(singular(nameOf(place.child.text)));
    if (!place || !resource || resource === place.parent || place.list.claimed) continue;
    readFieldList(reading, resource, place.list);
    addParent(reading, resource, place.child, place.parent);
    place.whole.claim();
  }
}

/** "Notes: title, content", "products (name, price)", "parcels with a weight and a status". */
function fieldsInFrames(reading: Reading): void {
  for (const clause of reading.clauses) {
    const [first] = reading.framesIn(clause);
    const owner = first?.kind === 'has' ? reading.draft.findExactly(first.noun.text) : undefined;
    for (const frame of reading.framesIn(clause)) {
      const resource = reading.draft.findExactly(frame.noun.text);
      if (owner && resource && frame !== first && resource !== owner) addParent(reading, resource, frame.noun, owner);
      if (frame.kind === 'has' || !resource || frame.list.claimed) continue;
      readFieldList(reading, resource, frame.list);
      if (frame.list.claimed) frame.intro.claim();
      if (frame.parent) addParent(reading, resource, frame.parent);
    }
  }
}

/** What has fields, in a sentence that no other rule has read. */
function leftFrames(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const { kind, noun, list, intro } of reading.framesIn(clause)) {
      const resource = kind === 'has' && !list.claimed ? reading.draft.findExactly(noun.text) : undefined;
      if (!resource || knownShare(list) < 0.5) continue;
      readFieldList(reading, resource, list);
      if (list.claimed) intro.claim();
    }
  }
}

const ADDED = regex(
  String.raw`\b(?:also|keep|track|store|need|want|add|plus|have|oh and|show|count)\s+(?:an?\s+|the\s+)?(?:also\s+)?(?<field>(?!of\b|all\b)[a-z]+(?:\s(?!on\b|per\b|for\b|of\b|to\b|in\b)[a-z]+){0,2})\s+(?:on|per|for|of|to|in)\s+`,
  String.raw`(?:(?:each|every|the|an?|all)\s+)?(?<what>it|them|[a-z]+(?:\s[a-z]+)?)(?<rest>\s*[,(].*)?$`,
);

/** "also keep an open count on each campaign (starts at 0)": one more field. */
function addedFields(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(ADDED);
    const what = found?.text('what') ?? '';
    const resource =
      found &&
      (/^(?:it|them)$/i.test(what)
        ? (reading.mentioned(found.before).at(-1) ?? reading.lastResourceBefore(clause))
        : reading.draft.find(what));
    if (!found || !resource || found.group('field').claimed || typeByName(nameOf(found.text('field'))) === undefined)
      continue;
    const rest = found.optional('rest');
    const item = rest ? found.group('field').and(rest) : found.group('field');
    if (readField(reading, resource, item, undefined))
      found.whole.slice(0, found.group('field').end - found.whole.start).claim();
  }
}

/** "a code (unique), a description, a flag": fields of what was spoken about, where the clause is nothing but a list. */
function bareLists(reading: Reading): void {
  for (const clause of reading.clauses) {
    if (clause.claimed || reading.framesIn(clause).some(({ kind }) => kind !== 'parentheses')) continue;
    const items = itemsOf(clause);
    const isSentence = /[MRW]/.test(reading.tagged(clause).tags) || items.some(({ text }) => beginsStatement(text));
    if (items.length < 3 || isSentence || knownShare(clause) < 0.5) continue;
    const resource = reading.lastResourceBefore(clause);
    if (resource) readFieldList(reading, resource, clause);
  }
}

/** "comments on posts": the post of a comment. */
export function addParent(reading: Reading, resource: DraftResource, parent: Phrase, known?: DraftResource): void {
  const target = known ?? reading.draft.find(parent.text);
  if (!target || target === resource || [...resource.fields.values()].some(({ type }) => type === `-> ${target.name}`))
    return;
  resource.addField({ name: target.singular, type: `-> ${target.name}`, modifiers: [], from: parent });
  parent.claim();
}

/** "Users create polls with a question and an expiry date". */
function createdByPeople(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:(?<who>users?|members?|people|customers?|they|authors?|organi[sz]ers?|admins?)\s+`,
    String.raw`(?:can\s+)?|^as an?\s+(?<role>[a-z]+),?\s+I\s+(?:want|would like|need)\s+to\s+(?:be able to\s+)?)`,
    String.raw`(?<verb>create|post|add|write|submit|publish|upload)s?\s+(?<what>[a-z]+(?:\s[a-z]+)?)\s+`,
    String.raw`(?:with|containing|having|that (?:have|contain))\s+(?<list>.+)$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && reading.draft.find(found.text('what'));
    if (!found || !resource) continue;
    readFieldList(reading, resource, found.group('list'));
    clause.slice(found.group('what').start - clause.start, found.group('list').start - clause.start).claim();
    if (found.optional('who')) found.whole.slice(0, found.group('what').start - found.whole.start).claim();
    const who = singular((found.text('who') || found.text('role')).toLowerCase());
    const isAnybody =
      /^(?:people|they)$/.test(who) &&
      !/\b(?:log(?:ged)? in|login|sign(?:ed)? in|accounts?|jwt|oauth)\b/i.test(reading.source.text);
    if (isAnybody) {
      resource.grants.push({ operations: ['create'], rules: ['public'], from: found.whole });
      reading.draft.assume(`Anybody may create ${resource.name}: the text speaks of people, and of no accounts.`);
    } else if (!resource.owner && who !== 'admin') {
      const name = ownsTheRow(who) ? who : 'creator';
      addAccount(reading, resource, name, found.whole);
      resource.owner = name;
    }
  }
}
