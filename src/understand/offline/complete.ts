import { plural } from './words/inflection.ts';
import { snake } from '../../design/naming.ts';
import type { Draft, DraftField, DraftResource } from './draft.ts';
import { completeOutcomes } from './outcomes.ts';
import type { Reading } from './reading.ts';
import { Phrase } from './text/phrase.ts';
import { isPlural, nameOf, titleCase } from './words/names.ts';
import { isPerson } from './words/people.ts';

/** Closes the gaps that the text leaves, and says so: a name, an owner, what an action does. */
export function complete(reading: Reading): void {
  const { draft } = reading;
  leaveOutMentions(draft);
  accountsOfPeople(reading);
  for (const resource of draft.all) {
    addNameField(draft, resource);
    ownersByName(draft, resource);
    addOwner(draft, resource);
    completeOutcomes(draft, resource);
  }
  draft.service ??= serviceName(reading);
}

/** A noun that was only mentioned, and that nothing was said about, is no resource. */
function leaveOutMentions(draft: Draft): void {
  for (const resource of draft.all) {
    const isTarget = draft.all.some((other) =>
      [...other.fields.values()].some(({ type }) => type.endsWith(` ${resource.name}`)),
    );
    const isDescribed = resource.fields.size > 0 || resource.actions.size > 0 || resource.grants.length > 0;
    if (!resource.named && !isTarget && !isDescribed) draft.resources.delete(resource.name);
    else if (!isDescribed && isTheOne(resource)) leaveOut(draft, resource);
  }
}

/** "Our club has teams": there is only one, which is nothing to store. */
function isTheOne({ from }: DraftResource): boolean {
  return (
    from instanceof Phrase &&
    /\b(?:the|our|my)\s+$/i.test(from.source.text.slice(Math.max(0, from.start - 6), from.start)) &&
    !isPlural(nameOf(from.text))
  );
}

function leaveOut(draft: Draft, resource: DraftResource): void {
  draft.resources.delete(resource.name);
  for (const other of draft.all) {
    for (const field of other.fields.values())
      if (field.type.endsWith(` ${resource.name}`)) other.fields.delete(field.name);
  }
  draft.assume(`"${resource.name}" is no resource: the text speaks of a single one.`);
}

/** People who only do things, and of whom the text keeps nothing, are accounts. */
function accountsOfPeople({ draft, clauses }: Reading): void {
  for (const resource of draft.all) {
    const isKept = resource.fields.size > 0 || resource.named || resource.actions.size > 0;
    if (isKept || resource.name === 'User' || !isPerson(resource.singular)) continue;
    const acts = new RegExp(
      `\\b(?:${resource.names.map((name) => `${name}|${plural(name)}`).join('|')})\\s+(?:can|may|send|create|post|submit|book|place|upload|write)\\b`,
      'i',
    );
    if (!clauses.some(({ text }) => acts.test(text))) continue;
    draft.resources.delete(resource.name);
    for (const other of draft.all) {
      for (const field of other.fields.values())
        if (field.type === `-> ${resource.name}`) other.addField({ ...field, type: '-> User' });
    }
    draft.assume(`${resource.singular} is the account of a User: the text describes nothing else of them.`);
  }
}

function addNameField(draft: Draft, resource: DraftResource): void {
  if (resource.fields.size > 0 || resource.name === 'User') return;
  const field: DraftField = { name: 'name', type: 'string(1..200)', modifiers: [], from: resource.from };
  resource.addField(field);
  draft.assume(`${resource.name} has a name: the text describes no fields of it.`);
}

/** "Only the driver may change a trip", where each trip has its driver, is about the driver of that trip. */
function ownersByName(draft: Draft, resource: DraftResource): void {
  const isOwner = (rule: string) => resource.fields.get(rule.replace(/^role:/, ''))?.type === '-> User';
  const owned = new Set(resource.grants.flatMap(({ rules }) => rules).filter(isOwner));
  if (owned.size !== 1) return;
  const [role = ''] = owned;
  const name = role.replace(/^role:/, '');
  if (resource.owner !== undefined && resource.owner !== name) return;
  resource.owner = name;
  const grants = resource.grants.map((grant) => ({
    ...grant,
    rules: grant.rules.map((rule) => (rule === role ? 'owner' : rule)),
  }));
  resource.grants.splice(0, resource.grants.length, ...grants);
  for (const { access } of resource.actions.values())
    if (access.includes(role)) access.splice(access.indexOf(role), 1, 'owner');
  const isUsed = draft.all.some((other) =>
    [...other.grants.map(({ rules }) => rules), ...[...other.actions.values()].map(({ access }) => access)].some(
      (rules) => rules.includes(role),
    ),
  );
  if (!isUsed) draft.roles.delete(name);
}

/** Who may edit "their own" needs somebody whose row it is. */
function addOwner(draft: Draft, resource: DraftResource): void {
  const lines = [
    ...resource.grants.flatMap(({ rules }) => rules),
    ...[...resource.actions.values()].flatMap(({ access }) => access),
  ];
  const isOwned = lines.some((text) => /\bowner\b/.test(text));
  if (!isOwned || resource.owner || resource.name === 'User') return;
  const account = [...resource.fields.values()].find(({ type }) => type === '-> User');
  if (account) {
    resource.owner = account.name;
    return;
  }
  const name = resource.ownerName ?? 'owner';
  resource.addField({ name, type: '-> User', modifiers: [], from: resource.from });
  resource.owner = name;
  draft.assume(`${resource.name}.${name} -> User was added: the text speaks of people's own rows.`);
}

/** What people would call the service, where the text has no title: by the first resource. */
function serviceName({ draft }: Reading): string {
  const [first] = draft.all;
  if (!first) return 'API';
  const longest = first.names.toSorted((a, b) => b.length - a.length)[0] ?? snake(first.name);
  return `${titleCase(longest.replace(/_/g, ' '))} API`;
}
