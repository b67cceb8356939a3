/** app/<resource>/router.py: HTTP only. Every route says what it does, who may and how it fails; its body is a few lines. */
import type { Persistence } from '../../targets/types.ts';
import {
  actionTitle,
  createNeedsCaller,
  kebab,
  listAsksLate,
  referencesNeedCaller,
  type ResourcePlan,
  sentence,
  type ServicePlan,
} from '../../plan/index.ts';
import { authDependencies, etags, pagination, rateLimit } from '../../plan/own-symbols.ts';
import { fastapi, httpStatus, typing } from '../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, prose, py } from '../../python/index.ts';
import { errors } from '../../plan/own-symbols.ts';
import { accessText, actionDescription } from './access-text.ts';
import { dependencyOf, dependencyOfAction, idParameter } from './dependencies.ts';
import { callerType } from './guards.ts';
import { linkCall, linkDescription, linkedParameter, linkTitle } from './link-routes.ts';
import { BODY_ERRORS, type Route, routesOf } from './routes.ts';

const { Annotated, Any } = typing;
const { APIRouter, Depends, Query, Request, Response } = fastapi;

const ROUTER = new Name('router');
/** The router of what is not below the path of the resource. */
const ENDPOINTS = new Name('endpoints');

/** Whether a resource has routes that are not below its path. */
export const hasEndpointsOfItsOwn = (resource: ResourcePlan): boolean =>
  routesOf(resource).some((each) => !each.isBelow);

/** The router of a resource; null when it has no route. */
export function routerModule(resource: ResourcePlan, { has }: ServicePlan, { flow }: Persistence): ModuleSpec | null {
  const routes = routesOf(resource);
  if (routes.length === 0) return null;
  const headers = hasLocation(resource);
  const limits = has.rateLimits && py`dependencies=[${Depends}(${rateLimit.rate_limit}("default"))]`;
  return {
    path: `app/${resource.module}/router.py`,
    doc: `Routes of the ${resource.nouns} domain.`,
    body: paragraphs(
      py`
        router = ${APIRouter}(${[py`prefix=${resource.path}`, py`tags=[${kebab(resource.plural)}]`, limits]})
        ${hasEndpointsOfItsOwn(resource) && py`${ENDPOINTS} = ${APIRouter}(${[py`tags=[${kebab(resource.plural)}]`, limits]})`}
      `,
      headers &&
        py`
          _LOCATION: dict[str, ${Any}] = {
              "Location": {"description": ${`Path of the new ${resource.noun}.`}, "schema": {"type": "string"}}
          }
        `,
      resource.locked && returnsRow(resource) && readFunction(resource),
      routes.map((route) => flow.part(routeFunction(route, resource))),
    ),
  };
}

const hasLocation = ({ operations }: ResourcePlan): boolean => operations.has('create') && operations.has('get');
const returnsRow = (resource: ResourcePlan): boolean => routesOf(resource).some((each) => each.row === resource);

const read = (resource: ResourcePlan) => resource.own('schemas', `${resource.className}Read`);
const schema = (resource: ResourcePlan, kind: string) => resource.own('schemas', resource.className + kind);

const readFunction = (resource: ResourcePlan): Part => py`
  def _read(${resource.row}: ${resource.model}, response: ${Response}) -> ${read(resource)}:
      response.headers["ETag"] = ${etags.etag}(${resource.row}.version)
      return ${read(resource)}.model_validate(${resource.row})
`;

/** The row as a response body, with its ETag when it has a version. */
const answer = (resource: ResourcePlan, row: Part): Part =>
  resource.locked ? py`_read(${row}, response)` : py`${read(resource)}.model_validate(${row})`;

function routeFunction(route: Route, resource: ResourcePlan): Part {
  const texts = TEXTS[route.operation](resource, route);
  const row = route.row && py`${read(route.row)}`;
  const model = row ?? (route.operation === 'list' ? py`${pagination.Page}[${read(resource)}]` : py`None`);
  const { parameters, body } = BODIES[route.operation](resource, route);
  return py`
    @${route.isBelow ? ROUTER : ENDPOINTS}.${new Name(route.method.toLowerCase())}(
        ${[
          py`${route.suffix},`,
          py`operation_id=${route.functionName},`,
          py`summary=${texts.summary},`,
          py`description=${prose(`${texts.description} ${accessText(route, resource)}`, 16)},`,
          route.success !== 200 &&
            py`status_code=${httpStatus.HTTPStatus}.${new Name(route.success === 201 ? 'CREATED' : 'NO_CONTENT')},`,
          py`response_model=${model},`,
          py`responses=${responses(route, resource)},`,
          route.caller === 'optional' &&
            py`openapi_extra=${asksLate(route, resource) ? authDependencies.SELDOM_AUTH : authDependencies.OPTIONAL_AUTH},`,
        ]}
    )
    async def ${new Name(route.functionName)}(${parameters}) -> ${model}:
        ${doc(`${texts.doc}.`)}
        ${body}
  `;
}

const asksLate = (route: Route, resource: ResourcePlan): boolean =>
  route.operation === 'list' && listAsksLate(resource);

function responses(route: Route, resource: ResourcePlan): Part {
  const failures = [...(route.hasBody ? [py`*${BODY_ERRORS}`] : []), ...route.failures.map((each) => each.symbol)];
  const problems = py`${errors.problems}(${failures})`;
  const locates = route.operation === 'create' && hasLocation(resource);
  const tagged = resource.locked && route.row === resource;
  if (!locates && !tagged) return problems;
  const headers = tagged ? (locates ? py`${etags.ETAG_HEADER} | _LOCATION` : etags.ETAG_HEADER) : py`_LOCATION`;
  return py`{${route.success}: {"headers": ${headers}}, **${problems}}`;
}

interface Texts {
  readonly summary: string;
  readonly description: string;
  readonly doc: string;
}

const TEXTS: Readonly<Record<Route['operation'], (resource: ResourcePlan, route: Route) => Texts>> = {
  create: ({ aNoun, owner }) => ({
    summary: `Create ${aNoun}`,
    description: `Creates ${aNoun}${owner ? ` whose ${owner.label} is the caller` : ''}.`,
    doc: `Create ${aNoun}`,
  }),
  list: ({ nouns }) => ({
    summary: `List ${nouns}`,
    description: `Lists ${nouns} page by page; follow \`links.next\` until it is null.`,
    doc: `List ${nouns}`,
  }),
  get: ({ aNoun }) => ({ summary: `Get ${aNoun}`, description: `Returns ${aNoun}.`, doc: `Return ${aNoun}` }),
  update: ({ aNoun }) => ({
    summary: `Update ${aNoun}`,
    description: `Changes the given fields of ${aNoun}.`,
    doc: `Update ${aNoun}`,
  }),
  delete: ({ aNoun, softDelete }) => ({
    summary: `Delete ${aNoun}`,
    description: softDelete ? `Hides ${aNoun}; it can be restored.` : `Deletes ${aNoun} for good.`,
    doc: `Delete ${aNoun}${softDelete ? ' softly' : ''}`,
  }),
  restore: ({ aNoun, noun }) => ({
    summary: `Restore ${aNoun}`,
    description: `Brings back ${aNoun} that was deleted.`,
    doc: `Restore a deleted ${noun}`,
  }),
  call: (resource, { action }) => {
    const title = actionTitle(action!, resource);
    return { summary: title, description: actionDescription(action!, resource), doc: title };
  },
  act: (resource, { action }) => {
    const title = actionTitle(action!, resource);
    return { summary: title, description: actionDescription(action!, resource), doc: title };
  },
  link: linkTexts,
  unlink: linkTexts,
};

function linkTexts(resource: ResourcePlan, route: Route): Texts {
  const title = linkTitle(route, route.link!, resource);
  return { summary: title, description: linkDescription(route, route.link!, resource), doc: title };
}

/** What linking a row to another looks like. */
function linkBody(resource: ResourcePlan, route: Route): RouteBody {
  const field = route.link!;
  const asks = field.link.target().scopes.visible.viewer !== 'none';
  const caller = callerParameter(route, asks);
  return {
    parameters: [
      rowParameter(resource, 'update'),
      linkedParameter(field),
      asks && caller.parameter,
      serviceParameter(resource),
    ],
    body: linkCall(route, field, resource, caller.argument),
  };
}

/** What a call of an action on no row looks like. */
function callBody(resource: ResourcePlan, route: Route): RouteBody {
  const action = route.action!;
  const caller = callerParameter(route, action.usesCaller);
  const hasInput = action.inputs.length > 0;
  const given = [hasInput && py`data`, caller.argument];
  return {
    parameters: [
      hasInput && py`data: ${resource.own('schemas', action.inputClass)}`,
      caller.parameter,
      serviceParameter(resource),
      resource.locked && route.row === resource && responseParameter,
    ],
    body: actionBody(route, resource, py`await service.${new Name(action.method)}(${given})`),
  };
}

interface RouteBody {
  readonly parameters: readonly Part[];
  readonly body: Part;
}

const serviceParameter = (resource: ResourcePlan): Part =>
  py`service: ${resource.own('dependencies', `${resource.className}ServiceDep`)}`;
const responseParameter = py`response: ${Response}`;

/** The parameter that provides the caller: unused ones only guard the door. */
function callerParameter(route: Route, used: boolean): { parameter: Part; argument: Part } {
  const type = callerType(route.access, route.caller);
  const id = new Name(used ? 'user' : '_user');
  return { parameter: type && py`${id}: ${type}`, argument: used && type !== undefined && id };
}

const rowParameter = (resource: ResourcePlan, operation: 'get' | 'update' | 'delete' | 'restore'): Part =>
  py`${resource.row}: ${resource.own('dependencies', dependencyOf(resource, operation).alias)}`;

const BODIES: Readonly<Record<Route['operation'], (resource: ResourcePlan, route: Route) => RouteBody>> = {
  create: (resource, route) => {
    const caller = callerParameter(route, createNeedsCaller(resource));
    const locates = hasLocation(resource);
    return {
      parameters: [
        py`data: ${schema(resource, 'Create')}`,
        caller.parameter,
        serviceParameter(resource),
        locates && py`request: ${Request}`,
        (locates || resource.locked) && responseParameter,
      ],
      body: py`
        ${resource.row} = await service.create(${[py`data`, caller.argument]})
        ${locates && py`response.headers["Location"] = request.app.url_path_for("get_${new Name(resource.singular)}", ${idParameter(resource)}=${resource.row}.id)`}
        return ${answer(resource, resource.row)}
      `,
    };
  },
  list: (resource, route) => {
    const { listed, deleted } = resource.scopes;
    const late = listAsksLate(resource);
    const caller = late
      ? { parameter: py`find_user: ${authDependencies.UserFinder}`, argument: new Name('viewer') }
      : callerParameter(route, listed.viewer !== 'none' || (deleted?.viewer ?? 'none') !== 'none');
    return {
      parameters: [
        py`query: ${Annotated}[${schema(resource, 'Query')}, ${Query}()]`,
        caller.parameter,
        serviceParameter(resource),
        py`paginator: ${pagination.PaginatorDep}`,
        py`request: ${Request}`,
      ],
      body: py`
        ${late && py`viewer = await find_user() if query.deleted else None`}
        page = await service.list_page(${[py`query`, caller.argument, py`paginator`]})
        items = [${read(resource)}.model_validate(row) for row in page.rows]
        return ${pagination.Page}[${read(resource)}].build(items, page, request)
      `,
    };
  },
  get: (resource) => ({
    parameters: [rowParameter(resource, 'get'), resource.locked && responseParameter],
    body: py`return ${answer(resource, resource.row)}`,
  }),
  update: (resource, route) => {
    const caller = callerParameter(route, referencesNeedCaller(resource, 'update'));
    return {
      parameters: [
        py`data: ${schema(resource, 'Update')}`,
        rowParameter(resource, 'update'),
        caller.argument && caller.parameter,
        serviceParameter(resource),
        resource.locked && responseParameter,
      ],
      body: py`return ${answer(resource, py`await service.update(${[resource.row, py`data`, caller.argument]})`)}`,
    };
  },
  delete: (resource) => ({
    parameters: [rowParameter(resource, 'delete'), serviceParameter(resource)],
    body: py`await service.delete(${resource.row})`,
  }),
  restore: (resource) => ({
    parameters: [rowParameter(resource, 'restore'), serviceParameter(resource), resource.locked && responseParameter],
    body: py`return ${answer(resource, py`await service.restore(${resource.row})`)}`,
  }),
  link: linkBody,
  unlink: linkBody,
  call: callBody,
  act: (resource, route) => {
    const action = route.action!;
    const caller = callerParameter(route, action.usesCaller);
    const hasInput = action.inputs.length > 0;
    const given = [resource.row, hasInput && py`data`, caller.argument];
    return {
      parameters: [
        hasInput && py`data: ${resource.own('schemas', action.inputClass)}`,
        py`${resource.row}: ${resource.own('dependencies', dependencyOfAction(resource, action.method).alias)}`,
        action.usesCaller && caller.parameter,
        serviceParameter(resource),
        resource.locked && route.row === resource && responseParameter,
      ],
      body: actionBody(route, resource, py`await service.${new Name(action.method)}(${given})`),
    };
  },
};

/** What an action gives: its row, that of another resource, or nothing. */
function actionBody({ row }: Route, resource: ResourcePlan, call: Part): Part {
  if (!row) return call;
  return row === resource ? py`return ${answer(resource, call)}` : py`return ${read(row)}.model_validate(${call})`;
}

/** What the list of a resource is called in prose. */
export const listTitle = (resource: ResourcePlan): string => sentence(resource.nouns);
