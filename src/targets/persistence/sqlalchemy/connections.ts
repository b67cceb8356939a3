/** The connections of an application and the sessions of its requests, in app/core/database.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { abc, contexts, fastapi, modules, sa, saAsync, saExc, saPool, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import type { Driver } from './drivers.ts';

const { AsyncGenerator } = abc;
const { Annotated, Any } = typing;
const { Depends, Request } = fastapi;
const { event } = sa;
const { AsyncSession, async_sessionmaker, create_async_engine } = saAsync;

/** The class `Database`, and how requests and commands get their sessions. */
export const connections = (plan: ServicePlan, driver: Driver): Part => py`
  ${plan.has.loadTuning && poolSettings}


  class Database:
      """The connection pool of one application."""

      def __init__(self, url: str) -> None:
          ${plan.has.loadTuning ? tunedEngine(driver) : plainEngine(driver)}

      ${plan.has.readiness && pingMethod}

      ${!plan.has.migrations && createTablesMethod(driver)}

      async def close(self) -> None:
          """Close every pooled connection."""
          await self.engine.dispose()


  def _configure_sqlite(connection: ${Any}, _record: object) -> None:  # noqa: ANN401 - DBAPI object
      for pragma in ("foreign_keys = ON", "journal_mode = WAL", "busy_timeout = 5000"):
          connection.execute(f"PRAGMA {pragma}").close()


  ${plan.has.loadTuning && pingWhenIdle}


  ${plan.has.readiness && databaseDependency}


  ${plan.has.loadTuning ? tunedSession : plainSession}


  # "function" scope closes the session before the response is sent; the default scope would
  # hold its connection until the background tasks have ended.
  SessionDep = ${Annotated}[${AsyncSession}, ${Depends}(get_session, scope="function")]


  ${hasCommands(plan) && commandSession}
`;

/** Whether there are commands that open sessions of their own. */
const hasCommands = ({ has, hasRoles, hasScopes, accountTables }: ServicePlan): boolean =>
  has.developerCommands || (accountTables.keepsGrants && (hasRoles || hasScopes)) || accountTables.commands;

const poolSettings = py`
  # Connections of one process. No overflow: opening one costs more than waiting for one.
  _POOL_SIZE = 20
  # A connection that was not used for longer is pinged first.
  _TRUSTED_SECONDS = 30
`;

const tunedEngine = (driver: Driver): Part => py`
  is_sqlite = url.startswith("sqlite")
  pool = {} if is_sqlite else {"pool_size": _POOL_SIZE, "max_overflow": 0}
  self.engine = ${create_async_engine}(url, **pool)
  # Responses are built after the commit, so loaded values must survive it.
  self.session = ${async_sessionmaker}(self.engine, expire_on_commit=False)
  self.read_session = self.session
  if is_sqlite:
      ${event}.listen(${driver.eventEngine(py`self.engine`)}, "connect", _configure_sqlite)
      return
  _ping_when_idle(${driver.eventEngine(py`self.engine`)})
  # What only reads does without a transaction, which would be two more round trips.
  autocommit = self.engine.execution_options(isolation_level="AUTOCOMMIT")
  self.read_session = ${async_sessionmaker}(autocommit, expire_on_commit=False)
`;

const plainEngine = (driver: Driver): Part => py`
  self.engine = ${create_async_engine}(url, pool_pre_ping=True)
  # Responses are built after the commit, so loaded values must survive it.
  self.session = ${async_sessionmaker}(self.engine, expire_on_commit=False)
  if url.startswith("sqlite"):
      ${event}.listen(${driver.eventEngine(py`self.engine`)}, "connect", _configure_sqlite)
`;

const pingMethod = py`
  async def ping(self) -> None:
      """Raise when the database does not answer."""
      async with self.engine.connect() as connection:
          await connection.execute(${sa.text}("SELECT 1"))
`;

const createTablesMethod = (driver: Driver): Part => py`
  async def create_tables(self) -> None:
      """Create the tables that are missing; those that are there stay as they are."""
      async with self.engine.begin() as connection:
          ${driver.withConnection(py`Base.metadata.create_all`)}
`;

const pingWhenIdle = py`
  def _ping_when_idle(engine: ${sa.Engine}) -> None:
      # The server, or something on the way to it, may have closed a connection that was not
      # used for a while. Pinging before every use would cost more than the queries themselves.
      def note_time(_connection: object, record: ${saPool.ConnectionPoolEntry}) -> None:
          record.info["idle_since"] = ${modules.time}.monotonic()

      def check(connection: ${Any}, record: ${saPool.ConnectionPoolEntry}, _proxy: object) -> None:  # noqa: ANN401 - DBAPI object
          now = ${modules.time}.monotonic()
          if now - record.info.get("idle_since", now) < _TRUSTED_SECONDS:
              return
          try:
              engine.dialect.do_ping(connection)
          except engine.dialect.loaded_dbapi.Error as error:
              raise ${saExc.DisconnectionError} from error

      ${event}.listen(engine, "checkin", note_time)
      ${event}.listen(engine, "checkout", check)
`;

const databaseDependency = py`
  async def get_database(request: ${Request}) -> Database:
      """Provide the application's database."""
      return request.app.state.database


  DatabaseDep = ${Annotated}[Database, ${Depends}(get_database)]
`;

const tunedSession = py`
  async def get_session(request: ${Request}) -> ${AsyncGenerator}[${AsyncSession}]:
      """Provide one session per request; what a service did not commit is rolled back.

      GET requests only read: on PostgreSQL, theirs commits each statement at once.
      """
      database: Database = request.app.state.database
      make_session = database.read_session if request.method == "GET" else database.session
      async with make_session() as session:
          yield session
`;

const plainSession = py`
  async def get_session(request: ${Request}) -> ${AsyncGenerator}[${AsyncSession}]:
      """Provide one session per request; what a service did not commit is rolled back."""
      database: Database = request.app.state.database
      async with database.session() as session:
          yield session
`;

const commandSession = py`
  @${contexts.asynccontextmanager}
  async def open_session(url: str) -> ${AsyncGenerator}[${AsyncSession}]:
      """Provide a session for a command, which has no application around it."""
      database = Database(url)
      try:
          async with database.session() as session:
              yield session
      finally:
          await database.close()
`;
