/** Tortoise ORM 1.1, with its own migrations. It has no blocking variant. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { asynchronous } from '../../flow.ts';
import type { DatabaseUrls, Persistence } from '../../types.ts';
import { scopeModule } from '../shared/scope.ts';
import { accountModelsModule } from './account-models.ts';
import { accountStatements } from './accounts.ts';
import { configurationModule } from './configuration.ts';
import { databaseModule } from './database.ts';
import { fieldsModule } from './fields.ts';
import { keysetFunctions, paginator, typed } from './keyset.ts';
import { initialMigration, packageModule } from './migration.ts';
import { modelsModule } from './models.ts';
import { notes } from './notes.ts';
import { offsetFunctions, offsetPaginator } from './offset.ts';
import { scopeWriter } from './scope.ts';
import { serviceModule } from './service.ts';
import { position, sortOrders } from './sort-orders.ts';
import { database, models, registration } from './symbols.ts';
import { databaseParts } from './tests.ts';
import { unsupportedParts } from './unsupported.ts';

/** A resource without routes is a table, and its rows are reached where others refer to them. */
function resourceModules(resource: ResourcePlan, plan: ServicePlan): ModuleSpec[] {
  const hasRoutes = resource.operations.size > 0;
  const isTarget = plan.resources.some((each) => each.relations.some((relation) => relation.target() === resource));
  return [
    modelsModule(resource),
    ...(hasRoutes || isTarget ? [scopeModule(resource, scopeWriter)] : []),
    ...(hasRoutes ? [serviceModule(resource, plan)] : []),
  ];
}

const urls: DatabaseUrls = { sqlite: (path) => `sqlite://${path}`, postgresql: (rest) => `postgres://${rest}` };

/** With aiosqlite and asyncpg. */
export const tortoise: Persistence = {
  key: 'tortoise',
  asyncMode: true,
  flow: asynchronous,
  urls,
  requirements: [{ distribution: 'tortoise-orm', extra: 'asyncpg' }],
  concurrency: ['thread'],
  state: null,
  oneDatabase: false,
  unsupported: unsupportedParts,
  session: { dependency: null, parameter: null, argument: null, keep: null },
  openForCommand: py`async with ${database.open_database}(settings.database_url)`,
  lifespan: ({ has }) => py`
    ${
      has.migrations
        ? py`"""Connect Tortoise for as long as the application runs."""`
        : py`"""Connect Tortoise while the application runs; create the tables that are missing."""`
    }
    config = ${database.tortoise_config}(app.state.settings.database_url)
    async with ${registration.RegisterTortoise}(app, config=config):
        ${!has.migrations && py`await ${database.create_tables}()`}
        yield
  `,
  // app/core/database.py names the modules of all models.
  tablesAtStart: () => null,
  ping: {
    parameter: null,
    statement: py`await ${database.ping}()`,
    // Not all errors of the drivers are translated, and those of asyncpg have no types.
    errors: py`Exception`,
  },
  files: () => [],
  coreModules: (plan) => [
    databaseModule(plan),
    ...(plan.has.migrations ? [configurationModule] : []),
    fieldsModule(plan),
  ],
  resourceModules,
  keyset: {
    row: models.Model,
    sortOrders: (plan) => sortOrders(plan, position),
    paginator,
    functions: keysetFunctions,
    keyTypes: py`order.columns.values()`,
    typed,
  },
  offset: {
    row: models.Model,
    sortOrders: (plan) => sortOrders(plan, null),
    paginator: offsetPaginator,
    functions: offsetFunctions,
  },
  accountModules: (plan) => [accountModelsModule(plan)],
  accounts: accountStatements,
  migrations: {
    tool: "Tortoise's",
    folder: 'migrations',
    isPython: true,
    files: (plan) => ({ modules: [packageModule, initialMigration(plan)], files: [] }),
    rootFiles: ['pyproject.toml'],
    upgrade: ['tortoise', 'migrate'],
    adopt: 'tortoise migrate --fake',
    check: 'tortoise makemigrations | grep "No changes detected"',
    section: '[tool.tortoise]\ntortoise_orm = "app.core.orm.TORTOISE_ORM"',
    unlinted: ['N999', 'RUF012'],
  },
  tests: databaseParts(urls),
  notes,
};
