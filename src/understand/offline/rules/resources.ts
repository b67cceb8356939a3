import { singular } from '../words/inflection.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import { regex } from '../text/regex.ts';
import { isUsualField, typeByName } from '../words/field-types.ts';
import { isPlural, nameOf, plainNoun, wordsOf } from '../words/names.ts';
import { isPerson } from '../words/people.ts';
import { declare } from './declare.ts';
import { isTopic } from '../text/headings.ts';
import { EACH, HAS, KEPT_FOR_EACH, MODAL, NOUN, RELATES } from '../text/grammar.ts';

/** Finds what the description is about: the resources, by the phrases that name them. */
export const resourceRules: readonly Rule[] = [
  labelledAsResource,
  titlesOfFields,
  subjectsOfFields,
  keptForEach,
  targetsOfRelations,
  collections,
  namedAsResource,
  objectsOfPeople,
];

/** Asked last: the name of the software is the weakest hint. */
export const lastResourceRules: readonly Rule[] = [antecedents, nameOfTheApi, titlesOfSections];

/** What the text gives fields to, or relates to something: "posts have ...", "products (name, price)", "posts: title, body". */
function subjectsOfFields(reading: Reading): void {
  const related = regex(`^${EACH}(?<subject>${NOUN}(?:\\s+and\\s+${NOUN})?)\\s+${MODAL}(?:${RELATES})[\\s:]`);
  const subjects = reading.clauses
    .flatMap((clause) => {
      const found = /^as an?\s/i.test(clause.text) ? undefined : clause.match(related);
      return [...reading.framesIn(clause).map(({ noun }) => noun), ...(found ? splitList(found.group('subject')) : [])];
    })
    .filter((subject) => wordsOf(plainNoun(subject.text)).length <= 3);
  // The short names first: "posts" is what "blog posts" are.
  for (const length of [1, 2, 3]) {
    for (const subject of subjects) {
      if (wordsOf(plainNoun(subject.text)).length === length) declare(reading, subject, 'subject');
    }
  }
}

/** "... belong to a book", "... reference one product". */
function targetsOfRelations(reading: Reading): void {
  const pattern = /\b(?:belongs? to|references?|linked to)\s+(?<targets>[^.]+)/i;
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const targets = found.group('targets');
      const end = targets.text.search(/(?:,|,?\s+and)\s+(?:have|has|can|is|are)\s|,?\s+with\s/);
      for (const item of splitList(end < 0 ? targets : targets.slice(0, end))) {
        const target =
          item.match(/^(?:to\s+)?(?:an?|exactly one|one|a single|the|multiple|many)\s+(?<noun>\w+(?:\s\w+)?)$/i) ??
          item.match(/^(?:[a-z]+ to\s+)?(?<noun>[A-Z][a-z]\w+)$/);
        if (target && !isOrdinaryField(target.group('noun').text)) declare(reading, target.group('noun'), 'mention');
      }
    }
  }
}

function isOrdinaryField(noun: string): boolean {
  const name = singular(nameOf(noun));
  return isPerson(name) || /_(?:date|time|at)$/.test(name);
}

/** "A project has many tasks". */
function collections(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:has|have)\s+(?:many|multiple|several)\s+(?<noun>[a-z]+(?:\s(?!`,
    String.raw`(?:and|or|that|which|with|in|of|per|from)\b)[a-z]+)?)`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const noun = found.group('noun');
      if (!typeByName(nameOf(noun.text))?.startsWith('list<')) declare(reading, noun, 'mention');
    }
  }
}

/** "Entity: Ticket", "Resource: blog post". */
function labelledAsResource(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(
      /^(?:entity|resource|model|table|(?:base |api )?(?:path|route|endpoint|url))s?\s*:\s*\/?(?:api\/)?(?:v\d\/)?(?<noun>[a-z][\w-]*(?:\s\w+)?)$/i,
    );
    const resource = found && declare(reading, found.group('noun'), 'subject');
    if (!found || !resource) continue;
    resource.named = true;
    resource.section ??= found.whole.start;
    found.whole.claim();
  }
}

const TITLE = /^(?:the\s+)?(?<noun>[a-z][\w-]*(?:\s[a-z][\w-]*)?)(?:\s+(?:resource|entity|table|model|object))?$/i;

/** "Shelves" and below it "Fields: code, row". */
function titlesOfFields(reading: Reading): void {
  reading.clauses.forEach((clause, index) => {
    const next = reading.clauses[index + 1];
    if (
      !next ||
      !/^(?:(?:its|their|the)\s+)?(?:fields?|attributes|properties|columns)(?: are)?\s*[:(]/i.test(next.text)
    )
      return;
    const noun = clause.match(TITLE)?.group('noun');
    const resource = noun && !isTopic(noun.text) ? declare(reading, noun, 'subject') : undefined;
    if (!resource) return;
    resource.section = clause.start;
    clause.claim();
  });
}

/** A line that is nothing but the name of a resource begins what is said about it. */
function titlesOfSections(reading: Reading): void {
  for (const clause of reading.clauses) {
    const noun = clause.match(TITLE)?.group('noun');
    const resource = noun && reading.draft.findExactly(noun.text);
    const isAlone =
      resource &&
      reading.textBefore(clause).trim() === '' &&
      /^\s*(?:\n|$)/.test(reading.source.text.slice(clause.end));
    if (!resource || !isAlone) continue;
    resource.section ??= clause.start;
    clause.claim();
  }
}

/** "We store crates. Each one has ...": what the pronoun stands for. */
function antecedents(reading: Reading): void {
  const pronoun = regex(
    `^(?:it|they|each(?: one| of them| of these)?|every one(?: of them)?|these|all of them)\\s+${MODAL}(?:${HAS}|${RELATES})[\\s:]`,
  );
  reading.clauses.forEach((clause, index) => {
    const before = reading.clauses[index - 1];
    if (!before || !pronoun.test(clause.text) || reading.mentioned(before.text).length > 0) return;
    const tagged = reading.tagged(before);
    const noun =
      tagged.match(/^[ACR]*(?:[RN]M?A*[VHM]A*)V?D*(?<noun>N{1,2})(?:$|[PW,])/)?.group('noun') ??
      tagged.match(/^[AC]*D*(?<noun>N{1,2})B/)?.group('noun') ??
      tagged.match(/B[AD]*(?<noun>N{1,2})$/)?.group('noun');
    if (noun && !isUsualField(nameOf(noun.text))) declare(reading, noun, 'subject');
  });
}

/** "For each employee we store the first name and ...". */
function keptForEach(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(KEPT_FOR_EACH);
    if (found) declare(reading, found.group('noun'), 'subject');
  }
}

/** "... for a blog post resource". */
function namedAsResource(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:(?:for|called|named|an?|the|of)\s+)?(?<noun>(?!(?:an?|the|of|for|with)\b)[a-z]+`,
    String.raw`(?:\s[a-z]+)?)\s+(?:resource|entity|entities|model)s?\b`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const noun = found.group('noun');
      const known = reading.draft.find(noun.text);
      if (known) reading.draft.alias(singular(nameOf(noun.text)), known);
      const resource = known ?? declare(reading, noun, 'mention');
      if (!resource) continue;
      resource.named = true;
      found.whole.claim();
    }
  }
}

/** "Users create polls", "As a member I can book a class", "Admins manage products". */
function objectsOfPeople(reading: Reading): void {
  const who = String.raw`(?:users?|members?|people|customers?|they|authors?|organi[sz]ers?|admins?|staff|managers?|I)`;
  const verbs = 'create|post|add|write|submit|publish|upload|manage|book|borrow|rent|place|keep|own';
  const pattern = regex(
    String.raw`\b${who}\s+(?:can\s+|want to\s+|should be able to\s+)?(?:${verbs})s?\s+(?<article>an?\s+|my\s+)?` +
      String.raw`(?<noun>[a-z]+)\b`,
  );
  const story = regex(
    String.raw`^as an?\s+[^,]{1,40}?,?\s+I\s+(?:can|want to|need to|should be able to)\s+\w+\s+`,
    String.raw`(?<article>an?\s+|my\s+)(?<noun>[a-z]+)\b`,
  );
  for (const clause of reading.clauses) {
    for (const found of [...clause.matches(story), ...clause.matches(pattern)]) {
      const noun = found.group('noun');
      if (found.optional('article') || isPlural(nameOf(noun.text))) declare(reading, noun, 'mention');
    }
  }
}

/** "A recipe API", where nothing else names a resource. */
function nameOfTheApi(reading: Reading): void {
  if (reading.draft.all.length > 0) return;
  for (const clause of reading.clauses) {
    for (const found of clause.matches(/\b(?<noun>[a-z]+)\s+(?:api|app|service|backend|system|endpoints?)\b/i)) {
      if (declare(reading, found.group('noun'), 'mention')) return;
    }
  }
}
