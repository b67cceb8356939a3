/** Routes of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { rateLimit } from '../../../plan/own-symbols.ts';
import { fastapi } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';
import { meRoutes } from '../accounts/me.ts';

const { APIRouter, Depends } = fastapi;

/** app/auth/router.py. */
export const routerModule = (plan: ServicePlan, { flow }: Persistence): ModuleSpec => ({
  path: 'app/auth/router.py',
  doc: 'Routes of the auth domain.',
  body: flow.part(py`
    router = ${APIRouter}(${[
      py`prefix="/auth"`,
      py`tags=["auth"]`,
      plan.has.rateLimits && py`dependencies=[${Depends}(${rateLimit.rate_limit}("default"))]`,
    ]})


    ${meRoutes(plan, 'access token')}
  `),
});
