/** A route that tests call which need just any: a list, when there is one, for it has all that routes have. */
import type { Sym } from '../../../python/index.ts';
import { routesOf } from '../../resource/routes.ts';
import { doorExpectation } from '../expectations.ts';
import { authKitOf } from '../../auth/index.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';

export interface Probe {
  /** The constant that holds its path. */
  readonly path: Sym;
  /** What it answers to an anonymous GET. */
  readonly status: 200 | 401;
  /** Whether a token that is sent there must be valid. */
  readonly checksTokens: boolean;
  /** The rate limit that it counts against. */
  readonly policy: 'default' | 'auth';
  /** The resource whose list it is. */
  readonly tests?: ResourceSuite;
}

const ANONYMOUS = { name: 'anonymous', isKnown: false, owns: false, grants: [] };

const isOpen = (each: ResourceSuite): boolean => doorExpectation('list', each.resource, ANONYMOUS).status === 200;

/** A list that anyone may read, or else any list, or else the account of the caller. */
export function probeOf({ plan, resources }: Suite): Probe {
  const lists = resources.filter((each) => each.able.has('list'));
  const tests = lists.find(isOpen) ?? lists[0];
  if (!tests)
    return {
      path: helpers.ME,
      status: 401,
      checksTokens: true,
      policy: authKitOf(plan)?.isLimited ? 'auth' : 'default',
    };
  const route = routesOf(tests.resource).find((each) => each.operation === 'list');
  const checksTokens = route?.caller !== 'none';
  return { path: tests.url, status: isOpen(tests) ? 200 : 401, checksTokens, policy: 'default', tests };
}
