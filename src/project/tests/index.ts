/** The test suite of a project. */
import { type ServicePlan, usesVersions } from '../../plan/index.ts';
import type { ModuleSpec } from '../../python/index.ts';
import type { Targets } from '../../targets/types.ts';
import { accessModule } from './resource/access/index.ts';
import { actionsModule } from './resource/actions/module.ts';
import { proceduresModule } from './resource/procedures/module.ts';
import { effectsModule } from './shared/effects.ts';
import { concurrencyModule } from './resource/concurrency.ts';
import { crudModule } from './resource/crud.ts';
import { factoryModule } from './resource/factory.ts';
import { linksModule } from './resource/links/module.ts';
import { listModule } from './resource/listing.ts';
import { relationsModule } from './resource/relations.ts';
import { authTestsOf } from './shared/auth/index.ts';
import { conftestModule } from './shared/conftest.ts';
import { etagTests } from './shared/etags.ts';
import { helpersModule } from './shared/helpers.ts';
import { openapiTests } from './shared/openapi.ts';
import { operationsTests } from './shared/operations.ts';
import { pagesModule } from './shared/pages.ts';
import { paginationTests } from './shared/pagination/index.ts';
import { probeOf } from './shared/probe.ts';
import { problemTests } from './shared/problems.ts';
import { rateLimitTests } from './shared/rate-limit.ts';
import { planSuite } from './suite.ts';

/** Every module of `tests/`, in reading order; null for what this project has no use for. */
export function* testModules(plan: ServicePlan, { persistence }: Targets): Generator<ModuleSpec | null> {
  const suite = planSuite(plan, persistence);
  const probe = probeOf(suite);
  yield conftestModule(suite);
  yield helpersModule(suite);
  yield pagesModule(suite);
  yield effectsModule(suite);
  for (const tests of suite.resources) {
    if (tests.resource.operations.size > 0 || suite.storedOnly.has(tests.resource)) yield factoryModule(tests);
    yield crudModule(tests);
    yield accessModule(tests, suite);
    yield listModule(tests, suite);
    yield relationsModule(tests, suite);
    yield linksModule(tests, suite);
    yield actionsModule(tests, suite);
    yield proceduresModule(tests, suite);
    yield concurrencyModule(tests, plan);
  }
  yield paginationTests(suite);
  if (usesVersions(plan) && plan.has.hardeningTests) yield etagTests();
  yield* authTestsOf(suite)?.modules(suite, probe) ?? [];
  yield problemTests(suite, probe);
  if (plan.has.rateLimits) yield rateLimitTests(suite, probe);
  if (plan.has.hardeningTests) yield openapiTests(suite);
  yield operationsTests(suite, probe);
}
