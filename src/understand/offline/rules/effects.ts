import { singular } from '../words/inflection.ts';
import type { DraftAction, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { typeByName } from '../words/field-types.ts';
import { participle } from '../words/lifecycle.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { actionVerb } from './actions.ts';

/** Reads what actions do: what they set, count, move on and whom they tell. */
export const effectRules: readonly Rule[] = [effects];

const EFFECT =
  String.raw`(?:sets?|records?|stores?|saves?|stamps?|moves?|changes?|switche?s?|turns?|puts?|marks?|emails?|notif(?:y|ies)|sends?|` +
  String.raw`decreases?|reduces?|decrements?|lowers?|subtracts?|increases?|increments?|raises?|bumps?|adds?|counts? up|rejects?|cancels?|closes?|declines?|toggles?|flips?)`;

/** Where the effects of an action begin in a clause. */
const PLACES: readonly RegExp[] = [
  regex(
    String.raw`^(?:only\s+)?(?<verb>[a-z]+ing|check-?out|check-?in)(?:\s+(?:out|in|off|up))?\s+(?:(?:an?|the|one)\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)?\s*?\b(?<effects>(?:also\s+|automatically\s+|should\s+)?${EFFECT}\b.*)$`,
  ),
  regex(
    String.raw`^(?:when(?:ever)?|once|after|as soon as|if)\s+(?:an?\s+|the\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:is|are|gets?|has been|was)\s+(?<verb>[a-z]+(?:ed|t|en|id))(?:\s+(?:out|in|up))?,?\s+(?:(?:it|we|the system|the api|this|then)\s+)*(?:should\s+|must\s+|will\s+|also\s+)*(?<effects>${EFFECT}\b.*)$`,
  ),
  regex(
    String.raw`^(?:on|upon)\s+(?<verb>[a-z]+)(?:\s+of\s+(?:an?\s+|the\s+)?(?<what>[a-z]+))?,?\s+(?:(?:it|we|the system)\s+)?(?<effects>${EFFECT}\b.*)$`,
  ),
  regex(
    String.raw`(?:,?\s*\b(?:which|that|it|this|and(?:\s+(?:also|then|it))?|should|must|->|=)\s+(?:(?:also|then|automatically|should|will|must)\s+)*|^\s*[-:,]?\s*)(?<effects>${EFFECT}\b.*)$`,
  ),
];

function effects(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const pattern of PLACES) {
      const found = clause.match(pattern);
      const place = found && actionFor(reading, clause, found.text('verb'), found.text('what'), found.text('effects'));
      if (!found || !place) continue;
      if (readEffects(reading, place.resource, place.verb, found.group('effects'))) {
        if (found.text('verb') !== '') clause.slice(0, found.group('effects').start - clause.start).claim();
        break;
      }
    }
  }
}

interface Place {
  readonly resource: DraftResource;
  readonly verb: string;
}

/** The action that a clause is about: the one it names, or the one that was found in it. */
function actionFor(reading: Reading, clause: Phrase, verb: string, what: string, effects: string): Place | undefined {
  if (verb !== '') {
    const name = /^check-?out$/i.test(verb) ? 'checkout' : actionVerb(verb.replace(/(?:lation|ation|al)$/, ''));
    if (!name || operationsOf(name)) return undefined;
    const owner = reading.draft.all.find(({ actions }) => actions.has(name));
    const resource =
      reading.draft.find(what) ?? owner ?? resourceWithField(reading, effects) ?? reading.mentioned(clause.text)[0];
    return resource && { resource, verb: name };
  }
  for (const resource of reading.draft.all) {
    const action = [...resource.actions.values()].findLast(
      ({ from }) => clause.start <= from.start && from.end <= clause.end,
    );
    if (action) return { resource, verb: action.name };
  }
  return undefined;
}

/** The resource one of whose fields the effects speak of. */
function resourceWithField(reading: Reading, effects: string): DraftResource | undefined {
  const words = wordsOf(effects.toLowerCase()).filter((word) => word.length > 3);
  return reading.draft.all.find((resource) =>
    [...resource.fields.keys()].some((name) => words.some((word) => name === word || name.split('_').includes(word))),
  );
}

/** Reads a list of effects into an action; whether any of them was understood. */
export function readEffects(reading: Reading, resource: DraftResource, verb: string, list: Phrase): boolean {
  const read = splitEffects(list).map((part) => ({ part, step: stepOf(reading, resource, verb, part) }));
  if (read.every(({ step }) => step === undefined)) return false;
  const action = resource.action(verb, list);
  for (const { part, step } of read) {
    if (step === undefined) continue;
    if (!action.steps.includes(step)) action.steps.push(step);
    part.claim();
  }
  askForQuantity(reading, resource, action);
  return true;
}

function askForQuantity({ draft }: Reading, resource: DraftResource, action: DraftAction): void {
  if (!action.steps.some((step) => step.includes('input.quantity')) || action.input.length > 0) return;
  action.input.push('quantity: int min=1 = 1');
  draft.assume(`${resource.name}.${action.name} takes a quantity, 1 if none is given.`);
}

/** "sets a and emails b" is two effects. */
function splitEffects(list: Phrase): Phrase[] {
  const parts: Phrase[] = [];
  let from = 0;
  for (const cut of list.matches(regex(String.raw`(?:,?\s+and\s+(?:then\s+|also\s+)?|,\s+)(?=${EFFECT}\b)`))) {
    parts.push(list.slice(from, cut.index));
    from = cut.index + cut.whole.text.length;
  }
  return [...parts, list.slice(from)];
}

function stepOf(reading: Reading, resource: DraftResource, verb: string, effect: Phrase): string | undefined {
  return (
    setStep(resource, effect) ??
    stateStep(reading, resource, effect) ??
    messageStep(reading, verb, effect) ??
    amountStep(resource, effect) ??
    othersStep(resource, effect) ??
    toggleStep(resource, effect)
  );
}

/** "sets published_at", "sets the status to paid", "records the return date". */
function setStep(resource: DraftResource, effect: Phrase): string | undefined {
  const active = effect.match(
    /^(?:sets?|records?|stores?|saves?|stamps?)\s+(?:the\s+|its\s+|a\s+)?(?<field>[a-z_]+(?:\s(?!to\b|as\b|on\b)[a-z_]+)?)(?:\s+(?:to|=|as)\s+(?:the\s+)?["']?(?<value>[\w-]+)["']?(?:\s+(?:time|date))?)?(?:\s+(?:on|in|of)\s+(?:the\s+)?\w+)?$/i,
  );
  const found =
    active ??
    effect.match(
      /^(?:(?:the|its|then|also)\s+)*(?<field>[a-z_]+(?:\s[a-z_]+)?)\s+(?:is|are|gets|must be|should be|will be)\s+(?:also\s+|automatically\s+)?(?:set|stored|recorded|saved|filled(?: in)?|updated|stamped|noted)(?:\s+(?:to|as|with)\s+(?:the\s+)?(?:current\s+)?["']?(?<value>[\w-]+)["']?(?:\s+(?:time|date))?)?$/i,
    );
  if (!found) return undefined;
  if (!active && !resource.fieldLike(nameOf(found.text('field')))) return undefined;
  const known = resource.fieldLike(nameOf(found.text('field')));
  const name = known?.name ?? nameOf(found.text('field'));
  const value = found.text('value');
  const type = known?.type ?? typeByName(name) ?? 'string';
  if (value === '' && !type.startsWith('date')) return undefined;
  if (!known) resource.addField({ name, type, modifiers: ['optional', 'readonly'], from: effect });
  if (value === '' || /^(?:now|current|today|time|date|timestamp)$/i.test(value))
    return `set ${name} = ${type.startsWith('datetime') ? 'now()' : 'today()'}`;
  return `set ${name} = ${/^(?:true|false|\d+)$/i.test(value) ? value.toLowerCase() : `'${nameOf(value)}'`}`;
}

const CHANGES = regex(
  String.raw`^(?:(?:moves?|changes?|switche?s?|turns?|puts?|sets?)\s+(?<what>(?:the\s+|its\s+)?[a-z]+(?:'s)?(?:\s(?!from\b|to\b|into\b|back\b)[a-z]+)?)(?:\s+back)?(?:\s+from\s+["']?(?<old>[\w-]+)["']?)?\s+(?:to|into|as|in)\s+|`,
  String.raw`marks?\s+(?<marked>it|them|(?:the|its|that)\s+\w+)?\s*as\s+)["']?(?<value>[\w-]+(?:\sprogress)?)["']?$`,
);

/** "moves the crate from packed to shipped", "marks it as weighed". */
function stateStep(reading: Reading, resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(CHANGES);
  if (!found) return undefined;
  const value = nameOf(found.text('value'));
  const what = found.text('what') || found.text('marked');
  const target = reading.draft.find(what.replace(/\b(?:status|state|stage)\b/i, '')) ?? resource;
  if (target.fields.get(value)?.type === 'bool' && target === resource) return `set ${value} = true`;
  const relation = [...resource.fields.values()].find(({ type }) => type === `-> ${target.name}`);
  if (target !== resource && !relation) return undefined;
  target.reaches(nameOf(found.text('old')), effect);
  target.reaches(value, effect);
  return `set ${target === resource ? '' : `${relation!.name}.`}${target.statusName} = '${value}'`;
}

/** "emails all subscribers", "sends the results to its creator": a background task. */
function messageStep({ draft }: Reading, verb: string, effect: Phrase): string | undefined {
  const found = effect.match(/^(?<kind>emails?|notif(?:y|ies)|sends?)\s+(?<what>.*)$/i);
  if (!found) return undefined;
  const what =
    nameOf(found.text('what').replace(/\b(?:all|the|its|to|an?|emails?|of|about|by|in|on)\b/gi, '')) || 'users';
  const task = `${verb}_${/^e/i.test(found.text('kind')) ? 'email' : 'notify'}_${what}`.slice(0, 50).replace(/_$/, '');
  if (!draft.tasks.some(({ text }) => text.startsWith(`${task}(`))) {
    draft.tasks.push({ text: `${task}(id: uuid): ${effect.text}`, from: effect });
  }
  return `enqueue ${task}(id=self.id)`;
}

/** "decreases the stock by 1", "bumps the counter". */
function amountStep(resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(
    regex(
      String.raw`^(?<kind>decreases?|reduces?|decrements?|lowers?|increases?|increments?|raises?|bumps?|adds? one to|adds? 1 to|counts? up)\s+`,
      String.raw`(?:the\s+|its\s+)?(?<field>[a-z_]+(?:\s(?!by\b)[a-z_]+)?)(?:\s+by\s+(?<amount>\w+))?$`,
    ),
  );
  if (!found) return undefined;
  const asked = nameOf(found.text('field'));
  const field =
    resource.fieldLike(asked)?.name ?? [...resource.fields.keys()].find((name) => name.split('_').includes(asked));
  if (!field) return undefined;
  const given = found.text('amount');
  const amount = /^\d+$/.test(given)
    ? given
    : /^(?:one)$/i.test(given) || /count|used|times|views|clicks|hits/.test(field)
      ? '1'
      : 'input.quantity';
  if (/^(?:de|re|lo)/i.test(found.text('kind')))
    return `decrement ${field} by ${amount} min 0 else 409 'Not enough ${field}'`;
  return `increment ${field} by ${amount}`;
}

/** "rejects all other ones": the other rows of the same parent. */
function othersStep(resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(
    /^(?<verb>[a-z]+?)\s+(?:all\s+)?(?:the\s+)?others?(?:\s+\w+){0,2}(?:\s+(?:for|of|on)\s+.*)?$/i,
  );
  const verb = found && verbBase(found.text('verb'));
  const parent = [...resource.fields.values()].find(({ type }) => /^-> (?!User$)/.test(type));
  if (!verb || !parent) return undefined;
  const value = participle(verb);
  resource.reaches(value, effect);
  return `update ${resource.name} where ${parent.name} == self.${parent.name} and id != self.id set ${resource.statusName} = '${value}'`;
}

/** "toggles the flag". */
function toggleStep(resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(/^(?:toggles?|flips?)\s+(?:the\s+|its\s+)?(?<field>\w+)/i);
  const field = found && resource.fieldLike(singular(nameOf(found.text('field'))));
  return field?.type === 'bool' ? `set ${field.name} = not ${field.name}` : undefined;
}
