/** What the access rules of a design mean for a caller and a row: the answers that tests expect. */
import type { Operation, Rule } from '../../design/api-design.ts';
import { type ActionPlan, type Grant, kebab, type ResourcePlan } from '../../plan/index.ts';
import { forbidden, refusedAction } from '../resource/exceptions.ts';
import { holds, type Row } from './conditions.ts';

/** A kind of caller that rules can tell apart. */
export interface CallerKind {
  /** What the tests call it. */
  readonly name: string;
  readonly isKnown: boolean;
  readonly owns: boolean;
  readonly grants: readonly Grant[];
}

/** The answer of a route. */
export interface Expectation {
  readonly status: number;
  /** The last part of the problem type; undefined when all is well. */
  readonly code?: string;
}

export type RowOperation = Exclude<Operation, 'list' | 'create'>;

const SUCCESS: Readonly<Record<Operation, number>> = {
  list: 200,
  get: 200,
  create: 201,
  update: 200,
  delete: 204,
  restore: 200,
};

/** What a route on one row answers; undefined when it depends on what cannot be known here. */
export function expectation(
  operation: RowOperation,
  resource: ResourcePlan,
  caller: CallerKind,
  row: Row,
): Expectation | undefined {
  const rules = rulesOf(resource, operation);
  const refusal = atTheDoor(rules, caller);
  if (refusal) return refusal;
  const allowed = isAllowed(rules, caller, row);
  const seen = operation === 'restore' ? allowed : any([isAllowed(visibleRules(resource), caller, row), allowed]);
  if (allowed === undefined || seen === undefined) return undefined;
  if (allowed) return { status: SUCCESS[operation] };
  if (!seen || operation === 'get') return { status: 404, code: `${kebab(resource.singular)}-not-found` };
  return { status: 403, code: forbidden(resource, operation)?.code ?? 'forbidden' };
}

/** What an action answers on a row that is in a condition for it. */
export function actionExpectation(
  action: ActionPlan,
  resource: ResourcePlan,
  caller: CallerKind,
  row: Row,
): Expectation | undefined {
  const { rules } = action.access;
  const refusal = atTheDoor(rules, caller);
  if (refusal) return refusal;
  const allowed = isAllowed(rules, caller, row);
  const seen = any([isAllowed(visibleRules(resource), caller, row), reaches(action, resource, caller, row)]);
  if (allowed === undefined || seen === undefined) return undefined;
  if (allowed) return { status: 200 };
  if (!seen) return { status: 404, code: `${kebab(resource.singular)}-not-found` };
  return { status: 403, code: refusedAction(resource, action)?.code ?? 'forbidden' };
}

/** Whether a caller who cannot see a row may change it in some way, and so is told that it is there. */
const reaches = ({ scope }: ActionPlan, resource: ResourcePlan, caller: CallerKind, row: Row): boolean | undefined =>
  scope === resource.scopes.visible ? false : isAllowed(scope.access.rules, caller, row);

/** What creating and listing answer: they only have a door. */
export function doorExpectation(operation: 'list' | 'create', resource: ResourcePlan, caller: CallerKind): Expectation {
  return atTheDoor(rulesOf(resource, operation), caller) ?? { status: SUCCESS[operation] };
}

/** Whether a list shows a row to a caller who gets past its door. */
export const isListed = (resource: ResourcePlan, caller: CallerKind, row: Row): boolean | undefined =>
  isAllowed(rulesOf(resource, 'list'), caller, row);

/** Whether a caller may restore a row, and so sees it in the list of deleted ones. */
export const isRestorable = (resource: ResourcePlan, caller: CallerKind, row: Row): boolean | undefined =>
  isAllowed(rulesOf(resource, 'restore'), caller, row);

/** Whether a caller may see one row. */
export const isVisible = (resource: ResourcePlan, caller: CallerKind, row: Row): boolean | undefined =>
  isAllowed(visibleRules(resource), caller, row);

const rulesOf = (resource: ResourcePlan, operation: Operation): readonly Rule[] =>
  (resource.resource.access[operation] ?? []).filter((rule) => rule.who !== 'nobody');

/** Reading decides what can be seen; a resource that cannot be read is seen by those who change it. */
function visibleRules(resource: ResourcePlan): readonly Rule[] {
  const first = (['get', 'list', 'update', 'delete'] as const).find((each) => resource.operations.has(each));
  return first ? rulesOf(resource, first) : [];
}

/** The refusal of a caller who cannot get in by some rules, whatever the row. */
export function atTheDoor(rules: readonly Rule[], caller: CallerKind): Expectation | undefined {
  if (!caller.isKnown && rules.every((rule) => rule.who !== 'public')) return { status: 401, code: 'unauthenticated' };
  const needsGrant = rules.every((rule) => rule.who === 'role' || rule.who === 'scope');
  if (needsGrant && !rules.some((rule) => hasGrant(rule, caller))) return { status: 403, code: 'forbidden' };
  return undefined;
}

const hasGrant = (rule: Rule, caller: CallerKind): boolean =>
  caller.grants.some((grant) => grant.kind === rule.who && grant.name === rule.name);

/** Whether any alternative lets the caller do it to the row. */
export function isAllowed(rules: readonly Rule[], caller: CallerKind, row: Row): boolean | undefined {
  return any(rules.map((rule) => isWho(rule, caller) && (rule.when ? holds(rule.when, row) : true)));
}

function isWho(rule: Rule, caller: CallerKind): boolean {
  switch (rule.who) {
    case 'public':
      return true;
    case 'authenticated':
      return caller.isKnown;
    case 'owner':
      return caller.owns;
    case 'role':
    case 'scope':
      return hasGrant(rule, caller);
    default:
      return false;
  }
}

const any = (results: readonly (boolean | undefined)[]): boolean | undefined =>
  results.includes(true) ? true : results.includes(undefined) ? undefined : false;
