/** The design in wire form, with everything said that `readDesign` would otherwise decide. */
import type { Action, ApiDesign, Callable, Endpoint, Field, Operation, Relation, Resource } from '../api-design.ts';
import { OPTIONS } from '../api-design.ts';
import type { WireAction, WireDesign, WireEndpoint, WireResource } from '../wire.ts';
import { printRules, printState, printStep } from './expression.ts';
import { printArgument, printField, printLink, printRelation } from './field.ts';

/** The wire form of a design; reading it again gives the same design, and assumes nothing. */
export function toWire(design: ApiDesign): WireDesign {
  const resources = [...accountWire(design), ...design.resources.map((resource) => resourceWire(resource))];
  return {
    service: design.service,
    ...(design.description === undefined ? {} : { description: design.description }),
    config: { ...design.config, features: [...design.config.features] },
    ...(design.roles.length > 0 ? { roles: [...design.roles] } : {}),
    resources,
    ...(design.endpoints.length > 0 ? { endpoints: design.endpoints.map((endpoint) => endpointWire(endpoint)) } : {}),
    ...(design.tasks.length > 0 ? { tasks: design.tasks.map((task) => printCallable(task)) } : {}),
    ...(design.events.length > 0 ? { events: design.events.map((event) => printCallable(event)) } : {}),
  };
}

function accountWire({ account }: ApiDesign): WireResource[] {
  const fields = [
    ...account.fields.map((field) => printField(field)),
    ...(account.relations ?? []).map((relation) => printRelation(relation)),
    ...(account.links ?? []).map((link) => printLink(link)),
  ];
  if (fields.length === 0 && account.description === undefined) return [];
  return [{ name: 'User', fields, ...(account.description === undefined ? {} : { description: account.description }) }];
}

function resourceWire(resource: Resource): WireResource {
  const { filters, search, states, actions, uniqueTogether } = resource;
  return {
    name: resource.name,
    plural: resource.plural,
    ...(resource.description === undefined ? {} : { description: resource.description }),
    fields: [
      ...resource.fields.map((field) => printField(field)),
      ...resource.relations.map((relation) => printRelation(relation)),
      ...(resource.links ?? []).map((link) => printLink(link)),
    ],
    ...(resource.owner === undefined ? {} : { owner: resource.owner }),
    operations: [...resource.operations],
    access: printAccess(resource),
    ...(filters.length > 0 ? { filters: filters.map(({ field, op, param }) => `${field}: ${op} as ${param}`) } : {}),
    sort: resource.sorts.map(({ field, descending }) => `${descending ? '-' : ''}${field}`),
    ...(search.length > 0 ? { search: [...search] } : {}),
    options: OPTIONS.flatMap((option) => printOption(option, resource)),
    ...(states ? { states: printStates(states) } : {}),
    ...(uniqueTogether.length > 0 ? { unique_together: uniqueTogether.map((names) => names.join(', ')) } : {}),
    ...(actions.length > 0 ? { actions: actions.map((action) => actionWire(action)) } : {}),
  };
}

/** Options that are on by themselves are named when they are off, too. */
function printOption(option: (typeof OPTIONS)[number], { options }: Resource): string[] {
  if (options.includes(option)) return [option];
  return option === 'soft_delete' ? [] : [`-${option}`];
}

/** One line for operations that have the same rules. */
function printAccess({ access, operations }: Resource): string[] {
  const lines = new Map<string, Operation[]>();
  for (const operation of operations) {
    const text = printRules(access[operation] ?? []);
    lines.set(text, [...(lines.get(text) ?? []), operation]);
  }
  return [...lines].map(([rules, named]) => `${named.join(',')}: ${rules}`);
}

function printStates({ field, initial, transitions }: NonNullable<Resource['states']>): string[] {
  const lines = transitions.map(
    ({ from, to, action }) => `${from.map(printState).join('|')} -> ${printState(to)}: ${action}`,
  );
  return [`${field}: ${printState(initial)}`, ...lines];
}

function actionWire(action: Action): WireAction {
  return { name: action.name, on: action.on, method: action.method, path: action.path, ...bodyWire(action) };
}

function endpointWire(endpoint: Endpoint): WireEndpoint {
  return { route: `${endpoint.method} ${endpoint.path}`, name: endpoint.name, ...bodyWire(endpoint) };
}

function bodyWire(action: Endpoint): Omit<WireAction, 'name' | 'on' | 'method' | 'path'> {
  return {
    access: [printRules(action.access)],
    ...(action.input.length > 0 ? { input: action.input.map((part) => printInput(part)) } : {}),
    ...(action.steps.length > 0 ? { steps: action.steps.map((step) => printStep(step)) } : {}),
    returns: action.returns,
    ...(action.python === undefined ? {} : { python: action.python }),
    ...(action.description === undefined ? {} : { description: action.description }),
  };
}

const printInput = (part: Field | Relation): string => ('target' in part ? printRelation(part) : printField(part));

function printCallable({ name, arguments: parameters, schedule, description }: Callable): string {
  const start = schedule === undefined ? '' : `${schedule} `;
  const end = description === undefined ? '' : `: ${description}`;
  return `${start}${name}(${parameters.map((parameter) => printArgument(parameter)).join(', ')})${end}`;
}
