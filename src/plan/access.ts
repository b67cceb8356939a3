/**
 * Access rules, sorted by what they need: nothing, a caller, a grant of the caller, or the row. Routers ask which dependency
 * guards a route, services ask which rows a caller may see, and tests ask what to expect; all of them read it from here.
 */
import type { Expr, Rule } from '../design/api-design.ts';
import { negationNormal } from './paths.ts';

/** A role or scope that lets a caller in. */
export interface Grant {
  readonly kind: 'role' | 'scope';
  readonly name: string;
}

/** One alternative that depends on the row. */
export interface RowRule {
  /** Who may, apart from the row: anyone, anyone logged in, the owner, or holders of a grant. */
  readonly who: 'public' | 'authenticated' | 'owner' | 'grant';
  readonly grant?: Grant;
  readonly when?: Expr;
}

export interface AccessPlan {
  readonly rules: readonly Rule[];
  /** Whether anonymous callers get past the door, though perhaps not to every row. */
  readonly anonymous: boolean;
  /** Whether every row is open to everyone who gets past the door. */
  readonly everyRow: boolean;
  /** Grants of which one is needed to get past the door; empty when being logged in is enough. */
  readonly door: readonly Grant[];
  /** Grants that open every row. */
  readonly passes: readonly Grant[];
  /** The alternatives that open some rows. */
  readonly rows: readonly RowRule[];
}

/** Who may do what with a resource: its operations and its actions. */
export const allAccess = ({
  access,
  actions,
  endpoints,
}: {
  readonly access: Readonly<Record<string, AccessPlan>>;
  readonly actions: readonly { readonly access: AccessPlan }[];
  readonly endpoints: readonly { readonly access: AccessPlan }[];
}): AccessPlan[] => [...Object.values(access), ...[...actions, ...endpoints].map((each) => each.access)];

/** Sorts the alternatives of an access rule. */
export function planAccess(rules: readonly Rule[]): AccessPlan {
  const live = rules.filter((rule) => rule.who !== 'nobody');
  const anonymous = live.some((rule) => rule.who === 'public');
  const grants = live.map(grantOf);
  const held = grants.filter((grant) => grant !== undefined);
  const needsGrant = live.length > 0 && held.length === live.length;
  const unconditional = live.filter((rule) => !rule.when);
  const everyRow =
    unconditional.some((rule) => rule.who === 'public' || (rule.who === 'authenticated' && !anonymous)) ||
    (needsGrant && live.every((rule) => !rule.when));
  return {
    rules: live,
    anonymous,
    everyRow,
    door: needsGrant ? uniqueGrants(held) : [],
    passes: everyRow ? [] : uniqueGrants(unconditional.map(grantOf).filter((grant) => grant !== undefined)),
    rows: everyRow ? [] : live.filter((rule) => rule.when || !grantOf(rule)).map(rowRule),
  };
}

function grantOf(rule: Rule): Grant | undefined {
  return (rule.who === 'role' || rule.who === 'scope') && rule.name !== undefined
    ? { kind: rule.who, name: rule.name }
    : undefined;
}

function rowRule(rule: Rule): RowRule {
  const grant = grantOf(rule);
  return {
    who: rule.who === 'public' || rule.who === 'authenticated' || rule.who === 'owner' ? rule.who : 'grant',
    ...(grant && { grant }),
    ...(rule.when && { when: negationNormal(rule.when) }),
  };
}

function uniqueGrants(grants: readonly Grant[]): Grant[] {
  return grants.filter(
    (grant, index) => grants.findIndex((each) => each.kind === grant.kind && each.name === grant.name) === index,
  );
}
