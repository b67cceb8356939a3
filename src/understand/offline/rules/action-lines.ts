import type { DraftAction, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import { type Phrase, Remainder } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { participle } from '../words/lifecycle.ts';
import { isPlural, nameOf } from '../words/names.ts';
import { isPerson } from '../words/people.ts';
import { operationsOf, standingVerb, verbBase } from '../words/verbs.ts';
import { actionVerb } from './actions.ts';
import { readEffects } from './effects.ts';
import { giveInput } from './inputs.ts';
import { noteRole } from './permit.ts';
import { peopleIn } from './rights/tokens.ts';

/**
 * Reads actions that are written as a label with what they do: "publish: draft -> live, editors only", "Actions: open
 * (draft to open), close (needs a reason)". They are found before anything else, since a label also names resources.
 */
export const actionLabelRules: readonly Rule[] = [labels];

/** Reads what stands behind the labels, once states are known. */
export const actionLineRules: readonly Rule[] = [lines];

const VERB = String.raw`["']?[a-z]+(?:[ _-](?:as |out |in |off |up )?[a-z]+)?["']?`;
const VERBS = String.raw`(?<verbs>${VERB}(?:(?:\s*[,/+&]\s*(?:and\s+)?|\s+and\s+|\s+or\s+)${VERB}){0,4})`;

/** What only an action has. */
const DETAIL = String.raw`(?:\b(?:only|just|possible|allowed)\s+(?:possible\s+|allowed\s+|works?\s+)?(?:from|when|while|if|by|after|for|once|on)\b|\bfrom\s+\w+\s+(?:to|->)\s|\w\s*->\s*\w|\b(?:takes?|needs?|requires?|asks? for|expects)\s+(?:an?|the)\s|\bonly\s*(?:$|[,;])|\brole$|^(?:by|from)\s|\b(?:status|state|stage)\s+(?:becomes|is set|changes|goes)\b|\b(?:becomes|sets?|moves? (?:it|them|the|an?))\s|\w+ to \w+(?:$|[,;)]))`;

const LABEL = regex(
  String.raw`^(?:the\s+)?(?:(?:actions?|operations?|endpoints?|commands?|transitions?)\s+)?${VERBS}(?:\s+(?:actions?|endpoints?|buttons?|operation))?\s*(?::|(?:->|=>)(?!\s*[a-z_]+(?:\s*,\s*[a-z_]+)*\s*(?:->|=>))|\s-|\s=)\s+(?<details>.*${DETAIL}.*)$`,
);
/** "submit (draft -> submitted): the author". */
const WITH_STATES = regex(
  String.raw`^${VERBS}\s*(?<details>\(\s*(?:from\s+)?\w[^()]*(?:->|\bto\b)[^()]*\)(?:\s*(?::|-)\s*.+)?)$`,
);
/** "release: lab staff", before "From quarantine to available". */
const WITH_PEOPLE = regex(
  String.raw`^(?:\d+(?:\.\d+)*\.?\s+)?${VERBS}\s*:\s+(?<details>[a-z]+(?:\s[a-z]+)?(?:(?:,|\s+or|\s+and)\s+[a-z]+(?:\s[a-z]+)?)?)$`,
);
/** "draft -> submitted (submit, by the owner)", "from planned to running (start)". */
const BY_STATES = regex(
  String.raw`(?:^(?:\d+[.)]\s*)?|\bfrom\s+)(?<states>[a-z][\w-]*(?:(?:\s*[,/]\s*|\s+or\s+)[a-z][\w-]*)*\s*(?:->|\bto\b)\s*[a-z][\w-]*)\s*\(\s*(?:via\s+|by\s+)?(?<verbs>[a-z]+)(?:ing)?\s*(?<more>[,:][^()]*)?\)`,
);
/** Sentences after a label that go on about its action. */
const GOES_ON = regex(
  String.raw`^(?!.*\b(?:can|may|cannot|create|delete|update|list|read|edit|see)\b)(?:only|from|sets?|needs?|requires?|takes?|body\b|input\b|must|both|by|for|->|possible|allowed|works?|moves?|becomes?|(?:the\s+)?(?:status|state)\s+(?:becomes|is set|changes)|(?:an?|the|its)\s[a-z_]+(?:\s[a-z_]+)?\s(?:is|are|must be|has to be)\s(?:mandatory|required|needed|given|provided|sent|stated))\b`,
);
const LIST = regex(
  String.raw`^(?:(?!only\b)[\w']+\s+){0,4}(?:actions|operations|endpoints|transitions|commands|buttons)(?:\s+(?:on|for|of)\s+(?:an?\s+|the\s+)?(?<what>[a-z]+(?:\s[a-z]+)?))?(?:\s+(?!for\b|of\b|on\b)[a-z' ]{2,40})?\s*:\s*(?<list>.+)$`,
);
const SENTENCE = regex(
  String.raw`^(?:the\s+)?["']?(?<verbs>[a-z]+)["']?(?:\s+(?:action|endpoint|button|operation|it))?\s+(?<details>(?:(?:moves?|brings?|changes?|sets?|puts?|turns?|switches|takes|flips?)\s+(?:it|them|an?|the)\b.*\b(?:to|into|->)\s|(?:is\s+)?(?:only\s+)?(?:works?|possible|allowed|goes)\s+(?:only\s+)?(?:from|on|for|when|while|if)\s[^,;]*$).*)$`,
);
const ITEM = regex(String.raw`^(?<verbs>${VERB})\s*(?:\(\s*(?<details>[^()]*)\)|:\s*(?<more>.+))?$`);

/** Words before a colon that are no actions. */
const NO_ACTION =
  /^(?:status(?:es)?|states?|stages?|phases?|flow|lifecycle|workflow|life|default|initial|note|notes|auth|access|rules?|permissions?|roles?|filters?|sort(?:ing)?|search|order|list|get|read|create|update|delete|write|edit|options?|type|types|name|values?|fields?|relations?|and|or|then|also|example|question|answer|delivery|price|owner)$/i;

/** Verbs that are operations whatever states are told. */
const PLAIN_OPERATION = /^(?:create|update|delete|list|get|read|edit|view|remove|add)$/;

/** An action whose label was found. */
export interface ActionLine {
  readonly names: readonly string[];
  readonly label: Phrase;
  readonly details: Phrase | undefined;
  readonly what: string;
  /** The clause that it was found in; later clauses are told from earlier ones by it. */
  readonly clause: Phrase;
}

function labels(reading: Reading): void {
  for (const clause of reading.clauses.slice()) {
    const found = clause.match(LIST);
    const listed =
      found && itemsOf(clause, found.group('list'), found.text('what'), found.group('list').start - clause.start);
    const lines = listed ?? labelled(reading, clause);
    if (lines.length === 0) continue;
    const more = lines.length === 1 ? detailsAfter(reading, clause) : [];
    reading.setAside(clause);
    reading.actionLines.push(
      ...lines,
      ...more.map((details) => ({ ...lines[0]!, label: details.slice(0, 0), details })),
    );
  }
}

/** The sentences after a clause, on the same line, that go on about its action; no other rule reads them. */
export function detailsAfter(reading: Reading, clause: Phrase): Phrase[] {
  const found = following(reading, clause);
  for (const each of found) reading.setAside(each);
  return found;
}

function following(reading: Reading, clause: Phrase): Phrase[] {
  const found: Phrase[] = [];
  let { end } = clause;
  for (const next of reading.clausesAfter(clause)) {
    if (clause.source.text.slice(end, next.start).includes('\n') || !GOES_ON.test(next.text)) break;
    found.push(next);
    ({ end } = next);
  }
  return found;
}

function labelled(reading: Reading, clause: Phrase): ActionLine[] {
  const moves = clause.matches(BY_STATES).flatMap((move): ActionLine[] => {
    const names = namesIn(move.text('verbs'), move.text('states'));
    if (names.length === 0 || standingVerb(move.text('verbs')) === undefined) return [];
    const line = { names, what: '', clause };
    const more = move.optional('more');
    return [
      { ...line, label: move.group('verbs'), details: move.group('states') },
      ...(more ? [{ ...line, label: more.slice(0, 0), details: more.slice(1) }] : []),
    ];
  });
  if (moves.length > 0) return moves;
  const found =
    clause.match(LABEL) ??
    clause.match(SENTENCE) ??
    clause.match(WITH_STATES) ??
    (following(reading, clause).length > 0 ? clause.match(WITH_PEOPLE) : undefined);
  const after = following(reading, clause).map(({ text }) => text);
  const names = found ? namesIn(found.text('verbs'), [found.text('details'), ...after].join(', ')) : [];
  if (!found || names.length === 0) return [];
  const details = found.group('details');
  return [{ names, label: clause.slice(0, details.start - clause.start), details, what: '', clause }];
}

/** "qualify (lead to qualified), win, lose (needs a reason)", if every item is an action. */
function itemsOf(clause: Phrase, list: Phrase, what: string, introduced: number): ActionLine[] | undefined {
  const items = splitList(list).map((item) => item.match(ITEM));
  if (items.length === 0) return undefined;
  const lines = items.map((item): ActionLine | undefined => {
    const details = item?.optional('details') ?? item?.optional('more');
    const names = item ? namesIn(item.text('verbs'), details?.text ?? '', true) : [];
    if (!item || names.length === 0) return undefined;
    return { names, label: item.group('verbs'), details, what, clause };
  });
  if (!lines.every((line) => line !== undefined)) return undefined;
  const [first] = lines;
  const intro = clause.slice(0, introduced);
  return [{ ...first!, label: intro.upTo(first!.label) }, ...lines.slice(1)];
}

/** The names of the actions of a label; verbs that nobody knows count only where their states are told. */
function namesIn(verbs: string, details: string, isCalledSo = false): string[] {
  const tellsStates =
    (isCalledSo && details !== '') ||
    /\bfrom\s+\w+\s+(?:to|->)|\w\s*->\s*\w|(?:\bonly|^|,)\s*(?:when|from|if|while|by)\s|\bbecomes\b|^\w+ to \w+/i.test(
      details,
    );
  const names = verbs.split(/\s*[,/+&]\s*(?:and\s+)?|\s+and\s+|\s+or\s+/i).map((verb) => {
    const plain = verb.replace(/["']/g, '').trim();
    if (NO_ACTION.test(plain) || (plain.endsWith('s') && actionVerb(plain) !== plain.toLowerCase())) return undefined;
    const marked = /^mark(?:ed)?[ _-](?:as[ _-])?(?<state>\w+)$/i.exec(plain)?.groups?.['state'];
    if (marked)
      return verbBase(marked) && !operationsOf(verbBase(marked)!) ? `mark_${nameOf(marked)}` : `mark_${nameOf(marked)}`;
    const known = actionVerb(plain.split(' ')[0]!) && /\s(?:it|them)?$/.test(` ${plain.split(' ').slice(1).join(' ')}`);
    const base = actionVerb(plain);
    if (base && (tellsStates || !operationsOf(base)) && !PLAIN_OPERATION.test(base)) return base;
    if (known || !tellsStates || isPlural(nameOf(plain)) || /\s/.test(plain)) return undefined;
    return nameOf(plain);
  });
  return names.every((name): name is string => name !== undefined && name !== '') ? names : [];
}

function lines(reading: Reading): void {
  const found = new Map<Phrase, DraftResource | undefined>();
  for (const line of reading.actionLines) {
    if (!found.has(line.clause) || line.what !== '') found.set(line.clause, resourceOf(reading, line));
    const resource = found.get(line.clause);
    if (!resource) continue;
    line.label.claim();
    for (const name of line.names) {
      const action = resource.action(name, line.label);
      if (line.details) readDetails(reading, resource, action, line.details);
    }
  }
}

/** The resource that is named, else the one whose states the line speaks of, else the last one. */
function resourceOf(reading: Reading, { what, details, clause }: ActionLine): DraftResource | undefined {
  const named = what === '' ? undefined : reading.draft.find(what);
  if (named) return named;
  const all = reading.actionLines.filter((line) => line.clause === clause).map((line) => line.details?.text ?? '');
  const words = new Set(
    (
      all
        .join(' ')
        .toLowerCase()
        .match(/[a-z_]+/g) ?? []
    ).map(nameOf),
  );
  const last = reading.lastResourceBefore(clause);
  const hasState = (resource: DraftResource) => statesOf(resource).some((state) => words.has(state));
  if (last && hasState(last)) return last;
  return (
    reading.draft.all.find(hasState) ??
    (details && reading.mentioned(details.text).find(({ singular: name }) => !isPerson(name))) ??
    last
  );
}

export function statesOf(resource: DraftResource): string[] {
  return [...new Set([...resource.statusValues, ...resource.reached.keys()])];
}

/** Takes states, people, inputs and effects out of the details, each wherever it stands. */
export function readDetails(reading: Reading, resource: DraftResource, action: DraftAction, details: Phrase): void {
  const rest = new Remainder(details);
  takeTransition(resource, action, rest);
  takeGuard(resource, action, rest);
  takeTarget(resource, action, rest);
  takeInputs(reading, resource, action, rest);
  takePeople(reading, action, rest);
  rest.claimTaken();
  const left = rest.rest.trim();
  if (/[a-z]{3}/i.test(left.text)) readEffects(reading, resource, action.name, left);
}

const IT = String.raw`(?:(?:it|they|that|this|these|the\s+[a-z]+|an?\s+[a-z]+|its|their|status|state|(?:is|are|was|were|has|have|been|be|being|still|already|currently|an?|in|marked|as))\s+)*`;

const spelling = (state: string) => state.replace(/_/g, '[ _-]');

/** States of a resource as a pattern, "a shipped or delivered one" among them; any word where it has none. */
function stateIn(resource: DraftResource): string {
  const states = statesOf(resource).toSorted((a, b) => b.length - a.length);
  return states.length > 0
    ? `(?:${states.map(spelling).join('|')})(?![\\w-])`
    : '(?!(?:mandatory|required|needed|given|possible|allowed|only|set|now|the|then|also|not|null|current|stored|sent|it|an?|by|up|down)\\b)[a-z][a-z_-]+';
}

const several = (state: string) =>
  `["']?${state}["']?(?:\\s*(?:,|/|\\bor\\b|\\band\\b)\\s*(?:from\\s+)?["']?${state}["']?)*`;

function valuesIn(text: string): string[] {
  return text
    .split(/\s*(?:,|\/|\bor\b|\band\b)\s*(?:from\s+)?/i)
    .map((value) => nameOf(value))
    .filter((value) => value !== '');
}

/** "draft -> live", "from draft to live". */
function takeTransition(resource: DraftResource, action: DraftAction, rest: Remainder): void {
  const state = stateIn(resource);
  const found = rest.take(
    regex(
      String.raw`(?:\b(?:only\s+)?(?:(?:moves?|brings?|changes?|puts?|takes?|switches|turns?)\s+(?:it|them|the\s+[a-z]+|an?\s+[a-z]+)\s+)?(?:from\s+)?)(?<from>${several(state)})(?:\s+${resource.singular.replace(/_/g, ' ')}s?)?\s*(?:->|\bto\b|\binto\b|\bbecomes?\b)\s*["']?(?<to>${state})["']?`,
    ),
  );
  if (!found) return;
  action.guard = { values: valuesIn(found.text('from')), isNegative: false, from: found.whole };
  leadTo(resource, action, nameOf(found.text('to')), found.whole);
}

/** "only when it is draft", "from open or paused", "after approval", "unless shipped". */
function takeGuard(resource: DraftResource, action: DraftAction, rest: Remainder): void {
  const state = stateIn(resource);
  const found = rest.take(
    regex(
      String.raw`(?:\b(?:is\s+|are\s+)?(?:only\s+|just\s+)?(?:possible\s+|allowed\s+|works?\s+|goes\s+)?(?:only\s+)?(?<kind>from|when|while|if|once|after|for|on|as long as|unless|until|before|except when)\s+(?:the\s+)?${IT}(?<not>not\s+)?|\bonly\s+(?:for\s+)?(?:an?\s+|the\s+)?|\b(?:that|which)\s+(?:is|are|has been|have been)\s+(?:still\s+|already\s+|currently\s+)?(?<not2>not\s+)?)(?<from>${several(state)})(?:\s+(?:only|ones?|state|status))?`,
    ),
  );
  if (found) {
    const isNegative = /^(?:unless|until|before|except)/i.test(found.text('kind')) !== (found.text('not') !== '');
    if (found.text('not2') !== '') return;
    action.guard ??= { values: valuesIn(found.text('from')), isNegative, from: found.whole };
    return;
  }
  const done = rest.rest.match(/\b(?:only\s+)?after\s+(?:the\s+)?(?<noun>[a-z]+(?:al|ation|ment|sion|ing|ed))\b/i);
  const verb = done && verbBase(done.text('noun').replace(/(?:al|ation|ment)$/i, ''));
  const values = statesOf(resource);
  const value = verb && [participle(verb), verb].find((each) => values.includes(each));
  if (!done || !value) return;
  rest.remove(done.whole);
  action.guard ??= { values: [value], isNegative: false, from: done.whole };
}

/** "-> live", "the status becomes live", "sets it to live". */
function takeTarget(resource: DraftResource, action: DraftAction, rest: Remainder): void {
  const found = rest.take(
    regex(
      String.raw`(?:->|=>|\b(?:(?:the\s+|its\s+)?(?:status|state|stage)\s+)?(?:becomes?|turns?|goes|changes|is set|(?<=(?:status|state|stage)\s+)is|is then|set|sets?|moves?|makes?|puts?|brings?|flips?|switch(?:es)?)\s+(?:(?:it|them|the\s+[a-z]+|its\s+[a-z]+|status)\s+)?(?:back\s+)?(?:to\s+|in\s+|into\s+|as\s+)?)\s*["']?(?<to>${stateIn(resource)})["']?`,
    ),
  );
  if (found) leadTo(resource, action, nameOf(found.text('to')), found.whole);
}

/** Notes the state that an action leads to. */
export function leadTo(resource: DraftResource, action: DraftAction, state: string, from: Phrase): void {
  if (resource.states.length === 0) resource.reaches(state, from);
  for (const value of action.guard?.values ?? []) if (resource.states.length === 0) resource.reaches(value, from);
  const step = resource.states.length > 0 ? `-> ${state}` : `set ${resource.statusName} = '${state}'`;
  if (!action.steps.includes(step)) action.steps.push(step);
}

/** "takes the contractor", "needs a reason and a date". */
function takeInputs(reading: Reading, resource: DraftResource, action: DraftAction, rest: Remainder): void {
  const found = rest.take(
    /\b(?:(?:must|has to|have to|needs? to|should)\s+(?:give|provide|state|enter|supply|specify|write)|takes?|needs?|requires?|requiring|asks? for|expects?|accepts?|with|given|gives?|giving|stating|states|by (?:giving|sending|passing|entering)|sending|body:|input:)\s+(?:also\s+)?(?<list>(?:an?|the|its|some)\s+[a-z]+(?:\s(?!and\b|or\b)[a-z]+)?(?:(?:\s+and\s+|,\s*)(?:an?|the|its|some)\s+[a-z]+(?:\s[a-z]+)?)*)(?:\s+(?:in the body|as input))?/i,
  );
  const mandatory = rest.take(
    /(?<=^|[,;.]\s*|\s)(?:(?:an?|the|its)\s+)(?<list>[a-z]+(?:\s[a-z]+)?)\s+(?:(?:is|are|must be|has to be|should be)\s+)(?:also\s+)?(?:mandatory|required|needed|given|provided|stated|entered|sent along|obligatory)(?:\s+(?:in|with)\s+(?:the\s+)?(?:request|body))?/i,
  );
  const body = rest.take(/\b(?:body|payload|input)\s*:?\s*[`{(]*\s*(?<list>[a-z_]+(?:\s*[,+]\s*[a-z_]+)*)/i);
  for (const item of body ? splitList(body.group('list')) : [])
    giveInput(reading, resource, action, nameOf(item.text), item);
  if (mandatory) giveInput(reading, resource, action, nameOf(mandatory.text('list')), mandatory.group('list'));
  if (!found) return;
  for (const item of splitList(found.group('list'))) giveInput(reading, resource, action, nameOf(item.text), item);
}

/** "editors only", "by the owner", "manager role only". */
function takePeople(reading: Reading, action: DraftAction, rest: Remainder): void {
  for (const item of rest.rest.matches(
    /(?<![^,;.():\s])\s*(?<=^|[,;.():]\s*)(?<who>(?!only\s|by\s|for\s)[a-z][a-z ]{2,40}?)\s*(?=$|[,;.)])/i,
  )) {
    const people = item.group('who');
    const named = /\b(?:if|when|from|to|while|with|only)\b/i.test(people.text) ? [] : peopleIn(reading, people);
    if (named.length === 0) continue;
    for (const rule of named) letIn(reading, action, rule, people);
    rest.remove(people);
  }
  const piece = rest.rest.match(
    /(?:^|[,;]\s*(?:and\s+)?|\s)(?<who>(?:only\s+)?(?:by|for)\s+(?:only\s+)?[^,;.]+|only\s+(?:the\s+|an?\s+)?[a-z ]+|(?:the\s+|an?\s+)?[a-z][a-z_-]*(?:\s[a-z]+)?\s+(?:role\s+)?only|[a-z_]+ role)(?=$|\s*[,;.])/i,
  );
  const who = piece?.group('who');
  const rules = who ? peopleIn(reading, who) : [];
  if (!who || rules.length === 0) return;
  for (const rule of rules) letIn(reading, action, rule, who);
  rest.remove(who);
}

function letIn(reading: Reading, action: DraftAction, rule: string, from: Phrase): void {
  noteRole(reading, rule, from);
  if (!action.access.includes(rule)) action.access.push(rule);
}
