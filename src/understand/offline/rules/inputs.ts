import type { DraftAction, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { typeByName } from '../words/field-types.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { verbBase } from '../words/verbs.ts';

/** Reads what has to be sent with an action. */
export const inputRules: readonly Rule[] = [requiredInputs];

/** "(an amount with a reason)", "with a comment", "given a date": after the words that name the action. */
export function readInputs(reading: Reading, resource: DraftResource, action: DraftAction, rest: Phrase): void {
  const found = rest.match(
    /^\s*(?:,\s*)?(?:\(\s*(?<inside>[^()]*)\)|(?:with|given|taking|(?:and |that )?(?:takes?|accepts?|expects?|needs?)|by giving|passing)\s+(?!nothing\b|no\b)(?<list>[^.;(/]+?)(?=$|[.;(]|,\s*\/|\s+(?:sets?|moves?|marks?|changes?|increases?|creates?)\s|,\s+(?:which|it|and then)\b))/i,
  );
  const list = found?.optional('inside') ?? found?.optional('list');
  if (!found || !list) return;
  const items = splitList(list).flatMap((item) => withParts(item));
  const names = items.map(({ text }) => inputName(text));
  if (!names.every((name) => name !== undefined) || names.includes('status')) return;
  for (const name of names) addInput(reading, resource, action, name, list);
  found.whole.claim();
}

/** Lets an action take something that is kept in the row. */
export function giveInput(
  reading: Reading,
  resource: DraftResource,
  action: DraftAction,
  name: string,
  from: Phrase,
): void {
  addInput(reading, resource, action, name, from);
  keep(resource, action, name, from);
}

/** "an amount with a reason" is two inputs. */
function withParts(item: Phrase): Phrase[] {
  const joint = item.match(/\s+(?:with|and|plus)\s+/i);
  return joint ? [item.slice(0, joint.index), ...withParts(joint.after)] : [item];
}

/** The name of what is sent, if the words name a single thing. */
function inputName(text: string): string | undefined {
  const plain = text.replace(/^[-+/\s]+/, '').replace(/\s*\b(?:optional|required|mandatory)\b\s*/gi, '');
  const words = wordsOf(plain.replace(/^(?:an?|the|its|their|some)\s+/i, ''));
  return words.length > 0 &&
    words.length <= 3 &&
    words.every((word) => /^[a-z_]+$/i.test(word)) &&
    verbBase(words[0]!) !== words[0]
    ? nameOf(plain)
    : undefined;
}

/** Adds an input; what is told about a row is kept in it. */
function addInput({ draft }: Reading, resource: DraftResource, action: DraftAction, name: string, from: Phrase): void {
  if (action.input.some((line) => line.startsWith(`${name}:`))) return;
  const field = resource.fieldLike(name);
  const type = field?.type.startsWith('->')
    ? 'uuid'
    : (field?.type ?? INPUT_TYPES.get(name) ?? typeByName(name) ?? 'string');
  action.input.push(`${name}: ${type}`);
  draft.assume(`${resource.name}.${action.name} takes ${name} in its body, from "${from.text.trim()}".`);
}

const INPUT_TYPES: ReadonlyMap<string, string> = new Map([
  ['amount', 'decimal'],
  ['quantity', 'int'],
]);

/** "Rejecting needs a comment", "to cancel you must give a reason", "a reason is required when rejecting". */
function requiredInputs(reading: Reading): void {
  const thing = String.raw`(?:an?\s+|the\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)`;
  const forward = regex(
    String.raw`\b(?<verb>[a-z]+ing|(?:to\s+)?[a-z]+)(?:\s+(?:an?\s+|the\s+)?[a-z]+)?\s+(?:always\s+|also\s+)?(?:needs|requires|takes|must (?:have|include|contain|come with|give)|asks? for|wants|should (?:have|include))\s+${thing}$`,
  );
  const backward = regex(
    String.raw`^${thing}\s+(?:is|are|must be)\s+(?:required|mandatory|needed|given)\s+(?:when|for|on|to|upon)\s+(?<verb>[a-z]+)(?:\s.*)?$`,
  );
  for (const clause of reading.clauses) {
    for (const part of partsOf(clause)) {
      const found = part.claimed ? undefined : (part.match(forward) ?? part.match(backward));
      const verb = found && verbBase(found.text('verb').replace(/^to\s+/, ''));
      if (!found || !verb) continue;
      const owner = reading.draft.all.find(({ actions }) => actions.has(verb)) ?? reading.lastResourceBefore(clause);
      const action = owner?.actions.get(verb);
      if (!owner || !action) continue;
      const name = nameOf(found.text('what'));
      giveInput(reading, owner, action, name, found.group('what'));
      found.whole.claim();
    }
  }
}

function partsOf(clause: Phrase): Phrase[] {
  const cuts = clause.matches(/;\s*|,\s*(?:and|but)?\s*/);
  const starts = [0, ...cuts.map(({ index, whole }) => index + whole.text.length)];
  return starts.map((start, index) => clause.slice(start, cuts[index]?.index));
}

/** What had to be said when something was done is written down. */
function keep(resource: DraftResource, action: DraftAction, name: string, from: Phrase): void {
  if (!resource.fieldLike(name))
    resource.addField({ name, type: typeByName(name) ?? 'string', modifiers: ['optional', 'readonly'], from });
  const step = `set ${resource.fieldLike(name)!.name} = input.${name}`;
  if (!action.steps.includes(step)) action.steps.push(step);
}
