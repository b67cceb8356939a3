/** app/<resource>/dependencies.py: which row a request is about, and whether the caller may do that to it. */
import type { Rule } from '../../design/api-design.ts';
import {
  type AccessPlan,
  type ActionPlan,
  announces,
  pascal,
  pythonCondition,
  type ResourcePlan,
  type RowRule,
  type ScopePlan,
} from '../../plan/index.ts';
import { authModels, etags } from '../../plan/own-symbols.ts';
import { fastapi, typing, uuids } from '../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py, value } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';
import { addressesRows, type Failure, failureSymbol, forbidden, refusedAction } from './exceptions.ts';
import { callerType } from './guards.ts';

const { Annotated } = typing;
const { Depends, Path } = fastapi;

type WriteOperation = 'update' | 'delete' | 'restore';

/** A dependency that provides a row, such as `EditablePost`. */
export interface RowDependency {
  readonly alias: string;
  readonly functionName: string;
  readonly operations: readonly ('get' | WriteOperation)[];
  readonly actions: readonly ActionPlan[];
  readonly access: AccessPlan;
  readonly scope: ScopePlan;
  readonly about: string;
}

/** The dependencies of a resource; operations with the same rules share one. */
export function rowDependencies(resource: ResourcePlan): RowDependency[] {
  const { access, scopes, className, singular, noun } = resource;
  const found: RowDependency[] = [];
  if (access.get) {
    found.push({
      alias: `Visible${className}`,
      functionName: `get_visible_${singular}`,
      operations: ['get'],
      actions: [],
      access: access.get,
      scope: scopes.visible,
      about: `Provide the ${noun} of the path if the caller may see it.`,
    });
  }
  const shared =
    access.update && access.delete && same(access.update, access.delete) && scopes.update === scopes.delete;
  const version = resource.locked ? '; checks `If-Match`' : '';
  const changing = (
    kind: string,
    operations: readonly WriteOperation[],
    plan: AccessPlan,
    scope: ScopePlan,
    verb: string,
  ) =>
    found.push({
      alias: `${kind}${className}`,
      functionName: `get_${kind.toLowerCase()}_${singular}`,
      operations,
      actions: [],
      access: plan,
      scope,
      about: `Provide the ${noun} of the path if the caller may ${verb} it${version}.`,
    });
  if (shared) changing('Editable', ['update', 'delete'], access.update, scopes.update, 'change');
  if (access.update && !shared) changing('Editable', ['update'], access.update, scopes.update, 'change');
  if (access.delete && !shared) changing('Deletable', ['delete'], access.delete, scopes.delete, 'delete');
  if (access.restore && scopes.deleted) {
    found.push({
      alias: `Deleted${className}`,
      functionName: `get_deleted_${singular}`,
      operations: ['restore'],
      actions: [],
      access: access.restore,
      scope: scopes.deleted,
      about: `Provide the deleted ${noun} of the path if the caller may restore it${version}.`,
    });
  }
  return withActions(found, resource);
}

/** Actions share the dependency of changing where they have its rules, and otherwise those of their own rules. */
function withActions(found: readonly RowDependency[], resource: ResourcePlan): RowDependency[] {
  const all = [...found];
  for (const action of resource.actions) {
    const index = all.findIndex((each) => serves(each, action));
    const other = all[index];
    if (other) all[index] = { ...other, actions: [...other.actions, action] };
    else all.push(dependencyForAction(action, resource));
  }
  return all;
}

/** Whether an action is for the same callers and rows as what a dependency was made for: changing, or another action. */
const serves = ({ operations, scope, access }: RowDependency, action: ActionPlan): boolean =>
  (operations.length === 0 || operations.includes('update')) && scope === action.scope && same(access, action.access);

function dependencyForAction(action: ActionPlan, resource: ResourcePlan): RowDependency {
  const { singular, noun, owner, locked } = resource;
  const { access } = action;
  const hasConditions = access.rules.some((rule) => rule.when);
  const names: Partial<Record<Rule['who'], string>> = {
    owner: owner?.relation.name ?? 'owner',
    authenticated: 'user',
    public: 'anyone',
  };
  const suffix = hasConditions
    ? `to_${action.action.name}`
    : `for_${access.rules.map(({ who, name: grant }) => names[who] ?? grant!).join('_or_')}`;
  const snake = `${singular}_${suffix}`.replace(/[^A-Za-z0-9_]+/g, '_');
  return {
    alias: pascal(snake),
    functionName: `get_${snake}`,
    operations: [],
    actions: [action],
    access,
    scope: action.scope,
    about: `Provide the ${noun} of the path if the caller may act on it${locked ? '; checks `If-Match`' : ''}.`,
  };
}

/** The dependency that serves the action with a method of the service. */
export const dependencyOfAction = (resource: ResourcePlan, method: string): RowDependency =>
  rowDependencies(resource).find((each) => each.actions.some((action) => action.method === method))!;

const same = (a: AccessPlan, b: AccessPlan): boolean => JSON.stringify(a.rules) === JSON.stringify(b.rules);

/** The dependency that serves an operation on one row. */
export const dependencyOf = (resource: ResourcePlan, operation: 'get' | WriteOperation): RowDependency =>
  rowDependencies(resource).find((each) => each.operations.includes(operation))!;

/** The dependencies module. */
export function dependenciesModule(resource: ResourcePlan, persistence: Persistence): ModuleSpec | null {
  if (resource.operations.size === 0) return null;
  const service = resource.own('service', `${resource.className}Service`);
  const announcing = announces(resource);
  const dependencies = addressesRows(resource) ? rowDependencies(resource) : [];
  return {
    path: `app/${resource.module}/dependencies.py`,
    doc: addressesRows(resource)
      ? `Which ${resource.noun} a request is about, and whether the caller may do that to it.`
      : `What the routes of the ${resource.nouns} domain need.`,
    body: paragraphs(
      py`
        async def get_${name_(resource)}_service(${[persistence.session.dependency, announcing && py`tasks: ${fastapi.BackgroundTasks}`]}) -> ${service}:
            ${doc(`Provide the ${resource.noun} service.`)}
            return ${service}(${[persistence.session.argument, announcing && py`tasks`]})
      `,
      py`
        ${serviceAlias(resource)} = ${Annotated}[${service}, ${Depends}(get_${name_(resource)}_service)]
        ${
          dependencies.length > 0 &&
          py`${idAlias(resource)} = ${Annotated}[${uuids.UUID}, ${Path}(description=${`Id of the ${resource.noun}.`})]`
        }
      `,
      dependencies.map((each) => persistence.flow.part(dependency(each, resource))),
      checks(resource, dependencies).map((each) => checkFunction(each, resource)),
      dependencies.length > 0 &&
        py`${dependencies.map(
          (each) =>
            py`${new Name(each.alias)} = ${Annotated}[${resource.model}, ${Depends}(${new Name(each.functionName)})]`,
        )}`,
    ),
  };
}

const name_ = (resource: ResourcePlan): Name => new Name(resource.singular);
const serviceAlias = (resource: ResourcePlan): Name => new Name(`${resource.className}ServiceDep`);
const idAlias = (resource: ResourcePlan): Name => new Name(`${resource.className}Id`);

function dependency(plan: RowDependency, resource: ResourcePlan): Part {
  const locks = resource.locked && !plan.operations.includes('get');
  const check = checkOf(plan, resource);
  const asksViewer = plan.scope.viewer !== 'none' || check !== undefined;
  const caller = callerType(plan.access, asksViewer ? 'optional' : 'none');
  const user = new Name(asksViewer ? 'user' : '_user');
  const parameters: Part[] = [
    py`${idParameter(resource)}: ${idAlias(resource)}`,
    caller && py`${user}: ${caller}`,
    py`service: ${serviceAlias(resource)}`,
    locks && py`if_match: ${etags.IfMatch} = None`,
  ];
  const load = py`await service.${loader(plan)}(${[idParameter(resource), plan.scope.viewer !== 'none' && user]})`;
  return py`
    async def ${new Name(plan.functionName)}(${parameters}) -> ${resource.model}:
        ${doc(plan.about)}
        ${
          check || locks
            ? py`
              ${resource.row} = ${load}
              ${check && py`${new Name(check.functionName)}(${[resource.row, user]})`}
              ${locks && py`${etags.check_match}(if_match, ${resource.row}.version)`}
              return ${resource.row}
            `
            : py`return ${load}`
        }
  `;
}

/** The name of the path parameter of a resource. */
export const idParameter = (resource: ResourcePlan): Name => new Name(`${resource.singular}_id`);

/** The method of the service that loads a row for a dependency. */
export function loader(plan: RowDependency): Name {
  if (plan.scope.purpose === 'deleted') return new Name('get_deleted');
  return new Name(plan.scope.purpose === 'reachable' ? 'get_reachable' : 'get');
}

/** What must be checked of the caller before a row is changed. */
interface Check {
  readonly functionName: string;
  readonly access: AccessPlan;
  readonly failure: Failure;
}

function checkOf(plan: RowDependency, resource: ResourcePlan): Check | undefined {
  const [operation] = plan.operations;
  const [action] = plan.actions;
  if (operation === undefined && action) {
    const failure = refusedAction(resource, action);
    return failure && { functionName: plan.functionName.replace('get_', '_check_'), access: plan.access, failure };
  }
  const failure = operation === undefined || operation === 'get' ? undefined : forbidden(resource, operation);
  if (!failure) return undefined;
  const { update } = resource.access;
  const functionName = update && same(plan.access, update) ? '_check_editable' : '_check_deletable';
  return { functionName, access: plan.access, failure };
}

/** Each check function once: restoring usually has the rules of changing. */
function checks(resource: ResourcePlan, dependencies: readonly RowDependency[]): Check[] {
  const all = dependencies.map((each) => checkOf(each, resource)).filter((each) => each !== undefined);
  return all.filter((check, index) => all.findIndex((each) => each.functionName === check.functionName) === index);
}

function checkFunction(check: Check, resource: ResourcePlan): Part {
  const user = py`user: ${userType(check)}`;
  return py`
    def ${new Name(check.functionName)}(${[py`${resource.row}: ${resource.model}`, user]}) -> None:
        if ${refused(check.access, resource)}:${comparesNumbers(check.access) && py`  # noqa: PLR2004`}
            raise ${failureSymbol(resource, check.failure)}
  `;
}

const userType = (check: Check): Part => (check.access.anonymous ? py`${authModels.User} | None` : authModels.User);

/** The condition under which a caller is refused: that no alternative holds. */
function refused(access: AccessPlan, resource: ResourcePlan): Part {
  const terms = [
    ...(access.passes.length > 0 ? [lacks(access.passes.map(grantText))] : []),
    ...access.rows.map((rule) => fails(rule, resource, access.anonymous)),
  ];
  return terms.length === 1 ? terms[0] : joinAnd(terms);
}

/** Whether a condition holds a number of the design, which linters would rather see named. */
const comparesNumbers = (access: AccessPlan): boolean =>
  access.rows.some((rule) => /"kind":"literal","value":-?(?:[2-9]|\d\d|\d\.)/.test(JSON.stringify(rule.when ?? null)));

const grantText = (grant: { kind: string; name: string }): string => `${grant.kind}:${grant.name}`;

const lacks = (grants: readonly string[]): Part =>
  grants.length === 1 ? py`${grants[0]} not in user.grants` : py`user.grants.isdisjoint(${value(grants)})`;

function fails(rule: RowRule, resource: ResourcePlan, anonymous: boolean): Part {
  const isOwner = py`${resource.row}.${new Name(resource.owner?.attribute ?? 'id')}`;
  const needs: Part[] = [];
  if (anonymous && rule.who !== 'public') needs.push(py`user is not None`);
  if (rule.who === 'owner' && !rule.when && !anonymous) return py`${isOwner} != user.id`;
  if (rule.who === 'owner') needs.push(py`${isOwner} == user.id`);
  if (rule.grant) needs.push(py`${grantText(rule.grant)} in user.grants`);
  if (rule.when) needs.push(pythonCondition(rule.when, resource));
  return py`not (${joinAnd(needs)})`;
}

const joinAnd = (parts: readonly Part[]): Part =>
  parts.reduce<Part>((joined, part, index) => (index ? py`${joined} and ${part}` : part), null);
