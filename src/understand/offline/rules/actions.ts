import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { typeByName } from '../words/field-types.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';

/** Reads what can be done to a row, and what it does. */
export const actionRules: readonly Rule[] = [passiveActions, effects];

/** "An appointment can be confirmed, completed or cancelled". */
function passiveActions(reading: Reading): void {
  const verbs = String.raw`(?:\w+ed|paid|sent)`;
  const pattern = new RegExp(
    String.raw`\bcan be\s+(?<verbs>${verbs}(?:(?:,\s*|,?\s+(?:and|or)\s+)${verbs}){0,8})(?![\w-])`,
    'i',
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && reading.subjectOf(clause);
    if (!found || !resource || found.whole.claimed) continue;
    for (const item of splitList(found.group('verbs'))) {
      const verb = verbBase(item.text);
      if (!verb || operationsOf(verb) || verb === 'share') continue;
      resource.action(verb, found.whole);
      found.whole.slice(0, 'can be'.length).claim();
      item.claim();
    }
  }
}

/** "Publishing a post sets published_at and emails all subscribers", "Checkout decreases the stock". */
function effects(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?<verb>\w+ing|checkout|check-out)\s+(?:(?:an?|the)\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)?\s*?\b`,
    String.raw`(?<effects>(?:sets?|emails?|notif(?:y|ies)|sends?|decreases?|reduces?|decrements?|increases?|`,
    String.raw`increments?|marks?)\b.*)$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const verb = found && (/^check-?out$/i.test(found.text('verb')) ? 'checkout' : verbBase(found.text('verb')));
    if (!found || !verb) continue;
    const resource = reading.draft.find(found.text('what')) ?? resourceWithField(reading, found.text('effects'));
    if (resource) readEffects(reading, resource, verb, clause, found.group('effects'));
  }
}

/** The resource one of whose fields the effects speak of. */
function resourceWithField(reading: Reading, effects: string): DraftResource | undefined {
  const words = wordsOf(effects.toLowerCase()).filter((word) => word.length > 3);
  return reading.draft.all.find((resource) =>
    [...resource.fields.keys()].some((name) => words.some((word) => name === word || name.split('_').includes(word))),
  );
}

function readEffects(reading: Reading, resource: DraftResource, verb: string, clause: Phrase, list: Phrase): void {
  const parts = splitEffects(list);
  const read = parts.map((part) => ({ part, step: stepOf(reading, resource, verb, part) }));
  if (read.every(({ step }) => step === undefined)) return;
  const action = resource.action(verb, clause);
  clause.slice(0, list.start - clause.start).claim();
  for (const { part, step } of read) {
    if (step === undefined) continue;
    action.steps.push(step);
    part.claim();
  }
  if (action.steps.some((step) => step.includes('input.quantity')) && action.input.length === 0) {
    action.input.push('quantity: int min=1 = 1');
    reading.draft.assume(`${resource.name}.${verb} takes a quantity, 1 if none is given.`);
  }
}

/** "sets a and emails b" is two effects. */
function splitEffects(list: Phrase): Phrase[] {
  const parts: Phrase[] = [];
  let from = 0;
  for (const cut of list.matches(/,?\s+and\s+(?=\w+s\b)/i)) {
    parts.push(list.slice(from, cut.index));
    from = cut.index + cut.whole.text.length;
  }
  return [...parts, list.slice(from)];
}

function stepOf(reading: Reading, resource: DraftResource, verb: string, effect: Phrase): string | undefined {
  return (
    setStep(resource, effect) ??
    messageStep(reading, verb, effect) ??
    amountStep(resource, effect) ??
    markStep(resource, effect)
  );
}

/** "sets published_at", "sets the status to paid". */
function setStep(resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(/^sets?\s+(?:the\s+|its\s+)?(?<field>\w+)(?:\s+to\s+(?<value>\w+))?$/i);
  if (!found) return undefined;
  const name = nameOf(found.text('field'));
  const value = found.text('value');
  const type = typeByName(name) ?? 'string';
  if (value === '' && !(resource.fields.get(name)?.type ?? type).startsWith('date')) return undefined;
  if (!resource.fields.has(name)) resource.addField({ name, type, modifiers: ['optional', 'readonly'], from: effect });
  if (value === '' || value === 'now') return `set ${name} = now()`;
  return `set ${name} = ${/^(?:true|false|\d+)$/i.test(value) ? value.toLowerCase() : `'${nameOf(value)}'`}`;
}

/** "emails all subscribers", "sends the results to its creator": a background task. */
function messageStep({ draft }: Reading, verb: string, effect: Phrase): string | undefined {
  const found = effect.match(/^(?<kind>emails?|notif(?:y|ies)|sends?)\s+(?<what>.*)$/i);
  if (!found) return undefined;
  const what = nameOf(found.text('what').replace(/\b(?:all|the|its|to|an?|emails?)\b/gi, '')) || 'users';
  const task = `${verb}_${/^e/i.test(found.text('kind')) ? 'email' : 'notify'}_${what}`.slice(0, 60);
  if (!draft.tasks.some(({ text }) => text.startsWith(`${task}(`))) {
    draft.tasks.push({ text: `${task}(id: uuid): ${effect.text}`, from: effect });
  }
  return `enqueue ${task}(id=self.id)`;
}

/** "decreases the stock by 1". */
function amountStep(resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(
    regex(
      String.raw`^(?<kind>decreases?|reduces?|decrements?|increases?|increments?)\s+(?:the\s+|its\s+)?(?<field>\w+)`,
      String.raw`(?:\s+by\s+(?<amount>\w+))?$`,
    ),
  );
  if (!found) return undefined;
  const asked = nameOf(found.text('field'));
  const field =
    resource.fields.get(asked)?.name ?? [...resource.fields.keys()].find((name) => name.split('_').includes(asked));
  if (!field) return undefined;
  const amount = /^\d+$/.test(found.text('amount')) ? found.text('amount') : 'input.quantity';
  if (/^(?:de|re)/i.test(found.text('kind')))
    return `decrement ${field} by ${amount} min 0 else 409 'Not enough ${field}'`;
  return `increment ${field} by ${amount}`;
}

/** "marks it as paid". */
function markStep(resource: DraftResource, effect: Phrase): string | undefined {
  const found = effect.match(/^marks?\s+(?:it|them|the \w+)?\s*as\s+(?<value>\w+)$/i);
  if (!found) return undefined;
  const value = nameOf(found.text('value'));
  if (resource.fields.get(value)?.type === 'bool') return `set ${value} = true`;
  return resource.fields.has('status') ? `set status = '${value}'` : undefined;
}
