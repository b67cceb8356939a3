/** The test suite of a project. */
import { type ServicePlan, usesVersions } from '../../plan/index.ts';
import type { ModuleSpec } from '../../python/index.ts';
import type { Targets } from '../../targets/types.ts';
import { accessModule } from './resource/access/index.ts';
import { concurrencyModule } from './resource/concurrency.ts';
import { crudModule } from './resource/crud.ts';
import { factoryModule } from './resource/factory.ts';
import { listModule } from './resource/listing.ts';
import { relationsModule } from './resource/relations.ts';
import { authTests } from './shared/auth/index.ts';
import { conftestModule } from './shared/conftest.ts';
import { etagTests } from './shared/etags.ts';
import { helpersModule } from './shared/helpers.ts';
import { openapiTests } from './shared/openapi.ts';
import { operationsTests } from './shared/operations.ts';
import { pagesModule } from './shared/pages.ts';
import { paginationTests } from './shared/pagination.ts';
import { probeOf } from './shared/probe.ts';
import { problemTests } from './shared/problems.ts';
import { rateLimitTests } from './shared/rate-limit.ts';
import { planSuite } from './suite.ts';

/** Every module of `tests/`, in reading order. */
export function testModules(plan: ServicePlan, _targets: Targets): ModuleSpec[] {
  const suite = planSuite(plan);
  const probe = probeOf(suite);
  return [
    conftestModule(suite),
    helpersModule(suite),
    pagesModule(suite),
    ...suite.resources.flatMap((tests) => [
      tests.resource.operations.size > 0 ? factoryModule(tests) : null,
      crudModule(tests),
      accessModule(tests, suite),
      listModule(tests),
      relationsModule(tests, suite),
      concurrencyModule(tests),
    ]),
    paginationTests(suite),
    usesVersions(plan) ? etagTests() : null,
    authTests(plan, probe),
    problemTests(suite, probe),
    rateLimitTests(probe),
    openapiTests(suite),
    operationsTests(probe),
  ].filter((each) => each !== null);
}
