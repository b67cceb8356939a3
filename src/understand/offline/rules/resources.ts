import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { singular } from '../../../design/inflect.ts';
import { isPlural, nameOf, plainNoun, wordsOf } from '../words/names.ts';
import { isPerson } from '../words/people.ts';
import { typeByName } from '../words/field-types.ts';
import { EACH, HAS, MODAL, NOUN, RELATES } from './patterns.ts';

/** Nouns that say what kind of software it is, or what an API offers; a resource only where the text gives it fields. */
const GENERIC = new Set(
  (
    'api apis backend service system app application platform tool database endpoint resource crud management ' +
    'directory tracker catalog website site store shop blog library clinic ecommerce e_commerce commerce crm it status ' +
    'pagination filtering sorting search authentication date support listing type list record item time number ' +
    'update field everything response request'
  ).split(' '),
);

/** Words that are never a resource, nor the first or last word of the name of one. */
const NEVER = new Set(
  (
    'this that there which they them it we i you he she who what us all any some has have can be is are must and or ' +
    'not no only the should also belong real_time user_interface each every everything everyone anyone someone nothing ' +
    'field fields crud rest api apis'
  ).split(' '),
);

const DESCRIPTIVE =
  /^(?:simple|basic|complete|online|new|single|own|other|full|small|modern|multiple|many|various|different)_/;

/** Finds what the description is about: the resources, by the phrases that name them. */
export const resourceRules: readonly Rule[] = [
  subjectsOfFields,
  targetsOfRelations,
  collections,
  namedAsResource,
  listedAfterThePurpose,
  headings,
  objectsOfPeople,
  nameOfTheApi,
];

/** How sure a phrase is that it names a resource of its own. */
type Strength = 'subject' | 'mention';

function declare(reading: Reading, phrase: Phrase, strength: Strength): DraftResource | undefined {
  const { draft } = reading;
  const name = resourceName(phrase.text, strength);
  if (name === undefined) return undefined;
  const known = draft.named(name) ?? byItsHead(reading, name);
  if (known) {
    draft.alias(name, known);
    return known;
  }
  return draft.add(name, phrase);
}

function resourceName(text: string, strength: Strength): string | undefined {
  const words = wordsOf(plainNoun(text));
  const name = singular(nameOf(words.join(' '))).replace(DESCRIPTIVE, '');
  const parts = name.split('_');
  if (name.length < 3 || name.length > 40 || !/^[a-z]\w*$/.test(name) || parts.length > 3) return undefined;
  if (NEVER.has(name) || NEVER.has(parts[0]!) || NEVER.has(parts.at(-1)!)) return undefined;
  return strength === 'mention' && GENERIC.has(name) ? undefined : name;
}

/** "Blog post" is the known "post", but an "order item" is no "item" when there are orders. */
function byItsHead(reading: Reading, name: string): DraftResource | undefined {
  const parts = name.split('_');
  if (parts.length < 2) return undefined;
  const qualifier = parts.slice(0, -1).join('_');
  if (reading.draft.named(qualifier)) return undefined;
  return reading.draft.named(parts.at(-1)!);
}

/** "Posts have ...", "Each order item belongs to ...", "Threads and replies have ...". */
function subjectsOfFields(reading: Reading): void {
  const pattern = new RegExp(
    `^${EACH}(?<subject>${NOUN}(?:\\s+and\\s+${NOUN})?)\\s+${MODAL}(?:${HAS}|${RELATES})[\\s:]`,
    'i',
  );
  const subjects = reading.clauses
    .flatMap((clause) => {
      const found = clause.match(pattern);
      return found ? splitList(found.group('subject')) : [];
    })
    .filter((subject) => wordsOf(plainNoun(subject.text)).length <= 2);
  // The short names first: "posts" is what "blog posts" are.
  for (const length of [1, 2]) {
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
        const target = item.match(
          /^(?:to\s+)?(?:an?|exactly one|one|a single|the|multiple|many)\s+(?<noun>\w+(?:\s\w+)?)$/i,
        );
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
  const pattern =
    /\b(?:has|have)\s+(?:many|multiple|several)\s+(?<noun>[a-z]+(?:\s(?!(?:and|or|that|which|with|in|of|per|from)\b)[a-z]+)?)/i;
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const noun = found.group('noun');
      if (!typeByName(nameOf(noun.text))?.startsWith('list<')) declare(reading, noun, 'mention');
    }
  }
}

/** "... for a blog post resource". */
function namedAsResource(reading: Reading): void {
  const pattern =
    /\b(?:(?:for|called|named|an?|the|of)\s+)?(?<noun>(?!(?:an?|the|of|for|with)\b)[a-z]+(?:\s[a-z]+)?)\s+(?:resource|entity|entities|model)s?\b/i;
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

const SOFTWARE =
  'api|crud|crm|erp|cms|backend|service|system|platform|app|application|endpoints?|blog|tool|shop|store|site|website|' +
  'database|catalog|server|marketplace|microservice|scaffold';

/** What a list of resources comes after. */
const PURPOSE = new RegExp(
  String.raw`\b(?:${SOFTWARE})\s+(?:for|with|of|(?:to|that|which|for) (?:track|manage|handle|store|organi[sz]e|managing|tracking)s?)\s+|` +
    String.raw`\b(?:to\s+(?:track|manage|handle|store|organi[sz]e)|managing|tracking|handling)\s+|:\s*`,
  'i',
);

/** "An API for books, authors and loans", "... to manage albums and tracks". */
function listedAfterThePurpose(reading: Reading): void {
  for (const clause of reading.clauses) {
    const places = [{ list: clause, purpose: clause.slice(0, 0) }];
    for (const { after, whole } of clause.matches(PURPOSE)) places.push({ list: after, purpose: whole });
    for (const { list, purpose } of places) {
      const nouns = listedNouns(list);
      const declared = nouns.filter((noun) => {
        const resource = declare(reading, noun, 'mention');
        if (resource) resource.named = true;
        return resource !== undefined;
      });
      for (const part of declared.length > 0 ? [purpose, ...declared] : []) part.claim();
      if (nouns.length > 0) break;
    }
  }
}

/** The nouns of "books, authors (name, bio) and loans"; none if one of the items is no plural noun. */
function listedNouns(list: Phrase): Phrase[] {
  const items = splitList(list).map((item) =>
    item.match(/^(?:the\s+)?(?<noun>[a-z-]+(?:\s[a-z-]+)?)\s*(?:\([^)]*\))?$/i),
  );
  const nouns = items.flatMap((item) => item?.group('noun') ?? []);
  return nouns.length === items.length && nouns.every((noun) => isPlural(nameOf(noun.text))) ? nouns : [];
}

/** "Notes: title, content" and "products (name, price)". */
function headings(reading: Reading): void {
  const pattern = /^(?:(?:an?|the|each)\s+)?(?<noun>[a-z]+(?:\s[a-z]+)?)\s*(?::|\()\s*(?=[^,()]+(?:\([^)]*\))?\s*,)/i;
  for (const clause of reading.clauses) {
    const noun = clause.match(pattern)?.group('noun');
    if (!noun || /^fields?$/i.test(noun.text)) continue;
    if (isPlural(nameOf(noun.text)) || reading.draft.all.length > 0) declareHeading(reading, noun);
  }
}

function declareHeading(reading: Reading, noun: Phrase): void {
  if (isBehaviourHeading(noun.text)) return;
  declare(reading, noun, 'mention');
}

/** "Filters: ...", "Roles: ..." speak about resources that have another name. */
function isBehaviourHeading(text: string): boolean {
  return /^(?:(?:other|more|key|main|extra|technical|business|access|list|required|optional)\s+)?(?:filters?|sort(?:s|ing)?|filtering|options?|roles?|permissions?|auth\w*|access|rules?|requirements?|notes? that|actions?|operations?|features?|stack|tech\w*|config\w*|relations?\w*|constraints?|validations?|search\w*|database|security|pagination|resources?|entities|models?|endpoints?|fields?|attributes?)$/i.test(
    text,
  );
}

/** "Users create polls", "Members can book a class". */
function objectsOfPeople(reading: Reading): void {
  const pattern =
    /\b(?:users?|members?|people|customers?|they|authors?|organi[sz]ers?|admins?)\s+(?:can\s+)?(?:create|post|add|write|submit|publish|upload|manage|book|borrow|rent)s?\s+(?<article>an?\s+)?(?<noun>[a-z]+)\b/i;
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
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
