import type { DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { isClosed } from '../text/tags.ts';
import { activeBases, isDeed } from '../words/deeds.ts';
import { valueForVerb } from '../words/lifecycle.ts';
import { verbsOfNoun } from '../words/nominals.ts';
import { statesOf } from './action-lines.ts';

/** A word for an action, known by the state that it leads to or by what stands around it. */
export interface Anchor {
  readonly verb: string;
  readonly resource: DraftResource;
  readonly at: Phrase;
}

/** The words for actions in a clause that no rule has read yet, from left to right. */
export function anchorsIn(reading: Reading, clause: Phrase): Anchor[] {
  const found = [...byState(reading, clause), ...byLabel(reading, clause), ...byTarget(reading, clause)];
  const sorted = found.toSorted((a, b) => a.at.start - b.at.start);
  return sorted.filter(
    ({ at }, index) => sorted.findIndex((one) => one.at.start < at.end && at.start < one.at.end) === index,
  );
}

const PARTICLE = '(?:in|out|off|up|down|back)';
const WORD = regex(
  String.raw`(?<![\w-])["']?(?<word>[a-z]{3,})(?:[ -](?<particle>${PARTICLE})(?![\w-]))?["']?(?![\w-])`,
);

/** Words that lead to a state of a resource: where a claim can be settled, "settle" is done to claims. */
function byState(reading: Reading, clause: Phrase): Anchor[] {
  if (reading.draft.all.every((resource) => statesOf(resource).length === 0)) return [];
  return clause.matches(WORD).flatMap((found): Anchor[] => {
    const word = found.text('word');
    if (found.group('word').claimed || !isVerbHere(found.before, found.after.text, word)) return [];
    const anchor = leadingToState(reading, clause, word, found.text('particle').toLowerCase());
    if (!anchor) return [];
    const { text } = found.whole;
    const at = anchor.hasParticle ? text.length : text.replace(regex(`[ -]${PARTICLE}(?=["']?$)`), '').length;
    return [{ verb: anchor.verb, resource: anchor.resource, at: found.whole.slice(0, at) }];
  });
}

/** The action that a word stands for, and the resource that has the state it leads to. */
function leadingToState(reading: Reading, clause: Phrase, word: string, particle: string) {
  const candidates = [
    ...new Set([...reading.mentioned(clause.text), reading.lastResourceBefore(clause), ...reading.draft.all]),
  ];
  for (const hasParticle of particle === '' ? [false] : [true, false]) {
    for (const base of activeBases(word)) {
      const resource = candidates.find((each) => each && leadsTo(each, base, hasParticle ? particle : ''));
      if (resource) return { verb: hasParticle ? `${base}_${particle}` : base, resource, hasParticle };
    }
  }
  return undefined;
}

/** Whether a verb leads to a state of a resource; what makes a thing does not also change it. */
function leadsTo(resource: DraftResource, verb: string, particle: string): boolean {
  const states = statesOf(resource);
  if (particle !== '')
    return states.some((state) => state.endsWith(`_${particle}`) && valueForVerb(verb, [state.split('_')[0]!]));
  return valueForVerb(verb, states) !== undefined && !verbsOfNoun(resource.singular).includes(verb);
}

const BEFORE_VERB = regex(
  String.raw`(?:^|[,;:(/•"'>-]|\b(?:to|can|may|must|should|shall|will|could|only|either|then|also|and|or|but|we|i|you|they|he|she|please|let|button|action|endpoint|the|an?|one|manually|later|(?:[a-z]+s)|[a-z]{3,}(?:er|or|ist|ian|ant|ent|man|ee|ff)))\s*["']?$`,
);
const AFTER_VERB = regex(
  String.raw`^["']?\s*(?:$|[,.;:()/•-]|->|(?:the|an?|any|all|it|them|this|that|their|his|her|its|my|one|each|every|or|and|when|while|if|once|only|from|by|with|is|needs?|requires?|takes?|makes?|puts?|sets?|moves?|turns?|button|action|endpoint|operation|for|em|[a-z]+(?:ed|s))(?![\w-]))`,
);

/** Whether a word stands where a verb does. */
function isVerbHere(before: string, after: string, word: string): boolean {
  if (/ing$/i.test(word)) return !/\b(?:is|are|was|being)\s+$/i.test(before);
  return BEFORE_VERB.test(before) && (ONLY_BEFORE_VERBS.test(before) || AFTER_VERB.test(after));
}

/** After these there is nothing but a verb, whatever comes next. */
const ONLY_BEFORE_VERBS = /\b(?:to|can|may|must|should|shall|will|could|either|we|i|you|they|he|she|please|let)\s+$/i;

const KIND = '(?:actions?|buttons?|endpoints?|operations?|commands?)';
const LABELS: readonly RegExp[] = [
  // "A water action", "the 'water' endpoint".
  regex(
    String.raw`(?:^|\b(?:an?|the|one|separate|special|extra|additional|and|plus)\s+)["']?(?<verb>[a-z]{3,}(?:[ -]${PARTICLE})?)["']?\s+${KIND}(?![\w-])`,
  ),
  // "An endpoint to ack and one to resolve", "a button for watering".
  regex(
    String.raw`\b(?:${KIND}|(?<=\b${KIND}\b.{1,60})one)\s+(?:(?:is|are)\s+)?(?:to|for)\s+(?<verb>[a-z]{3,}(?:[ -]${PARTICLE})?)(?![\w-])`,
  ),
  // "An action called water", "we press 'offer'".
  regex(
    String.raw`\b(?:${KIND}\s*:?|press|click|hit|push|called|named)\s+(?:on\s+)?["'](?<verb>[a-z]{3,}(?: [a-z]+)?)["']`,
  ),
  // "'Close': only whoever created it".
  regex(String.raw`(?:^|[•;,.]\s*)["'](?<verb>[a-z]{3,}(?: [a-z]+)?)["']\s*(?::|->|=|\()`),
];
const NO_LABEL =
  /^(?:api|get|post|put|patch|rest|crud|list|search|health|public|admin|separate|extra|special|following|usual|other|these|those|single|simple|new|custom|standard|normal|main|own|two|three|four|more|some|each|every|any|all|this|that|the|also|only|just|export|import|report|stats|login|auth|be|which|bulk|batch)\b/i;

/** Words that the text itself calls an action, a button or an endpoint. */
function byLabel(reading: Reading, clause: Phrase): Anchor[] {
  return LABELS.flatMap((pattern) => clause.matches(pattern)).flatMap((found) => {
    const label = found.text('verb').toLowerCase();
    const verb = NO_LABEL.test(label) || found.group('verb').claimed ? undefined : nameOfLabel(label);
    const resource = verb && aboutAt(reading, clause, found);
    return verb && resource && !reading.draft.find(label) ? [{ verb, resource, at: found.group('verb') }] : [];
  });
}

/** "mark lost" → `mark_lost`, "watering" → `water`. */
function nameOfLabel(label: string): string | undefined {
  const [first = '', second] = label.split(/[ -]/);
  const base = activeBases(first)[0];
  if (base === undefined || isClosed(first) || (!isDeed(base) && second === undefined)) return undefined;
  return second ? `${base}_${second}` : base;
}

/** What the words before a place are about, else those of the clause, else the clauses before it. */
function aboutAt(reading: Reading, clause: Phrase, found: PhraseMatch): DraftResource | undefined {
  return (
    reading.mentioned(found.before).at(-1) ??
    reading.mentioned(clause.text).at(-1) ??
    reading.lastResourceBefore(clause)
  );
}

const MAKES = '(?:makes?|turns?|puts?|moves?|sets?|brings?|takes?|switch(?:es)?|changes?|flips?|sends?)';

/** Verbs after which the text says what they make of a thing: "release it again, which makes it available". */
function byTarget(reading: Reading, clause: Phrase): Anchor[] {
  return reading.draft.all.flatMap((resource) => {
    const states = statesOf(resource);
    if (states.length === 0) return [];
    const state = states.map((each) => each.replace(/_/g, '[ _-]')).join('|');
    const target = regex(
      String.raw`(?:\b(?:which|that|it|this|and|so|then|also)\s+|["',]\s*|^[a-z]+\s+)(?:(?:also|then|it|automatically)\s+)*(?:${MAKES}|becomes?|is then|is (?:set|moved|changed|switched|put) (?:to|into))\s+(?:[\w']+\s+){0,4}?["']?(?:${state})(?![\w-])`,
    );
    return clause.matches(target).flatMap((found) => {
      const verb = verbBefore(clause, found);
      return verb ? [{ ...verb, resource }] : [];
    });
  });
}

const VERB_WITH_OBJECT = regex(
  String.raw`(?:^|[,;:•]\s*|\b(?:and|or|but|then|can|may|to|we|you|i|[a-z]+s)\s+)["']?(?<verb>[a-z]{3,})["']?(?=\s+(?:it|them|the|an?|their|any|this|that|${KIND}|${MAKES})(?![\w-])|\s*$)`,
);

/** The last word before a place that stands where a verb does. */
function verbBefore(clause: Phrase, found: PhraseMatch): Pick<Anchor, 'verb' | 'at'> | undefined {
  const [first = ''] = /^[a-z]+(?=\s+\w)/i.exec(found.whole.text) ?? [];
  const before = clause.slice(0, found.index + first.length);
  for (const candidate of before.matches(VERB_WITH_OBJECT).toReversed()) {
    const at = candidate.group('verb');
    const verb = activeBases(at.text)[0];
    if (verb && isDeed(verb) && !isClosed(at.text.toLowerCase()) && !at.claimed) return { verb, at };
  }
  return undefined;
}
