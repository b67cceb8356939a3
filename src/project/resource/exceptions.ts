/** app/<resource>/exceptions.py: what can go wrong, as problem types. */
import {
  type AccessPlan,
  type ActionCheck,
  type ActionPlan,
  allActions,
  article,
  changesLinks,
  pascal,
  type Planned,
  type ProcedureFailure,
  type ResourcePlan,
  type ScopePlan,
  sentence,
  type UniquePlan,
  violableUniques,
  words,
} from '../../plan/index.ts';
import { errors } from '../../plan/own-symbols.ts';
import { httpStatus } from '../../plan/symbols.ts';
import { expressionText } from './access-text.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, prose, py, type Sym } from '../../python/index.ts';
import { kebab } from '../../plan/index.ts';

/** An exception class of a resource. */
export interface Failure {
  readonly className: string;
  readonly status: string;
  /** Last part of the problem type. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly about: string;
}

export const notFound = (resource: ResourcePlan): Failure => ({
  className: `${resource.className}NotFoundError`,
  status: 'NOT_FOUND',
  code: `${kebab(resource.singular)}-not-found`,
  title: `${sentence(resource.noun)} not found`,
  detail: `There is no such ${resource.noun}.`,
  about: `There is no such ${resource.noun}, or the caller may not know of it.`,
});

export const inUse = (resource: ResourcePlan): Failure => ({
  className: `${resource.className}InUseError`,
  status: 'CONFLICT',
  code: `${kebab(resource.singular)}-in-use`,
  title: `${sentence(resource.noun)} in use`,
  detail: `Something else still refers to this ${resource.noun}.`,
  about: `Other rows refer to the ${resource.noun}, so it cannot be deleted.`,
});

export const taken = (resource: ResourcePlan, unique: UniquePlan): Failure => ({
  className: unique.errorClass,
  status: 'CONFLICT',
  code: unique.code,
  title: `${sentence(unique.label)} taken`,
  detail: `Another ${resource.noun} already has this ${unique.label}; choose a different one.`,
  about: `Another ${resource.noun}${resource.softDelete ? ' that is not deleted' : ''} has this ${unique.label}.`,
});

/** An operation that changes a row that a request names. */
export type Change = 'update' | 'delete' | 'restore';

/** The refusal of a caller who can see a row but may not change it; undefined when there is no such caller. */
export function forbidden(resource: ResourcePlan, operation: Change): Failure | undefined {
  const access = resource.access[operation];
  const scope = operation === 'restore' ? resource.scopes.deleted : resource.scopes[operation];
  return access && refusal(resource, access, scope);
}

/** The refusal of a caller who can see a row but may not use an action on it; undefined when there is no such caller. */
export const refusedAction = (resource: ResourcePlan, { access, scope }: ActionPlan): Failure | undefined =>
  refusal(resource, access, scope);

function refusal(resource: ResourcePlan, access: AccessPlan, scope: ScopePlan | undefined): Failure | undefined {
  if (access.everyRow || isScoped(access, scope)) return undefined;
  const ownerOnly = access.rows.every((rule) => rule.who === 'owner' && !rule.when) && resource.owner;
  if (!ownerOnly) {
    return {
      className: `${resource.className}ForbiddenError`,
      status: 'FORBIDDEN',
      code: `${kebab(resource.singular)}-forbidden`,
      title: 'Not allowed',
      detail: `You may not change this ${resource.noun}.`,
      about: `The caller can see the ${resource.noun}, but may not change it.`,
    };
  }
  const owner = ownerOnly.relation.name;
  return {
    className: `Not${resource.className}${pascal(owner)}Error`,
    status: 'FORBIDDEN',
    code: kebab(`not_${resource.singular}_${owner}`),
    title: `Not the ${words(owner)}`,
    detail: `Only the ${words(owner)} of ${article(resource.noun)} may change it.`,
    about: `The caller can see the ${resource.noun}, but is not its ${words(owner)}.`,
  };
}

/** Whether those who may not change a row do not find it in the first place. */
const isScoped = (access: AccessPlan, scope: ScopePlan | undefined): boolean =>
  scope !== undefined && JSON.stringify(scope.access.rules) === JSON.stringify(access.rules);

/** The failure of a check of an action. */
export const actionFailure = (check: ActionCheck, { action }: Planned, { noun }: ResourcePlan): Failure => ({
  ...check.failure,
  status: STATUS_NAMES[check.failure.status] ?? 'CONFLICT',
  about: aboutCheck(check, action.name, noun),
});

/** A failure of an action that concerns more than one row. */
export const procedureFailure = ({ failure, about }: ProcedureFailure): Failure => ({
  ...failure,
  status: STATUS_NAMES[failure.status] ?? 'CONFLICT',
  about,
});

function aboutCheck(check: ActionCheck, action: string, noun: string): string {
  switch (check.kind) {
    case 'state':
      return `The ${noun} is in a ${check.field.label} that the action does not start from.`;
    case 'bound':
      return `\`${action}\` would ${check.counter.direction === 'up' ? 'raise' : 'lower'} \`${check.counter.field.json}\` too far.`;
    case 'condition':
      return `What \`${action}\` asks for does not hold: \`${expressionText(check.condition)}\`.`;
  }
}

/** What Python calls the status codes that actions fail with. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'GONE',
  412: 'PRECONDITION_FAILED',
  413: 'REQUEST_ENTITY_TOO_LARGE',
  422: 'UNPROCESSABLE_ENTITY',
  423: 'LOCKED',
  424: 'FAILED_DEPENDENCY',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

/** Every failure of a resource, in the order of the module. */
export function failures(resource: ResourcePlan): Failure[] {
  const changes: Change[] = ['update', 'delete', 'restore'];
  const refusals = [
    ...changes.map((each) => forbidden(resource, each)),
    ...resource.actions.map((each) => refusedAction(resource, each)),
  ].filter((each) => each !== undefined);
  const all = [
    ...(addressesRows(resource) || isLinked(resource) ? [notFound(resource)] : []),
    ...refusals,
    ...violableUniques(resource).map((unique) => taken(resource, unique)),
    ...(deletesRows(resource) && resource.restrictedBy.length > 0 ? [inUse(resource)] : []),
    ...allActions(resource).flatMap((action) => [
      ...action.checks.map((each) => actionFailure(each, action, resource)),
      ...(action.procedure?.failures ?? []).map(procedureFailure),
    ]),
  ];
  return all.filter((failure, index) => all.findIndex((each) => each.className === failure.className) === index);
}

/** Whether routes of resources link rows of it to theirs. */
const isLinked = ({ linkedBy }: ResourcePlan): boolean => linkedBy.some(({ link }) => changesLinks(link.source()));

export const addressesRows = ({ operations, actions }: ResourcePlan): boolean =>
  actions.length > 0 ||
  operations.has('get') ||
  operations.has('update') ||
  operations.has('delete') ||
  operations.has('restore');
export const deletesRows = ({ operations, softDelete }: ResourcePlan): boolean =>
  operations.has('delete') && !softDelete;

/** The symbol of a failure. */
export const failureSymbol = (resource: ResourcePlan, failure: Failure): Sym =>
  resource.own('exceptions', failure.className);

/** The exceptions module; null when nothing of its own can go wrong. */
export function exceptionsModule(resource: ResourcePlan): ModuleSpec | null {
  const all = failures(resource);
  if (all.length === 0) return null;
  return {
    path: `app/${resource.module}/exceptions.py`,
    doc: `Failures of the ${resource.nouns} domain.`,
    body: paragraphs(all.map(exceptionClass)),
  };
}

/** An `AppError` class. */
export const exceptionClass = (failure: Failure): Part => py`
  class ${new Name(failure.className)}(${errors.AppError}):
      ${doc(failure.about)}

      status = ${httpStatus.HTTPStatus}.${new Name(failure.status)}
      type = ${`/problems/${failure.code}`}
      title = ${failure.title}
      detail = ${prose(failure.detail, 13, 8)}
`;
