import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { isPlural, nameOf } from '../words/names.ts';
import { declare } from './declare.ts';

/** Finds resources where the text lists them, or puts their fields after their name. */
export const resourceListRules: readonly Rule[] = [listedAfterThePurpose, headings];

const SOFTWARE =
  'api|crud|crm|erp|cms|backend|service|system|platform|app|application|endpoints?|blog|tool|shop|store|site|website|' +
  'database|catalog|server|marketplace|microservice|scaffold';

/** What a list of resources comes after. */
const PURPOSE = new RegExp(
  String.raw`\b(?:${SOFTWARE})\s+(?:for|with|of|(?:to|that|which|for) ` +
    String.raw`(?:track|manage|handle|store|organi[sz]e|managing|tracking)s?)\s+|` +
    String.raw`\b(?:to\s+(?:track|manage|handle|store|organi[sz]e)|managing|tracking|handling)\s+|:\s*`,
  'i',
);

/** "An API for books, authors and loans", "... to manage albums and tracks". */
function listedAfterThePurpose(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const { list, purpose, isHeaded } of placesOfLists(reading, clause)) {
      const nouns = listedNouns(list, isHeaded);
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

interface PlaceOfList {
  readonly list: Phrase;
  /** The words that introduce it. */
  readonly purpose: Phrase;
  /** Whether a heading says that resources follow. */
  readonly isHeaded: boolean;
}

/** Where in a clause a list of resources may begin. */
function placesOfLists(reading: Reading, clause: Phrase): PlaceOfList[] {
  const isHeaded = reading.textBefore(clause).trimEnd().endsWith(':');
  const isTopic = isHeaded || clause === reading.clauses[0];
  const label = clause.match(/^(?:the\s+)?(?:tables|entities|resources|models|collections)\s*:\s*,?\s*/i);
  const introduced = clause
    .matches(PURPOSE)
    .map(({ after, whole }) => ({ list: after, purpose: whole, isHeaded: false }));
  return [
    ...(label ? [{ list: label.after, purpose: label.whole, isHeaded: true }] : []),
    ...(isTopic ? [{ list: clause, purpose: clause.slice(0, 0), isHeaded }] : []),
    ...introduced,
  ];
}

/** The nouns of "books, authors (name, bio) and loans"; none if one of the items is no noun of this kind. */
function listedNouns(list: Phrase, isHeaded: boolean): Phrase[] {
  const pattern = /^(?:the\s+)?(?<noun>[a-z_-]+(?:\s[a-z_-]+)?)\s*(?<fields>\(.*\))?$/i;
  const items = splitList(list).map((item) => item.match(pattern));
  const areNouns = items.every(
    (item) => item && (isPlural(nameOf(item.text('noun'))) || (isHeaded && item.optional('fields') !== undefined)),
  );
  return areNouns ? items.map((item) => item!.group('noun')) : [];
}

/** "Notes: title, content", "Book (title: string, pages: int)", "CRUD for invoices: number, amount". */
function headings(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:(?:[\w ]{0,60}\b(?:${SOFTWARE})\s+(?:for|of)\s+)?(?:an?\s+|the\s+|each\s+)?)(?<noun>[a-z]+(?:\s` +
      String.raw`(?!(?:fields?|attributes|properties|columns)\b)[a-z]+)?)(?<label>\s+` +
      String.raw`(?:fields?|attributes|properties|columns))?` +
      String.raw`\s*(?::|\()\s*,?\s*(?=[^,()]+(?:\([^)]*\))?\s*[,:])`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const noun = found?.group('noun');
    if (!found || !noun || BEHAVIOUR.test(noun.text)) continue;
    const isNamed =
      isPlural(nameOf(noun.text)) ||
      reading.draft.all.length > 0 ||
      found.optional('label') ||
      isTyped(noun, found.after);
    const resource = isNamed ? declare(reading, noun, 'mention') : undefined;
    if (resource) resource.section ??= noun.start;
  }
}

/** "Book (title: string": a name in capitals and a type say that it is a definition. */
function isTyped(noun: Phrase, list: Phrase): boolean {
  return /^[A-Z]/.test(noun.text) && /^[a-z_]\w*\??\s*:\s*\w/.test(list.text);
}

/** "Filters: ...", "Roles: ..." speak about resources that have another name. */
const BEHAVIOUR = new RegExp(
  String.raw`^(?:(?:other|more|key|main|extra|technical|business|access|list|required|optional)\s+)?` +
    String.raw`(?:filters?|sort(?:s|ing)?|filtering|options?|roles?|permissions?|auth` +
    String.raw`(?:entication|orization)?|access|rules?|requirements?|` +
    String.raw`notes? that|actions?|operations?|features?|stack|tech\w*|config\w*|relations?\w*|constraints?|` +
    String.raw`validations?|search\w*|database|security|pagination|resources?|entities|models?|endpoints?|fields?|` +
    String.raw`attributes?|criteria|title|description|summary|goal|background|context|hi|hello|thanks)$`,
  'i',
);
