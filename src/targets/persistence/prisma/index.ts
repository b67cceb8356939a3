/** Prisma Client Python 0.15, with coroutines or blocking, and Prisma's migrations. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { abc, contexts, httpxPackage, pydantic } from '../../../plan/symbols.ts';
import { type ModuleSpec, Name, py } from '../../../python/index.ts';
import { asynchronous, blockingFlow, type Flow } from '../../flow.ts';
import type { Persistence } from '../../types.ts';
import { scopeModule } from '../shared/scope.ts';
import { accountModelsModule } from './account-models.ts';
import { accountStatements } from './accounts.ts';
import { columnsModule } from './columns.ts';
import { databaseModule } from './database.ts';
import { keysetFunctions, paginator, typed } from './keyset.ts';
import { modelsModule } from './models.ts';
import { notes, WARNING } from './notes.ts';
import { offsetFunctions, offsetPaginator } from './offset.ts';
import { type Interface, schemaFile } from './schema-file.ts';
import { scopeWriter } from './scope.ts';
import { serviceModule } from './service.ts';
import { position, sortOrders } from './sort-orders.ts';
import { migrationFiles, tablesFile } from './sql.ts';
import { database, exceptions, prisma } from './symbols.ts';
import { databaseParts } from './tests.ts';
import { unsupportedParts } from './unsupported.ts';

/** A resource without routes is a table, and its rows are reached where others refer to them. */
function resourceModules(resource: ResourcePlan, plan: ServicePlan, flow: Flow): ModuleSpec[] {
  const hasRoutes = resource.operations.size > 0;
  const isTarget = plan.resources.some((each) => each.relations.some((relation) => relation.target() === resource));
  return [
    modelsModule(resource, plan),
    ...(hasRoutes || isTarget ? [scopeModule(resource, scopeWriter(plan))] : []),
    ...(hasRoutes ? [serviceModule(resource, plan, flow)] : []),
  ];
}

/** The engine and node, which migrations need, are where the client expects them; both look for OpenSSL. */
const TOOLS = [
  'ENV PRISMA_HOME_DIR=/opt/prisma PRISMA_NODEENV_CACHE_DIR=/opt/prisma/node',
  'RUN apt-get update && apt-get install --yes --no-install-recommends openssl && rm -rf /var/lib/apt/lists/*',
];
const IMAGE = {
  build: [...TOOLS, 'COPY prisma prisma', 'RUN prisma generate'],
  run: [...TOOLS, 'COPY --from=build /opt/prisma /opt/prisma'],
};

const CHECK =
  'prisma migrate diff --exit-code --from-schema-datasource prisma/schema.prisma --to-schema-datamodel prisma/schema.prisma';

const withClient = (kind: Interface, flow: Flow): Omit<Persistence, 'asyncMode'> => ({
  key: 'prisma',
  flow,
  urls: { sqlite: (path) => `file:${path}`, postgresql: (rest) => `postgresql://${rest}` },
  requirements: [],
  concurrency: ['thread'],
  warning: WARNING,
  oneDatabase: true,
  prepare: ['prisma', 'generate'],
  image: IMAGE,
  unsupported: unsupportedParts,
  session: {
    dependency: py`db: ${database.DatabaseDep}`,
    parameter: py`db: ${prisma.Prisma}`,
    argument: py`db`,
    keep: py`self._db = db`,
  },
  openForCommand: py`async with ${database.connect}(settings.database_url) as db`,
  lifespan: ({ has }) =>
    flow.part(py`
      """${has.migrations ? NAME_CONNECTS : NAME_CREATES}."""
      async with app.state.db:
          ${!has.migrations && py`await ${database.create_tables}(app.state.db)`}
          yield
    `),
  tablesAtStart: () => null,
  ping: {
    parameter: py`db: ${database.DatabaseDep}`,
    statement: py`await db.query_raw("SELECT 1")`,
    // The engine is a process of its own, which may be gone.
    errors: py`(${[exceptions.PrismaError, httpxPackage.HTTPError]})`,
  },
  state: py`app.state.db = ${database.connect}(settings.database_url)`,
  files: (plan) => [schemaFile(plan, kind), ...(plan.has.migrations ? [] : [tablesFile(plan)])],
  coreModules: (plan) => [databaseModule(plan, flow), columnsModule(plan)],
  resourceModules: (resource, plan) => resourceModules(resource, plan, flow),
  keyset: {
    row: pydantic.BaseModel,
    sortOrders: (plan) => sortOrders(plan, flow, position),
    paginator: (plan) => flow.part(paginator(plan)),
    functions: (plan) => flow.part(keysetFunctions(plan)),
    keyTypes: py`order.columns.values()`,
    typed,
  },
  offset: {
    row: pydantic.BaseModel,
    sortOrders: (plan) => sortOrders(plan, flow, null),
    paginator: (plan) => flow.part(offsetPaginator(plan)),
    functions: (plan) => flow.part(offsetFunctions(plan)),
  },
  accountModules: (plan) => [accountModelsModule(plan)],
  accounts: accountStatements,
  migrations: {
    tool: 'the schema of the tables, migrations',
    folder: 'prisma',
    isPython: false,
    files: (plan) => ({ modules: [], files: migrationFiles(plan) }),
    rootFiles: [],
    upgrade: ['prisma', 'migrate', 'deploy'],
    adopt: 'prisma migrate resolve --applied 0001_initial',
    check: CHECK,
    unlinted: [],
  },
  tests: databaseParts(flow),
  notes,
});

const NAME_CONNECTS = new Name('Run the engine of the client for as long as the application runs');
const NAME_CREATES = new Name('Run the engine of the client, and create the tables that are missing');

/** With coroutines. */
export const asyncPrisma: Persistence = { ...withClient('asyncio', asynchronous), asyncMode: true };

const BLOCKING = new Map([
  [abc.AsyncGenerator, abc.Generator],
  [contexts.asynccontextmanager, contexts.contextmanager],
]);

/** With a client that blocks. */
export const prismaClient: Persistence = { ...withClient('sync', blockingFlow(BLOCKING)), asyncMode: false };
