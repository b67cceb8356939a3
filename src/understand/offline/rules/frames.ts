import { takesValues } from './enumerations.ts';
import { splitItems, splitList } from '../text/lists.ts';
import { isTopic, mayBeResource, mayBeThing } from '../text/headings.ts';
import { beginsStatement, statesSomething } from '../text/statements.ts';
import { EACH, MODAL, NOUN as WORDS, RELATES } from '../text/grammar.ts';
import { perText } from '../text/per-text.ts';
import type { Phrase } from '../text/phrase.ts';
import { isClosed, type Tagged, type TagMatch } from '../text/tags.ts';
import { isUsualField, TYPE_WORDS } from '../words/field-types.ts';
import { singular } from '../words/inflection.ts';
import { isPlural, nameOf, plainNoun, wordsOf } from '../words/names.ts';
import { isPerson } from '../words/people.ts';

/** A place in a clause where the text gives the fields of something. */
export interface Frame {
  readonly kind: 'heading' | 'has' | 'with' | 'parentheses';
  /** What has the fields. */
  readonly noun: Phrase;
  /** What the noun belongs to: the dishes of "ratings of dishes: stars, remark". */
  readonly parent: Phrase | undefined;
  /** From the noun to the list. */
  readonly intro: Phrase;
  readonly list: Phrase;
  /** Whether the items only might be fields: plain nouns, as the values of a field are too. */
  readonly isWeak?: boolean;
}

const NOUN = '(?<noun>N{1,3})';
const OF_PARENT = '(?:,?A*(?<of>[P>])D*(?<parent>N{1,2}))?';

const HEADING = new RegExp(`^[ACD]*${NOUN}${OF_PARENT}(?::|-(?=[DA]*N+[,(•]))`);
const HAS = new RegExp(`^[ACP,]*D*(?<quantity>#?)${NOUN}${OF_PARENT}(?:W)?[MA]*H(?![P:]V|PN)`);

/** "customers we need name and phone". */
const TOPIC_FIRST = new RegExp(`^[ACP]*D*${NOUN},?R[MA]*[HVN](?=[DN])`);
const WITH = new RegExp(`${NOUN}${OF_PARENT}(?:PD*N{1,2})?(?:B[NV])?,?A*(?:D{1,2}(?:P[DR])?)?(?<with>P)`);
const PARENTHESES = new RegExp(`${NOUN}${OF_PARENT}(?<open>[(])`);

/** "Loans belong to a book, with a due date": read with the relation. */
const RELATED = new RegExp(`^${EACH}${WORDS}\\s+${MODAL}(?:${RELATES})\\s`, 'i');

/** The places in a clause where fields are given, each of them once. */
export function framesOf(tagged: Tagged): Frame[] {
  const heading = headingFrame(tagged) ?? toldFrame(tagged) ?? objectFrame(tagged);
  if (heading) return [heading];
  const has = hasFrame(tagged);
  if (has)
    return [
      has,
      ...tagged
        .matches(PARENTHESES)
        .flatMap((found) => parenthesesFrame(tagged, found))
        .filter(({ noun }) => noun.start >= has.list.start && isPlural(nameOf(noun.text))),
    ];
  if (RELATED.test(tagged.phrase.text)) return [];
  const inParentheses = tagged.matches(PARENTHESES).flatMap((found) => parenthesesFrame(tagged, found));
  const [firstOpen] = inParentheses;
  const afterWith = tagged
    .matches(WITH)
    .flatMap((found) => withFrame(found))
    .map((frame) => ofTheWholeClause(tagged, frame));
  return [
    ...inParentheses,
    ...afterWith.filter(({ noun }) => !firstOpen || noun.start > firstOpen.list.end || noun.end < firstOpen.noun.start),
  ];
}

/** "posts: title, body", "Ticket - subject, priority, status". */
function headingFrame(tagged: Tagged): Frame | undefined {
  const found = tagged.match(HEADING);
  const noun = found?.group('noun');
  if (!found || !noun || /^(?:fields?|attributes|columns|properties)$/i.test(noun.text) || BODY.test(noun.text))
    return undefined;
  const frame = {
    kind: 'heading' as const,
    noun: withoutLabel(noun),
    parent: parentIn(found),
    intro: upTo(noun, found.whole),
    list: found.after,
  };
  const share = fieldShare(frame.list);
  const isWeak = knownShare(frame.list) < 0.5;
  const isEntity = /^(?:entity|model|table|resource)\s/i.test(noun.text);
  if (!isEntity && isTopic(noun.text) && !(share > 0.6 && (mayBeResource(noun.text) || mayBeThing(noun.text))))
    return undefined;
  const isMany = isPlural(nameOf(frame.noun.text));
  if (isEntity) return frame;
  return share >= (isMany || itemsOf(frame.list).length > 3 ? 0.3 : 0.5) && startsLikeField(frame.list)
    ? { ...frame, isWeak }
    : undefined;
}

/** Words that stand for what follows: "CRUD for cars", "a list of cars". */
const STANDS_FOR =
  /(?:^|\s)(?:crud|list|set|table|api|apis|endpoints?|backend|management|collection|database|catalog(?:ue)?|inventory|service|tool|app|system|resource|record|number|kind|type)s?$/i;

function upTo(noun: Phrase, whole: Phrase): Phrase {
  return whole.slice(noun.start - whole.start);
}

/** "comments on posts" belong to posts; "list with pagination" does not. */
function parentIn(found: TagMatch): Phrase | undefined {
  return /^(?:on|of|for|under|to|about|against|per|->)$/.test(found.text('of')) ? found.group('parent') : undefined;
}

const TOLD = new RegExp(`^[ACN,-]*?(?<noun>N{1,2}):`);

/** "adoptions: somebody adopts a tree, giving a name and a plaque". */
function toldFrame(tagged: Tagged): Frame | undefined {
  const found = tagged.match(TOLD);
  const label = found?.group('noun');
  if (!found || !label || isTopic(label.text) || !isPlural(nameOf(label.text))) return undefined;
  const rest = tagged
    .matches(WITH)
    .filter(({ first }) => first >= found.end)
    .flatMap((match) => withFrame(match))[0];
  return rest && { ...rest, noun: label, parent: rest.noun };
}

const OBJECT = new RegExp(`V(?:[C,]V)*D*${NOUN}(?:(?<of>P)D*(?<parent>N{1,2}))?(?::|-(?=[DA]*N+[,C(•]))`);

/** "teachers can post announcements to a group: a title, a text". */
function objectFrame(tagged: Tagged): Frame | undefined {
  const found = tagged.match(OBJECT);
  const noun = found?.group('noun');
  if (!found || !noun || isTopic(noun.text) || knownShare(found.after) < 0.5) return undefined;
  return { kind: 'heading', noun, parent: parentIn(found), intro: upTo(noun, found.whole), list: found.after };
}

/** "Book fields: ..." is about books. */
function withoutLabel(noun: Phrase): Phrase {
  const prefix = noun.match(/^(?:entity|model|table|resource)\s+(?=\w)/i);
  if (prefix) return prefix.after;
  const label = noun.text.search(
    /\s+(?:fields?|attributes|properties|columns|table|entity|model|resource|object|info|information|data|details|record|records|schema)$/i,
  );
  return label > 0 ? noun.slice(0, label) : noun;
}

/** "A book has a title", "members have ...". */
function hasFrame(tagged: Tagged): Frame | undefined {
  const first = tagged.match(TOPIC_FIRST);
  if (first && /\b(?:need|store|keep|track|want|have|save|record|collect)\s*$/i.test(first.whole.text))
    return { kind: 'with', noun: first.group('noun')!, parent: undefined, intro: first.whole, list: first.after };
  const found = tagged.match(HAS);
  const noun = found?.group('noun');
  if (found && /^(?:our|my|the)\s+(?:\w+\s+)?\w+\s+needs?\b/i.test(found.whole.text)) return undefined;
  if (
    !found ||
    !noun ||
    found.text('quantity') !== '' ||
    /^\s*(?:to\b|(?:an?\s+)?(?:emails?|notif\w+|messages?|sms|reminders?|alerts?)\b(?!\s*(?:,|and\b)))/i.test(
      found.after.text,
    )
  )
    return undefined;
  if (isCalledLikeField(noun) && itemsOf(found.after).every(({ text }) => isAboutAField(text))) return undefined;
  return { kind: 'has', noun, parent: undefined, intro: found.whole, list: found.after };
}

/** "products (name, price)", not "priority (low, high)". */
function parenthesesFrame(tagged: Tagged, found: TagMatch): Frame[] {
  const parent = parentIn(found);
  if (found.group('parent') && !parent) return [];
  const isAbout = parent !== undefined && STANDS_FOR.test(found.group('noun')!.text);
  const noun = isAbout ? parent : found.group('noun')!;
  const rest = found.after;
  const length = lengthInside(rest.text);
  if (length === undefined) return [];
  const list = withoutWith(fieldsAmongExamples(rest.slice(0, length)));
  const items = itemsOf(list);
  if (BODY.test(noun.text) || (takesValues(noun.text) && items.every(({ text }) => wordsOf(text).length === 1)))
    return [];
  const named = items.filter(({ text }) => (looksLikeField(text) || isPlainName(text)) && !isAboutAField(text));
  if (named.length * 2 < items.length) return [];
  if (fieldShare(list) < (items.length === 1 ? 1 : 0.5) || (items.length === 1 && !isNamedField(items[0]!.text)))
    return [];
  const isWeak = knownShare(list) < 0.5;
  if (isWeak && /\bor\b|\//i.test(list.text)) return [];
  if (
    isCalledLikeField(noun) &&
    (isWeak || items.some(({ text }) => isAboutAField(text) || TYPE_WORDS.has(nameOf(text))))
  )
    return [];
  return [
    {
      kind: 'parentheses',
      noun,
      parent: isAbout ? undefined : parent,
      intro: tagged.phrase.slice(noun.start - tagged.phrase.start, list.start - tagged.phrase.start),
      list,
      isWeak,
    },
  ];
}

/** "key (unique)", "a status with a label": one in lower case is a field. */
function isCalledLikeField(noun: Phrase): boolean {
  return !isPlural(nameOf(noun.text)) && !/^[A-Z]/.test(noun.text) && isUsualField(nameOf(noun.text));
}

/** What is sent to a route: the fields of its resource. */
export const BODY = /^(?:(?:request|response|json)\s+)?(?:body|payload|params|request|response|json|schema)$/i;

/** "(unique, max 10)" says something about a field that stands before it. */
function isAboutAField(text: string): boolean {
  return /^(?:same|only|no\b|if\b|when\b|unique|required|optional|nullable|not null|max\b|min\b|default|between|from \d|up to|at (?:least|most)|exactly|\d|[<>=]|list of|string|text$|int|integer|decimal|float|bool|enum|one of|positive|pk|fk)/i.test(
    text,
  );
}

function withoutWith(list: Phrase): Phrase {
  const intro = list.match(/^\s*(?:each\s+)?(?:with|having|that have|which have|containing|has|have)\s+/i);
  return intro ? intro.after : list;
}

/** In "(tulips, ferns, anything - colour, height)" the fields come after the dash. */
function fieldsAmongExamples(list: Phrase): Phrase {
  const dash = list.match(/\s-\s|(?<=,.*):\s/);
  if (!dash || knownShare(list.slice(0, dash.index)) > 0) return list;
  return dash.after;
}

function lengthInside(text: string): number | undefined {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return undefined;
}

/** "parcels with a weight and a status". */
function withFrame(found: TagMatch): Frame[] {
  if (!/^(?:with|containing)$/.test(found.text('with'))) return [];
  const list = found.after;
  const parent = parentIn(found);
  const isAbout = parent !== undefined && STANDS_FOR.test(found.group('noun')!.text);
  const noun = isAbout ? parent : found.group('noun')!;
  if (/(?:^|\s)(?:things?|stuff|ones?)$/i.test(noun.text) || isCalledLikeField(noun)) return [];
  if (
    /^(?:one|two|three|many|several|multiple|other|no|the|this|that)\s/i.test(list.text) &&
    !/^the\s+\w+(?:\s\w+)?(?:,|\s+and\s)/i.test(list.text)
  )
    return [];
  const share = /^(?:an?|its|the)\s/i.test(list.text) ? fieldShare(list) : knownShare(list);
  return share >= 0.4 ? [{ kind: 'with', noun, parent: isAbout ? undefined : parent, intro: found.whole, list }] : [];
}

const SUBJECT = new RegExp(`^[AC,]*D*(?<noun>N{1,3})[MA]*(?:B|V|X)`);
const DONE_TO = new RegExp(`V(?:[C,]V)*D*${NOUN}(?:P(?:D|P|#)*N{1,3}){1,3},A*P`);

/** In "owners send requests to sitters, with a date" the date is one of the request. */
function ofTheWholeClause(tagged: Tagged, frame: Frame): Frame {
  const before = tagged.phrase.text.slice(0, frame.list.start - tagged.phrase.start);
  if (!/,\s*with\s*$/i.test(before)) return frame;
  const object = tagged.match(DONE_TO)?.group('noun');
  if (object) return { ...frame, noun: object };
  const subject = tagged.match(SUBJECT)?.group('noun');
  return subject && !isPerson(singular(nameOf(subject.text))) ? { ...frame, noun: subject } : frame;
}

/** The items of a list, also of one whose items stand on lines of their own. */
export function itemsOf(list: Phrase): Phrase[] {
  const lines = splitItems(list);
  return lines.length > 1 ? lines : splitList(list);
}

function startsLikeField(list: Phrase): boolean {
  const [first] = itemsOf(list);
  return first !== undefined && !beginsStatement(first.text) && !statesSomething(first.text);
}

/** Which part of the items of a list are fields, by their looks. */
export function fieldShare(list: Phrase): number {
  const items = itemsOf(list);
  const fields = items.map(({ text }) => (looksLikeField(text) ? 1 : isPlainName(text) ? 0.5 : 0));
  return items.length === 0 ? 0 : fields.reduce<number>((sum, one) => sum + one, 0) / items.length;
}

/** Which part of the items of a list are fields, without those that only might be. */
export function knownShare(list: Phrase): number {
  const items = itemsOf(list);
  return items.length === 0 ? 0 : items.filter(({ text }) => looksLikeField(text)).length / items.length;
}

/** "the lid", "seal code": nothing but a noun, so that it may be a field. */
const isPlainName = perText((text: string): boolean => {
  const words = wordsOf(plainNoun(text.replace(/\s*\([^()]*\)\s*$/, '')));
  return words.length > 0 && words.length <= 3 && words.every((word) => /^[a-z][\w-]*$/.test(word) && !isClosed(word));
});

/** Whether an item has the name of a field, and not only words about one. */
function isNamedField(text: string): boolean {
  const [name = '', type = ''] = text.replace(/\b(?:unique|optional|required)\b.*$/i, '').split(/\s*[(:]\s*/);
  return isUsualField(nameOf(name)) || TYPE_WORDS.has(/^\w*/.exec(type)![0].toLowerCase());
}

const SAYS_MORE =
  /\b(?:unique|optional|required|nullable|not null|default\w*|max(?:imum)?|min(?:imum)?|at (?:least|most)|characters|chars|text|integer|int|string|decimal|float|boolean|bool|date|number|flag|enum|json|positive|foreign key|fk|pk|one of|list of)\b|[<>]=?|->|\d\s*-\s*\d|\?$|\byes\/no\b|\w\/\w[\w-]*\/\w/i;

/** Whether the name of an item, or what is said about it, is that of a field. */
export const looksLikeField = perText((text: string): boolean => {
  const plain = text
    .replace(/^(?:(?:and|or|plus|also|maybe|then|as well as|optionally|possibly|which|what)\s+)+/i, '')
    .replace(/\s+(?:like|such|which|that|who|because|so|for|must|should|can|cannot|has to|is|are|if|when)\s.*$/is, '')
    .trim();
  if (beginsStatement(plain)) return false;
  const name = nameOf(
    plain
      .replace(/\s*[(:=?].*$/s, '')
      .replace(/\b(?:unique|optional|required|in (?:minutes|seconds|hours|kg|cm|km))\b.*$/i, ''),
  );
  if (wordsOf(plain.replace(/\(.*?\)/g, '')).length > 12) return false;
  return (
    isUsualField(name) || isPerson(name) || TYPE_WORDS.has(name) || /_id$|^id$/.test(name) || SAYS_MORE.test(plain)
  );
});
