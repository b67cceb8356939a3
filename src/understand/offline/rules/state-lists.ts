import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { verbBase } from '../words/verbs.ts';
import { enumType } from './enumerations.ts';

/** Finds "Statuses: draft -> sent -> paid / void": a heading that would otherwise name a resource. */
export const stateHeadingRules: readonly Rule[] = [headings];

/** Reads the states of such headings and sentences, and in which of them rows begin. */
export const stateListRules: readonly Rule[] = [listed, sentences, starts];

const VALUE = String.raw`["']?(?:in [a-z]+|on [a-z]+|under [a-z]+|[a-z][\w-]*)["']?(?:\s*\([^()]*\))?`;
const BETWEEN = String.raw`\s*(?:->|>|,\s*(?:then\s+|or\s+|and\s+|finally\s+)*|/|\||\bthen\b|\bor\b|\band\b)\s*`;
const NAME = String.raw`(?:status(?:es)?|states?|stages?|phases?|life ?cycle|workflow|flow|status flow|status values|state machine)`;

const HEADING = regex(
  String.raw`^(?:(?:the|possible|allowed|valid|available|our|its|their)\s+)*(?:(?<what>[a-z]+(?:\s[a-z]+)?)(?:'s?)?\s+)?(?<name>${NAME})(?:\s+(?:of|for)\s+(?:an?\s+|the\s+)?(?<what2>[a-z]+(?:\s[a-z]+)?))?\s*(?::|=|\s-\s|\bare\b|\bgoes\b|\bgo\b)\s*(?:one of\s+)?(?<values>${VALUE}(?:${BETWEEN}${VALUE}){1,15})[\s.]*$`,
);

/** What the field is called after other words than "status". */
const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
  ['state', 'state'],
  ['stage', 'stage'],
  ['stages', 'stage'],
  ['phase', 'phase'],
  ['phases', 'phase'],
]);

/** The states that a heading lists. */
export interface StateLine {
  readonly clause: Phrase;
  readonly what: string;
  readonly name: string;
  readonly values: Phrase;
}

function headings(reading: Reading): void {
  for (const clause of reading.clauses.slice()) {
    const found = clause.match(HEADING);
    if (!found) continue;
    const what = found.text('what') || found.text('what2');
    // "Order status: new, paid" is a field of an order; it is read with the resources there are.
    reading.setAside(clause);
    reading.stateLines.push({ clause, what, name: found.text('name').toLowerCase(), values: found.group('values') });
  }
}

function listed(reading: Reading): void {
  for (const { clause, what, name, values } of reading.stateLines) {
    const resource = (what === '' ? undefined : reading.draft.find(what)) ?? reading.lastResourceBefore(clause);
    if (!resource) continue;
    giveStates(resource, values, FIELD_NAMES.get(name) ?? 'status');
    clause.claim();
  }
}

/** Gives a resource its states; arrows say which comes after which. */
function giveStates(resource: DraftResource, values: Phrase, name: string): void {
  const steps = values.text
    .replace(/\([^()]*\)/g, '')
    .split(/\s*(?:->|>|\bthen\b)\s*/i)
    .map((step) =>
      step
        .split(/\s*(?:,\s*(?:or\s+|and\s+|then\s+)*|\/|\||\bor\b|\band\b)\s*/i)
        .map(nameOf)
        .filter((value) => value !== ''),
    );
  const all = [...new Set(steps.flat())];
  if (steps.length > 1)
    for (const [index, step] of steps.entries())
      for (const value of step) if (index > 0) resource.follows(value, steps[index - 1]!);
  const own = [name, resource.statusName, 'status', 'state', 'stage', 'phase']
    .map((each) => resource.fields.get(each))
    .find((field) => field !== undefined);
  if (own?.type.startsWith('enum(')) return;
  resource.addField({
    name: own?.name ?? name,
    modifiers: own?.modifiers.filter((text) => !/^max=|^min=/.test(text)) ?? [],
    type: enumType(all),
    from: values,
  });
  const [first] = steps;
  if (steps.length > 1 && first?.length === 1) begin(resource, first[0]!);
}

const NO_STATE =
  /^(?:required|optional|unique|mandatory|positive|negative|public|private|allowed|possible|needed|none|null|empty|true|false|yes|no|more|less|equal|free|one|two|either|both|used|a|an|the|it|they|to|in|for|linked|assigned to)$/;

/** "Tickets are open or closed", "a session is requested, accepted or declined". */
function sentences(reading: Reading): void {
  const word = String.raw`["']?(?!(?:the|an?|not|only|also|for|to|by|in|on|of|with)\b)[a-z][a-z_-]+["']?`;
  const pattern = regex(
    String.raw`^(?:an?\s+|the\s+|each\s+|every\s+|all\s+)?(?:status\s+of\s+(?:an?\s+|the\s+)?)?(?<what>[a-z]+(?:\s[a-z]+)?)(?:'s)?(?:\s+(?:status|state))?\s+(?<verb>is|are|can be|may be|must be|will be)\s+(?:either\s+|one of\s+|always\s+)?(?<values>${word}(?:\s*,\s*(?:then\s+)?${word})*,?\s+or\s+(?:it\s+(?:is|gets)\s+|later\s+)?${word})(?=$|\s*[,;(])`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && reading.draft.find(found.text('what'));
    if (!found || !resource || resource.statusValues.length > 0 || found.group('values').claimed) continue;
    const values = found
      .text('values')
      .match(/[a-z][a-z_-]+/gi)!
      .filter((value) => !/^(?:or|then|it|is|gets|later)$/i.test(value));
    // "Can be confirmed or cancelled" tells what is done.
    if (/^(?:can|may)/i.test(found.text('verb')) && values.every((value) => verbBase(value) !== undefined)) continue;
    if (values.some((value) => NO_STATE.test(value.toLowerCase()) || reading.draft.find(value))) continue;
    resource.addField({ name: 'status', type: enumType(values.map(nameOf)), modifiers: [], from: found.whole });
    found.whole.claim();
  }
}

const START =
  /\b(?:new|newly|starts?|begins?|initial(?:ly)?|at first|first|to begin with|(?:at|in) the (?:beginning|start)|from the start|by default|defaults?(?: to)?|created (?:as|in|with)|on creation)\b/i;

/** "New ones are drafts", "it is submitted to begin with": one state, and a word for the beginning. */
function starts(reading: Reading): void {
  for (const clause of reading.clauses) {
    if (!START.test(clause.text) || !mayNameState(reading, clause.text)) continue;
    for (const resource of candidates(reading, clause)) {
      const states = resource.statusValues
        .filter((value) => isIn(clause.text, value))
        .toSorted((a, b) => b.length - a.length);
      if (states.length === 0 || resource.initial !== undefined || hasDefault(resource)) continue;
      const state = `["']?(?<state>${states.map((value) => value.replace(/_/g, '[ _-]')).join('|')})s?["']?`;
      const found = clause.match(
        regex(
          String.raw`\b(?:(?:the|an?|each|every|all|any)\s+)?(?:new|newly created|fresh)\s+(?:ones?|[a-z]+(?:\s[a-z]+)?)\s+(?:is|are|starts?|begins?|gets?|has|have|will be)\s+(?:(?:always|as|in|with|at|an?|the|status|state|marked|set|to)\s+)*${state}(?![\w-])|` +
            String.raw`\b(?:it|they|these|(?:an?|the|all|each|every)?\s*[a-z]+)\s+(?:always\s+|initially\s+|first\s+)?(?:starts?|begins?)(?:\s+(?:out|off|life))?\s+(?:(?:as|in|with|at|an?|the|being)\s+)*${state.replace('state>', 'state2>')}(?![\w-])|` +
            String.raw`\b(?:is|are|be)\s+(?:an?\s+|in\s+)?${state.replace('state>', 'state3>')}\s+(?:at first|first|to begin with|initially|by default|(?:at|in) the (?:beginning|start)|from the start)\b|` +
            String.raw`\b(?:initially|at first|by default|(?:at|in) the (?:beginning|start)|defaults? to|default(?: is)?|starts? as|created (?:as|in|with))\s*,?:?\s*(?:(?:it|they|the status|the state)\s+(?:is|are)\s+)?(?:an?\s+|in\s+)?${state.replace('state>', 'state4>')}(?![\w-])|` +
            String.raw`${state.replace('state>', 'state5>')}\s*\(?(?:at first|to begin with|initially|by default|(?:at|in) the (?:beginning|start))\b`,
        ),
      );
      if (!found) continue;
      const value = ['state', 'state2', 'state3', 'state4', 'state5']
        .map((name) => found.text(name))
        .find((text) => text !== '');
      begin(resource, nameOf(value!));
      found.whole.claim();
      break;
    }
  }
}

/** Whether a text may name a state. */
const isIn = (text: string, state: string) =>
  text.toLowerCase().replace(/[ -]/g, '_').includes(state.toLowerCase().replace(/[ -]/g, '_'));

const mayNameState = ({ draft }: Reading, text: string) =>
  draft.all.some(({ statusValues }) => statusValues.some((value) => isIn(text, value)));

/** The resources that a clause may be about: those it names, else the last. */
function candidates(reading: Reading, clause: Phrase): DraftResource[] {
  const named = reading.mentioned(clause.text);
  const last = reading.lastResourceBefore(clause);
  return [...named, ...(last && !named.includes(last) ? [last] : [])];
}

const hasDefault = (resource: DraftResource) =>
  resource.fields.get(resource.statusName)?.modifiers.some((text) => text.startsWith('=')) === true;

function begin(resource: DraftResource, value: string): void {
  const known = resource.statusValues.includes(value) ? value : singular(value);
  resource.initial ??= known;
  const field = resource.fields.get(resource.statusName);
  if (field?.type.startsWith('enum(') && !hasDefault(resource))
    resource.addField({
      ...field,
      modifiers: [...field.modifiers.filter((text) => text !== 'required'), `= ${known}`],
    });
}
