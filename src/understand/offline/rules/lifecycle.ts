import type { DraftField, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { singular } from '../words/inflection.ts';
import { nameOf } from '../words/names.ts';
import { verbBase } from '../words/verbs.ts';
import { enumType, valuesOf } from './enumerations.ts';

/** Reads the states that things go through. */
export const lifecycleRules: readonly Rule[] = [lifeCycles, beginnings, newOnes, initialStatus, untilDone, statusLists];

const WHAT = String.raw`(?:an?\s+|the\s+|each\s+|every\s+|all\s+|our\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)`;
const VALUE = String.raw`(?:["'][a-z][\w -]*["']|on the [a-z]+|in [a-z]+|(?!(?:the|an?|then|and|or|they|it|can|once|when|if|to)\b)[a-z][\w-]*)`;
const STEP = String.raw`(?:,?\s*(?:->|-|,|\bthen\b|\band\b|\bor\b|\bfinally\b|\bnext\b|\bafter that\b|\blater\b|\bto\b|\binto\b|\b(?:they|it)\b|\bcan be\b|\bgo(?:es)?\b|\bmoves?\b|\bsometimes\b|\beventually\b|\bmaybe\b|\balso\b|\bbecomes?\b|\bturns?\b|\bget\b|\bgets\b|\bis\b|\bare\b)\s*)+`;

/** "Surveys go from draft to live to closed", "orders move from new -> paid". */
function lifeCycles(reading: Reading): void {
  const pattern = regex(
    String.raw`^${WHAT}(?:'s)?(?:\s+(?:status|state|stage))?\s+(?:can\s+)?(?:go|goes|move|moves|progress|progresses|transition|transitions|flow|flows|change|changes)\s+`,
    String.raw`(?:from\s+)?(?<first>${VALUE})(?<rest>(?:,?\s+(?:then\s+)?(?:and\s+then\s+)?(?:to|->)\s+${VALUE}){1,20})`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const resource = found && reading.draft.findExactly(found.text('what'));
    if (!found || !resource || resource.states.length > 0) continue;
    const values = [
      found.text('first'),
      ...[...found.text('rest').matchAll(/(?:\bto|->)\s+["']?([\w-]+)/gi)].map((match) => match[1]!),
    ].map(nameOf);
    const lines = [`status: ${values[0]}`, ...values.slice(1).map((value, index) => `${values[index]} -> ${value}`)];
    resource.states.push(...lines.map((text) => ({ text, from: found.whole })));
    resource.stateField = { name: 'status', type: 'enum', modifiers: [], from: found.whole };
    resource.fields.delete('status');
    found.whole.claim();
  }
}

/** "Crates begin as packed and then become shipped, or they can be lost". */
function beginnings(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*|\b(?:and|it|they|which)\s+)(?:${WHAT}(?:'s)?(?:\s+(?:status|state))?\s+)?(?:always\s+|initially\s+)?(?:starts?|begins?)(?:\s+(?:out|off|life))?\s+(?:as|in|with|at)\s+`,
    String.raw`(?:an?\s+|the\s+)?(?:status\s+)?(?<first>${VALUE})(?:\s+(?:status|state))?(?<rest>(?:${STEP}${VALUE}){0,12})`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed && !/\bstart/i.test(clause.text) ? undefined : clause.match(pattern);
    const resource = found && subjectOf(reading, clause, found);
    if (!found || !resource || resource.states.length > 0 || found.group('first').claimed) continue;
    begin(resource, nameOf(found.text('first')), found.whole);
    for (const match of found.text('rest').matchAll(new RegExp(`${STEP}(?<value>${VALUE})`, 'gi')))
      resource.reaches(nameOf(match.groups!['value']!), found.whole);
    found.whole.claim();
  }
}

/** "New requests are pending". */
function newOnes(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:(?:new|newly created|fresh|all new)\s+(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:are|is|starts?(?: as)?|begins?(?: as)?|gets?|have (?:the )?status|become)|(?:an?|each|every)\s+(?<what2>[a-z]+(?:\s[a-z]+)?)\s+(?:is|are)(?=\s+["']?[\w-]+["']?\s+(?:at )?(?:first|initially|in the beginning))|`,
    String.raw`(?:when|once|after)\s+(?:it is\s+|they are\s+)?(?:created|submitted|placed|filed)\s*,?\s+(?:it|they|the\s+\w+)\s+(?:is|are|starts as))\s+(?:an?\s+|in\s+|marked\s+|the\s+)?(?<first>${VALUE})(?=$|[,;.(]|\s+(?:and|until|by|first|at first|initially|in the|status|state))`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const what = found ? found.text('what') || found.text('what2') : '';
    const resource =
      found && (reading.draft.find(what) ?? (what === '' ? reading.lastResourceBefore(clause) : undefined));
    if (!found || !resource || resource.states.length > 0) continue;
    begin(resource, nameOf(found.text('first')), found.whole);
    found.whole.claim();
  }
}

/** "(state: booked or cancelled)", "the status can be open or closed": in the middle of a sentence. */
function statusLists(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?<name>status|state|stage)\s*(?:is|can be|may be|must be|could be|:|=|one of|either|being)[\s:]*(?:(?:one of|either)\s*:?\s*)?(?<values>${VALUE}(?:\s*(?:,\s*(?:or\s+)?|\/|\||\bor\b)\s*${VALUE})+)`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource =
      found && !found.whole.claimed
        ? (reading.mentioned(found.before).at(-1) ?? reading.lastResourceBefore(clause))
        : undefined;
    if (!found || !resource || resource.statusValues.length > 0) continue;
    const name = found.text('name').toLowerCase();
    resource.addField({ name, type: enumType(valuesOf(found.group('values'))), modifiers: [], from: found.whole });
    found.whole.claim();
  }
}

/** "Campaigns are drafts until somebody schedules them". */
function untilDone(reading: Reading): void {
  const pattern = regex(
    String.raw`^${WHAT}\s+(?:are|is|stays?|remains?)\s+(?:an?\s+|in\s+)?(?<first>[a-z][\w-]*)\s+until\s+(?:it is\s+|they are\s+|(?:somebody|someone|an?\s+[a-z]+|the\s+[a-z]+|we|you|they)\s+)(?<verb>[a-z]+)`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && reading.draft.find(found.text('what'));
    const verb = found && verbBase(found.text('verb'));
    if (!found || !resource || !verb) continue;
    begin(resource, singular(nameOf(found.text('first'))), found.whole);
    resource.action(verb, found.whole);
    found.whole.claim();
  }
}

/** "The initial status is draft", "default state: new". */
function initialStatus(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:initial|default|first|starting)\s+(?:status|state|value)\s*(?:of\s+(?:an?\s+|the\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s*)?(?:is|:|=|should be|must be)\s*["']?(?<first>[a-z][\w-]*)["']?`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && (reading.draft.find(found.text('what')) ?? reading.lastResourceBefore(clause));
    if (!found || !resource || found.whole.claimed) continue;
    begin(resource, nameOf(found.text('first')), found.whole);
    found.whole.claim();
  }
}

function subjectOf(reading: Reading, clause: Phrase, found: PhraseMatch): DraftResource | undefined {
  const what = found.text('what');
  const field = /^(?:status|state|stage)$/i.test(what);
  const named = field || what === '' ? undefined : reading.draft.find(what);
  if (named) return named;
  return field || what === '' || /^(?:it|they)$/i.test(what)
    ? (reading.subjectOf(clause) ?? reading.lastResourceBefore(clause))
    : undefined;
}

function begin(resource: DraftResource, value: string, from: Phrase): void {
  resource.reaches(value, from);
  const field = resource.fields.get(resource.statusName);
  if (field && !field.modifiers.some((text) => text.startsWith('='))) resource.addField(withDefault(field, value));
  resource.initial ??= value;
}

function withDefault(field: DraftField, value: string): DraftField {
  return { ...field, modifiers: [...field.modifiers, `= ${value}`] };
}
