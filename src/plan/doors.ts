/** Doors: the grants of which a caller needs one to get into a route at all. */
import { allAccess, type Grant } from './access.ts';
import { pascal } from './names.ts';
import type { ResourcePlan, ServicePlan } from './plan.ts';

/** The alias of a caller who holds one of `grants`, such as `AdminUser`. */
export const doorAlias = (grants: readonly Grant[]): string =>
  `${grants.map((grant) => pascal(grant.name.replace(/[^A-Za-z0-9]+/g, '_'))).join('Or')}User`;

/** Every door of the service, each once. */
export function doors(resources: readonly ResourcePlan[]): Grant[][] {
  const all = resources.flatMap(allAccess).map((access) => [...access.door]);
  return all.filter(
    (door, index) => door.length > 0 && all.findIndex((each) => doorAlias(each) === doorAlias(door)) === index,
  );
}

/**
 * Whether the list of a resource is open to anyone and the same for everyone, except for its deleted rows: then it finds out who
 * is calling only when it is asked for those.
 */
export const listAsksLate = ({ operations, access, scopes }: ResourcePlan): boolean =>
  operations.has('list') &&
  access.list!.anonymous &&
  scopes.listed.viewer === 'none' &&
  scopes.deleted?.viewer === 'optional';

/** What a service calls the grants of its accounts: "roles", "scopes" or both. */
export const grantKinds = ({ hasRoles, hasScopes }: ServicePlan, joined: 'and' | 'or'): string =>
  [...(hasRoles ? ['roles'] : []), ...(hasScopes ? ['scopes'] : [])].join(` ${joined} `);
