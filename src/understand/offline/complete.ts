import { snake } from '../../design/naming.ts';
import type { Draft, DraftAction, DraftField, DraftResource } from './draft.ts';
import type { Reading } from './reading.ts';
import { titleCase } from './words/names.ts';
import { verbBase } from './words/verbs.ts';

/** Closes the gaps that the text leaves, and says so: a name, an owner, what an action does. */
export function complete(reading: Reading): void {
  const { draft } = reading;
  leaveOutMentions(draft);
  for (const resource of draft.all) {
    addNameField(draft, resource);
    addOwner(draft, resource);
    for (const action of resource.actions.values()) addEffect(draft, resource, action);
  }
  draft.service ??= serviceName(reading);
}

/** A noun that was only mentioned, and that nothing was said about, is no resource. */
function leaveOutMentions(draft: Draft): void {
  for (const resource of draft.all) {
    const isTarget = draft.all.some((other) =>
      [...other.fields.values()].some(({ type }) => type.endsWith(` ${resource.name}`)),
    );
    const isDescribed = resource.fields.size > 0 || resource.actions.size > 0 || resource.access.length > 0;
    if (!resource.named && !isTarget && !isDescribed) draft.resources.delete(resource.name);
  }
}

function addNameField(draft: Draft, resource: DraftResource): void {
  if (resource.fields.size > 0 || resource.name === 'User') return;
  const field: DraftField = { name: 'name', type: 'string(1..200)', modifiers: [], from: resource.from };
  resource.addField(field);
  draft.assume(`${resource.name} has a name: the text describes no fields of it.`);
}

/** Who may edit "their own" needs somebody whose row it is. */
function addOwner(draft: Draft, resource: DraftResource): void {
  const lines = [
    ...resource.access.map(({ text }) => text),
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

/** An action whose effect is a state or a flag of the resource; else a hook for the owner of the code. */
function addEffect(draft: Draft, resource: DraftResource, action: DraftAction): void {
  if (action.steps.length > 0) return;
  const step = effectByName(resource, action.name);
  if (step) {
    action.steps.push(step);
    return;
  }
  const hook = `${resource.singular}_${action.name}`;
  action.steps.push(`call ${hook}(id=self.id)`);
  draft.assume(`${resource.name}.${action.name}: the text does not say what it does, so it calls the hook ${hook}().`);
}

function effectByName(resource: DraftResource, verb: string): string | undefined {
  const fields = [...resource.fields.values()];
  const status = fields.find(({ name, type }) => name === 'status' && type.startsWith('enum('));
  const value =
    status &&
    /^enum\((.*)\)$/
      .exec(status.type)?.[1]
      ?.split('|')
      .find((option) => verbBase(option) === verb);
  if (value) return `set status = '${value}'`;
  const flag = fields.find(({ name, type }) => type === 'bool' && verbBase(name) === verb);
  return flag && `set ${flag.name} = true`;
}

/** What people would call the service, where the text has no title: by the first resource. */
function serviceName({ draft }: Reading): string {
  const [first] = draft.all;
  if (!first) return 'API';
  const longest = first.names.toSorted((a, b) => b.length - a.length)[0] ?? snake(first.name);
  return `${titleCase(longest.replace(/_/g, ' '))} API`;
}
