/** The routes of a service as facts, for the caller of the tools. */
import { actionTitle, once, type ResourcePlan, type ServicePlan } from '../plan/index.ts';
import { authKitOf } from './auth/index.ts';
import { accessText } from './resource/access-text.ts';
import { linkTitle } from './resource/link-routes.ts';
import { type Route, routesOf } from './resource/routes.ts';
import type { RouteFact } from './route-fact.ts';

/** Every route, accounts first. */
export const routeFacts = once(findRouteFacts);

function findRouteFacts(plan: ServicePlan): readonly RouteFact[] {
  const kit = authKitOf(plan);
  const throttled = kit?.throttle?.operations ?? [];
  const limited = [
    ...(kit?.routes(plan) ?? []),
    ...plan.resources.flatMap((resource) => routesOf(resource).map((route) => routeFact(route, resource, plan))),
  ];
  return [
    ...(plan.has.rateLimits
      ? limited
      : limited.map((route) => (throttled.includes(route.operation_id) ? route : withoutLimit(route)))),
    health('live', 'Check liveness', []),
    ...(plan.has.readiness ? [health('ready', 'Check readiness', [503])] : []),
  ];
}

/** The route of a service that counts no requests. */
const withoutLimit = (route: RouteFact): RouteFact => ({
  ...route,
  errors: route.errors.filter((status) => status !== '429'),
});

function routeFact(route: Route, resource: ResourcePlan, plan: ServicePlan): RouteFact {
  const errors = new Set([
    ...(route.hasBody ? [400, 413] : []),
    ...route.failures.map((each) => each.status),
    422,
    429,
  ]);
  return {
    method: route.method,
    path: `${plan.config.api_prefix}${route.isBelow ? resource.path : ''}${route.suffix}`,
    operation_id: route.functionName,
    summary: summaryOf(route, resource),
    access: accessText(route, resource)
      .replace(/^Open to /, '')
      .replace(/\.$/, ''),
    params: parameters(route, resource),
    body: bodyMembers(route, resource),
    success: String(route.success),
    errors: [...errors].toSorted((a, b) => a - b).map(String),
  };
}

function summaryOf(route: Route, resource: ResourcePlan): string {
  const { aNoun, nouns } = resource;
  if (route.action) return actionTitle(route.action, resource);
  if (route.link) return linkTitle(route, route.link, resource);
  const verb = route.operation.charAt(0).toUpperCase() + route.operation.slice(1);
  return route.operation === 'list' ? `List ${nouns}` : `${verb} ${aNoun}`;
}

function parameters(route: Route, resource: ResourcePlan): string[] {
  const path = [...route.suffix.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  if (route.operation !== 'list') return path;
  const search = resource.resource.search.length > 0 ? ['q'] : [];
  const filters = resource.resource.filters.map((filter) => filter.param);
  return [
    ...resource.paging.parameters,
    'sort',
    ...search,
    ...filters,
    ...(resource.operations.has('restore') ? ['deleted'] : []),
  ];
}

function bodyMembers(route: Route, resource: ResourcePlan): string[] {
  if (!route.hasBody) return [];
  if (route.action) return route.action.inputs.map((each) => each.json);
  const creates = route.operation === 'create';
  const relations = resource.relations.filter(
    (each) => each !== resource.owner && !each.relation.readOnly && (creates || !each.relation.immutable),
  );
  const fields = resource.fields.filter(({ field }) => !field.readOnly && (creates || !field.immutable));
  return [...relations.map((each) => each.json), ...fields.map((each) => each.json)];
}

const health = (probe: string, summary: string, errors: readonly number[]): RouteFact => ({
  method: 'GET',
  path: `/health/${probe}`,
  operation_id: probe === 'live' ? 'check_liveness' : 'check_readiness',
  summary,
  access: 'anyone',
  params: [],
  body: [],
  success: '200',
  errors: errors.map(String),
});
