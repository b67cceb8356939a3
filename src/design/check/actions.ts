/** Actions and endpoints: routes with effects of their own. They are checked here, and compiled later. */
import type { Action, Endpoint, HttpMethod, Rule, Step } from '../api-design.ts';
import { HTTP_METHODS, parseRouteLine } from '../grammar/lines.ts';
import { parseRuleLine } from '../grammar/rules.ts';
import { MAX_NAME, isName, kebab, snake } from '../naming.ts';
import type { ActionSource } from '../normalise/source.ts';
import { didYouMean } from '../suggest.ts';
import { checkRules } from './access.ts';
import { readBody } from './action-body.ts';
import { checkCondition } from './conditions.ts';
import { descriptionPart } from './description.ts';
import type { ExpressionChecker } from './expressions.ts';
import { type Draft, type DraftResource, hasAccounts } from './model.ts';
import { readLine } from './read-line.ts';

/** Reads the actions of a resource, and makes those that only its states name. */
export function checkActions(resource: DraftResource, checker: ExpressionChecker): void {
  const { report } = checker.draft;
  for (const source of resource.source.actions) {
    const name = actionName(source, checker.draft);
    if (name === undefined) continue;
    if (resource.actions.some((action) => action.name === name)) {
      report.error(`${source.path}.name`, `action ${name} is defined twice`, { got: source.name });
      continue;
    }
    resource.actions.push(readAction(resource, source, name, checker));
  }
  for (const { action, to } of resource.states?.transitions ?? []) {
    if (resource.actions.some(({ name }) => name === action)) continue;
    const access = resource.actionRules.get(action) ?? resource.access.update ?? defaultRules(resource, checker.draft);
    resource.actions.push({
      name: action,
      on: 'item',
      method: 'POST',
      path: `/${kebab(action)}`,
      input: [],
      steps: [{ do: 'transition', to }],
      returns: 'self',
      access,
    });
  }
}

function actionName({ name: given, path }: ActionSource, { report }: Draft): string | undefined {
  const name = snake(given ?? '');
  if (isName(name) && name.length <= MAX_NAME) return name;
  report.error(`${path}.name`, 'an action needs a name like "publish"', { got: given });
  return undefined;
}

function readAction(resource: DraftResource, source: ActionSource, name: string, checker: ExpressionChecker): Action {
  const { report } = checker.draft;
  const on = source.on === 'collection' ? 'collection' : 'item';
  if (source.on !== undefined && source.on !== 'item' && source.on !== 'collection') {
    report.error(`${source.path}.on`, `unknown "${source.on}"; use item or collection`, { got: source.on });
  }
  const transition = resource.states?.transitions.find(({ action }) => action === name);
  const body = readBody(source, name, on === 'item' ? resource : undefined, checker);
  const steps = [...body.steps];
  if (transition && !steps.some(({ do: verb }) => verb === 'transition'))
    steps.unshift({ do: 'transition', to: transition.to });
  const access = readAccess(
    source,
    name,
    resource,
    on === 'item' ? resource.actionRules.get(name) : undefined,
    checker,
  );
  requireEffects(source, name, steps, checker.draft);
  return {
    name,
    on,
    method: readMethod(source, checker.draft),
    path: actionPath(source, name, checker.draft),
    input: body.input,
    steps,
    returns: readReturns(source, steps, on, checker.draft),
    access,
    ...(source.python === undefined ? {} : { python: source.python }),
    ...descriptionPart(source.description, `${source.path}.description`, checker.draft.report),
  };
}

/** Reads the endpoints of a design. */
export function checkEndpoints(sources: readonly ActionSource[], checker: ExpressionChecker): Endpoint[] {
  const endpoints: Endpoint[] = [];
  for (const source of sources) {
    const endpoint = readEndpoint(source, checker);
    if (!endpoint) continue;
    const twin = endpoints.find(
      ({ method, path, name }) => name === endpoint.name || (method === endpoint.method && path === endpoint.path),
    );
    if (twin)
      checker.draft.report.error(
        source.path,
        `endpoint ${endpoint.method} ${endpoint.path} (${endpoint.name}) is defined twice`,
      );
    else endpoints.push(endpoint);
  }
  return endpoints;
}

function readEndpoint(source: ActionSource, checker: ExpressionChecker): Endpoint | undefined {
  const { draft } = checker;
  const text = source.route ?? `${source.method ?? ''} ${source.urlPath ?? ''}`;
  const route = readLine({ path: `${source.path}.route`, text }, draft.report, parseRouteLine);
  if (!route) return undefined;
  const words = route.path.replace(/[{}]/g, '').split('/').filter(Boolean);
  const name = snake(source.name ?? [route.method.toLowerCase(), ...words].join('_')).replace(/[^a-z0-9_]/g, '_');
  if (!isName(name))
    draft.report.error(`${source.path}.name`, 'an endpoint needs a name like "feed"', { got: source.name });
  const body = readBody(source, name, undefined, checker, route.path);
  const access = readAccess(source, name, undefined, undefined, checker);
  requireEffects(source, name, body.steps, draft);
  return {
    name,
    method: route.method,
    path: route.path,
    input: body.input,
    steps: body.steps,
    returns: readReturns(source, body.steps, 'collection', draft),
    access,
    ...(source.python === undefined ? {} : { python: source.python }),
    ...descriptionPart(source.description, `${source.path}.description`, checker.draft.report),
  };
}

function requireEffects(source: ActionSource, name: string, steps: readonly Step[], { report }: Draft): void {
  if (steps.length === 0 && source.python === undefined && source.steps.length === 0) {
    report.error(`${source.path}.steps`, `${name} does nothing: give steps or python`);
  }
}

function readMethod({ method, path }: ActionSource, { report }: Draft): HttpMethod {
  if (method === undefined) return 'POST';
  const found = HTTP_METHODS.find((known) => known === method.toUpperCase());
  if (!found) {
    report.error(`${path}.method`, `unknown method "${method}"; use ${HTTP_METHODS.join(', ')}`, {
      got: method,
      suggestion: didYouMean(method, HTTP_METHODS),
    });
  }
  return found ?? 'POST';
}

function actionPath({ urlPath, path }: ActionSource, name: string, { report }: Draft): string {
  const fallback = `/${kebab(name)}`;
  if (urlPath === undefined) return fallback;
  const given = `/${urlPath.replace(/^\/|\/$/g, '')}`;
  if (/^(?:\/(?:[A-Za-z0-9_.~-]+|\{[A-Za-z_]\w*\}))+$/.test(given)) return given;
  report.error(`${path}.path`, `"${urlPath}" is not a path: use letters, digits and "-"`, {
    got: urlPath,
    suggestion: fallback,
  });
  return fallback;
}

function readAccess(
  source: ActionSource,
  name: string,
  resource: DraftResource | undefined,
  fallback: readonly Rule[] | undefined,
  checker: ExpressionChecker,
): readonly Rule[] {
  const { draft } = checker;
  const rules: Rule[] = [];
  for (const line of source.access) {
    const read = readLine(line, draft.report, (text) => parseRuleLine(text, resource?.owner));
    if (!read) continue;
    rules.push(...checkRules(read, line.path, resource, draft));
    for (const { when } of read) {
      if (when && resource) checkCondition(when, resource, line.path, '', checker);
      else if (when) draft.report.error(line.path, '"when" needs a row: an endpoint has none', { got: line.text });
    }
  }
  if (rules.length > 0) return rules;
  if (fallback) return fallback;
  const assumed = defaultRules(resource, draft);
  if (source.access.length === 0) {
    draft.report.assume(`${source.path}.access`, `${name}: ${assumed.map(({ who }) => who).join(' or ')} (not stated)`);
  }
  return assumed;
}

function defaultRules(resource: DraftResource | undefined, draft: Draft): readonly Rule[] {
  if (!hasAccounts(draft)) return [{ who: 'public' }];
  return [{ who: resource?.owner === undefined ? 'authenticated' : 'owner' }];
}

function readReturns(source: ActionSource, steps: readonly Step[], on: 'item' | 'collection', draft: Draft): string {
  if (source.returns === undefined) {
    if (steps.some(({ do: verb }) => verb === 'query' || verb === 'return')) return 'result';
    return on === 'item' ? 'self' : 'none';
  }
  const target = /^(?:list\s*<\s*)?([A-Z]\w*)\s*>?$/.exec(source.returns)?.[1];
  if (target !== undefined && !draft.byName.has(target)) {
    draft.report.error(`${source.path}.returns`, `unknown resource "${target}"`, {
      got: source.returns,
      suggestion: didYouMean(target, draft.byName.keys()),
    });
  }
  return source.returns;
}
