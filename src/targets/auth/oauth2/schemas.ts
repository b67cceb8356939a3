/** Request and response bodies of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { accountTypes, userRead, userUpdate } from '../accounts/schemas.ts';

/** app/auth/schemas.py. */
export function schemasModule(plan: ServicePlan): ModuleSpec {
  const types = accountTypes(plan);
  return {
    path: 'app/auth/schemas.py',
    doc: 'Request and response bodies of the auth domain.',
    locals: types.locals,
    body: py`
    ${types.enums}


    ${types.aliases}


    ${userUpdate(plan, types)}


    ${userRead(plan, types, py`str | None`)}
  `,
  };
}
