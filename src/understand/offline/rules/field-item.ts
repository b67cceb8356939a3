import { plural, singular } from '../../../design/inflect.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import { type Phrase, Remainder } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { TYPE_WORDS, typeByName } from '../words/field-types.ts';
import { isPlural, nameOf, wordsOf } from '../words/names.ts';
import { isPerson, ownsTheRow } from '../words/people.ts';
import { askedField } from './wh-fields.ts';
import { type Attributes, takeAttributes, takeExclusiveBounds } from './attributes.ts';
import { type Enumeration, enumType, valuesOf } from './enumerations.ts';

const LONGEST_NAME = 4;

/** Where the name of a field ends and a remark begins. */
const REMARK = regex(
  String.raw`(?:^(?!(?:is|has|are|from|to|on)\s)|\s)(?:like|such|about|regarding|for|that|which|who|where|when|whether|so|in`,
  String.raw`(?! stock\b)|on|with|from|to|as|because|based|used|using|if|unless|per|by|when|is|are|can|must|`,
  String.raw`should|will|shown|stored|given|but|not|only|i|we|they|you|he|she|it|greater|more|less|higher|larger|above|over|below)`,
  String.raw`(?=\s|$)(?<!(?:ed|en|nt|ught|id)(?:\s+(?:up|in|out|off))?\s+(?:on|by|at)(?=\s*$)).*$`,
);

/** Words that begin a new statement, not the name of a field. */
const STATEMENT = regex(
  String.raw`^(?:and|or|be|(?:is|has|are)(?!\s+(?!an?\b)\w+(?:\s*$|\s*[(:=]|\s+(?:default|flag|bool)))|have|can|must|should|will|to(?!\s+\w+$)|of|by|it|they|users?\s+can|anyone|only|also|`,
  String.raw`no|not|without|belongs?|references?|filter\w*|sort\w*|order`,
  String.raw`(?:ed|ing)|search\w*|paginat\w*|soft[- ]delet\w*|full[- ]text)\b`,
);

/** What the words of one item say, before it is known what kind of field it is. */
interface Item {
  readonly phrase: Phrase;
  readonly words: Remainder;
  readonly name: string;
  /** The name as it stands in the text. */
  readonly noun: Phrase;
  readonly attributes: Attributes;
  readonly values: readonly string[];
  readonly sequence: boolean;
  /** "several", "many". */
  readonly many: boolean;
}

/** Whether the words begin something else than a field. */
export function beginsStatement(item: string): boolean {
  return STATEMENT.test(item.trim());
}

/** Reads one item of a field list into the resource; false where it is no field. Claims what it understands. */
export function readField(
  reading: Reading,
  resource: DraftResource,
  phrase: Phrase,
  enumeration: Enumeration | undefined,
): boolean {
  if (readQuestion(reading, resource, phrase)) return true;
  const item = takeApart(phrase, enumeration);
  if (!item) return false;
  const read = [identity, selfReference, relation, account, collection, enumField, scalar].some((kind) =>
    kind(reading, resource, item),
  );
  if (!read) return false;
  item.noun.claim();
  item.words.claimTaken();
  return true;
}

/** "when it was paid", "who booked it". */
function readQuestion(reading: Reading, resource: DraftResource, phrase: Phrase): boolean {
  const unit = phrase.match(/,?\s+in\s+(?:minutes|hours|days|seconds)\s*$/i);
  const named = phrase.match(/^(?:what|how)\b[^(]*\((?:an?|the|so an?|i\.e\. an?)\s+(?<name>[a-z]+(?:\s[a-z]+)?)\)$/i);
  if (named) return readField(reading, resource, named.group('name'), undefined) && (phrase.claim(), true);
  if (readPeriod(resource, phrase)) return true;
  const asked = askedField(
    (unit ? phrase.slice(0, unit.index) : phrase).text
      .replace(/\s*\([^()]*\)/g, '')
      .replace(/^(?:and|also|plus)\s+/i, ''),
  );
  if (!asked) return false;
  if (asked.type === 'User') addAccount(reading, resource, asked.name, phrase);
  else resource.addField({ name: asked.name, type: asked.type, modifiers: [], from: phrase });
  if (asked.type === 'User') resource.owner ??= asked.name;
  reading.draft.assume(`${resource.name}.${asked.name} stands for "${phrase.text.trim()}".`);
  phrase.claim();
  return true;
}

/** "from when until when": two moments. */
function readPeriod(resource: DraftResource, phrase: Phrase): boolean {
  if (!/^(?:and\s+)?from when (?:until|to|till) when$/i.test(phrase.text.trim())) return false;
  resource.addField({ name: 'started_at', type: 'datetime', modifiers: [], from: phrase });
  resource.addField({ name: 'ended_at', type: 'datetime', modifiers: ['optional'], from: phrase });
  phrase.claim();
  return true;
}

function takeApart(phrase: Phrase, enumeration: Enumeration | undefined): Item | undefined {
  const words = new Remainder(phrase);
  const attributes: Attributes = { modifiers: [] };
  let values: readonly string[] = [];
  if (enumeration) {
    words.remove(enumeration.whole);
    values = enumeration.values;
  }
  words.take(/^\s*(?:and|plus|as well as|also)\s+/i);
  const stars = words.rest.match(/^\s*(?<range>\d+\s*(?:-|to)\s*\d+)\s+(?=[a-z]+\s*$)/i);
  if (stars) attributes.type = 'int';
  words.take(/^\s*(?:which|what|the name of the)\s+(?=\w+(?:\s\w+)?\s*$)/i);
  words.take(/\b(?:obviously|of course|basically|really|actually|just|probably|i guess|i think|please|etc\.?)\b/i);
  takeSizedType(words, attributes);
  values = takeParentheses(words, attributes) ?? values;
  takeExplicitType(words, attributes);
  takeAttributes(words, attributes);
  takeExplicitType(words, attributes);
  setAside(words);
  const many =
    words.take(
      /^\s*(?:several|many|multiple|a list of|some|(?:zero|one) or more|any number of|a (?:set|number|bunch|couple) of)\s+(?=\w)/i,
    ) !== undefined;
  if (words.take(/^\s*(?:an?\s+|the\s+)?(?:number|count|amount)\s+of\s+(?=\w)/i)) attributes.type ??= 'int';
  if (words.rest.match(/^\s*how many(?:\s+of\s+(?:it|them|those))?\s*$/i)) return quantityOf(words, phrase);
  if (attributes.modifiers.some((text) => /^m(?:in|ax)=/.test(text)))
    words.take(/(?<=\w)\s+(?:maximum|minimum|max|min)\s*$/i);
  words.take(/(?<=\w)\s+(?:needed|too|as well|also|involved|please|given|used)\s*$/i);
  takeKindWord(words, attributes, values.length > 0);
  const noun = nameIn(words.rest);
  return (
    noun && {
      phrase,
      words,
      noun,
      name: nameOf(noun.text),
      attributes,
      values,
      sequence: enumeration?.sequence ?? false,
      many,
    }
  );
}

/** "(unique, max 30)", "(low, medium or high)", "(list of strings)": attributes, a type or values. */
function takeParentheses(words: Remainder, attributes: Attributes): readonly string[] | undefined {
  const found = words.rest.match(/\((?<inner>[^()]*)\)/);
  if (!found) return undefined;
  const before = attributes.modifiers.length;
  const inner = new Remainder(found.group('inner'));
  takeAttributes(inner, attributes);
  for (const part of splitList(inner.rest)) {
    const type = TYPE_WORDS.get(part.text.toLowerCase());
    if (!type) continue;
    attributes.type ??= type;
    inner.remove(part);
  }
  const left = inner.rest.trim();
  words.remove(found.whole);
  if (left.text.replace(/[\s,]|\b(?:of|or|and)\b/g, '') === '') return undefined;
  const isPlain = attributes.modifiers.slice(before).every((text) => /^=|^optional|^required/.test(text));
  const values = attributes.type === undefined && isPlain ? valuesIn(left) : [];
  if (values.length > 1) return values;
  for (const { whole } of left.matches(/\S+(?: \S+)*/)) words.keep(whole);
  return undefined;
}

function valuesIn(left: Phrase): string[] {
  const plain = /^(?:either|one of|e\.?g\.?|enum)?:?\s*(?<values>[\w\s,|/"'-]+?)[\s;,]*$/i;
  const list = left.match(plain)?.group('values');
  const words = wordsOf(left.text);
  if (list && !/[,|/]|\b(?:or|and)\b/i.test(left.text) && words.length > 2 && words.length < 7)
    return words.map(nameOf);
  if (!list || splitList(list).some((value) => wordsOf(value.text).length > 3)) return [];
  return valuesOf(list);
}

/** "name varchar(80)", "total decimal(10,2)". */
function takeSizedType(words: Remainder, attributes: Attributes): void {
  const precise = words.take(/\s*:?\s*\b(?:decimal|numeric)\s*\(\s*(?<all>\d{1,2})\s*,\s*(?<after>\d{1,2})\s*\)/i);
  if (precise) attributes.type = `decimal(${precise.text('all')},${precise.text('after')})`;
  const sized = words.take(
    /\s*:?\s*\b(?:varchar|char|string|text)(?:\s*\(\s*(?:max\s*)?(?<size>\d{1,5})\s*\)|\s+(?<size2>\d{1,5})\b(?!\s*(?:-|to)\s*\d))/i,
  );
  if (sized) {
    attributes.type = 'string';
    attributes.modifiers.push(`max=${sized.text('size') || sized.text('size2')}`);
  }
}

/** "title: string", "price as decimal", "servings int". */
function takeExplicitType(words: Remainder, attributes: Attributes): void {
  words.take(/(?<=\w)(?:\s*:)?\s+enum\b:?/i);
  words.take(/\s+(?:fk|foreign key|primary key|pk)\b/i);
  const patterns = [
    /(?:\s*:\s*|\s+as\s+(?:an?\s+)?|\s+-\s+)(?<type>long text|[a-z]+)\b(?!\s+of\b)/i,
    /(?<=\w)\s+(?<type>string|str|varchar|integer|int|bigint|smallint|float|double|decimal|numeric|boolean|bool|json|jsonb|datetime|timestamp|timestamptz|uuid)\s*$/i,
    /(?<=\w_(?:at|on|date)\s|^\s*\w*(?:date|time)\s)\s*(?<type>date|time)\s*$/i,
  ];
  for (const pattern of patterns) {
    const found = words.rest.match(pattern);
    const type = found && TYPE_WORDS.get(found.text('type').toLowerCase());
    if (!found || !type) continue;
    words.remove(found.whole);
    attributes.type ??= /^number$/i.test(found.text('type')) ? numberType(words) : type;
  }
}

/** A "number" is whatever number the name suggests. */
function numberType(words: Remainder): string {
  const suggested = typeByName(nameOf(words.rest.text.replace(/[^\w ].*$/s, '')));
  return suggested && /^(?:int|float|money|decimal)$/.test(suggested) ? suggested : 'int';
}

/** "tags list", "pinned flag", "published status", "introduction text", "boolean active". */
function takeKindWord(words: Remainder, attributes: Attributes, hasValues: boolean): void {
  const before = String.raw`(?<!^\s*(?:an?|the|its|their|one|optional))(?<=\w)\s+`;
  if (words.take(new RegExp(`${before}(?:list|array)\\s*$`, 'i'))) attributes.type ??= 'list<string>';
  if (words.take(new RegExp(`${before}(?:flag|boolean|bool)\\s*$`, 'i'))) attributes.type ??= 'bool';
  if (words.take(/^\s*(?:an?\s+)?boolean\s+(?=\w)/i)) attributes.type ??= 'bool';
  if (words.take(new RegExp(`${before}text\\s*$`, 'i'))) attributes.type ??= 'text';
  const status = words.rest.match(
    /(?:^|\s)(?:\w+ed|active|public|private|visible|online)(?<kind>\s+(?:status|state))\s*$/i,
  );
  if (!status || hasValues) return;
  words.remove(status.group('kind'));
  attributes.type ??= 'bool';
}

/** How a text is spelt is nothing that the design can say: it is not part of the name, and reported. */
function setAside(words: Remainder): void {
  const format = words.take(
    /(?<=\w)\s+(?:in\s+)?(?:(?:upper|lower|snake|kebab|camel)[- ]?case(?:d)?|alphanumeric|hex(?: code)?|url[- ]safe|slugified|iso(?: ?\d+)?|utc)\b|^\s*(?:uppercase|lowercase|alphanumeric)\s+(?=\w)/i,
  );
  if (format) words.keep(format.whole);
}

/** "how many": of whatever was named before. */
function quantityOf(words: Remainder, phrase: Phrase): Item {
  const noun = words.rest.trim();
  return {
    phrase,
    words,
    noun,
    name: 'quantity',
    attributes: { modifiers: ['min=1'], type: 'int' },
    values: [],
    sequence: false,
    many: false,
  };
}

/** The first run of words that can be a name. */
function nameIn(rest: Phrase): Phrase | undefined {
  if (beginsStatement(rest.text)) return undefined;
  const start = rest.match(
    /(?:(?:an?|the|its|their|his|her|one|own|current|optional)\s+)*(?<name>[a-z_][\w'-]*(?: [\w'-]+)*)/i,
  );
  if (!start || start.before.trim() !== '') return undefined;
  const run = start.group('name');
  const remark = run.text.search(REMARK);
  const name = (remark < 0 ? run : run.slice(0, remark)).trim();
  const count = wordsOf(name.text).length;
  if (count === 0 || count > LONGEST_NAME || nameOf(name.text) === '') return undefined;
  return rest.slice(start.index, name.end - rest.start).trim();
}

/** Every resource has an id: there is nothing to add. */
function identity(_reading: Reading, _resource: DraftResource, item: Item): boolean {
  return /^(?:id|uuid|pk|primary_key)$/.test(item.name);
}

/** "manager (another employee)", "an optional parent category". */
function selfReference(_reading: Reading, resource: DraftResource, item: Item): boolean {
  const parent = /^(?<role>parent|previous|next|original|root)_(?<noun>\w+?)(?:_id)?$/.exec(item.name);
  if (parent?.groups && resource.names.includes(parent.groups['noun']!)) {
    add(resource, item, parent.groups['role']!, `-> ${resource.name}`, ['optional']);
    return true;
  }
  const other = item.phrase.match(/\((?<inner>another\s+(?<noun>\w+))\)/i);
  if (!other || singular(nameOf(other.text('noun'))) !== resource.singular) return false;
  other.whole.claim();
  add(resource, item, item.name, `-> ${resource.name}`, ['optional']);
  return true;
}

/** "a category", where categories are a resource; "comments", where they belong to this. */
function relation(reading: Reading, resource: DraftResource, item: Item): boolean {
  const target = resourceAsType(reading, item) ?? relationTarget(reading, resource, item);
  if (!target || item.attributes.type || item.values.length > 0) return false;
  const typed = item.words.rest.text.includes(':') === false && /:\s*[A-Z]/.test(item.phrase.text);
  const name = item.name.replace(/_id$/, '');
  if (!isPlural(name) || typed) {
    add(resource, item, name, `-> ${target.name}`, optionality(item));
    return true;
  }
  if (item.many && target !== resource && (isShared(target) || /\bcan\b[^.]{0,20}$/i.test(textBefore(item.phrase)))) {
    add(resource, item, plural(singular(name)), `manyToMany ${target.name}`, []);
    return true;
  }
  const pointsBack = [...target.fields.values()].some((field) => field.type === `-> ${resource.name}`);
  if (!pointsBack) add(target, item, resource.singular, `-> ${resource.name}`, []);
  return true;
}

/** "game: BoardGame": the type is a resource. */
function resourceAsType({ draft }: Reading, { words }: Item): DraftResource | undefined {
  const found = words.rest.match(/(?::\s*|->\s*)(?<type>[A-Z]\w+)\s*$/);
  const target = found && draft.findExactly(found.text('type'));
  if (found && target) words.remove(found.whole);
  return target;
}

/** Things that many others have in common, and nobody owns. */
function isShared(target: DraftResource): boolean {
  return /(?:^|_)(?:tag|label|skill|genre|topic|category|keyword|interest|amenity|language|allergen)$/.test(
    target.singular,
  );
}

function textBefore({ source, start }: Phrase): string {
  return source.text.slice(Math.max(0, start - 30), start);
}

function relationTarget(reading: Reading, resource: DraftResource, item: Item): DraftResource | undefined {
  const name = item.name.replace(/_id$/, '');
  const target = reading.draft.find(name);
  if (!target || (target === resource && !isPlural(name))) return undefined;
  if (reading.draft.named(singular(name))) return target;
  if (!name.includes('_')) return target;
  return typeByName(name) === undefined && reading.draft.named(singular(name.split('_').at(-1)!)) ? target : undefined;
}

/** "an author", "author_id": a person with an account. */
function account(reading: Reading, resource: DraftResource, item: Item): boolean {
  const person = singular(item.name.replace(/_(?:id|user)$/, ''));
  const isId = item.name.endsWith('_id');
  if (isWrittenByOthers(resource, person)) return false;
  if (!isPerson(person) || (isPlural(item.name) && !isId) || item.values.length > 0) return false;
  if (item.attributes.type && !(isId && /^(?:int|uuid|string)$/.test(item.attributes.type))) return false;
  addAccount(reading, resource, person, item.phrase, person === 'assignee' ? ['optional'] : optionality(item));
  return true;
}

/** The author of a book is a name, not an account. */
function isWrittenByOthers(resource: DraftResource, person: string): boolean {
  const isWork = /^(?:book|paper|song|album|movie|film|novel|publication|quote|poem)$/.test(resource.singular);
  return (
    person === 'author' &&
    (isWork || ['isbn', 'publisher', 'pages', 'edition'].some((name) => resource.fields.has(name)))
  );
}

/** Adds a relation to `User`; the first that says whose row it is makes the owner. */
export function addAccount(
  reading: Reading,
  resource: DraftResource,
  name: string,
  from: Phrase,
  modifiers: readonly string[] = [],
): void {
  resource.addField({ name, type: '-> User', modifiers, from });
  reading.draft.assume(`${resource.name}.${name} is the account of a User.`);
  if (ownsTheRow(name)) resource.owner ??= name;
}

/** "several options". */
function collection(_reading: Reading, resource: DraftResource, item: Item): boolean {
  if (!item.many || item.attributes.type || !isPlural(item.name)) return false;
  add(resource, item, item.name, 'list<string>', []);
  return true;
}

/** "a priority (low, medium or high)". */
function enumField(_reading: Reading, resource: DraftResource, item: Item): boolean {
  if (item.values.length < 2) return false;
  if (item.sequence) addStates(resource, item);
  else add(resource, item, item.name, enumType(item.values), item.attributes.modifiers.map(unquoted));
  return true;
}

/** States are reached one after the other; nothing else changes the field. */
function addStates(resource: DraftResource, { name, values, phrase }: Item): void {
  const lines = [`${name}: ${values[0]}`, ...values.slice(1).map((value, index) => `${values[index]} -> ${value}`)];
  resource.states.push(...lines.map((text) => ({ text, from: phrase })));
  resource.stateField = { name, type: 'enum', modifiers: [], from: phrase };
}

function scalar(reading: Reading, resource: DraftResource, item: Item): boolean {
  const type = item.attributes.type ?? (item.attributes.isNumber ? 'int' : guessType(reading, resource, item.name));
  takeExclusiveBounds(item.words, item.attributes, type);
  const { modifiers } = item.attributes;
  const bounded = modifiers.some((text) => /^(?:min|max)=/.test(text));
  const isFlag = type === 'bool' && !modifiers.some((text) => /^=|^optional|^required/.test(text));
  const supposed = isFlag ? ['= false'] : supposedModifiers(reading, resource, item, type);
  add(resource, item, item.name, bounded ? type.replace(/\(.*\)$/, '') : type, [...modifiers, ...supposed]);
  return true;
}

/** What goes without saying: a slug is unique, and what happened is noted when it did. */
function supposedModifiers(
  { draft }: Reading,
  resource: DraftResource,
  { name, attributes: { modifiers } }: Item,
  type: string,
): string[] {
  if (type === 'slug' && !modifiers.includes('unique')) {
    draft.assume(`${resource.name}.${name} is unique, as slugs are.`);
    return ['unique'];
  }
  const isMoment =
    /^(?:sent|recorded|posted|logged|submitted|uploaded|placed|ordered|joined|registered|received|measured|created|issued|requested|reported|booked)_(?:at|on)$/.test(
      name,
    );
  if (!isMoment || !type.startsWith('date') || modifiers.some((text) => /^=|^optional/.test(text))) return [];
  draft.assume(`${resource.name}.${name} is the present moment unless another is given.`);
  return [type === 'date' ? '= today()' : '= now()'];
}

function guessType(reading: Reading, resource: DraftResource, name: string): string {
  const known =
    typeByName(name) ??
    typeByName(name.replace(/^(?:min|max|start|end|from|to|old|new)_|_(?:min|max|from|to|start|end)$/, ''));
  if (known) return known;
  const list = isPlural(name) && !name.endsWith('ss');
  reading.draft.assume(
    list
      ? `${resource.name}.${name} is read as a list of texts, since it is a plural.`
      : `${resource.name}.${name} is a short text: its name suggests no other type.`,
  );
  return list ? 'list<string>' : 'string';
}

function add(resource: DraftResource, item: Item, name: string, type: string, modifiers: readonly string[]): void {
  resource.addField({ name, type, modifiers: [...new Set(modifiers)], from: item.phrase });
}

function optionality(item: Item): string[] {
  return item.attributes.modifiers.filter((text) => text === 'optional' || text === 'unique');
}

/** The default of an enum is one of its values, bare. */
function unquoted(modifier: string): string {
  return modifier.replace(/^= '(\w+)'$/, (_all, value: string) => `= ${value.toLowerCase()}`);
}
