import { singular } from '../words/inflection.ts';
import { snake } from '../../../design/naming.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { isPlural, nameOf, plainNoun, wordsOf } from '../words/names.ts';
import { isClosed } from '../text/tags.ts';
import { verbBase } from '../words/verbs.ts';

/** Nouns for software, or for what an API offers: a resource only where the text gives it fields. */
const GENERIC = new Set(
  (
    'api apis backend service system app application platform tool database endpoint resource crud ' +
    'management directory tracker catalog website site store shop blog library clinic ecommerce ' +
    'e_commerce commerce crm it status pagination filtering sorting search authentication date support ' +
    'listing type list record item time number update field everything response request table entity ' +
    'model column relation permission requirement thing bunch couple kind sort lot lots button page screen name id'
  ).split(' '),
);

/** What people call the software itself. */
const SOFTWARE = new Set('api backend system app platform website site software server'.split(' '));

/** Words that are never a resource, nor the first or last word of the name of one. */
const NEVER = new Set(
  (
    'this that there which they them it we i you he she who what us all any some has have can be is are ' +
    'must and or not no only the should also belong real_time user_interface each every everything ' +
    'everyone anyone someone nothing field fields crud rest api apis patch put delete create update get ' +
    'read edit remove manage nested optional required unique possible allowed valid available following greetings'
  ).split(' '),
);

/** "Use postgres", "Filter posts": an order, not a name. */
const STARTS_REQUEST =
  /^(?:use|add|create|delete|update|filter|sort|search|include|make|build|generate|list|get|support|allow|manage)_/;

const DESCRIPTIVE =
  /^(?:simple|basic|complete|online|new|single|own|other|full|small|modern|multiple|many|various|different)_/;

/** How sure a phrase is that it names a resource of its own. */
export type Strength = 'subject' | 'mention';

/** Adds the resource that a noun phrase names, or finds it; undefined where the noun names none. */
export function declare(reading: Reading, phrase: Phrase, strength: Strength): DraftResource | undefined {
  const { draft } = reading;
  const name = resourceName(phrase, strength);
  if (name === undefined) return undefined;
  const known = draft.named(name) ?? byItsHead(reading, name);
  if (known) {
    draft.alias(name, known);
    return known;
  }
  return draft.add(name, phrase);
}

function resourceName({ text, source, start }: Phrase, strength: Strength): string | undefined {
  const isDetermined = /\b(?:an?|each|every|the|one)\s+$/i.test(source.text.slice(Math.max(0, start - 8), start));
  const isOneWord = /^\s*\w+\s*$/.test(text);
  const words = wordsOf(plainNoun(isOneWord ? snake(text.trim()) : text));
  const name = singular(nameOf(words.join(' '))).replace(DESCRIPTIVE, '');
  const parts = name.split('_');
  if (name.length < 3 || name.length > 40 || !/^[a-z]\w*$/.test(name) || parts.length > 3) return undefined;
  if (parts.length > 1 && STARTS_REQUEST.test(name)) return undefined;
  const isPhrasal = text.includes('-') && /_(?:in|out|up|off)$/.test(name);
  if (parts.some((part, index) => isClosed(part) && !(isPhrasal && index === parts.length - 1))) return undefined;
  if (words.length === 2 && isSentence(words[0]!, words[1]!)) return undefined;
  if (NEVER.has(name) || NEVER.has(parts[0]!) || NEVER.has(parts.at(-1)!)) return undefined;
  if (
    parts.length > 1 &&
    /_(?:number|date|name|time|id|amount|count|price|rate|status|state|stage|phase|code|email|address)$/.test(name)
  )
    return undefined;
  if (
    (SOFTWARE.has(name) && !(strength === 'subject' && isPlural(nameOf(text)))) ||
    (name.endsWith('ing') && /^\w+ing$/i.test(text.trim()) && !isDetermined && isGerund(name))
  )
    return undefined;
  return strength === 'mention' && GENERIC.has(name) ? undefined : name;
}

/** "Devices authenticate": a plural and a word in the singular are a subject and its verb. */
function isSentence(first: string, last: string): boolean {
  return (
    isPlural(first) &&
    !isPlural(last) &&
    !/(?:ss|news|sports|goods|sales|series|species|status|operations|savings|parts|systems)$/.test(first)
  );
}

/** "Rejecting needs a comment" is about what is done. */
function isGerund(name: string): boolean {
  return (
    verbBase(name) !== undefined &&
    !/^(?:booking|listing|rating|meeting|posting|training|offering|opening|drawing)$/.test(name)
  );
}

/** "Blog post" is the known "post", but an "order item" is no "item" when there are orders. */
function byItsHead(reading: Reading, name: string): DraftResource | undefined {
  const parts = name.split('_');
  if (parts.length < 2) return undefined;
  const qualifier = parts.slice(0, -1).join('_');
  if (reading.draft.named(qualifier)) return undefined;
  return reading.draft.named(parts.at(-1)!);
}
