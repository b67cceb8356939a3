/** The test suite of a project. */
import type { ServicePlan } from '../../plan/index.ts';
import type { ModuleSpec } from '../../python/index.ts';
import type { Targets } from '../../targets/types.ts';
import { accessModule } from './resource/access.ts';
import { concurrencyModule } from './resource/concurrency.ts';
import { crudModule } from './resource/crud.ts';
import { factoryModule } from './resource/factory.ts';
import { listModule } from './resource/listing.ts';
import { conftestModule } from './shared/conftest.ts';
import { helpersModule } from './shared/helpers.ts';
import { pagesModule } from './shared/pages.ts';
import { planSuite } from './suite.ts';

/** Every module of `tests/`, in reading order. */
export function testModules(plan: ServicePlan, _targets: Targets): ModuleSpec[] {
  const suite = planSuite(plan);
  return [
    conftestModule(suite),
    helpersModule(suite),
    pagesModule(),
    ...suite.resources.flatMap((tests) => [
      factoryModule(tests),
      crudModule(tests),
      accessModule(tests, suite),
      listModule(tests, suite),
      concurrencyModule(tests),
    ]),
  ].filter((each) => each !== null);
}
