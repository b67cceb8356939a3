import { singular } from '../words/inflection.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { verbsOfNoun } from '../words/nominals.ts';
import { ruleFor } from '../words/people.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { EVERYTHING, noteRole, objectsIn, permit } from './permit.ts';

/** Reads who does what, where the sentence has no "can". */
export const statementRules: readonly Rule[] = [plainStatements, requiredRoles];

/** Reads what only some people may do; asked first, since "only" changes what a sentence means. */
export const exclusiveRules: readonly Rule[] = [onlyOnes, onlySome];

/** "Receptionists manage appointments", "Sales reps see only their own deals", "Managers approve or reject claims". */
function plainStatements(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?)(?:the\s+|an?\s+|each\s+|every\s+)?(?<who>[a-z -]{3,40}?)(?:\s+\((?:an?\s+)?(?:user\s+)?role\))?\s+(?:only\s+)?(?<verb>[a-z]+?)s?\s+(?:in\s+)?(?:only\s+)?(?:(?:and|or)\s+`,
    String.raw`(?<verb2>\w+?)s?\s+)?(?<what>.+?)(?=\s+(?:while|but)\s|,|$)`,
  );
  for (const clause of reading.clauses) {
    if (/\b(?:can|may|has|have|is|are|belongs?)\b/i.test(clause.text)) continue;
    for (const found of clause.matches(pattern)) if (!found.whole.claimed) readStatement(reading, found);
  }
}

function readStatement(reading: Reading, found: PhraseMatch): void {
  const whole = found.text('what').replace(/\s+(?:with|from|by|at|in|on|for)\s.*$/i, '');
  const what = whole.replace(/^(?:only\s+)?(?:(?:their|his|her)\s+own|own)\s+/i, '');
  const own = what !== whole;
  const isRole = /\(\s*(?:an?\s+)?(?:user\s+)?role\)/i.test(found.whole.text);
  const rule = own
    ? 'owner'
    : isRole
      ? `role:${nameOf(found.text('who'))}`
      : ruleFor(found.text('who'), (name) => reading.draft.named(name) !== undefined);
  const resources = objectsIn(reading.draft, what);
  const verbs = [found.text('verb'), found.text('verb2')].filter((text) => text !== '').map(verbBase);
  if (!rule || rule === 'public' || resources.length === 0 || !verbs.every((verb) => verb !== undefined)) return;
  for (const resource of resources) for (const verb of verbs) permit(reading, resource, verb, rule, true, found);
  found.whole.claim();
}

/** "Managers are the only ones allowed to delete anything". */
function onlyOnes(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?)(?:the\s+)?(?<who>[a-z]+(?:\s[a-z]+)?)\s+(?:are|is)\s+the\s+only\s+(?:ones?|people|role|person)\s+(?:(?:who|that)\s+(?:can|may)|(?:allowed|able)\s+to|to)\s+(?<verb>[a-z]+)\s*(?<what>[a-z]+(?:\s[a-z]+)?)?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (found && permitExclusively(reading, clause, found)) found.whole.claim();
  }
}

/** "Only logged-in users rate", "only staff manage products". */
function onlySome(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?)only\s+(?<who>[a-z-]+(?:\s[a-z-]+){0,2}?)\s+(?<verb>[a-z]+?)s?(?:\s+(?:the\s+|an?\s+)?(?<what>(?!can|may|for|to|by)[a-z]+(?:\s[a-z]+)?))?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (found && !found.whole.claimed && permitExclusively(reading, clause, found)) found.whole.claim();
  }
}

function permitExclusively(reading: Reading, clause: Phrase, found: PhraseMatch): boolean {
  const rule = ruleFor(found.text('who'), (name) => reading.draft.named(name) !== undefined);
  const verb = verbBase(found.text('verb'));
  const what = found.text('what');
  const product =
    what === '' && verb ? reading.draft.all.find(({ singular: name }) => verbsOfNoun(name).includes(verb)) : undefined;
  const resources = EVERYTHING.test(what)
    ? reading.draft.all
    : what === ''
      ? [product ?? reading.lastResourceBefore(clause)]
      : [reading.draft.find(what)];
  const known = resources.filter((one) => one !== undefined);
  if (!rule || !verb || known.length === 0) return false;
  for (const resource of known) permit(reading, resource, product ? 'create' : verb, rule, true, found);
  return true;
}

/** "Admin role required for creating plans". */
function requiredRoles(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:an?\s+|the\s+)?(?<role>[a-z]+)\s+(?:role|rights?|permissions?|privileges)\s+(?:is |are )?`,
    String.raw`(?:required|needed)\s+(?:for|to)\s+(?<verb>\w+)\s+(?<what>.+)$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const operations = found && operationsOf(verbBase(found.text('verb')) ?? '');
    const resource = found && reading.draft.find(found.text('what'));
    if (!found || !operations || !resource) continue;
    const rule = `role:${singular(nameOf(found.text('role')))}`;
    noteRole(reading, rule, found.whole);
    resource.grants.push({ operations, rules: [rule], from: found.whole, isExclusive: true });
    found.whole.claim();
  }
}
