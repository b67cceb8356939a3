/** Who is let in at the door of a route: the dependency that provides the caller, and what a query wants of the caller. */
import { type AccessPlan, doorAlias, type Grant, type ScopePlan } from '../../plan/index.ts';
import { authDependencies, authModels } from '../../plan/own-symbols.ts';
import { from, type Part, py, type Sym } from '../../python/index.ts';

export const doorSymbol = (grants: readonly Grant[]): Sym => {
  const alias = doorAlias(grants);
  return from('app.auth.dependencies', alias)[alias]!;
};

/** What a route must know of its caller. */
export type Caller = 'none' | 'optional' | 'required';

/** The annotation of the parameter that provides the caller; undefined when anyone may and nobody is asked for. */
export function callerType(access: AccessPlan, caller: Caller): Part | undefined {
  if (access.door.length > 0) return doorSymbol(access.door);
  if (access.anonymous) return caller === 'none' ? undefined : authDependencies.OptionalUser;
  return authDependencies.CurrentUser;
}

/** The type of the caller in a service or a scope. */
export const viewerType = (viewer: ScopePlan['viewer']): Part =>
  viewer === 'optional' ? py`${authModels.User} | None` : authModels.User;
