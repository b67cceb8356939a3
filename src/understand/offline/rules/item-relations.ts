import { plural, singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { typeByName } from '../words/field-types.ts';
import { isPlural } from '../words/names.ts';
import { isPerson, ownsTheRow } from '../words/people.ts';
import { nameOf } from '../words/names.ts';
import type { Item } from './item-words.ts';

/** "manager (another employee)", "an optional parent category". */
export function selfReference(_reading: Reading, resource: DraftResource, item: Item): boolean {
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
export function relation(reading: Reading, resource: DraftResource, item: Item): boolean {
  const target = resourceAsType(reading, item) ?? relationTarget(reading, resource, item);
  if (/^(?:min|max|minimum|maximum|total|number|average)_/.test(item.name)) return false;
  const isKey = item.name.endsWith('_id') && /^(?:int|uuid|string)$/.test(item.attributes.type ?? '');
  if (!target || (item.attributes.type && !isKey) || item.values.length > 0) return false;
  const typed = !item.words.rest.text.includes(':') && /:\s*[A-Z]/.test(item.phrase.text);
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
export function isShared(target: DraftResource): boolean {
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
export function account(reading: Reading, resource: DraftResource, item: Item): boolean {
  const person = singular(item.name.replace(/_(?:id|user)$/, ''));
  const isId = item.name.endsWith('_id');
  if (isWrittenByOthers(resource, person)) return false;
  const asUser = item.phrase.match(
    /\((?:an?\s+|the\s+|another\s+|also an?\s+)?(?:registered\s+|existing\s+)?user(?:\s+account)?\)|:\s*(?:an?\s+)?user$/i,
  );
  asUser?.whole.claim();
  if ((!isPerson(person) && !asUser) || (isPlural(item.name) && !isId) || item.values.length > 0) return false;
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

export function add(
  resource: DraftResource,
  item: Item,
  name: string,
  type: string,
  modifiers: readonly string[],
): void {
  resource.addField({ name, type, modifiers: [...new Set(modifiers)], from: item.phrase });
}

export function optionality(item: Item): string[] {
  return item.attributes.modifiers.filter((text) => text === 'optional' || text === 'unique');
}
