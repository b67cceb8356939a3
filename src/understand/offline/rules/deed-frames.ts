import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { deedBase } from '../words/deeds.ts';
import { valueForVerb } from '../words/lifecycle.ts';
import { nameOf } from '../words/names.ts';
import { operationsOf, standingVerb } from '../words/verbs.ts';
import { readDetails, statesOf } from './action-lines.ts';
import { noteRole } from './permit.ts';
import { peopleIn } from './rights/tokens.ts';

/**
 * Reads what is done to things from the frame that a sentence has, where no other rule has read it: "a submitted claim can be
 * settled by a clerk", "settling sets ...", "when a claim is settled, ...". The verb may be any that is no operation and
 * stands where a verb must stand; what is said around it tells the states, the people and what is given along.
 */
export const deedFrameRules: readonly Rule[] = [frames];

const WORD = String.raw`["']?[a-z]+(?:[- ](?:out|in|off|up|down|back))?["']?`;
const list = (word: string) =>
  String.raw`(?<verbs>${word}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s*\/\s*|\s+and\s+|\s+or\s+)${word}){0,5})`;
const BASES = list(WORD);
const PARTICIPLES = list(
  String.raw`["']?(?:un)?[a-z]{2,}(?:ed|en|wn|ld|st|nt|id|ne|un)(?:\s(?:out|in|off|up|down|back))?["']?(?![a-z])`,
);
const GERUNDS = list(String.raw`["']?[a-z]{2,}ing(?:\s(?:out|in|off|up|down|back))?["']?(?![a-z])`);
const MODAL = String.raw`(?:can|may|must|should|shall|could|will|might|ha(?:s|ve) to|needs? to|(?:is|are) (?:to|allowed to|able to|permitted to|entitled to)|(?:should|must|shall|will) be (?:able|allowed) to)`;
const LIGHT = String.raw`(?:(?:only|also|then|later|either|always|first|again|just|directly|manually|still|afterwards|now)\s+)*`;
const SUBJECT = String.raw`(?<subject>[a-z][^,;:()]{0,80}?)`;
/** A subject that nothing but the verb ends: of each length, the shortest first. */
const SUBJECTS = [1, 2, 3, 4].map((words) => String.raw`(?<subject>[a-z-]+(?:\s[a-z-]+){${words - 1}})`);
const START = String.raw`(?:^|[,;:]\s*|\b(?:and|but|then|or|so|while)\s+)(?:(?:and|but|then|or|so|while|which means that)\s+)*`;
const WHEN = String.raw`(?:when(?:ever)?|once|after|if|as soon as|every time|each time|upon|on)`;

interface Frame {
  readonly pattern: RegExp;
  /** What the subject is: the thing something is done to, or the people who do it. */
  readonly subject: 'thing' | 'people' | 'none';
  /** Whether the verb may be one that nobody knows. */
  readonly isOpen: boolean;
  /** What has to be in a sentence, or in which form a verb, so that the pattern is worth trying. */
  readonly needs: RegExp | 'active' | 'passive';
}

const MODALS =
  /\b(?:can|may|must|should|shall|could|will|might|ha(?:s|ve) to|needs? to|(?:able|allowed|permitted|entitled) to|(?:is|are) to)\b/i;

const FRAMES: readonly Frame[] = [
  {
    pattern: regex(String.raw`${START}${SUBJECT}\s+${MODAL}\s+${LIGHT}be\s+${LIGHT}${PARTICIPLES}`),
    subject: 'thing',
    isOpen: true,
    needs: /\bbe\b/i,
  },
  {
    pattern: regex(
      String.raw`^as an?\s+${SUBJECT},?\s+(?:I|we)\s+(?:(?:want|would like|need|wish) to(?: be able to)?|can|may|should be able to)\s+${LIGHT}${BASES}`,
    ),
    subject: 'people',
    isOpen: true,
    needs: /^as an?\b/i,
  },
  {
    pattern: regex(String.raw`${START}(?:only\s+|please\s+)*(?:let\s+)?${SUBJECT}\s+${MODAL}\s+${LIGHT}${BASES}`),
    subject: 'people',
    isOpen: true,
    needs: MODALS,
  },
  {
    pattern: regex(
      String.raw`(?:^to|\b(?:possible|way|able|button|endpoint|action|route|operation|ability|option|possibility|need|want|trying|one|function|command)s?\s+(?:for\s+(?<subject>[a-z ]{2,30}?)\s+)?to)\s+${LIGHT}${BASES}`,
    ),
    subject: 'people',
    isOpen: true,
    needs: /\bto\b/i,
  },
  {
    pattern: regex(String.raw`\b(?:buttons?|endpoints?|actions?|routes?|operations?)\s+(?:for|of)\s+${GERUNDS}`),
    subject: 'none',
    isOpen: true,
    needs: /\b(?:button|endpoint|action|route|operation)/i,
  },
  {
    pattern: regex(
      String.raw`(?:^|[,;:]\s*|\band\s+)(?:only\s+)?${WHEN}\s+${SUBJECT}\s+(?:is|are|gets?|has been|have been|was)\s+${LIGHT}${PARTICIPLES}`,
    ),
    subject: 'thing',
    isOpen: false,
    needs: 'passive',
  },
  ...SUBJECTS.map(
    (subject): Frame => ({
      pattern: regex(String.raw`(?:^|[,;:]\s*|\s)${WHEN}\s+${subject}\s+${BASES}`),
      subject: 'people',
      isOpen: false,
      needs: 'active',
    }),
  ),
  {
    pattern: regex(
      String.raw`${START}${SUBJECT}\s+(?:is|are|gets?|get|has to be)\s+${LIGHT}${PARTICIPLES}(?=\s+(?:only\s+)?by\b)`,
    ),
    subject: 'thing',
    isOpen: false,
    needs: 'passive',
  },
  {
    pattern: regex(String.raw`(?:^|[,;:]\s*(?:and\s+|but\s+)?|\band\s+)(?:only\s+)?${GERUNDS}(?=\s)`),
    subject: 'none',
    isOpen: false,
    needs: 'passive',
  },
  ...SUBJECTS.map(
    (subject): Frame => ({
      pattern: regex(String.raw`${START}(?:please\s+)?(?:let\s+)?${subject}\s+${LIGHT}${BASES}`),
      subject: 'people',
      isOpen: false,
      needs: 'active',
    }),
  ),
];

/** What was found of a deed. */
interface Deed {
  readonly verbs: readonly string[];
  readonly resource: DraftResource;
  readonly rules: readonly string[];
  /** The states that the thing is said to be in: "a submitted claim". */
  readonly states: readonly string[];
  readonly whole: Phrase;
  readonly end: number;
}

function frames(reading: Reading): void {
  for (const clause of reading.clauses) {
    if (clause.claimed && isRead(clause)) continue;
    const deeds = deedsIn(reading, clause);
    for (const [index, deed] of deeds.entries()) {
      const previous = deeds[index - 1];
      const before = previous ? undefined : clause.slice(0, deed.whole.start - clause.start);
      const rest = clause.slice(deed.end, (deeds[index + 1]?.whole.start ?? clause.end) - clause.start);
      record(reading, deed, before, rest);
    }
  }
}

/** Whether the beginning and the end of a clause were understood, and so most likely all of it. */
function isRead(clause: Phrase): boolean {
  const { length } = clause.text;
  return [0, 0.5, 1].every((at) => {
    const from = Math.max(0, Math.min(length - 12, Math.round(length * at) - 6));
    return clause.slice(from, from + 12).claimed;
  });
}

/** The deeds of a clause from left to right, none inside another. */
function deedsIn(reading: Reading, clause: Phrase): Deed[] {
  const deeds: Deed[] = [];
  const forms = formsIn(clause.text);
  for (const frame of FRAMES) {
    if (!(frame.needs instanceof RegExp ? frame.needs.test(clause.text) : forms.has(frame.needs))) continue;
    for (const found of clause.matches(frame.pattern)) {
      const overlaps = deeds.some(({ whole }) => found.whole.start < whole.end && whole.start < found.whole.end);
      if (overlaps || found.whole.claimed) continue;
      const deed = deedOf(reading, clause, found, frame);
      if (deed) deeds.push(deed);
    }
  }
  return deeds.toSorted((a, b) => a.whole.start - b.whole.start);
}

/** In which forms a sentence has verbs that may be deeds. */
function formsIn(text: string): ReadonlySet<'active' | 'passive'> {
  const verbs = (text.match(/[a-z]{3,}/gi) ?? []).filter(
    (word) => PARTICIPLE.test(word) || standingVerb(word) !== undefined,
  );
  return new Set(verbs.map((word) => (PARTICIPLE.test(word) ? 'passive' : 'active')));
}

const PARTICIPLE = /(?:ed|en|wn|ld|st|nt|id|ing)$/i;

const NEGATIVE = /\b(?:not|never|no|nobody|none|neither|cannot|nor|without)\b|n't\b/i;
const PRONOUN = /^(?:(?:it|them|this|that|these|those|one|both|they|each)(?:\s+(?:one|ones))?)(?![\w'-])/i;
const DETERMINERS =
  /^(?:(?:an?|the|any|all|their|his|her|its|my|our|own|each|every|only|such|some|existing|one of|other|single|given|of)\s+)+/i;

function deedOf(reading: Reading, clause: Phrase, found: PhraseMatch, frame: Frame): Deed | undefined {
  const subject = found.optional('subject');
  if (NEGATIVE.test(found.whole.text) || /\b(?:not|never|no|nobody)\s*$/i.test(found.before)) return undefined;
  const object = frame.subject === 'thing' ? undefined : objectAt(reading, clause, found.after);
  const thing = frame.subject === 'thing' && subject ? subjectThing(reading, clause, subject) : object;
  if (!thing) return undefined;
  const states = statesOf(thing.resource);
  const words = found.text('verbs').split(/\s*,\s*(?:and\s+|or\s+)?|\s*\/\s*|\s+and\s+|\s+or\s+/i);
  const verbs = words.map((word) => deedBase(word.replace(/["']/g, '').trim(), thing.resource, states, frame.isOpen));
  if (!verbs.every((verb): verb is string => verb !== undefined && isDeed(verb, states))) return undefined;
  const rules = frame.subject === 'people' && subject ? rulesIn(reading, subject) : [];
  if (rules === undefined) return undefined;
  const end = found.whole.end - clause.start + (object?.length ?? 0);
  return { verbs, resource: thing.resource, rules, states: thing.states, whole: found.whole, end };
}

/** "Submit an order" is a step of its life where orders can be submitted. */
function isDeed(verb: string, states: readonly string[]): boolean {
  return (
    !operationsOf(verb) || (!/^(?:create|add|make|change)$/.test(verb) && valueForVerb(verb, states) !== undefined)
  );
}

/** Who a subject means, as access rules; undefined where it does not mean people. */
function rulesIn(reading: Reading, subject: Phrase): readonly string[] | undefined {
  const text = subject.text.trim();
  if (/^(?:(?:that|so|then|please|and)\s+)*(?:you|we|i|one|somebody|someone|it must be|there must be)$/i.test(text))
    return [];
  const rules = peopleIn(reading, subject);
  return rules.length > 0 ? rules : undefined;
}

interface Thing {
  readonly resource: DraftResource;
  readonly states: readonly string[];
  /** How much of the text names it. */
  readonly length: number;
}

/** What the words before a verb name: "a planned or running trip", "it". */
function subjectThing(reading: Reading, clause: Phrase, subject: Phrase): Thing | undefined {
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
function objectAt(reading: Reading, clause: Phrase, after: Phrase): Thing | undefined {
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

function statesSaid(resource: DraftResource, text: string): string[] {
  const words = text.toLowerCase();
  return statesOf(resource).filter((state) =>
    new RegExp(`(?<![\\w-])${state.replace(/_/g, '[ _-]')}(?![\\w-])`).test(words),
  );
}

/** Puts a deed down, with what is said around it. */
function record(reading: Reading, deed: Deed, before: Phrase | undefined, rest: Phrase): void {
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
