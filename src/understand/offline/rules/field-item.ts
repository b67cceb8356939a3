import type { DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { typeByName } from '../words/field-types.ts';
import { isPlural } from '../words/names.ts';
import { settleExclusive } from './bounds.ts';
import { type Enumeration, enumType } from './enumerations.ts';
import { account, add, addAccount, relation, selfReference } from './item-relations.ts';
import { beginsStatement, type Item, takeApart } from './item-words.ts';
import { askedField } from './wh-fields.ts';

export { addAccount, beginsStatement };

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

/** Every resource has an id: there is nothing to add. */
function identity(_reading: Reading, _resource: DraftResource, item: Item): boolean {
  return /^(?:id|uuid|pk|primary_key)$/.test(item.name);
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
  const type =
    item.attributes.type ??
    (item.attributes.isNumber ? 'int' : (typeByValue(item) ?? guessType(reading, resource, item.name)));
  settleExclusive(item.words, item.attributes, type);
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

/** The type that a default has, or that many of something can have bounds in: "guests, default 2, max 8". */
function typeByValue({ name, attributes: { modifiers, above } }: Item): string | undefined {
  if (typeByName(name) && !typeByName(name)!.startsWith('list')) return undefined;
  if (modifiers.some((text) => /^= (?:true|false)$/.test(text))) return 'bool';
  if (modifiers.some((text) => /^= -?\d+\.\d+$/.test(text)) || (above !== undefined && !isPlural(name))) return 'float';
  const isBounded = above !== undefined || modifiers.some((text) => /^m(?:in|ax)=/.test(text));
  return modifiers.some((text) => /^= -?\d+$/.test(text)) || (isBounded && isPlural(name) && !name.endsWith('ss'))
    ? 'int'
    : undefined;
}

function guessType(reading: Reading, resource: DraftResource, name: string): string {
  const known =
    typeByName(name) ??
    typeByName(name.replace(/_(?:per|in|of)_(?:the_|an?_|each_)?\w+$/, '')) ??
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

/** The default of an enum is one of its values, bare. */
export function unquoted(modifier: string): string {
  return modifier.replace(/^= '(\w+)'$/, (_all, value: string) => `= ${value.toLowerCase()}`);
}
