/** The routes of a service as facts, for the caller of the tools. */
import { once, type ResourcePlan, type ServicePlan } from '../plan/index.ts';
import { accessText } from './resource/access-text.ts';
import { type Route, routesOf } from './resource/routes.ts';

export interface RouteFact {
  readonly method: string;
  readonly path: string;
  readonly operation_id: string;
  readonly summary: string;
  /** Who may, in words. */
  readonly access: string;
  /** Path and query parameters. */
  readonly params: readonly string[];
  /** Members of the request body. */
  readonly body: readonly string[];
  /** The status code of success, and those of documented failures. */
  readonly success: string;
  readonly errors: readonly string[];
}

/** Every route, accounts first. */
export const routeFacts = once(findRouteFacts);

function findRouteFacts(plan: ServicePlan): readonly RouteFact[] {
  const limited = [
    ...(plan.hasAccounts ? accountRoutes(plan) : []),
    ...plan.resources.flatMap((resource) => routesOf(resource).map((route) => routeFact(route, resource, plan))),
  ];
  return [
    ...(plan.has.rateLimits ? limited : limited.map(withoutLimit)),
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
    path: `${plan.config.api_prefix}${resource.path}${route.suffix}`,
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

function summaryOf(route: Route, { aNoun, nouns }: ResourcePlan): string {
  const verb = route.operation.charAt(0).toUpperCase() + route.operation.slice(1);
  return route.operation === 'list' ? `List ${nouns}` : `${verb} ${aNoun}`;
}

function parameters(route: Route, resource: ResourcePlan): string[] {
  const path = route.suffix.includes('{') ? [`${resource.singular}_id`] : [];
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
  const creates = route.operation === 'create';
  const relations = resource.relations.filter(
    (each) => each !== resource.owner && !each.relation.readOnly && (creates || !each.relation.immutable),
  );
  const fields = resource.fields.filter(({ field }) => !field.readOnly && (creates || !field.immutable));
  return [...relations.map((each) => each.json), ...fields.map((each) => each.json)];
}

function accountRoutes(plan: ServicePlan): RouteFact[] {
  const own = plan.account.fields.filter(({ field }) => !field.readOnly);
  const route = (
    method: string,
    path: string,
    operation_id: string,
    summary: string,
    access: string,
    body: readonly string[],
    success: number,
    errors: readonly number[],
  ): RouteFact => ({
    method,
    path: `${plan.config.api_prefix}/auth/${path}`,
    operation_id,
    summary,
    access,
    params: [],
    body,
    success: String(success),
    errors: errors.map(String),
  });
  const tokens = ['refresh_token'];
  const members = ['email', 'password', ...own.map((each) => each.json)];
  const updatable = own.filter(({ field }) => !field.immutable).map((each) => each.json);
  return [
    route('POST', 'register', 'register_user', 'Register', 'anyone', members, 201, [400, 409, 413, 422, 429]),
    route('POST', 'login', 'login', 'Log in', 'anyone', ['username', 'password'], 200, [400, 401, 413, 422, 429]),
    route(
      'POST',
      'refresh',
      'refresh_tokens',
      'Refresh tokens',
      'holders of a refresh token',
      tokens,
      200,
      [400, 401, 413, 422, 429],
    ),
    route('POST', 'logout', 'logout', 'Log out', 'holders of a refresh token', tokens, 204, [400, 401, 413, 422, 429]),
    route('GET', 'me', 'get_current_user', 'Get my account', 'anyone who is logged in', [], 200, [401, 422, 429]),
    ...(updatable.length > 0
      ? [
          route(
            'PATCH',
            'me',
            'update_current_user',
            'Update my account',
            'anyone who is logged in',
            updatable,
            200,
            [400, 401, 409, 413, 422, 429],
          ),
        ]
      : []),
  ];
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
