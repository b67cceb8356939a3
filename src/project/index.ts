/** The compiler: a checked design in, a whole project out. Pure and deterministic. */
import type { ApiDesign } from '../design/api-design.ts';
import { planService, type ServicePlan, usesVersions } from '../plan/index.ts';
import { TYPES_MODULE, typesModule } from '../pydantic/types.ts';
import { type ModuleSpec, type RenderedModule, renderModule } from '../python/index.ts';
import { chooseTargets, type MissingTarget } from '../targets/index.ts';
import type { Targets, TextFile } from '../targets/types.ts';
import { accountsCliModule } from './app/accounts-cli.ts';
import { cliModule } from './app/cli.ts';
import { factoryModule } from './app/factory.ts';
import { mainModule } from './app/main.ts';
import { sampleDataModule } from './app/sample-data.ts';
import { configModule } from './core/config.ts';
import { errorsModule } from './core/errors.ts';
import { etagsModule } from './core/etags.ts';
import { healthModule } from './core/health.ts';
import { loggingModule } from './core/logging.ts';
import { middlewareModule } from './core/middleware.ts';
import { rateLimitModule } from './core/rate-limit.ts';
import { packageModules } from './packages.ts';
import { dependenciesModule } from './resource/dependencies.ts';
import { exceptionsModule } from './resource/exceptions.ts';
import { routerModule } from './resource/router.ts';
import { samplesModule } from './resource/samples.ts';
import { schemasModule } from './resource/schemas.ts';
import { rootFiles } from './root/index.ts';
import { type RouteFact, routeFacts } from './route-facts.ts';
import { sampleRows } from './samples/rows.ts';
import { accountsCliTests } from './tests/auth-cli.ts';
import { cliTests } from './tests/cli.ts';
import { testModules } from './tests/index.ts';
import { unsupportedParts } from './unsupported.ts';
import { notGenerated } from './warnings.ts';

export type { RouteFact } from './route-facts.ts';
export type GeneratedFile = TextFile;

/** Something valid that cannot be compiled yet. */
export interface Unsupported {
  readonly path: string;
  readonly message: string;
  readonly suggestion?: string;
}

export interface Compilation {
  /** In reading order: how to start, then the resources, then what they stand on, then the tests. */
  readonly files: readonly GeneratedFile[];
  readonly routes: readonly RouteFact[];
  /** What the design asks for and the project does not have. */
  readonly warnings: readonly string[];
  /** When there is any, there are no files. */
  readonly unsupported: readonly Unsupported[];
}

/** Compiles a design. */
export function compile(design: ApiDesign): Compilation {
  const { targets, missing } = chooseTargets(design.config);
  const unsupported = missing.map(missingTarget);
  if (!targets) return { files: [], routes: [], warnings: [], unsupported };
  const plan = planService(design);
  const parts = unsupportedParts(plan);
  if (parts.length > 0) return { files: [], routes: [], warnings: [], unsupported: parts };
  return { files: project(plan, targets), routes: routeFacts(plan), warnings: notGenerated(plan), unsupported: [] };
}

function missingTarget({ path, got, available }: MissingTarget): Unsupported {
  return {
    path,
    message: `"${got}" is valid, but cannot be generated yet`,
    suggestion: available.length > 0 ? `use ${available.join(' or ')}` : 'leave it out',
  };
}

function project(plan: ServicePlan, targets: Targets): GeneratedFile[] {
  const application = applicationModules(plan, targets).map(renderModule);
  const types = present([typesModule(typesIn(application))]).map(renderModule);
  const migrations = targets.persistence.migrations(plan);
  const migrationModules = migrations.modules.map(renderModule);
  const tests = plan.config.include_tests ? allTests(plan, targets).map(renderModule) : [];
  const modules = [...application, ...types, ...migrationModules, ...tests];
  const packages = packageModules(plan, modules).map(renderModule);
  const root = rootFiles(plan, modules);
  return [...root.first, ...withPackages(modules, packages), ...migrations.files, ...root.last].map(
    ({ path, text }) => ({
      path,
      text,
    }),
  );
}

/** The test suite, that of the commands last. */
const allTests = (plan: ServicePlan, targets: Targets): ModuleSpec[] =>
  present([...testModules(plan, targets), cliTests(plan), (plan.hasRoles || plan.hasScopes) && accountsCliTests(plan)]);

/** The modules of the application, resources first, as a reader wants them. */
function applicationModules(plan: ServicePlan, { persistence, authentication, pagination }: Targets): ModuleSpec[] {
  return present([
    ...plan.resources.flatMap((resource) => [
      routerModule(resource),
      schemasModule(resource),
      ...persistence.resourceModules(resource, plan),
      dependenciesModule(resource, persistence),
      exceptionsModule(resource),
    ]),
    ...authentication.modules(plan, persistence),
    mainModule(),
    factoryModule(plan),
    configModule(plan),
    ...persistence.coreModules(plan),
    errorsModule(plan),
    usesVersions(plan) && etagsModule(),
    pagination.module(plan, persistence),
    healthModule(),
    loggingModule(),
    middlewareModule(),
    rateLimitModule(plan),
    (plan.hasRoles || plan.hasScopes) && accountsCliModule(plan, persistence),
    cliModule(plan),
    sampleDataModule(plan, persistence),
    ...sampleRows(plan).map((samples) => samplesModule(samples, persistence)),
  ]);
}

/** Types are printed because a module imports them. */
const typesIn = (modules: readonly RenderedModule[]): ReadonlySet<string> =>
  new Set(
    modules.flatMap((module) =>
      module.symbols.filter((symbol) => symbol.module === TYPES_MODULE).map((symbol) => symbol.name ?? ''),
    ),
  );

/** Every package before its first module. */
function withPackages(modules: readonly RenderedModule[], packages: readonly RenderedModule[]): RenderedModule[] {
  const waiting = [...packages];
  return modules.flatMap((module) => {
    const due = waiting.filter((each) => module.path.startsWith(each.path.replace('__init__.py', '')));
    for (const each of due) waiting.splice(waiting.indexOf(each), 1);
    return [...due, module];
  });
}

const present = <T>(items: readonly (T | null | undefined | false)[]): T[] =>
  items.filter((item): item is T => item !== null && item !== undefined && item !== false);
