/** The routes of a resource as facts: what the router prints, what the tests expect and what the caller of the tool is told. */
import type { Operation } from '../../design/api-design.ts';
import {
  type AccessPlan,
  type ActionPlan,
  changesLinks,
  createNeedsCaller,
  type EndpointPlan,
  type LinkedField,
  once,
  type Planned,
  type ResourcePlan,
  takenByAction,
  violable,
  setsReferences,
} from '../../plan/index.ts';
import { authExceptions, errors } from '../../plan/own-symbols.ts';
import type { Sym } from '../../python/index.ts';
import {
  actionFailure,
  deletesRows,
  type Failure,
  failureSymbol,
  forbidden,
  inUse,
  notFound,
  procedureFailure,
  refusedAction,
  taken,
} from './exceptions.ts';

const { BODY_ERRORS, EditConflictError, PreconditionFailedError, UnknownReferenceError } = errors;

/** One failure that a route documents. */
export interface RouteFailure {
  readonly symbol: Sym;
  readonly status: number;
}

export interface Route {
  /** The standard operation, or that it is an action of the design (on a row, or on none), or links a row to others. */
  readonly operation: Operation | 'act' | 'call' | 'link' | 'unlink';
  readonly action?: Planned;
  /** What a row is linked by. */
  readonly link?: LinkedField;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the path of the resource, e.g. `/{post_id}/restore`, or of the API. */
  readonly suffix: string;
  readonly isBelow: boolean;
  readonly functionName: string;
  readonly access: AccessPlan;
  readonly success: 200 | 201 | 204;
  readonly hasBody: boolean;
  readonly failures: readonly RouteFailure[];
  /** The resource of the row that is answered; lists answer pages, and what deletes answers nothing. */
  readonly row: ResourcePlan | undefined;
  /** Whether a caller is asked for at all, and whether one is needed. */
  readonly caller: 'none' | 'optional' | 'required';
}

const SHAPES: Readonly<
  Record<Operation, Pick<Route, 'method' | 'success' | 'hasBody'> & { item: boolean; tail: string }>
> = {
  create: { method: 'POST', success: 201, hasBody: true, item: false, tail: '' },
  list: { method: 'GET', success: 200, hasBody: false, item: false, tail: '' },
  get: { method: 'GET', success: 200, hasBody: false, item: true, tail: '' },
  update: { method: 'PATCH', success: 200, hasBody: true, item: true, tail: '' },
  delete: { method: 'DELETE', success: 204, hasBody: false, item: true, tail: '' },
  restore: { method: 'POST', success: 200, hasBody: false, item: true, tail: '/restore' },
};

const ORDER: readonly Operation[] = ['create', 'list', 'get', 'update', 'delete', 'restore'];

/** The routes of a resource, in the order of its router. */
export const routesOf = once(findRoutes);

function findRoutes(resource: ResourcePlan): readonly Route[] {
  const standard = ORDER.filter((operation) => resource.operations.has(operation)).map((operation): Route => {
    const shape = SHAPES[operation];
    const access = resource.access[operation]!;
    const caller = callerOf(resource, operation, access);
    return {
      operation,
      method: shape.method,
      isBelow: true,
      suffix: `${shape.item ? `/{${resource.singular}_id}` : ''}${shape.tail}`,
      functionName: `${operation}_${operation === 'list' ? resource.plural : resource.singular}`,
      access,
      success: shape.success,
      hasBody: shape.hasBody,
      failures: failuresOf(resource, operation, access, caller),
      row: operation === 'list' || operation === 'delete' ? undefined : resource,
      caller,
    };
  });
  return [
    ...standard,
    ...(changesLinks(resource) ? resource.links.flatMap((each) => linkRoutes(each, resource)) : []),
    ...resource.endpoints.map((each) => endpointRoute(each, resource)),
    ...resource.actions.map((each) => actionRoute(each, resource)),
  ];
}

/** The routes that link a row to another, and that end it: whoever may change the row may do that. */
function linkRoutes(field: LinkedField, resource: ResourcePlan): Route[] {
  const { link } = field;
  const target = link.target();
  const access = resource.access.update!;
  const asks = target.scopes.visible.viewer !== 'none';
  const given = callerOf(resource, 'update', access);
  const caller = given === 'none' && asks ? 'optional' : given;
  const missing = { symbol: failureSymbol(target, notFound(target)), status: 404 };
  const unique = resource.uniques.map((each) => failureSymbol(resource, taken(resource, each)));
  const failures = failuresOf(resource, 'update', access, caller).filter(({ symbol }) => !unique.includes(symbol));
  const shared = {
    link: field,
    suffix: `/{${resource.singular}_id}${link.path}/{${linkParameter(field)}}`,
    isBelow: true,
    access,
    success: 204 as const,
    hasBody: false,
    row: undefined,
    caller,
  };
  const known = distinct([...failures.filter(({ status }) => status !== 422), missing]);
  const racing = { symbol: UnknownReferenceError, status: 422 };
  return [
    {
      ...shared,
      operation: 'link',
      method: 'PUT',
      functionName: `add_${resource.singular}_${link.singular}`,
      failures: [...known, racing],
    },
    {
      ...shared,
      operation: 'unlink',
      method: 'DELETE',
      functionName: `remove_${resource.singular}_${link.singular}`,
      failures: known,
    },
  ];
}

/** What the path calls the id of a row that is linked. */
export const linkParameter = ({ list }: LinkedField): string => list.value;

/** What an action answers: its row, that of another resource, or nothing. */
function answered({ action, procedure }: Planned, resource: ResourcePlan): Pick<Route, 'success' | 'row'> {
  const returns = procedure?.returns;
  const row = procedure ? returns?.table.resource?.() : resource;
  const isNew = procedure?.statements.some((each) => each.do === 'insert' && each.into.name === returns?.name);
  const success = row === undefined ? 204 : isNew && action.method === 'POST' ? 201 : 200;
  return { success, row };
}

function endpointRoute(endpoint: EndpointPlan, resource: ResourcePlan): Route {
  const { access, procedure, action } = endpoint;
  const own = ownFailures(resource);
  const caller = access.anonymous ? (endpoint.usesCaller ? 'optional' : 'none') : 'required';
  return {
    operation: 'call',
    action: endpoint,
    method: action.method,
    suffix: endpoint.path,
    isBelow: endpoint.isBelow,
    functionName: endpoint.functionName,
    access,
    ...answered(endpoint, resource),
    hasBody: endpoint.inputs.length > 0,
    failures: distinct([
      ...atTheDoor(resource, access, caller, undefined),
      ...(procedure?.failures ?? []).map((each) => own(procedureFailure(each), each.failure.status)),
      ...takenByAction(endpoint, resource).map((unique) => own(taken(resource, unique), 409)),
      { symbol: EditConflictError, status: 409 },
      ...unknownReferences(endpoint),
    ]),
    caller,
  };
}

const unknownReferences = ({ procedure }: Planned): RouteFailure[] =>
  procedure?.statements.some((each) => each.do === 'refer') ? [{ symbol: UnknownReferenceError, status: 422 }] : [];

const distinct = (failures: readonly RouteFailure[]): RouteFailure[] =>
  failures.filter((each, index) => failures.findIndex(({ symbol }) => symbol === each.symbol) === index);

function actionRoute(action: ActionPlan, resource: ResourcePlan): Route {
  const { access } = action;
  const asks = !access.everyRow || action.usesCaller || action.scope.viewer !== 'none';
  const caller = access.anonymous ? (asks ? 'optional' : 'none') : 'required';
  const own = ownFailures(resource);
  const refusal = refusedAction(resource, action);
  const failures: RouteFailure[] = [
    ...atTheDoor(resource, access, caller, refusal),
    own(notFound(resource), 404),
    ...action.checks.map((check) => own(actionFailure(check, action, resource), check.failure.status)),
    ...(action.procedure?.failures ?? []).map((each) => own(procedureFailure(each), each.failure.status)),
    ...takenByAction(action, resource).map((unique) => own(taken(resource, unique), 409)),
    { symbol: EditConflictError, status: 409 },
    ...(resource.locked ? [{ symbol: PreconditionFailedError, status: 412 }] : []),
    ...unknownReferences(action),
  ];
  return {
    operation: 'act',
    action,
    method: action.action.method,
    isBelow: true,
    suffix: `/{${resource.singular}_id}${action.action.path}`,
    functionName: action.functionName,
    access,
    ...answered(action, resource),
    hasBody: action.inputs.length > 0,
    failures: distinct(failures),
    caller,
  };
}

/** Makes failures of a resource those of a route. */
const ownFailures =
  (resource: ResourcePlan) =>
  (failure: Failure, status: number): RouteFailure => ({ symbol: failureSymbol(resource, failure), status });

/** What callers are told whom a route cannot tell, or does not let in. */
const atTheDoor = (
  resource: ResourcePlan,
  access: AccessPlan,
  caller: Route['caller'],
  refusal: Failure | undefined,
): RouteFailure[] => [
  ...(caller === 'none' ? [] : resource.callerFailures),
  ...(access.door.length > 0 ? [{ symbol: authExceptions.ForbiddenError, status: 403 }] : []),
  ...(refusal ? [ownFailures(resource)(refusal, 403)] : []),
];

function callerOf(resource: ResourcePlan, operation: Operation, access: AccessPlan): Route['caller'] {
  if (!access.anonymous) return 'required';
  if (operation === 'list') {
    return resource.scopes.listed.viewer !== 'none' || (resource.scopes.deleted?.viewer ?? 'none') !== 'none'
      ? 'optional'
      : 'none';
  }
  if (operation === 'create') return createNeedsCaller(resource) ? 'optional' : 'none';
  return access.everyRow && resource.scopes.visible.viewer === 'none' ? 'none' : 'optional';
}

function failuresOf(
  resource: ResourcePlan,
  operation: Operation,
  access: AccessPlan,
  caller: Route['caller'],
): RouteFailure[] {
  const onRow = operation !== 'create' && operation !== 'list';
  const writes = operation === 'update' || operation === 'delete' || operation === 'restore';
  const stores = operation === 'create' || operation === 'update';
  const own = ownFailures(resource);
  const refusal = writes ? forbidden(resource, operation) : undefined;
  return [
    ...atTheDoor(resource, access, caller, refusal),
    ...(onRow ? [own(notFound(resource), 404)] : []),
    ...(stores || operation === 'restore'
      ? violable(resource, operation).map((unique) => own(taken(resource, unique), 409))
      : []),
    ...(operation === 'delete' && deletesRows(resource) && resource.restrictedBy.length > 0
      ? [own(inUse(resource), 409)]
      : []),
    ...((writes && resource.locked) || (operation === 'update' && resource.links.length > 0)
      ? [{ symbol: EditConflictError, status: 409 }]
      : []),
    ...(writes && resource.locked ? [{ symbol: PreconditionFailedError, status: 412 }] : []),
    ...(stores && setsReferences(resource, operation) ? [{ symbol: UnknownReferenceError, status: 422 }] : []),
    ...(operation === 'list' ? resource.paging.failures : []),
  ];
}

export { BODY_ERRORS };
