import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { ruleFor } from '../words/people.ts';
import { readDetails, statesOf } from './action-lines.ts';
import { noteRole } from './permit.ts';
import { peopleIn } from './rights/tokens.ts';

/** The parts of a sentence about a deed that all ways of finding one have: what it is done to, and what is said around it. */

/** What was found of a deed. */
export interface Deed {
  readonly verbs: readonly string[];
  readonly resource: DraftResource;
  readonly rules: readonly string[];
  /** The states that the thing is said to be in: "a submitted claim". */
  readonly states: readonly string[];
  readonly whole: Phrase;
  readonly end: number;
}

/** Whether the beginning and the end of a clause were understood, and so most likely all of it. */
export function isRead(clause: Phrase): boolean {
  const { length } = clause.text;
  return [0, 0.5, 1].every((at) => {
    const from = Math.max(0, Math.min(length - 12, Math.round(length * at) - 6));
    return clause.slice(from, from + 12).claimed;
  });
}

const PRONOUN = /^(?:(?:it|them|this|that|these|those|one|both|they|each)(?:\s+(?:one|ones))?)(?![\w'-])/i;
export const DETERMINERS =
  /^(?:(?:an?|the|any|all|their|his|her|its|my|our|own|each|every|only|such|some|existing|one of|other|single|given|of)\s+)+/i;

export interface Thing {
  readonly resource: DraftResource;
  readonly states: readonly string[];
  /** How much of the text names it. */
  readonly length: number;
}

/** What the words before a verb name: "a planned or running trip", "it". */
export function subjectThing(reading: Reading, clause: Phrase, subject: Phrase): Thing | undefined {
  const text = subject.text.replace(DETERMINERS, '').trim();
  if (text.split(/\s+/).length > 7) return undefined;
  const named = reading.mentioned(text.replace(/\b(?:of|for|in|on|with)\s.*$/i, '')).at(-1);
  const resource = named ?? pronounAt(reading, clause, text, subject);
  return resource && { resource, states: statesSaid(resource, text), length: 0 };
}

function pronounAt(reading: Reading, clause: Phrase, text: string, at: Phrase): DraftResource | undefined {
  const words = text.split(/\s+/);
  if (!PRONOUN.test(text) && !/^(?:ones?|it)$/i.test(words.at(-1) ?? '')) return undefined;
  return reading.mentioned(clause.text.slice(0, at.start - clause.start)).at(-1) ?? reading.lastResourceBefore(clause);
}

/** What the words after a verb name, and in which states it is said to be. */
export function objectAt(reading: Reading, clause: Phrase, after: Phrase): Thing | undefined {
  const head = /^\s*/.exec(after.text)![0].length;
  const determiner = DETERMINERS.exec(after.text.slice(head))?.[0].length ?? 0;
  const from = head + determiner;
  const text = after.text.slice(from);
  const pronoun = PRONOUN.exec(text);
  if (pronoun && determiner === 0) {
    const resource = pronounAt(reading, clause, pronoun[0], after);
    return resource && { resource, states: [], length: from + pronoun[0].length };
  }
  const words = [...text.matchAll(/[a-z][\w-]*/gi)].slice(0, 7);
  for (const [index, word] of words.entries()) {
    const said = text.slice(0, word.index);
    if (/[^\w\s,'"-]/.test(said)) return undefined;
    const two = words[index + 1] ? text.slice(word.index, words[index + 1]!.index + words[index + 1]![0].length) : '';
    const named =
      (two && reading.draft.findExactly(two) ? two : undefined) ??
      (reading.draft.findExactly(word[0]) ? word[0] : undefined);
    const resource = named === undefined ? undefined : reading.draft.findExactly(named);
    if (resource && named !== undefined) {
      const states = statesSaid(resource, said);
      const others = said
        .split(/[\s,]+/)
        .filter((one) => one !== '' && !/^(?:or|and|an?|the|still|already)$/i.test(one));
      if (others.some((one) => !states.includes(nameOf(one)) && index > 1)) return undefined;
      return { resource, states, length: from + word.index + named.length };
    }
  }
  // "The author submits a draft": the thing is named by the state it is in.
  const first = words[0]?.[0];
  const last = reading.lastResourceBefore(clause);
  if (first && last && determiner > 0 && statesOf(last).includes(nameOf(first)))
    return { resource: last, states: [nameOf(first)], length: from + first.length };
  return undefined;
}

export function statesSaid(resource: DraftResource, text: string): string[] {
  const words = text.toLowerCase();
  return statesOf(resource).filter((state) =>
    new RegExp(`(?<![\\w-])${state.replace(/_/g, '[ _-]')}(?![\\w-])`).test(words),
  );
}

/** Puts a deed down, with what is said around it. */
export function record(reading: Reading, deed: Deed, before: Phrase | undefined, rest: Phrase): void {
  const { resource, whole } = deed;
  for (const verb of deed.verbs) {
    const action = resource.action(verb, whole);
    for (const rule of deed.rules) {
      noteRole(reading, rule, whole);
      if (!action.access.includes(rule)) action.access.push(rule);
    }
    const given =
      before && /\b(?:given|once|after|when|if)\b/i.test(before.text) ? statesSaid(resource, before.text) : [];
    if (given.length > 0) {
      action.guard ??= { values: given, isNegative: false, from: whole };
      before?.claim();
    } else if (before && before.text.trim() !== '') readDetails(reading, resource, action, before);
    if (deed.states.length > 0) action.guard ??= { values: deed.states, isNegative: false, from: whole };
    if (rest.text.trim() !== '') readDetails(reading, resource, action, rest);
  }
  whole.claim();
}

const MODAL = regex(
  String.raw`\s*(?:\b(?:(?:can|may|must|should|shall|will|could)|(?:is|are) (?:able|allowed) to|(?:want|need|wish|like)s? to(?: be able to)?|has to|have to)\s*)?(?:(?:also|only|either|then|just|later)\s+)*["']?$`,
);

/** The people right before a verb: "..., only the clerk may". */
export function peopleBefore(reading: Reading, before: Phrase): readonly string[] {
  const story = before.match(/^\s*as an?\s+(?<who>[a-z]+(?:[- ][a-z]+)?),?\s+(?:i|we)\b/i)?.text('who');
  if (story) return [ruleFor(story, () => false) ?? `role:${singular(nameOf(story))}`];
  const text = before.text.replace(MODAL, '');
  const kept = keptPeople(reading, text);
  if (kept.length > 0) return kept;
  const last = Math.max(0, text.toLowerCase().lastIndexOf('only '));
  for (const word of [...text.slice(last).matchAll(/[a-z][\w-]*/gi)].slice(-4)) {
    const phrase = before.slice(last + word.index);
    if (/[,;:()]/.test(text.slice(last + word.index))) continue;
    const rules = peopleIn(reading, phrase);
    if (rules.length > 0) return rules;
  }
  return [];
}

/** "The site manager assigns it": people of whom something is kept act as well. */
function keptPeople({ draft }: Reading, text: string): readonly string[] {
  const words = text.trim().split(/\s+/);
  for (const size of [2, 1]) {
    const who = words.slice(-size).join(' ');
    if (words.length < size || !draft.findExactly(who) || /[,;:()]/.test(who)) continue;
    const rule = ruleFor(who, () => false);
    if (rule?.startsWith('role:')) return [rule];
  }
  return [];
}
