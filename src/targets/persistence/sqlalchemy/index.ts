/** SQLAlchemy 2.1, with sessions for coroutines or blocking ones, and Alembic. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { database } from '../../../plan/own-symbols.ts';
import { saAsync, saExc } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';
import { accountModelsModule } from './account-models.ts';
import { accountStatements } from './accounts.ts';
import { databaseModule } from './database.ts';
import { keysetFunctions, paginator, typed } from './keyset.ts';
import { offsetFunctions, offsetPaginator } from './offset.ts';
import { readFromTheEnd, rowType, sortOrders } from './sort-orders.ts';
import { asyncDrivers, blockingDrivers, type Driver } from './drivers.ts';
import { environmentModule } from './migration-env.ts';
import { alembicConfiguration, migrationTemplate } from './migration-files.ts';
import { initialMigration } from './migration.ts';
import { modelsModule } from './models.ts';
import { notes } from './notes.ts';
import { scopeModule } from '../shared/scope.ts';
import { scopeWriter } from './scope.ts';
import { serviceModule } from './service.ts';
import { lifespan, otherModels } from './lifespan.ts';
import { databaseParts } from './tests.ts';
import { valueListsModules } from './value-lists.ts';

/** A resource without routes is a table, and its rows are reached where others refer to them. */
function resourceModules(resource: ResourcePlan, plan: ServicePlan, { flow }: Driver): ModuleSpec[] {
  const hasRoutes = resource.operations.size > 0;
  const isTarget = plan.resources.some((each) => each.relations.some((relation) => relation.target() === resource));
  return [
    modelsModule(resource),
    ...(hasRoutes || isTarget ? [scopeModule(resource, scopeWriter)] : []),
    ...(hasRoutes ? [serviceModule(resource, plan, flow)] : []),
  ];
}

const withDrivers = (driver: Driver): Omit<Persistence, 'asyncMode'> => ({
  key: 'sqlalchemy',
  flow: driver.flow,
  urls: driver.urls,
  requirements: driver.requirements,
  concurrency: driver.concurrency,
  oneDatabase: false,
  unsupported: () => [],
  session: {
    dependency: py`session: ${database.SessionDep}`,
    parameter: py`session: ${saAsync.AsyncSession}`,
    argument: py`session`,
    keep: py`self._session = session`,
  },
  openForCommand: py`async with ${database.open_session}(settings.database_url) as session`,
  lifespan: (plan) => driver.flow.part(lifespan(plan)),
  tablesAtStart: (plan) => (plan.has.migrations ? null : otherModels(plan)),
  ping: {
    parameter: py`database: ${database.DatabaseDep}`,
    statement: py`await database.ping()`,
    errors: py`(${[saExc.SQLAlchemyError, py`OSError`]})`,
  },
  state: py`app.state.database = ${database.Database}(settings.database_url)`,
  files: () => [],
  coreModules: (plan) => [databaseModule(plan, driver), ...valueListsModules(plan)],
  resourceModules: (resource, plan) => resourceModules(resource, plan, driver),
  keyset: {
    row: rowType,
    sortOrders: (plan) => sortOrders(plan, readFromTheEnd(plan)),
    paginator: (plan) => driver.flow.part(paginator(plan)),
    functions: (plan) => driver.flow.part(keysetFunctions(plan)),
    keyTypes: py`order.columns`,
    typed,
  },
  offset: {
    row: rowType,
    sortOrders: (plan) => sortOrders(plan, null),
    paginator: (plan) => driver.flow.part(offsetPaginator(plan)),
    functions: (plan) => driver.flow.part(offsetFunctions(plan)),
  },
  accountModules: (plan) => [accountModelsModule(plan)],
  accounts: accountStatements,
  migrations: {
    tool: 'Alembic',
    folder: 'migrations',
    isPython: true,
    files: (plan) => ({
      modules: [environmentModule(plan, driver), initialMigration(plan)],
      files: [alembicConfiguration, migrationTemplate],
    }),
    rootFiles: [alembicConfiguration.path],
    upgrade: ['alembic', 'upgrade', 'head'],
    adopt: 'alembic stamp head',
    check: 'alembic check',
    unlinted: ['D103', 'D104'],
  },
  tests: databaseParts(driver),
  notes,
});

/** With aiosqlite and asyncpg. */
export const asyncSqlalchemy: Persistence = { ...withDrivers(asyncDrivers), asyncMode: true };

/** With sqlite3 and psycopg. */
export const sqlalchemy: Persistence = { ...withDrivers(blockingDrivers), asyncMode: false };
