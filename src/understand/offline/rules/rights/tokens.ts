import { singular } from '../../words/inflection.ts';
import type { DraftResource } from '../../draft.ts';
import type { Reading } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import { perText } from '../../text/per-text.ts';
import { isClosed } from '../../text/tags.ts';
import { isPlural, nameOf } from '../../words/names.ts';
import { isAtWork, ruleFor } from '../../words/people.ts';
import { RIGHTS_WORDS, type RightsKind } from '../../words/rights.ts';

/** A word, or a few, of a sentence about rights or actions. */
export interface Token {
  readonly kind: RightsKind | 'resource' | 'verb' | 'state' | 'input';
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly resource?: DraftResource;
  /** What people are called. */
  readonly noun?: string;
}

/** Finds tokens that only some sentences have: verbs, states. */
type MoreTokens = (text: string, at: number, before: readonly Token[]) => Token | undefined;

/** Whether any of the tokens is of one of these kinds. */
export const has = (tokens: readonly Token[], ...kinds: readonly Token['kind'][]) =>
  tokens.some(({ kind }) => kinds.includes(kind));

/** The people among the tokens, as access rules. */
export function rulesOf(tokens: readonly Token[]): string[] {
  return [...new Set(tokens.filter(({ kind }) => kind === 'who').map(({ value }) => value))];
}

/** The words of a clause by what they mean, if every one of them may stand in such a sentence. */
export function tokensOf(reading: Reading, { text }: Phrase, more?: MoreTokens): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/[\s"'.!]/.test(text[at]!)) {
      at++;
      continue;
    }
    const token =
      storyTellerAt(text, at) ??
      resourceAt(reading, text, at) ??
      more?.(text, at, tokens) ??
      wordAt(text, at, tokens) ??
      peopleAt(reading, text, at, tokens);
    if (!token) return undefined;
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** The people whom a phrase names and nothing besides, as access rules: "by the owner only". */
export function peopleIn(reading: Reading, phrase: Phrase): string[] {
  const tokens = tokensOf(reading, phrase);
  const isPlain = tokens?.every(({ kind }) => !/^(?:operation|not|nobody|except|others|login|own)$/.test(kind));
  return tokens && isPlain ? rulesOf(tokens) : [];
}

const UP_TO_TWO_WORDS = [/[a-z]\w*\s[a-z]\w*/iy, /[a-z]\w*/iy];

function resourceAt({ draft }: Reading, text: string, at: number): Token | undefined {
  for (const pattern of UP_TO_TWO_WORDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found && isClosed(found.replace(/\s.*$/, '').toLowerCase())) return undefined;
    const resource =
      found &&
      (draft.findExactly(found) ?? (!found.includes(' ') && isPlural(nameOf(found)) ? draft.find(found) : undefined));
    // "The curator role": people of whom nothing is kept.
    if (resource && resource.fields.size === 0 && !resource.named && isAtWork(resource.singular)) return undefined;
    if (resource && !/^(?:an?|the|all|every|each|any|my|their|own|its|new)\s/i.test(found))
      return { kind: 'resource', value: '', start: at, end: at + found.length, resource };
  }
  return undefined;
}

function wordAt(text: string, at: number, before: readonly Token[]): Token | undefined {
  const known = wordsOf(text);
  if (!known.has(at)) known.set(at, rightsWordAt(text, at));
  const word = known.get(at);
  // "User" and the like are words for anybody only where nothing says who they are.
  const isAnybody = word?.kind === 'glue' && /^(?:users?|people)$/i.test(text.slice(at, word.end));
  return isAnybody && !has(before, 'who') ? undefined : word;
}

/** The words of a clause that several families of rules ask for, by where they begin. */
const wordsOf = perText(() => new Map<number, Token | undefined>());

function rightsWordAt(text: string, at: number): Token | undefined {
  ANY_WORD.lastIndex = at;
  const found = ANY_WORD.exec(text);
  if (!found) return undefined;
  const { kind, value } = RIGHTS_WORDS[found.indexOf(found[0], 1) - 1]!;
  return { kind, value, start: at, end: at + found[0].length };
}

/** All of the words at once, in their order: a group for each. */
const ANY_WORD = new RegExp(RIGHTS_WORDS.map(({ pattern }) => `(${pattern.source})`).join('|'), 'iy');

/** "As a pupil I want to": whoever tells the story has a role, whatever else is known of such people. */
function storyTellerAt(text: string, at: number): Token | undefined {
  if (at > 8 || !/^as an?\s+$/i.test(text.slice(0, at))) return undefined;
  const found = /^[a-z]+(?:[- ][a-z]+)?(?=,?\s+(?:I|we)\b)/i.exec(text.slice(at))?.[0];
  const noun = found && singular(nameOf(found));
  if (!found || !noun) return undefined;
  const rule = ruleFor(found, () => false) ?? `role:${noun}`;
  return { kind: 'who', value: rule, start: at, end: at + found.length, noun };
}

const UP_TO_THREE_WORDS = [/[a-z]+(?:[-\s][a-z]+){2}/iy, /[a-z]+[-\s][a-z]+/iy, /[a-z]+/iy];

/** Words that end the name of people. */
const AFTER_PEOPLE =
  /[-\s](?:or|and|can|may|is|are|must|role|roles|only|who|to|should|have|has|for|by|could|also|too|need|needs|alone|rights?|privileges|permissions?|access|thing|account)$/i;

/** "Admins", "the shop owner", "logged-in users"; after "only" and before "can" a noun that nobody knows is a role, too. */
function peopleAt(reading: Reading, text: string, at: number, before: readonly Token[]): Token | undefined {
  for (const pattern of UP_TO_THREE_WORDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (!found || AFTER_PEOPLE.test(found) || /^(?:can|only|may)\s/i.test(found) || isFollowedByVerb(found)) continue;
    const rule = knownRole(reading, found) ?? ruleFor(found, (name) => reading.draft.named(name) !== undefined);
    if (rule) return { kind: 'who', value: rule, start: at, end: at + found.length, noun: singular(nameOf(found)) };
  }
  return unknownPeopleAt(text, at, before);
}

/** "Finance sees", "staff read": people, and what they do. */
const isFollowedByVerb = perText((found: string): boolean => {
  const last = /[-\s](?=[a-z]+$)/i.exec(found);
  return last !== null && wordAt(found, last.index + 1, [])?.kind === 'operation';
});

/** "Only finance can", "by finance": what stands where people stand. */
function unknownPeopleAt(text: string, at: number, before: readonly Token[]): Token | undefined {
  const noun = /[a-z]{2,}/iy;
  noun.lastIndex = at;
  const found = noun.exec(text)?.[0];
  if (!found) return undefined;
  const after = text.slice(at + found.length, at + found.length + 40);
  const isBeforeModal =
    /^\s+(?:can|may|are allowed|is allowed)\b(?!\s+(?:only\s+|also\s+)?be\b)/i.test(after) ||
    /^\s+(?:(?:only|just|also)\s+)?(?:sees?|reads?|manages?|edits?|maintains?|views?)\b/i.test(after);
  const isAtEnd = /^\s*(?:$|[,;.()]|\s(?:only|can|may)\b)/i.test(after);
  const isAfterOnly =
    before.at(-1)?.kind === 'only' || (before.at(-2)?.kind === 'only' && before.at(-1)?.kind === 'glue');
  const isAfterBy = /\b(?:by|only|only for)\s+(?:the\s+)?$/i.test(text.slice(Math.max(0, at - 30), at));
  const isBeforeOnly = /^\s+(?:role\s+only|role|only)\b/i.test(after);
  const isSubject =
    (isBeforeModal || isBeforeOnly) && (isAfterOnly || before.every(({ kind }) => kind === 'glue' || kind === 'joint'));
  return isSubject || (isAtEnd && isAfterBy)
    ? { kind: 'who', value: `role:${singular(nameOf(found))}`, start: at, end: at + found.length }
    : undefined;
}

function knownRole({ draft }: Reading, noun: string): string | undefined {
  const name = singular(nameOf(noun));
  return draft.roles.has(name) ? `role:${name}` : undefined;
}
