import type { Draft, DraftResource } from '../../draft.ts';
import type { Reading, Rule } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import { perText } from '../../text/per-text.ts';
import { nameOf } from '../../words/names.ts';
import { verbsOfNoun } from '../../words/nominals.ts';
import { operationsOf, verbBase } from '../../words/verbs.ts';
import { leadTo } from '../action-lines.ts';
import { actionVerb } from '../actions.ts';
import { giveInput } from '../inputs.ts';
import { permit } from '../permit.ts';
import { piecesOf } from './scope.ts';
import { has, rulesOf, type Token, tokensOf } from './tokens.ts';

/**
 * Reads sentences of which every word is about an action: what it is done to, in which states, by whom, with what. "A
 * submitted claim can be approved by a manager", "approving is only possible while it is submitted".
 */
export const deedRules: readonly Rule[] = [
  (reading) =>
    deeds(
      reading,
      () => true,
      () => true,
    ),
];

/** The same for what is given along, which is no field of the resource: asked before fields are read. */
export const givenRules: readonly Rule[] = [
  (reading) => deeds(reading, mayGive, (tokens) => has(tokens, 'input') && !has(tokens, 'state')),
];

function deeds(
  reading: Reading,
  isLikely: (text: string) => boolean,
  isWanted: (tokens: readonly Token[]) => boolean,
): void {
  for (const clause of reading.clauses) {
    const labelled = clause.match(/^[a-z ]{3,20}:\s+/i)?.after;
    for (const piece of [...piecesOf(clause), ...(labelled ? [labelled] : [])]) {
      if (piece.claimed || !isLikely(piece.text) || !mentionsVerb(reading.draft, piece.text)) continue;
      const tokens = tokensOf(reading, piece, deedAt(reading, piece));
      if (!tokens || !has(tokens, 'verb') || !isWanted(tokens)) continue;
      const parts = partsOf(tokens);
      const deedsRead = parts.map((part) => readDeed(reading, clause, piece, part, tokens));
      if (!deedsRead.every((deed) => deed !== undefined)) continue;
      for (const record of deedsRead) record();
      piece.claim();
    }
  }
}

/** Verbs that say that something is given along, or how something is marked; and what is more often a noun. */
const NO_DEED = /^(?:mark|give|take|see|write|make|leave|report|feature|log|log_in|log_out|sign_up)$/;

/** Words that are only about how an action is offered. */
const AROUND =
  /(?:works?|possible|button|buttons|action|actions|endpoint|endpoints|status|state|allow(?:s|ing)?|again|any ?more|any longer|longer|later|way|way to|ability|able|has to be|must have been|been|got|have|both|each|something|somebody|it is|already|still|currently|yet|fails?|gives?|answers?|responds?|returns?|error|conflict|409|422|400|response|once(?= (?:it|they|the|an?|\w+ed)\b)|while|when|whenever|as long as|provided|where|after|afterwards|during|in which case|as soon as|by|via|through|manually|directly|immediately|either|about|decide[sd]?|whether|can be|first|then|finally)(?![\w'])/iy;

const INPUTS =
  'reason|comment|note|message|amount|quantity|remark|explanation|justification|rating|score|feedback|text|date|time|due date|price|name|url|address|tracking number|number|recipient|deadline|code|result|stars|answer|assignee|file|signature|location|rejection reason|cancellation reason|reviewer|payment method|reference';
const INPUT = new RegExp(
  String.raw`(?:(?:an?|the|some|its|their)\s+)?(?<name>(?:new\s+)?(?:${INPUTS}))(?![\w'])`,
  'iy',
);
const GIVES =
  /\b(?:with|needs?|requires?|requiring|takes?|taking|giv(?:e|es|ing|en)|provid(?:e|es|ing|ed)|must|mandatory|required|stat(?:e|es|ing)|tell|say|asks?|expects?|accepts?|including|passing|enter(?:ing)?|specify(?:ing)?|come)\b/i;
const GIVING =
  /(?:giv(?:e|es|ing|en)|provid(?:e|es|ing|ed)|stat(?:e|es|ing)|mandatory|asks? for|expects?|accepts?|including|passing|enter(?:ing|ed)?|specif(?:y|ying|ied)|comes?|come with|in the body|in its body|body|as input|to say|say|tell)(?![\w'])/iy;

const GIVEN = new RegExp(INPUT.source, 'i');

/** Whether a sentence can say that something is given along. */
const mayGive = (text: string) => GIVES.test(text) && GIVEN.test(text);

const WORD = String.raw`[a-z]+(?:[- ](?:out|in|up|off|down)(?!\w))?`;
const WORD_AT = new RegExp(WORD, 'iy');
const WORDS = new RegExp(WORD, 'gi');

/** The verb that a word, or one with "out" or the like, stands for, and how much of it. */
function verbIn(actions: ReadonlySet<string>, written: string): { verb: string; length: number } | undefined {
  const verb = verbOf(actions, written);
  if (verb) return { verb, length: written.length };
  const first = written.replace(/[- ].*$/, '');
  const alone = verbOf(actions, first);
  return alone === undefined ? undefined : { verb: alone, length: first.length };
}

/** Whether there is any word for an action, without which the others need not be looked at. */
function mentionsVerb(draft: Draft, text: string): boolean {
  const actions = knownActions(draft);
  return (text.match(WORDS) ?? []).some((written) => verbIn(actions, written) !== undefined);
}

/** The verb that a noun is made of: "approval". */
const nominalVerb = perText((word: string): string | undefined =>
  /^[a-z]{3,}(?:al|ation|ment|ion)$/i.test(word)
    ? (verbBase(word.replace(/(?:al|ment)$/i, '')) ??
      verbBase(word.replace(/lation$/i, '')) ??
      verbBase(word.replace(/(?:ation|ion)$/i, 'e')) ??
      verbBase(word.replace(/(?:ation|ion)$/i, '')) ??
      verbBase(word.replace(/ission$/i, 'it')))
    : undefined,
);

function verbOf(actions: ReadonlySet<string>, word: string): string | undefined {
  const verb =
    actionVerb(word) ?? nominalVerb(word) ?? (actions.has(word.toLowerCase()) ? word.toLowerCase() : undefined);
  return verb && (!operationsOf(verb) || actions.has(verb)) && !NO_DEED.test(verb) ? verb : undefined;
}

/** The actions that the text has named already: "void", "win"; submitting is one where things can be submitted. */
const knownActions = (draft: Draft): ReadonlySet<string> =>
  new Set(
    draft.all.flatMap((resource) => [
      ...resource.actions.keys(),
      ...(resource.statusValues.includes('submitted') ? ['submit'] : []),
    ]),
  );

/** The tokens that sentences about actions have besides those about rights. */
function deedAt(reading: Reading, { text: whole }: Phrase) {
  const gives = GIVES.test(whole);
  const actions = knownActions(reading.draft);
  const states = [...new Set(reading.draft.all.flatMap(statesOf))].toSorted((a, b) => b.length - a.length);
  const stateAt =
    states.length === 0
      ? undefined
      : new RegExp(
          `["']?(?<state>${states.map((state) => state.replace(/_/g, '[ _-]')).join('|')})["']?(?![\\w'])`,
          'iy',
        );
  return (text: string, at: number, before: readonly Token[]): Token | undefined => {
    const found = (pattern: RegExp | undefined) => {
      if (!pattern) return undefined;
      pattern.lastIndex = at;
      return pattern.exec(text) ?? undefined;
    };
    const state = found(stateAt);
    const written = found(WORD_AT)?.[0] ?? '';
    const { verb, length: verbLength = 0 } = verbIn(actions, written) ?? {};
    if (state && !(verb && isDone(text, at, before)))
      return { kind: 'state', value: nameOf(state.groups!['state']!), start: at, end: at + state[0].length };
    if (verb && isAdjective(reading, text, at, written, before))
      return { kind: 'state', value: nameOf(written), start: at, end: at + written.length };
    if (verb) return { kind: 'verb', value: verb, start: at, end: at + verbLength };
    const negative = found(/(?:unless|until|before|not yet)(?![\w'])/iy);
    if (negative) return { kind: 'not', value: '', start: at, end: at + negative[0].length };
    const input = gives ? found(INPUT) : undefined;
    if (input) return { kind: 'input', value: nameOf(input.groups!['name']!), start: at, end: at + input[0].length };
    const glue = found(/(?:409|error|conflict|fails?|refused|rejected with)(?![\w'])/iy);
    if (glue) return { kind: 'not', value: 'error', start: at, end: at + glue[0].length };
    const around = found(GIVING) ?? found(AROUND);
    return around && { kind: 'glue', value: '', start: at, end: at + around[0].length };
  };
}

/** "Only published jobs": what things are, before they are named. */
function isAdjective({ draft }: Reading, text: string, at: number, written: string, before: readonly Token[]): boolean {
  const next = /^\s+(?<next>[a-z]+)(?:\s(?<next2>[a-z]+))?/i.exec(text.slice(at + written.length))?.groups;
  return (
    /(?:ed|en|t)$/i.test(written) &&
    verbBase(written) !== written.toLowerCase() &&
    !isDone(text, at, before) &&
    next !== undefined &&
    (/^ones?$/i.test(next['next'] ?? '') ||
      draft.findExactly(next['next'] ?? '') !== undefined ||
      draft.findExactly(`${next['next']} ${next['next2']}`) !== undefined)
  );
}

/** "Can be approved", "gets approved": what is done, not the state that it is in. */
function isDone(text: string, at: number, before: readonly Token[]): boolean {
  const words = text.slice(Math.max(0, at - 60), at);
  if (/\b(?:be|gets?|getting|being)\s+(?:(?:also|only|then|either|\w+ed|and|or|,)\s+)*$/i.test(words)) return true;
  const last = before.at(-1);
  const isBase = !/^[a-z]+(?:ed|en|t|d)\b/i.test(text.slice(at));
  if (isBase) return last === undefined || /(?:\b(?:can|may|to|must|and|or|,|you|we|i)\s+|,\s*)$/i.test(words);
  return (
    last?.kind === 'joint' &&
    before.at(-2)?.kind === 'verb' &&
    /(?:ed|en|t)$/i.test(text.slice(before.at(-2)!.start, before.at(-2)!.end))
  );
}

function statesOf(resource: DraftResource): string[] {
  return [...new Set([...resource.statusValues, ...resource.reached.keys()])];
}

/** "Release only works from draft, revoke only from released" are two. */
function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let from = 0;
  for (let at = 1; at < tokens.length - 1; at++) {
    if (tokens[at]!.kind !== 'joint') continue;
    const left = tokens.slice(from, at);
    const right = tokens.slice(at + 1);
    const isList = left.at(-1)?.kind === 'verb' && right[0]?.kind === 'verb' && !has(left, 'state', 'who');
    const next = right.findIndex(({ kind }) => kind === 'verb');
    const isOwn = right.slice(0, Math.max(next, 0)).some(({ kind }) => kind === 'who' || kind === 'only') || next === 0;
    if (isList || next < 0 || !isOwn) continue;
    if (!has(left, 'verb') || !has(left, 'who', 'state', 'input') || !has(right, 'who', 'state', 'input')) continue;
    if (left.at(-1)?.kind === 'verb' && right[0]?.kind === 'verb') continue;
    parts.push(left);
    from = at + 1;
  }
  return [...parts, tokens.slice(from)];
}

/** What a part of a sentence says about an action, ready to be put down. */
function readDeed(
  reading: Reading,
  clause: Phrase,
  piece: Phrase,
  part: readonly Token[],
  all: readonly Token[],
): (() => void) | undefined {
  if (has(part, 'operation', 'others', 'except', 'login') || /\b(?:after which|later|then)\b/i.test(piece.text))
    return undefined;
  const verbs = [...new Set(part.filter(({ kind }) => kind === 'verb').map(({ value }) => value))];
  const states = [...new Set(part.filter(({ kind }) => kind === 'state').map(({ value }) => value))];
  const inputs = part.filter(({ kind }) => kind === 'input');
  const resource = resourceOf(reading, clause, part, all, states);
  if (verbs.length === 0 || !resource) return undefined;
  const rules = has(part, 'own') ? ['owner'] : rulesOf(part);
  const isNegative = part.filter(({ kind }) => kind === 'not' || kind === 'nobody').length % 2 === 1;
  if (isNegative && states.length === 0) return undefined;
  if (states.length === 0 && inputs.length === 0 && !has(part, 'only') && !isByPeople(piece.text, part))
    return undefined;
  const target = part.find((token) => token.kind === 'state' && isTarget(piece.text, token));
  const isKnown = (state: string) => statesOf(resource).includes(state);
  if (!states.every((state) => isKnown(state) || resource.statusValues.length === 0)) return undefined;
  return () => {
    for (const verb of verbs) {
      const owner = rules.length === 0 ? resource : permitted(reading, resource, verb, rules, piece);
      if (!owner) continue;
      const action = owner.action(verb, piece);
      for (const state of states) if (!isKnown(state)) owner.reaches(state, piece);
      const guards = states.filter((state) => state !== target?.value);
      if (guards.length > 0) action.guard = { values: guards, isNegative, from: piece };
      if (target) leadTo(owner, action, target.value, piece);
      for (const input of inputs) giveInput(reading, owner, action, input.value, piece);
    }
  };
}

/** "Approving is done by managers": people who are named after what they do. */
function isByPeople(text: string, part: readonly Token[]): boolean {
  const verb = part.find(({ kind }) => kind === 'verb')!;
  return part.some(
    ({ kind, start }) =>
      kind === 'who' &&
      start > verb.end &&
      /\b(?:by|for|to|needs?|requires?)\s+(?:(?:the|an?|its|their)\s+)*$/i.test(text.slice(0, start)),
  );
}

/** "To approved", "-> approved": the state that an action leads to. */
function isTarget(text: string, { start }: Token): boolean {
  return /(?:->|\bto|\binto|\bbecomes?|\bas|\bit)\s*["']?$/i.test(text.slice(0, start));
}

/** Gives people an action; undefined where the verb only makes another thing: "members book rooms" makes bookings. */
function permitted(
  reading: Reading,
  resource: DraftResource,
  verb: string,
  rules: readonly string[],
  from: Phrase,
): DraftResource | undefined {
  for (const rule of rules) permit(reading, resource, verb, rule, true, { whole: from });
  return resource.actions.has(verb) ? resource : undefined;
}

/** The resource that is named, else the one that has the states, or the action, else the last one. */
function resourceOf(
  reading: Reading,
  clause: Phrase,
  part: readonly Token[],
  all: readonly Token[],
  states: readonly string[],
): DraftResource | undefined {
  const fits = (resource: DraftResource) =>
    resource.statusValues.length === 0 || states.every((state) => statesOf(resource).includes(state));
  const named = [...part, ...all].flatMap(({ resource }) => resource ?? []);
  const verbs = part.filter(({ kind }) => kind === 'verb').map(({ value }) => value);
  const acting = reading.draft.all.find(({ actions }) => verbs.some((verb) => actions.has(verb)));
  const product = reading.draft.all.find(({ singular }) => verbs.some((verb) => verbsOfNoun(singular).includes(verb)));
  const last = reading.lastResourceBefore(clause);
  if (new Set(named).size > 1) return undefined;
  if (named[0]) return fits(named[0]) ? named[0] : undefined;
  if (acting && fits(acting)) return acting;
  if (last && fits(last)) return last;
  return states.length > 0 ? reading.draft.all.find(fits) : product;
}
