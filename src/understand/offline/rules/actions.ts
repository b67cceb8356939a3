import type { DraftAction, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { ruleFor } from '../words/people.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { noteRole } from './permit.ts';
import { readInputs } from './inputs.ts';

/** Finds what can be done to a row besides storing it. */
export const actionRules: readonly Rule[] = [passives, endpoints, orders, quotedActions, askedFor];

const VERB = String.raw`["']?[a-z]+(?:[- ](?:out|in|up|off|down))?["']?`;
const VERBS = String.raw`(?<verbs>${VERB}(?:\s*(?:,\s*(?:and\s+|or\s+)?|\/|\bor\b|\band\b)\s*${VERB}){0,6})`;

/** The verbs of a list in base form, if all of them are known: "approve/reject", "checked out". */
export function verbsIn(list: string): string[] {
  const words = list
    .split(/\s*(?:,\s*(?:and\s+|or\s+)?|\/|\bor\b|\band\b)\s*/)
    .map((word) => word.replace(/["']/g, '').trim())
    .filter((word) => word !== '');
  const verbs = words.map(actionVerb);
  return verbs.every((verb) => verb !== undefined) ? verbs : [];
}

const PHRASAL = /^(?<verb>[a-z]+)[- ](?<particle>out|in|up|off|down)$/i;

/** The name of what a verb does: "checked out" → "checkout", "picks up" → "pick_up". */
export function actionVerb(word: string): string | undefined {
  const phrasal = PHRASAL.exec(word);
  if (!phrasal) return verbBase(word);
  const { verb = '', particle = '' } = phrasal.groups!;
  const base = verb
    .toLowerCase()
    .replace(/(?:k|gn|g)(?:s|ed|ing)$/, (end) => end.replace(/(?:s|ed|ing)$/, ''))
    .replace(/^logged$|^logs$|^logging$/, 'log');
  if (!/^(?:check|pick|sign|log|clock|drop|roll|opt|back|hand|give|cash|top|shut)$/.test(base)) return verbBase(verb);
  return `${base}_${particle}`.toLowerCase();
}

/** "A parcel can be weighed, sealed or lost", "parcels can be opened by the customs officer". */
function passives(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:can|may|could|should|must|needs? to|ha(?:s|ve) to|able to)\s+(?:(?:also|only|later|then|always|optionally)\s+)*be\s+`,
    String.raw`(?:(?:also|only|later|then)\s+)*${VERBS}(?:\s+(?:only\s+)?by\s+(?<who>(?:the\s+|an?\s+|its\s+|any\s+)?[a-z]+(?:\s(?!before|after|when|while|within|if|once|until|and|or|only|first|in|on|at|for|as|unless|to)[a-z]+)?(?:\s+(?:or|and)\s+(?:the\s+|an?\s+)?[a-z]+)?))?(?![\w-])`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const resource = subjectBefore(reading, clause, found);
      const verbs = participlesIn(found.text('verbs'));
      if (!resource || verbs.length === 0 || isNegative(found.before) || found.group('verbs').claimed) continue;
      const rules = rulesIn(reading, found.text('who'));
      if (verbs.some((verb) => operationsOf(verb)) && rules.length === 0) continue;
      for (const verb of verbs) guardBySubject(resource, allow(reading, resource, verb, rules, found.whole), found);
      found.whole.claim();
    }
  }
}

/** "A running trip can be finished": only one that is running. */
function guardBySubject(
  resource: DraftResource,
  action: DraftAction | undefined,
  { before, whole }: PhraseMatch,
): void {
  const subject = before.replace(/^.*[,;:]\s*/, '').toLowerCase();
  if (!action || action.guard || /^(?:once|when|if|after|as soon)\b/.test(subject)) return;
  const values = resource.statusValues.filter((value) =>
    new RegExp(`\\b${value.replace(/_/g, '[ _-]')}\\b`).test(subject),
  );
  if (values.length > 0) action.guard = { values, isNegative: false, from: whole };
}

/** Participles, of which the last may be followed by something else: "pinned and unpinned", "cancelled". */
function participlesIn(list: string): string[] {
  const all = verbsIn(list);
  if (all.length > 0 && /(?:ed|en|paid|sent|sold|hidden|ted|lt)\b/i.test(list))
    return all.filter((verb) => verb !== 'share' && verb !== 'like');
  const [first] = wordsOf(list);
  const verb = first && /(?:ed|en|paid|sent|sold)$/.test(first) ? verbBase(first) : undefined;
  return verb ? [verb] : [];
}

/** The resource that the words before a verb are about. */
function subjectBefore(reading: Reading, clause: Phrase, found: PhraseMatch): DraftResource | undefined {
  const subject = found.before.replace(/^.*[,;]\s*/, '');
  const named = reading.mentioned(subject).at(-1) ?? reading.subjectOf(clause);
  return (
    named ??
    (/^(?:and\s+|or\s+|but\s+)?(?:they|it|these|those|each|also|can|)\b/i.test(subject.trim())
      ? reading.lastResourceBefore(clause)
      : undefined)
  );
}

function isNegative(before: string): boolean {
  return /\b(?:not|never|no|cannot|nobody)\b[^,.]*$/i.test(before);
}

/** Who a phrase names, as access rules: "the sender or an admin". */
function rulesIn(reading: Reading, who: string): string[] {
  return who
    .split(/\s+(?:or|and)\s+/)
    .map((one) =>
      /^(?:its|their|his|her)\s/i.test(one) ? 'owner' : ruleFor(one, (name) => reading.draft.named(name) !== undefined),
    )
    .filter((rule) => rule !== undefined);
}

/** Gives a resource an action, or an operation the people who may take it. */
export function allow(
  reading: Reading,
  resource: DraftResource,
  verb: string,
  rules: readonly string[],
  from: Phrase,
): DraftAction | undefined {
  for (const rule of rules) noteRole(reading, rule, from);
  const operations = operationsOf(verb);
  if (operations) {
    if (rules.length > 0) resource.grants.push({ operations, rules, from, isExclusive: true });
    return undefined;
  }
  const action = resource.action(verb, from);
  for (const rule of rules) if (!action.access.includes(rule)) action.access.push(rule);
  return action;
}

const ROUTE = '(?:endpoint|action|button|route|operation|call|method|function|command|feature)s?';

/** "a publish endpoint", "endpoints to approve and reject requests". */
function endpoints(reading: Reading): void {
  const before = regex(
    String.raw`(?:^|\b(?:an?|the|one|some|need|needs|want|add|plus|and|have)\s+)${VERBS}(?:[\s-](?<object>[a-z]+))?\s+${ROUTE}\b`,
  );
  const after = regex(
    String.raw`\b(?:${ROUTE}|ways?|option|possibility|ability)\s+(?:to|for|that(?:\s+can)?)\s+(?:be able to\s+)?${VERBS}(?:\s+(?:an?\s+|the\s+|their\s+|own\s+|my\s+|all\s+)*(?<object>[a-z]+(?:\s[a-z]+)?))?`,
  );
  for (const clause of reading.clauses) {
    for (const found of [...clause.matches(before), ...clause.matches(after)]) readNamed(reading, clause, found);
  }
}

function readNamed(reading: Reading, clause: Phrase, found: PhraseMatch): void {
  const verbs = verbsIn(found.text('verbs')).filter((verb) => !operationsOf(verb));
  const resource = objectOf(reading, clause, found.text('object'));
  if (!resource || verbs.length === 0 || found.whole.claimed || isNegative(found.before)) return;
  for (const verb of verbs) {
    const action = resource.action(verb, found.whole);
    readInputs(reading, resource, action, found.after);
  }
  found.whole.claim();
}

/** What a verb is done to: its object if that is a resource, else what the text speaks of. */
function objectOf(reading: Reading, clause: Phrase, object: string): DraftResource | undefined {
  const named = object === '' ? undefined : (reading.draft.find(object) ?? reading.draft.find(wordsOf(object)[0]!));
  return named ?? reading.mentioned(clause.text).at(-1) ?? reading.lastResourceBefore(clause);
}

/** "Follow/unfollow users", "Approve a request", "- cancel a booking": what is ordered in a line of its own. */
function orders(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:also\s+|then\s+)?${VERBS}\s+(?:(?:an?|the|all|any|my|own|their|other|it|one)\s+)*(?<object>[a-z]+(?:\s[a-z]+)?)?(?=$|[\s,.(:])`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const verbs = found && !/^given$/i.test(found.text('verbs')) ? verbsIn(found.text('verbs')) : [];
    const resource = found && reading.draft.find(found.text('object'));
    if (!found || !resource || verbs.every((verb) => operationsOf(verb))) continue;
    for (const verb of verbs)
      if (!operationsOf(verb)) readInputs(reading, resource, resource.action(verb, found.whole), found.after);
    found.whole.claim();
  }
}

/** I need "adjust stock" (an amount with a reason). */
function quotedActions(reading: Reading): void {
  const pattern = /["'](?<name>[a-z]+(?: [a-z]+){0,2})["'](?:\s+(?:endpoint|action|button))?/i;
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const [verb, ...object] = wordsOf(found.text('name'));
      const base = verb && actionVerb(verb);
      if (!base || operationsOf(base) || found.whole.claimed || object.length === 0) continue;
      const resource = objectOf(reading, clause, object.join(' '));
      if (!resource) continue;
      const action = resource.action(base, found.whole);
      readInputs(reading, resource, action, found.after);
      found.whole.claim();
    }
  }
}

/** "I also need to be able to reopen a ticket". */
function askedFor(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?:need|want|like|have|would be (?:nice|lovely|good|great)|should be (?:able|possible)|possible)\s+to\s+(?:be able to\s+)?${VERBS}\s+(?:(?:an?|the|all|any|my|own|their)\s+)*(?<object>[a-z]+(?:\s[a-z]+)?)`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      if (!reading.draft.find(found.text('object')) && !reading.draft.find(nameOf(found.text('object')).split('_')[0]!))
        continue;
      readNamed(reading, clause, found);
    }
  }
}
