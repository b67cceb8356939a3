/** From lines to the checked design: the order in which things become known. */
import type { ApiDesign, Resource } from '../api-design.ts';
import { OPTIONS } from '../api-design.ts';
import type { Report } from '../issue.ts';
import { MAX_NAME, isName } from '../naming.ts';
import type { DesignSource } from '../normalise/source.ts';
import { checkAccess, checkOwner } from './access.ts';
import { accountDraft, announceAccount, warnAccount } from './account.ts';
import { checkActions, checkEndpoints } from './actions.ts';
import { readCallables } from './callables.ts';
import { readSwitch } from './choices.ts';
import { checkConditions } from './conditions.ts';
import { checkConfig } from './config.ts';
import { descriptionPart } from './description.ts';
import { ExpressionChecker } from './expressions.ts';
import { Columns } from './columns.ts';
import { checkFilters } from './filters.ts';
import { boundIndexedTexts, checkUniqueTogether } from './indexes.ts';
import { checkSearch, checkSorts } from './sorts.ts';
import { checkMembers, readMembers, relaxReadOnly } from './members.ts';
import type { Draft, DraftResource } from './model.ts';
import { nameResources, resourceName } from './names.ts';
import { checkOperations } from './operations.ts';
import { checkOptions } from './options.ts';
import { checkCircles, checkParent, checkTargets, findForeignKeys, joinSides, plainUserIds } from './relations.ts';
import { checkStates } from './states.ts';

const MAX_SERVICE = 100;

/** The design that the lines say. It is complete only if the report has no errors. */
export function checkDesign(source: DesignSource, report: Report): ApiDesign {
  const draft = startDraft(source, report);
  const own = draft.resources.filter((resource) => !resource.isAccount);
  checkData(source, draft, own);
  draft.tasks = readCallables(source.tasks, 'task', draft);
  draft.events = readCallables(source.events, 'event', draft);
  for (const resource of own) checkRights(resource, draft);
  const checker = new ExpressionChecker(draft);
  for (const resource of own) checkConditions(resource, checker);
  for (const resource of own) checkActions(resource, checker);
  const endpoints = checkEndpoints(source.endpoints, checker);
  for (const resource of own) checkLists(resource, draft);
  if (own.length === 0 && report.errors.length === 0) report.error('resources', 'a design needs at least one resource');
  return assemble(source, draft, own, endpoints);
}

function startDraft(source: DesignSource, report: Report): Draft {
  const config = checkConfig(source.config, report);
  const withAccounts = config.auth_style !== 'none';
  const isDeclared = source.resources.some(({ name }) => resourceName(name) === 'User');
  const builtIn = withAccounts && !isDeclared ? [accountDraft()] : [];
  const resources = nameResources(source.resources, builtIn, withAccounts, report);
  const roles = readRoles(source, report);
  return {
    config,
    report,
    resources,
    byName: new Map(resources.map((resource) => [resource.name, resource])),
    roles: new Set(roles),
    declaredRoles: roles,
    scopes: new Set(),
    tasks: [],
    events: [],
  };
}

function readRoles({ roles }: DesignSource, report: Report): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of roles) {
    const { name, given, on } = readSwitch(line);
    if (on && isName(name) && name.length <= MAX_NAME) found.add(name);
    else if (on)
      report.error(line.path, `"${given}" is not a name of a role: use letters, digits and _`, { got: given });
  }
  return found;
}

/** Fields and relations: what rows are made of. */
function checkData(source: DesignSource, draft: Draft, own: readonly DraftResource[]): void {
  for (const resource of draft.resources) {
    const choices = checkOptions(resource, draft);
    readMembers(resource, choices, draft);
  }
  announceAccount(source, draft);
  for (const resource of draft.resources) findForeignKeys(resource, draft);
  for (const resource of draft.resources) plainUserIds(resource, draft);
  for (const resource of draft.resources) checkTargets(resource, draft);
  for (const resource of draft.resources) joinSides(resource, draft);
  for (const resource of own) checkParent(resource, draft);
  for (const resource of draft.resources) checkMembers(resource, draft);
  checkCircles(draft);
  for (const resource of draft.resources.filter(({ isAccount }) => isAccount)) {
    relaxReadOnly(resource, draft);
    warnAccount(resource, draft);
  }
}

/** Operations, who owns a row, its states, and who may do what. */
function checkRights(resource: DraftResource, draft: Draft): void {
  checkOperations(resource, draft);
  checkOwner(resource, draft);
  checkStates(resource, draft);
  relaxReadOnly(resource, draft);
  checkAccess(resource, draft);
}

function checkLists(resource: DraftResource, draft: Draft): void {
  const columns = new Columns(resource, draft);
  checkFilters(columns);
  checkSorts(columns);
  checkSearch(columns);
  checkUniqueTogether(columns);
  boundIndexedTexts(columns);
}

function assemble(
  source: DesignSource,
  draft: Draft,
  own: readonly DraftResource[],
  endpoints: ApiDesign['endpoints'],
): ApiDesign {
  const account = draft.resources.find(({ isAccount }) => isAccount);
  return {
    version: 1,
    service: serviceName(source, own, draft.report),
    ...descriptionPart(source.description, 'description', draft.report),
    config: draft.config,
    roles: [...draft.roles],
    scopes: [...draft.scopes].toSorted(),
    account: {
      fields: account?.fields ?? [],
      ...(account ? described(account, draft.report) : {}),
      ...(account && account.relations.length > 0 ? { relations: account.relations } : {}),
      ...(account && account.links.length > 0 ? { links: account.links } : {}),
    },
    resources: own.map((resource) => finish(resource, draft.report)),
    endpoints,
    tasks: draft.tasks,
    events: draft.events,
  };
}

function serviceName({ service }: DesignSource, own: readonly DraftResource[], report: Report): string {
  if (service === undefined) {
    const name = `${own[0]?.name ?? 'My'} API`;
    report.assume('service', `the service is called "${name}"`);
    return name;
  }
  if (service.length > MAX_SERVICE) {
    report.error('service', `a name of a service has at most ${MAX_SERVICE} characters`, {
      got: service,
      code: 'LIMIT_EXCEEDED',
    });
  }
  return service;
}

const described = ({ path, source }: DraftResource, report: Report): { readonly description?: string } =>
  descriptionPart(source.description, `${path}.description`, report);

function finish(resource: DraftResource, report: Report): Resource {
  return {
    name: resource.name,
    singular: resource.singular,
    plural: resource.plural,
    ...described(resource, report),
    fields: resource.fields,
    relations: resource.relations,
    ...(resource.links.length > 0 ? { links: resource.links } : {}),
    ...(resource.owner === undefined ? {} : { owner: resource.owner }),
    operations: resource.operations,
    access: resource.access,
    filters: resource.filters,
    sorts: resource.sorts,
    search: resource.search,
    options: OPTIONS.filter((option) => resource.options.has(option)),
    ...(resource.states ? { states: resource.states } : {}),
    actions: resource.actions,
    uniqueTogether: resource.uniqueTogether,
  };
}
