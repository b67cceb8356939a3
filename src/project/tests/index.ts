/** The test suite of a project. */
import type { ServicePlan } from '../../plan/index.ts';
import type { ModuleSpec } from '../../python/index.ts';
import type { Targets } from '../../targets/types.ts';

/** Every module of `tests/`. */
export function testModules(_plan: ServicePlan, _targets: Targets): ModuleSpec[] {
  return [];
}
