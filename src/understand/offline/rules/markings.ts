import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { leadTo, readDetails, statesOf } from './action-lines.ts';
import { peopleBefore, statesSaid } from './deed-parts.ts';
import { noteRole } from './permit.ts';

/** Reads what things are marked as: "mark an open invoice as paid or as void", "marks it done". */
export const markingRules: readonly Rule[] = [markings];

const VALUE = String.raw`["']?(?!(?:so|and|which|that|but|to|by|when|if|only|with|then|the|it|an?)\b)[a-z]+(?:[ _-](?:of [a-z]+|up|out|show|progress))?["']?`;
const AS = regex(
  String.raw`\bmark(?:s|ed|ing)?\s+(?<what>(?:(?!as\b|and\b|or\b|to\b)[\w'-]+\s+){0,6}?)as\s+(?:being\s+)?(?<values>${VALUE}(?:(?:\s*[,/]\s*|\s+or\s+)(?:as\s+)?${VALUE}){0,3})(?![\w-])`,
);
const PLAIN = regex(
  String.raw`\bmark(?:s|ed|ing)?\s+(?<what>(?:it|them|this|one|(?:(?:an?|the|any|their|my)\s+)?[a-z]+(?:\s[a-z]+)?)\s+)?["']?(?<values>[a-z]+)["']?(?![\w-])`,
);

function markings(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(AS)) read(reading, clause, found, () => true);
    for (const found of clause.matches(PLAIN)) read(reading, clause, found, isSaid);
  }
}

/** Whether a word is a state of the resource, or says yes or no of it. */
const isSaid = (resource: DraftResource, value: string) =>
  statesOf(resource).includes(value) || resource.fields.get(value)?.type === 'bool';

function read(
  reading: Reading,
  clause: Phrase,
  found: PhraseMatch,
  fits: (resource: DraftResource, value: string) => boolean,
): void {
  if (found.whole.claimed || /\b(?:not|never|no|cannot|nobody)\b[^,.]*$/i.test(found.before)) return;
  const values = found
    .text('values')
    .split(/\s*(?:,|\/|\bor\b)\s*(?:as\s+)?/i)
    .map(nameOf)
    .filter((value) => value !== '');
  const mentioned = reading.mentioned(found.text('what')).at(-1);
  const resource = mentioned ?? resourceOf(reading, clause, values);
  if (!resource || values.length === 0 || !values.every((value) => fits(resource, value))) return;
  const before = clause.slice(0, found.index);
  const rules = peopleBefore(reading, before);
  const states = statesSaid(resource, found.text('what'));
  for (const value of values) {
    const action = resource.action(nameOfMarking(resource, value), found.whole);
    for (const rule of rules) {
      noteRole(reading, rule, found.whole);
      if (!action.access.includes(rule)) action.access.push(rule);
    }
    if (states.length > 0) action.guard ??= { values: states, isNegative: false, from: found.whole };
    if (statesOf(resource).includes(value)) leadTo(resource, action, value, found.whole);
    readDetails(reading, resource, action, found.after);
  }
  found.whole.claim();
}

function nameOfMarking(resource: DraftResource, value: string): string {
  const verb = verbBase(value);
  const isFlag = resource.fieldLike(value)?.type === 'bool';
  return verb && !isFlag && !operationsOf(verb) && !value.includes('_') ? verb : `mark_${value}`;
}

/** The one that has such states, else what the text is about. */
function resourceOf(reading: Reading, clause: Phrase, values: readonly string[]): DraftResource | undefined {
  const last = reading.lastResourceBefore(clause);
  const has = (resource: DraftResource) => values.every((value) => isSaid(resource, value));
  return last && has(last) ? last : (reading.draft.all.find(has) ?? last);
}
