/** The compiler: a checked design in, a whole project out. Pure and deterministic. */
import type { ApiDesign } from '../design/api-design.ts';
import { once, planService, type ServicePlan, usesVersions } from '../plan/index.ts';
import { TYPES_MODULE, typesModule } from '../pydantic/types.ts';
import { type ModuleSpec, type RenderedModule, renderModule } from '../python/index.ts';
import { chooseTargets, type MissingTarget } from '../targets/index.ts';
import type { Targets, TextFile } from '../targets/types.ts';
import { authKitOf } from './auth/index.ts';
import { cliModule } from './app/cli.ts';
import { factoryModule } from './app/factory.ts';
import { mainModule } from './app/main.ts';
import { sampleDataModule } from './app/sample-data.ts';
import { tasksModule } from './app/tasks.ts';
import { bodyLimitModule } from './core/body-limit.ts';
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
import type { RouteFact } from './route-fact.ts';
import { routeFacts } from './route-facts.ts';
import { sampleRows } from './samples/rows.ts';
import { cliTests } from './tests/cli.ts';
import { testModules } from './tests/index.ts';
import { unsupportedParts } from './unsupported.ts';
import { notGenerated } from './warnings.ts';

export type { RouteFact } from './route-fact.ts';
export type GeneratedFile = TextFile;

/** Something valid that cannot be compiled yet. */
export interface Unsupported {
  readonly path: string;
  /** The value, where it is a choice. */
  readonly got?: string;
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
  const plan = planService(design, {
    paging: targets.pagination.paging,
    accountTables: targets.authentication.tables,
    callerFailures: targets.authentication.failures,
    signsTokens: targets.authentication.signs,
  });
  const parts = [...unsupportedParts(plan), ...targets.persistence.unsupported(plan)];
  if (parts.length > 0) return { files: [], routes: [], warnings: [], unsupported: parts };
  return {
    files: project(plan, targets),
    routes: routeFacts(plan),
    warnings: [...warningOf(targets), ...notGenerated(plan)],
    unsupported: [],
  };
}

const warningOf = ({ persistence }: Targets): string[] => (persistence.warning ? [persistence.warning] : []);

function missingTarget({ path, got, available }: MissingTarget): Unsupported {
  return {
    path,
    got,
    message: 'is valid, but cannot be generated yet',
    suggestion: available.length > 0 ? `use ${available.join(' or ')}` : 'leave it out',
  };
}

function project(plan: ServicePlan, targets: Targets): readonly GeneratedFile[] {
  const application = rendered(applicationModules(plan, targets));
  const types = rendered([typesModule(typesIn(application))]);
  const migrations = plan.has.migrations ? targets.persistence.migrations.files(plan) : { modules: [], files: [] };
  const migrationModules = rendered(migrations.modules);
  const tests = plan.config.include_tests ? rendered(allTests(plan, targets)) : [];
  const modules = [...application, ...types, ...migrationModules, ...tests];
  const packages = rendered(packageModules(plan, modules));
  const root = rootFiles(plan, modules, targets);
  const files = [...targets.persistence.files(plan), ...migrations.files];
  return [...root.first, ...withPackages(modules, packages), ...files, ...root.last];
}

/** Modules are printed as they are made, so that those of a large service are not all held at once. */
function rendered(modules: Iterable<ModuleSpec | RenderedModule | null>): RenderedModule[] {
  const made: RenderedModule[] = [];
  for (const module of modules) if (module) made.push('text' in module ? module : renderModule(module));
  return made;
}

/** A module that is the same in every project, printed once. */
const fixed = once((module: () => ModuleSpec): RenderedModule => renderModule(module()));

/** The test suite, that of the commands last. */
function* allTests(plan: ServicePlan, targets: Targets): Generator<ModuleSpec | null> {
  yield* testModules(plan, targets);
  yield cliTests(plan, targets.persistence);
}

/** The modules of the application, resources first, as a reader wants them. */
function* applicationModules(plan: ServicePlan, targets: Targets): Generator<ModuleSpec | RenderedModule | null> {
  const { persistence, authentication, pagination } = targets;
  for (const resource of plan.resources) {
    yield routerModule(resource, plan, persistence);
    yield schemasModule(resource);
    yield* persistence.resourceModules(resource, plan);
    yield dependenciesModule(resource, persistence);
    yield exceptionsModule(resource);
  }
  yield* authentication.modules(plan, persistence);
  yield fixed(mainModule);
  yield tasksModule(plan, persistence);
  yield factoryModule(plan, targets);
  yield configModule(plan, persistence);
  yield* persistence.coreModules(plan);
  yield errorsModule(plan);
  if (usesVersions(plan)) yield fixed(etagsModule);
  yield pagination.module(plan, persistence);
  yield healthModule(plan, persistence);
  if (plan.has.requestIds) yield fixed(loggingModule);
  yield fixed(plan.has.requestIds ? middlewareModule : bodyLimitModule);
  yield rateLimitModule(plan);
  yield* authKitOf(plan)?.commands(plan, persistence) ?? [];
  yield cliModule(plan, persistence);
  yield sampleDataModule(plan, persistence);
  for (const rows of plan.has.developerCommands ? sampleRows(plan) : []) yield samplesModule(rows, persistence);
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
  const waiting = new Map(packages.map((each) => [each.path.replace('/__init__.py', ''), each]));
  const files: RenderedModule[] = [];
  for (const module of modules) {
    for (let end = module.path.lastIndexOf('/'); end > 0; end = module.path.lastIndexOf('/', end - 1)) {
      const folder = module.path.slice(0, end);
      const due = waiting.get(folder);
      if (due) files.push(due);
      waiting.delete(folder);
    }
    files.push(module);
  }
  return files;
}
