import type { DraftResource } from '../../draft.ts';
import type { Reading } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import { regex } from '../../text/regex.ts';

/** The resources next to a verb. */
export interface Objects {
  readonly resources: readonly DraftResource[];
  /** Whether everything there is was meant. */
  readonly isGeneral: boolean;
  /** Whether it is one's own. */
  readonly isOwn: boolean;
  /** How much of the text names them. */
  readonly length: number;
}

const DETERMINERS = String.raw`(?:(?:an?|the|any|all|every|each|their|own|his|her|my|our|new|existing|other|of|only|some|these|those|both|list|lists|details|records?|data)\s+)*`;
const JOINT = /^\s*(?:,\s*(?:and\s+|or\s+)?|\/|\+|(?:and|or|as well as|plus)\s+)/i;
const NOUN = regex(
  String.raw`^\s*(?<determiners>${DETERMINERS})(?<adjective>[a-z-]+\s+)?(?<noun>[a-z][\w-]*(?:\s[a-z][\w-]*)?)`,
);
const PRONOUN = regex(
  String.raw`^\s*(?:it|them|these|those|one|ones|anything else|theirs|mine|their own|his own|her own)(?![\w'-])`,
);
const EVERYTHING = /^\s*(?:everything|anything|all of (?:it|them)|the (?:whole )?(?:api|system|catalogue?))(?![\w'-])/i;
const NOTHING =
  /^\s*(?:$|[,;.:]|->|=|(?:and|or|but|is|are|needs?|requires?|without|only|for|by|if|when|while)(?![\w'-]))/i;

/** The resources that the words after a verb name; without any, those that the sentence is about. */
export function objectsAfter(reading: Reading, clause: Phrase, after: Phrase, isGerund: boolean): Objects | undefined {
  const { text } = after;
  if (EVERYTHING.test(text))
    return { resources: reading.draft.all, isGeneral: true, isOwn: false, length: EVERYTHING.exec(text)![0].length };
  const pronoun = PRONOUN.exec(text);
  if (pronoun || NOTHING.test(text)) {
    const topic = topicOf(reading, clause, after);
    const isOwn = pronoun !== null && /\b(?:own|theirs|mine)\b/i.test(pronoun[0]);
    const length = pronoun?.[0].length ?? 0;
    if (topic) return { resources: [topic], isGeneral: false, isOwn, length };
    return pronoun && !isGerund ? undefined : { resources: reading.draft.all, isGeneral: true, isOwn, length };
  }
  return named(reading, after);
}

function named(reading: Reading, after: Phrase): Objects | undefined {
  const resources: DraftResource[] = [];
  let length = 0;
  let isOwn = false;
  for (;;) {
    const joint = resources.length > 0 ? (JOINT.exec(after.text.slice(length))?.[0].length ?? -1) : 0;
    if (joint < 0) break;
    const next = nounAt(reading, after.text.slice(length + joint));
    if (!next) break;
    resources.push(next.resource);
    isOwn ||= next.isOwn;
    length += joint + next.length;
  }
  return resources.length > 0 ? { resources, isGeneral: false, isOwn, length } : undefined;
}

/** A resource at the beginning of a text, with at most one adjective. */
function nounAt({ draft }: Reading, text: string) {
  const found = NOUN.exec(text);
  if (!found) return undefined;
  const { determiners = '', adjective = '', noun = '' } = found.groups!;
  const words = `${adjective}${noun}`.split(/\s+/).slice(0, 3);
  const start = found[0].length - adjective.length - noun.length;
  for (const from of [0, 1]) {
    for (const size of [2, 1]) {
      const phrase = words.slice(from, from + size);
      if (phrase.length < size) continue;
      const resource = draft.findExactly(phrase.join(' '));
      if (!resource) continue;
      const end =
        start + new RegExp(`^\\s*${words.slice(0, from + size).join('\\s+')}`).exec(text.slice(start))![0].length;
      return { resource, isOwn: /\b(?:own|my)\b/i.test(determiners), length: end };
    }
  }
  return undefined;
}

/** What a sentence without an object is about: its label or subject, else what was named before in it. */
function topicOf(reading: Reading, clause: Phrase, at: Phrase): DraftResource | undefined {
  const before = clause.text.slice(0, at.start - clause.start);
  const named = reading.mentioned(before).at(-1) ?? reading.subjectOf(clause);
  if (named) return named;
  const last = reading.lastResourceBefore(clause);
  return last?.section !== undefined || reading.draft.all.length === 1 ? last : undefined;
}

const AUXILIARIES = regex(
  String.raw`\s*(?:\b(?:can|may|must|should|shall|will|could|cannot|is|are|be|been|gets?|has to|have to|only|also|always|never|not|ever|and|or|either)\s*|,\s*)+$`,
);

/** The resources before a verb in the passive. */
export function subjectBefore(reading: Reading, clause: Phrase, before: Phrase): Objects | undefined {
  const text = before.text.replace(AUXILIARIES, '').replace(/^.*[,;:]\s*(?=\S)/, '');
  const words = text.split(/\s+/).filter((word) => word !== '');
  const isPronoun = /^(?:(?:but|and|so)\s+)?(?:it|they|these|those|one|)$/i.test(text.trim());
  if (isPronoun) {
    const topic = topicOf(reading, clause, before.slice(before.text.length)) ?? reading.lastResourceBefore(clause);
    return topic && { resources: [topic], isGeneral: false, isOwn: false, length: 0 };
  }
  const resources = reading.mentioned(words.slice(-6).join(' '));
  const last = reading.draft.find(words.slice(-2).join(' ')) ?? reading.draft.find(words.at(-1) ?? '');
  return resources.length > 0 && last ? { resources, isGeneral: false, isOwn: false, length: 0 } : undefined;
}
