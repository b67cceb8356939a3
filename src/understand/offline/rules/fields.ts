import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { Remainder } from '../text/phrase.ts';
import { plural, singular } from '../../../design/inflect.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { isPerson, ownsTheRow } from '../words/people.ts';
import { type Attributes, takeAttributes } from './attributes.ts';
import { type Enumeration, enumerationsIn } from './enumerations.ts';
import { addAccount, beginsStatement, readField } from './field-item.ts';
import { EACH, HAS, isNegated, MODAL, NOUN, RELATES } from './patterns.ts';

/** Reads what the resources consist of: fields, relations, and remarks on single fields. */
export const fieldRules: readonly Rule[] = [
  fieldsAfterColon,
  fieldsInParentheses,
  createdByPeople,
  predicates,
  remarks,
];

/** Reads a list of fields, up to where something else begins. */
export function readFieldList(reading: Reading, resource: DraftResource, list: Phrase): void {
  const enumerations = enumerationsIn(list);
  for (const item of splitList(
    list,
    enumerations.map(({ whole }) => whole),
  )) {
    if (beginsStatement(item.text)) break;
    const enumeration: Enumeration | undefined = enumerations.find(
      ({ whole }) => item.start <= whole.start && whole.end <= item.end,
    );
    readField(reading, resource, item, enumeration);
  }
}

/** "Notes: title, content", "Fields: name (required), sku". */
function fieldsAfterColon(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(
      /^(?:(?:an?|the|each)\s+)?(?<noun>[a-z]+(?:\s[a-z]+)?)(?:\s+(?:fields?|attributes|properties|columns))?\s*:(?<list>.+)$/i,
    );
    if (!found) continue;
    const noun = found.text('noun');
    const isFields = /^(?:(?:its|their|the)\s+)?(?:fields?|attributes|properties|columns)$/i.test(noun);
    const resource = isFields ? lastResourceBefore(reading, clause) : reading.draft.findExactly(noun);
    if (!resource) continue;
    found.group('noun').claim();
    readFieldList(reading, resource, found.group('list'));
  }
}

/** The resource that the text last spoke about. */
function lastResourceBefore(reading: Reading, clause: Phrase): DraftResource | undefined {
  const before = reading.source.text.slice(0, clause.start);
  const position = (resource: DraftResource) =>
    Math.max(
      ...resource.names
        .flatMap((name) => [name, plural(name)])
        .map((name) => before.toLowerCase().lastIndexOf(name.replace(/_/g, ' '))),
    );
  return reading.draft.all.toSorted((a, b) => position(b) - position(a))[0];
}

/** "products (name, description, price)". */
function fieldsInParentheses(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(
      /(?<noun>[a-z]+(?:\s[a-z]+)?)\s*\((?<list>[^()]*(?:\([^()]*\)[^()]*)*,[^()]*(?:\([^()]*\)[^()]*)*)\)/i,
    )) {
      const resource = reading.draft.findExactly(found.text('noun'));
      if (!resource || found.group('list').claimed || !isStandalone(found.before)) continue;
      found.group('noun').claim();
      readFieldList(reading, resource, found.group('list'));
    }
  }
}

/** Whether the noun after these words is an item of a list of resources, not a field with its values. */
function isStandalone(before: string): boolean {
  return !new RegExp(String.raw`\b(?:${HAS})\s`, 'i').test(before);
}

/** "Users create polls with a question and an expiry date". */
function createdByPeople(reading: Reading): void {
  const pattern =
    /\b(?<who>users?|members?|people|customers?|they|authors?|organi[sz]ers?|admins?)\s+(?:can\s+)?(?<verb>create|post|add|write|submit|publish|upload)s?\s+(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:with|containing|having|that (?:have|contain))\s+(?<list>.+)$/i;
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && reading.draft.find(found.text('what'));
    if (!found || !resource) continue;
    readFieldList(reading, resource, found.group('list'));
    clause.slice(found.index, found.group('list').start - clause.start).claim();
    const who = singular(found.text('who').toLowerCase());
    if (!resource.owner && who !== 'admin') {
      const name = ownsTheRow(who) ? who : 'creator';
      addAccount(reading, resource, name, found.whole);
      resource.owner = name;
    }
  }
}

interface Predicate {
  readonly verb: string;
  readonly body: Phrase;
  /** From the connecting "and" to the body. */
  readonly intro: Phrase;
}

/** "Loans belong to a book and a member, and have a due date". */
function predicates(reading: Reading): void {
  const pattern = new RegExp(
    `^${EACH}(?<subjects>${NOUN}(?:\\s+and\\s+${NOUN})?)\\s+(?=${MODAL}(?:${HAS}|${RELATES})[\\s:])`,
    'i',
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (!found || clause.claimed) continue;
    const resources = subjectsIn(reading, found.group('subjects'));
    if (resources.length === 0) continue;
    for (const { verb, body, intro } of predicatesIn(found.after)) {
      if (isNegated(intro.text)) continue;
      intro.claim();
      for (const resource of resources) readPredicate(reading, resource, verb, body);
    }
    found.whole.claim();
  }
}

function subjectsIn(reading: Reading, subjects: Phrase): DraftResource[] {
  const found = splitList(subjects).map(
    (subject) => reading.draft.findExactly(subject.text) ?? reading.draft.find(subject.text),
  );
  return found.every((resource) => resource !== undefined) ? [...new Set(found)] : [];
}

/** Splits "belong to a book, and have a due date" at its verbs. */
function predicatesIn(rest: Phrase): Predicate[] {
  const verbs = new RegExp(
    `(?:^|,?\\s+(?:and|but)\\s+(?:also\\s+)?|,\\s+(?=(?:has|have|contains?|belongs?)\\s))${MODAL}(?<verb>${HAS}|${RELATES})(?:\\s+|\\s*:\\s*,?\\s*)`,
    'i',
  );
  const starts = rest.matches(verbs).filter((found, index) => index > 0 || found.index === 0);
  if (starts[0]?.index !== 0) return [];
  return starts.map((found, index) => {
    const from = found.index + found.whole.text.length;
    const until = starts[index + 1]?.index ?? rest.text.length;
    return {
      verb: found.text('verb').toLowerCase(),
      intro: found.whole,
      body: endOfPredicate(rest.slice(from, until)),
    };
  });
}

/** Without what is said after the predicate: ", and can be cancelled", "while ...". */
function endOfPredicate(body: Phrase): Phrase {
  const end = body.text.search(
    /,?\s+(?:and|but|while)\s+(?:can|are|is|must)\s|,?\s+(?:while|but)\s|,\s+(?:and\s+)?can\s/i,
  );
  const kept = end < 0 ? body : body.slice(0, end);
  return kept.slice(0, kept.text.replace(/[,\s]+$/, '').length);
}

function readPredicate(reading: Reading, resource: DraftResource, verb: string, body: Phrase): void {
  if (!new RegExp(`^${HAS}$`, 'i').test(verb)) {
    readTargets(reading, resource, verb, body);
  } else if (!readCollection(reading, resource, body)) {
    readFieldList(reading, resource, body);
  }
}

/** "has many tasks", "can have subtasks": the other side holds the relation. */
function readCollection(reading: Reading, resource: DraftResource, body: Phrase): boolean {
  const sub = body.match(/^(?:many\s+|multiple\s+)?(?:sub-?(?<noun>[a-z]+)|child(?:ren)?\s+(?<noun2>[a-z]+))$/i);
  const child = sub && reading.draft.findExactly(sub.text('noun') || sub.text('noun2'));
  if (child) {
    child.addField({ name: 'parent', type: `-> ${child.name}`, modifiers: ['optional'], from: body });
    body.claim();
    return true;
  }
  const many = body.match(/^(?:zero or more|many|multiple|several)\s+(?<noun>[a-z]+(?:\s[a-z]+)?)$/i);
  const other = many && reading.draft.find(many.text('noun'));
  if (!other || other === resource) return false;
  addMany(resource, other, body);
  body.claim();
  return true;
}

/** Many of another resource: a relation on the other side, or both ways if the other side has many of this too. */
function addMany(resource: DraftResource, other: DraftResource, body: Phrase): void {
  const optional = /\bcan\b[^.]*$/i.test(reading20(body));
  if (optional) {
    resource.addField({ name: plural(other.singular), type: `manyToMany ${other.name}`, modifiers: [], from: body });
  } else {
    other.addField({ name: resource.singular, type: `-> ${resource.name}`, modifiers: [], from: body });
  }
}

/** The words right before a phrase. */
function reading20(phrase: Phrase): string {
  return phrase.source.text.slice(Math.max(0, phrase.start - 20), phrase.start);
}

/** "belong to a book and a member with a due date". */
function readTargets(reading: Reading, resource: DraftResource, verb: string, body: Phrase): void {
  const extra = body.match(/,?\s+with\s+(?=an?\s)(?<fields>.*)$/i);
  const isOneMore =
    extra !== undefined && (extra.before.match(/\bone\b/) !== null || /\bone\s/.test(extra.text('fields')));
  const targets = extra && !isOneMore ? body.slice(0, extra.index) : body;
  for (const part of splitAtPrepositions(targets)) {
    for (const item of splitList(part)) readTarget(reading, resource, verb, item);
  }
  if (extra && !isOneMore) readFieldList(reading, resource, extra.group('fields'));
}

/** "one pet with one vet at a scheduled time" is three items. */
function splitAtPrepositions(targets: Phrase): Phrase[] {
  const cuts = targets.matches(/(?<!\b(?:and|or|also))\s+(?:with|at|to)\s+(?=one|an?\s|exactly)/i);
  const parts: Phrase[] = [];
  let from = 0;
  for (const cut of cuts) {
    parts.push(targets.slice(from, cut.index));
    cut.whole.claim();
    from = cut.index + cut.whole.text.length;
  }
  return [...parts, targets.slice(from)];
}

/** What the doer is called in "written by a user". */
const DOER: ReadonlyMap<string, string> = new Map([
  ['written', 'author'],
  ['posted', 'author'],
  ['created', 'creator'],
  ['submitted', 'creator'],
  ['made', 'creator'],
  ['owned', 'owner'],
  ['uploaded', 'uploader'],
  ['assigned', 'assignee'],
  ['managed', 'manager'],
  ['taught', 'teacher'],
  ['organized', 'organizer'],
  ['organised', 'organizer'],
  ['placed', 'customer'],
]);

function readTarget(reading: Reading, resource: DraftResource, verb: string, item: Phrase): void {
  const noun = item
    .match(/^(?:to\s+|at\s+|with\s+|by\s+)?(?:(?:exactly\s+one|one|a single|an?|the|its|their)\s+)?(?<noun>.+)$/i)
    ?.group('noun');
  if (!noun) return;
  const name = singular(nameOf(noun.text));
  const target = reading.draft.named(name);
  if (target) {
    const modifiers = target === resource ? ['optional'] : [];
    resource.addField({
      name: target === resource ? 'parent' : name,
      type: `-> ${target.name}`,
      modifiers,
      from: item,
    });
    item.claim();
  } else if (isPerson(name)) {
    const doer = DOER.get(/\b(\w+) by$/.exec(verb)?.[1] ?? '');
    addAccount(reading, resource, name === 'user' ? (doer ?? name) : name, item);
    resource.owner ??= name === 'user' ? (doer ?? name) : name;
    item.claim();
  } else {
    readField(reading, resource, item, undefined);
  }
}

/** "Room number must be unique", "Titles are at most 200 characters". */
function remarks(reading: Reading): void {
  const pattern =
    /^(?:the\s+)?(?<what>[a-z]\w*(?:(?:'s)?\s[a-z]\w*){0,2})\s+(?:must be|should be|has to be|have to be|is|are|must have|should have)\s+(?<remark>(?:unique|required|optional|positive|between|at least|at most|greater|no more|up to|max|read[- ]only|immutable)\b.*)$/i;
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const field = found && fieldOf(reading, found.text('what'));
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

/** "room number" is the `number` of a room; "email" is the `email` of the one resource that has one. */
function fieldOf(reading: Reading, what: string): { resource: DraftResource; name: string } | undefined {
  const words = wordsOf(what.replace(/'s\b/g, ''));
  for (let split = words.length - 1; split >= 0; split--) {
    const name = nameOf(words.slice(split).join(' '));
    const owner = split > 0 ? reading.draft.find(words.slice(0, split).join(' ')) : undefined;
    const candidates = split > 0 ? (owner ? [owner] : []) : reading.draft.all;
    const resource = candidates.find((candidate) => candidate.fields.has(name) || candidate.fields.has(singular(name)));
    if (resource) return { resource, name: resource.fields.has(name) ? name : singular(name) };
  }
  return undefined;
}
