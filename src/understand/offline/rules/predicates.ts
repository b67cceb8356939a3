import { plural, singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { beginsStatement, statesSomething } from '../text/statements.ts';
import { nameOf } from '../words/names.ts';
import { isPerson, isPrivileged } from '../words/people.ts';
import { isShared } from './item-relations.ts';
import { addAccount, readField } from './field-item.ts';
import { readFieldList } from './fields.ts';
import { EACH, HAS, isNegated, MODAL, NOUN, RELATES } from '../text/grammar.ts';

/** Reads what sentences say about their subject. */
export const predicateRules: readonly Rule[] = [predicates, relationLabels, arrows, ownedByPeople];

interface Predicate {
  readonly verb: string;
  readonly body: Phrase;
  /** From the connecting "and" to the body. */
  readonly intro: Phrase;
}

/** "Loans belong to a book and a member, and have a due date". */
function predicates(reading: Reading): void {
  const pattern = regex(
    `^${EACH}(?<subjects>${NOUN}(?:\\s+and\\s+${NOUN})?)\\s+(?=${MODAL}(?:${HAS}|${RELATES})[\\s:])`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (/^as an?\s/i.test(clause.text)) continue;
    if (!found) {
      impliedPredicates(reading, clause);
      continue;
    }
    if (found.whole.claimed) continue;
    const resources = subjectsIn(reading, found.group('subjects'));
    if (resources.length === 0) {
      impliedPredicates(reading, clause);
      continue;
    }
    for (const { verb, body, intro } of predicatesIn(found.after)) {
      if (isNegated(intro.text)) continue;
      intro.claim();
      for (const resource of resources) readPossible(reading, resource, { verb, body, intro });
    }
    found.whole.claim();
  }
}

/** "It has a name", "belongs to a shelf": about what was spoken of before. */
function impliedPredicates(reading: Reading, clause: Phrase): void {
  const found = clause.match(
    regex(
      `^(?:(?:and|also|plus|it|they|each|each one|each of them|every one|these|this|which)\\s+)*(?=${MODAL}(?:${HAS}|${RELATES})[\\s:])`,
    ),
  );
  const resource =
    found && !/^(?:stores?|holds?|needs?|includes?|contains?|records?|links?|connects?|carry)\b/i.test(clause.text)
      ? reading.lastResourceBefore(clause)
      : undefined;
  if (!found || !resource || clause.slice(0, 12).claimed) return;
  const predicates = predicatesIn(found.after);
  for (const { verb, body, intro } of predicates) {
    if (isNegated(intro.text)) continue;
    intro.claim();
    readPossible(reading, resource, { verb, body, intro });
  }
  if (predicates.length > 0) found.whole.claim();
}

function subjectsIn(reading: Reading, subjects: Phrase): DraftResource[] {
  const found = splitList(subjects).map(
    (subject) => reading.draft.findExactly(subject.text) ?? reading.draft.find(subject.text),
  );
  return found.every((resource) => resource !== undefined) ? [...new Set(found)] : [];
}

/** Splits "belong to a book, and have a due date" at its verbs. */
function predicatesIn(rest: Phrase): Predicate[] {
  const verbs = regex(
    String.raw`(?:^|,?\s+(?:and|but)\s+(?:also\s+)?|,\s+(?=(?:has|have|contains?|belongs?)\s))` +
      String.raw`${MODAL}(?<verb>${HAS}|${RELATES})(?:\s+|\s*:\s*,?\s*)`,
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

/** What a thing may have is optional. */
function readPossible(reading: Reading, resource: DraftResource, { verb, body, intro }: Predicate): void {
  const before = new Set(resource.fields.keys());
  readPredicate(reading, resource, verb, body);
  if (
    !/\b(?:may|might|can|could|optionally|possibly|sometimes)\b/i.test(
      `${intro.source.text
        .slice(Math.max(0, intro.start - 20), intro.start)
        .split(/[.\n]/)
        .at(-1)}${intro.text}`,
    )
  )
    return;
  for (const field of resource.fields.values()) {
    if (before.has(field.name) || /^(?:list|manyToMany)/.test(field.type)) continue;
    if (!field.modifiers.some((text) => /^(?:=|optional|required)/.test(text)))
      resource.addField({ ...field, modifiers: [...field.modifiers, 'optional'] });
  }
}

function readPredicate(reading: Reading, resource: DraftResource, verb: string, body: Phrase): void {
  if (!regex(`^${HAS}$`).test(verb)) {
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
  if (optional && isShared(other)) {
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
  if (/,?\s+who\s+(?:is|are)\s/i.test(body.text)) {
    readTarget(reading, resource, verb, body);
    return;
  }
  const extra = body.match(/,?\s+with\s+(?=an?\s|[\w ]+?(?:,|\s+and\s|\s*\())(?<fields>.*)$/i);
  const isOneMore =
    extra !== undefined && (extra.before.match(/\bone\b/) !== null || /\bone\s/.test(extra.text('fields')));
  const targets = extra && !isOneMore ? body.slice(0, extra.index) : body;
  for (const part of splitAtPrepositions(targets)) {
    for (const item of splitList(part)) {
      if (beginsSomethingElse(item.text)) return;
      readTarget(reading, resource, verb, item);
    }
  }
  if (extra && !isOneMore) readFieldList(reading, resource, extra.group('fields'));
}

/** What follows a list of targets without a full stop: "cars belong to a dealer, cars filter by price". */
function beginsSomethingElse(text: string): boolean {
  return (
    beginsStatement(text) ||
    statesSomething(text) ||
    /\b(?:filter|sort|search|order(?:ed)?|paginat\w*|can|must)\b\s/i.test(text)
  );
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
  const role = noun.match(
    /^(?<name>\w+),?\s+who\s+(?:is|are)\s+(?:also\s+)?(?:an?\s+)?(?<kind>\w+)(?:\s+(?:of|in)\s+.*)?$/i,
  );
  const name = singular(nameOf(role?.text('name') ?? noun.text));
  const target = reading.draft.named(role ? singular(nameOf(role.text('kind'))) : name);
  if (target) {
    const modifiers = target === resource ? ['optional'] : [];
    resource.addField({
      name: target === resource && !role ? 'parent' : name,
      type: `-> ${target.name}`,
      modifiers,
      from: item,
    });
    item.claim();
  } else if (isPerson(name) && isPrivileged(name) && /\b(?:managed|created|maintained|edited)\s+by$/.test(verb)) {
    resource.grants.push({
      operations: /managed|maintained/.test(verb)
        ? ['create', 'update', 'delete']
        : [/created/.test(verb) ? 'create' : 'update'],
      rules: [`role:${name}`],
      from: item,
    });
    reading.draft.roles.set(name, item);
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

/** "Relations: belongs to Project, belongs to User (assignee)". */
function relationLabels(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(/^relation(?:ship)?s?\s*:\s*(?<list>.+)$/i);
    const resource = found && reading.lastResourceBefore(clause);
    if (!found || !resource) continue;
    for (const item of splitList(found.group('list'))) {
      const target = item.match(
        /^(?:belongs? to|references?|->)\s+(?:an?\s+|the\s+|one\s+)?(?<noun>\w+)(?:\s*\((?:as\s+)?(?<name>\w+)\))?$/i,
      );
      if (!target) continue;
      const noun = target.group('noun');
      const name = nameOf(target.text('name') || noun.text);
      const other = reading.draft.findExactly(noun.text);
      if (other) resource.addField({ name, type: `-> ${other.name}`, modifiers: [], from: item });
      else if (isPerson(singular(nameOf(noun.text)))) addAccount(reading, resource, name, item);
      else continue;
      clause.slice(0, found.group('list').start - clause.start).claim();
      item.claim();
    }
  }
}

/** "recipe -> category". */
function arrows(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const item of splitList(clause)) {
      const found = item.match(/^(?<from>[a-z_]+)\s*(?:->|=>|→)\s*(?<to>[a-z_]+)$/i);
      const resource = found && reading.draft.findExactly(found.text('from'));
      const target = found && reading.draft.findExactly(found.text('to'));
      if (!found || !resource || !target) continue;
      resource.addField({ name: target.singular, type: `-> ${target.name}`, modifiers: [], from: item });
      item.claim();
    }
  }
}

/** "Users own tasks". */
function ownedByPeople(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(
      regex(
        String.raw`^(?:each\s+|an?\s+)?(?<who>[a-z]+)\s+(?:can\s+)?owns?\s+(?:their\s+(?:own\s+)?|many\s+)?`,
        String.raw`(?<what>[a-z]+(?:\s[a-z]+)?)(?=$|,)`,
      ),
    );
    const resource = found && reading.draft.findExactly(found.text('what'));
    const who = found ? singular(nameOf(found.text('who'))) : '';
    if (!found || !resource || resource.owner || !(isPerson(who) || who === 'people')) continue;
    const name = /^(?:user|people|member|customer)$/.test(who) ? 'owner' : who;
    addAccount(reading, resource, name, found.whole);
    resource.owner ??= name;
    found.whole.claim();
  }
}
