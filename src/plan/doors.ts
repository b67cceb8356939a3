/** Doors: the grants of which a caller needs one to get into a route at all. */
import type { Grant } from './access.ts';
import { pascal } from './names.ts';
import type { ResourcePlan } from './plan.ts';

/** The alias of a caller who holds one of `grants`, such as `AdminUser`. */
export const doorAlias = (grants: readonly Grant[]): string =>
  `${grants.map((grant) => pascal(grant.name.replace(/[^A-Za-z0-9]+/g, '_'))).join('Or')}User`;

/** Every door of the service, each once. */
export function doors(resources: readonly ResourcePlan[]): Grant[][] {
  const all = resources.flatMap((each) => Object.values(each.access)).map((access) => [...access.door]);
  return all.filter(
    (door, index) => door.length > 0 && all.findIndex((each) => doorAlias(each) === doorAlias(door)) === index,
  );
}
