import type { Draft, DraftAction, DraftLine, DraftResource } from './draft.ts';
import { type Access, accessOf } from './grants.ts';
import type { Span } from './text/source.ts';

/** A part of the wire form that can be left out again. */
export interface Origin {
  /** The words it was made from. */
  readonly from: readonly Span[];
  /** Takes it out of the draft. */
  readonly drop: () => void;
}

export interface Assembled {
  readonly wire: Record<string, unknown>;
  /** By path, as in the issues of a design reading: `resources[0].fields[2]`. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Writes the draft in wire form, and remembers where each part of it came from. */
export function assemble(draft: Draft): Assembled {
  const origins = new Map<string, Origin>();
  const resources = draft.all.map((resource, index) => {
    const path = `resources[${index}]`;
    origins.set(path, { from: spansOf(resource), drop: () => draft.resources.delete(resource.name) });
    return resourceWire(resource, path, origins);
  });
  const wire = withoutEmpty({
    service: draft.service,
    config: configWire(draft, origins),
    roles: [...draft.roles].map(([role, from], index) => {
      origins.set(`roles[${index}]`, { from: [from], drop: () => draft.roles.delete(role) });
      return role;
    }),
    resources,
    endpoints: endpointsWire(draft, origins),
    tasks: linesWire(draft.tasks, 'tasks', origins),
  });
  return { wire, origins };
}

function endpointsWire(draft: Draft, origins: Map<string, Origin>): Record<string, unknown>[] {
  return [...draft.endpoints].map(([route, { name, from }], index) => {
    origins.set(`endpoints[${index}]`, { from: [from], drop: () => draft.endpoints.delete(route) });
    return { route, name, steps: [`call ${name}()`] };
  });
}

function configWire(draft: Draft, origins: Map<string, Origin>): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [key, { value, from }] of draft.config) {
    origins.set(`config.${key}`, { from: [from], drop: () => draft.config.delete(key) });
    config[key] = value;
  }
  const features = [...draft.features].map(([feature, from], index) => {
    origins.set(`config.features[${index}]`, { from: [from], drop: () => draft.features.delete(feature) });
    return feature;
  });
  return withoutEmpty({ ...config, features });
}

function resourceWire(resource: DraftResource, path: string, origins: Map<string, Origin>): Record<string, unknown> {
  const fields = [...resource.fields.values()].map((field, index) => {
    origins.set(`${path}.fields[${index}]`, { from: [field.from], drop: () => resource.fields.delete(field.name) });
    return [`${field.name}: ${field.type}`, ...field.modifiers].join(' ');
  });
  const options = [...resource.options].map(([option, from], index) => {
    origins.set(`${path}.options[${index}]`, { from: [from], drop: () => resource.options.delete(option) });
    return option;
  });
  const actions = [...resource.actions.values()].map((action, index) => {
    origins.set(`${path}.actions[${index}]`, { from: [action.from], drop: () => resource.actions.delete(action.name) });
    return actionWire(action);
  });
  return withoutEmpty({
    name: resource.name,
    fields,
    owner: ownerWire(resource),
    operations: resource.operations ? [...resource.operations] : undefined,
    access: accessWire(resource, `${path}.access`, origins),
    filters: linesWire(resource.filters, `${path}.filters`, origins),
    sort: linesWire(resource.sort, `${path}.sort`, origins),
    search: linesWire(resource.search, `${path}.search`, origins),
    options,
    states: linesWire(resource.states, `${path}.states`, origins),
    unique_together: linesWire(resource.uniqueTogether, `${path}.unique_together`, origins),
    actions,
  });
}

/** Everything that a resource was made from. */
function spansOf(resource: DraftResource): Span[] {
  const { fields, actions, grants, filters, sort, search, states, uniqueTogether } = resource;
  const parts = [
    ...fields.values(),
    ...actions.values(),
    ...grants,
    ...filters,
    ...sort,
    ...search,
    ...states,
    ...uniqueTogether,
  ];
  return [resource.from, ...parts.map(({ from }) => from), ...resource.options.values()];
}

/** The owner is said only where it could not be inferred: there are several accounts to choose from. */
function ownerWire(resource: DraftResource): string | undefined {
  const accounts = [...resource.fields.values()].filter(({ type }) => type === '-> User');
  return accounts.length > 1 && accounts.some(({ name }) => name === resource.owner) ? resource.owner : undefined;
}

function actionWire({ name, access, input, steps }: DraftAction): Record<string, unknown> {
  return withoutEmpty({ name, access: [...access], input: [...input], steps: [...steps] });
}

/** One line for the operations that have the same rules. */
function accessWire({ grants }: DraftResource, path: string, origins: Map<string, Origin>): string[] {
  const lines = new Map<string, Access[]>();
  for (const access of accessOf(grants)) {
    const rules = access.rules.join(' or ');
    lines.set(rules, [...(lines.get(rules) ?? []), access]);
  }
  return [...lines].map(([rules, accesses], index) => {
    const behind = new Set(accesses.flatMap((access) => access.grants));
    origins.set(`${path}[${index}]`, {
      from: [...behind].map(({ from }) => from),
      drop: () => {
        for (const grant of behind) grants.splice(grants.indexOf(grant), 1);
      },
    });
    return `${accesses.map(({ operation }) => operation).join(',')}: ${rules}`;
  });
}

/** Each line once; every line keeps its origin. */
function linesWire(lines: DraftLine[], path: string, origins: Map<string, Origin>): string[] {
  const kept = lines.filter((line, index) => lines.findIndex(({ text }) => text === line.text) === index);
  lines.splice(0, lines.length, ...kept);
  kept.forEach((line, index) => {
    origins.set(`${path}[${index}]`, { from: [line.from], drop: () => lines.splice(lines.indexOf(line), 1) });
  });
  return kept.map(({ text }) => text);
}

/** Without the keys that say nothing. */
function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
