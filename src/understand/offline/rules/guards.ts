import type { DraftAction, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { statesOfVerb } from '../words/lifecycle.ts';
import { nameOf } from '../words/names.ts';
import { verbBase } from '../words/verbs.ts';

/** Reads in which states an action may be taken. */
export const guardRules: readonly Rule[] = [conditions, conflicts, forbiddenOnce];

const OF_IT = String.raw`(?:(?:it|they|this|that|the|an?|their|its|he|she|there)(?:'s)?\s+)*(?:(?!is\b|are\b|was\b|has\b|have\b|not\b|still\b|already\b)[a-z]+\s+)?(?:(?:is|are|was|were|has|have|had|be|been|got|gets)\s+)*`;
const STATE = String.raw`(?<not>not\s+)?(?:(?:still|already|been|currently|fully|yet|marked|as|only|being)\s+)*["']?(?<value>(?:in|on|out of)\s(?:stock|progress|repair|use|transit|review|hold|order|service|delivery|storage)|[a-z][\w-]*)(?:\s+(?<particle>up|out|in|progress|off))?["']?(?:\s+or\s+["']?(?<value2>[a-z][\w-]*)["']?)?(?:\s+(?<anymore>any ?more|any longer|yet))?`;

const CONDITION = regex(
  String.raw`\b(?<kind>while|only (?:if|when|while|once|after|as long as|(?:those|ones) (?:that|which))|that(?= (?:is|are|has been|have been) )|which(?= (?:is|are|has been|have been) )|as long as|provided(?: that)?|once|after|if|when|until|before|unless|(?:but )?not (?:if|once|when|after)|except (?:when|if|once))\s+${OF_IT}${STATE}(?=$|[\s,.;)])`,
);

/** "Employees can cancel a request while it is pending", "... unless it has shipped". */
function conditions(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(CONDITION)) {
      const place = actionBefore(reading, clause, found.index);
      const values = place && valuesOf(place.resource, found);
      if (!place || !values) continue;
      const isNegative =
        /^(?:until|before|unless|(?:but )?not|except)/i.test(found.text('kind')) !== (found.text('not') !== '');
      place.action.guard = { values, isNegative, from: found.whole };
      found.whole.claim();
    }
  }
}

/** "409 if the request is not pending any more": of every action that decides about it. */
function conflicts(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:(?:return|respond(?: with)?|give|answer(?: with)?)\s+)?(?:an?\s+)?(?:409|conflict|error)s?(?:\s+\w+)?\s+(?:if|when|unless|for)\s+(?:(?:the|an?|it)\s+)*(?<what>[a-z]+(?:\s[a-z]+)?)?\s*(?:is|are|was|has been)\s+${STATE}`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && (reading.draft.find(found.text('what')) ?? reading.lastResourceBefore(clause));
    const values = resource && valuesOf(resource, found);
    if (!found || !resource || !values) continue;
    const isNegative = found.text('not') === '';
    const actions = [...resource.actions.values()].filter(({ name, guard }) => !guard && statesOfVerb(name).length > 0);
    for (const action of actions) action.guard = { values, isNegative, from: found.whole };
    if (actions.length > 0) found.whole.claim();
  }
}

/** "A shipped order cannot be cancelled", "orders cannot be cancelled once shipped". */
function forbiddenOnce(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:(?:an?|the|once)\s+)?(?:(?<value>[a-z]+(?:ed|t|id))\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:cannot|must not|may not|should not|can never)\s+be\s+(?<verb>[a-z]+)(?:\s+any ?more)?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const resource = found && reading.draft.find(found.text('what'));
    const action = resource?.actions.get(verbBase(found?.text('verb') ?? '') ?? '');
    const value = found && nameOf(found.text('value'));
    if (!found || !resource || !action || !value || !isState(resource, value)) continue;
    action.guard = { values: [value], isNegative: true, from: found.whole };
    found.whole.claim();
  }
}

interface Place {
  readonly resource: DraftResource;
  readonly action: DraftAction;
}

/** The action that was named right before a condition. */
function actionBefore(reading: Reading, clause: Phrase, index: number): Place | undefined {
  const places = reading.draft.all.flatMap((resource) =>
    [...resource.actions.values()]
      .filter(({ from }) => clause.start <= from.start && from.start < clause.start + index)
      .map((action) => ({ resource, action })),
  );
  const [first] = clause.text.split(/\s/);
  const gerund = first && /ing$/i.test(first) ? verbBase(first) : undefined;
  const named =
    gerund &&
    reading.draft.all.flatMap((resource) =>
      [...resource.actions.values()].filter(({ name }) => name === gerund).map((action) => ({ resource, action })),
    )[0];
  // "Once submitted, an officer can issue it": the action comes after.
  const later = index > 0 ? [] : actionsIn(reading, clause);
  if (later.length === 1) return later[0];
  return places.toSorted((a, b) => a.action.from.start - b.action.from.start).at(-1) ?? (named || undefined);
}

function actionsIn(reading: Reading, clause: Phrase): Place[] {
  return reading.draft.all.flatMap((resource) =>
    [...resource.actions.values()]
      .filter(({ from, guard }) => !guard && clause.start < from.start && from.end <= clause.end)
      .map((action) => ({ resource, action })),
  );
}

/** The states that a condition names, if they are states of the resource. */
function valuesOf(resource: DraftResource, found: PhraseMatch): string[] | undefined {
  const particle = found.text('particle');
  const first = nameOf(particle === '' ? found.text('value') : `${found.text('value')} ${particle}`);
  const values = [first, ...(found.text('value2') === '' ? [] : [nameOf(found.text('value2'))])];
  return values.every((value) => isState(resource, value)) ? values : undefined;
}

const USUAL =
  /^(?:pending|open|new|draft|active|closed|paid|unpaid|sent|in_progress|started|finished|done|live|accepted|approved|rejected|cancelled|shipped|delivered|completed|published|archived|confirmed|returned|resolved|submitted)$/;

function isState(resource: DraftResource, value: string): boolean {
  return resource.statusValues.includes(value) || resource.reached.has(value) || USUAL.test(value);
}
