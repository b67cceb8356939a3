import type { Draft, DraftResource } from '../draft.ts';
import type { Reading } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { valueForVerb } from '../words/lifecycle.ts';
import { verbsOfNoun } from '../words/nominals.ts';
import { operationsOf } from '../words/verbs.ts';

export const EVERYTHING = /^(?:everything|all|anything)$/i;

/** "donations and households": every object, if all of them are resources. */
export function objectsIn(draft: Draft, nouns: string): DraftResource[] {
  const whole = draft.find(nouns);
  const several = nouns.split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/).map((noun) => draft.find(noun));
  if (several.length > 1 && several.every((one) => one !== undefined)) return [...new Set(several)];
  return whole ? [whole] : [];
}

export function permit(
  reading: Reading,
  resource: DraftResource,
  verb: string,
  rule: string,
  exclusive: boolean,
  found: { readonly whole: Phrase },
): void {
  const product = reading.draft.all.find(
    ({ singular: name }) => verbsOfNoun(name).includes(verb) && name !== resource.singular,
  );
  if (product && !operationsOf(verb) && verb !== 'return') {
    permit(reading, product, 'create', rule, exclusive, found);
    return;
  }
  const operations = isTransition(resource, verb) ? undefined : operationsOf(verb === 'upload' ? 'create' : verb);
  noteRole(reading, rule, found.whole);
  if (!operations) {
    const action = resource.action(verb, found.whole);
    if (!action.access.includes(rule)) action.access.push(rule);
    return;
  }
  resource.grants.push({ operations, rules: [rule], from: found.whole, isExclusive: exclusive });
}

/** "submit an order", where orders can be submitted, is a step of its life and makes none. */
function isTransition(resource: DraftResource, verb: string): boolean {
  return verb !== 'create' && valueForVerb(verb, resource.statusValues) !== undefined;
}

export function noteRole({ draft }: Reading, rule: string, from: Phrase): void {
  if (rule.startsWith('role:') && !draft.roles.has(rule.slice(5))) draft.roles.set(rule.slice(5), from);
}
