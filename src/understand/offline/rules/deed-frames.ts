import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { deedBase } from '../words/deeds.ts';
import { valueForVerb } from '../words/lifecycle.ts';
import { operationsOf, standingVerb } from '../words/verbs.ts';
import { statesOf } from './action-lines.ts';
import { type Deed, isRead, objectAt, record, subjectThing } from './deed-parts.ts';
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
