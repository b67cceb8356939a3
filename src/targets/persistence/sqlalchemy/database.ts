/** Engine, declarative base and the per-request session. */
import { type ServicePlan, usesDecimals, usesReferences } from '../../../plan/index.ts';
import type { Driver } from './drivers.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import {
  abc,
  contexts,
  dates,
  fastapi,
  orm,
  sa,
  saAsync,
  saExc,
  saTypes,
  typing,
  typingExtensions,
  decimals,
  uuids,
  modules,
  saPool,
} from '../../../plan/symbols.ts';

const { AsyncGenerator, Generator, Mapping } = abc;
const { asynccontextmanager, contextmanager } = contexts;
const { UTC, datetime } = dates;
const { Annotated, Any, ClassVar } = typing;
const { Depends, Request } = fastapi;
const { DateTime, Dialect, MetaData, Uuid, event, text } = sa;
const { IntegrityError } = saExc;
const { AsyncSession, async_sessionmaker, create_async_engine } = saAsync;
const { DeclarativeBase } = orm;
const { TypeDecorator } = saTypes;
const { override } = typingExtensions;

const referenceCheck = py`
  async def check_reference(session: ${AsyncSession}, location: str, statement: ${sa.Select}[${uuids.UUID}]) -> None:
      """Raise unless \`statement\` finds the row that the value at \`location\` refers to."""
      if await session.scalar(statement) is None:
          message = "There is no such row, or you may not see it"
          raise ${errors.UnknownReferenceError}(
              errors=[${errors.FieldError}(location=location, message=message, type="unknown_reference")]
          )
`;

const exactDecimal = py`
  class ExactDecimal(${TypeDecorator}[${decimals.Decimal}]):
      """Decimal that SQLite, which has none, keeps as a whole number of its smallest unit."""

      impl = ${sa.Numeric}
      cache_ok = True

      def __init__(self, precision: int, scale: int) -> None:
          super().__init__(precision, scale)
          self._unit = ${decimals.Decimal}(1).scaleb(-scale)

      @property
      @${override}
      def python_type(self) -> type[${decimals.Decimal}]:
          return ${decimals.Decimal}

      @${override}
      def load_dialect_impl(self, dialect: ${Dialect}) -> ${saTypes.TypeEngine}[${Any}]:
          is_sqlite = dialect.name == "sqlite"
          return dialect.type_descriptor(${sa.BigInteger}() if is_sqlite else self.impl_instance)

      @${override}
      def process_bind_param(
          self, value: ${decimals.Decimal} | None, dialect: ${Dialect}
      ) -> ${decimals.Decimal} | int | None:
          if value is None or dialect.name != "sqlite":
              return value
          return int(value / self._unit)

      @${override}
      def process_result_value(self, value: ${Any} | None, dialect: ${Dialect}) -> ${decimals.Decimal} | None:
          if value is None:
              return None
          return value * self._unit if dialect.name == "sqlite" else value.quantize(self._unit)
`;

/** app/core/database.py. */
export const databaseModule = (plan: ServicePlan, driver: Driver): ModuleSpec => ({
  path: 'app/core/database.py',
  doc: 'Engine, declarative base and the per-request session.',
  body: driver.flow.part(py`
    def utc_now() -> ${datetime}:
        """Return the current time, always timezone-aware."""
        return ${datetime}.now(${UTC})


    class SqliteDateTime(${TypeDecorator}[${datetime}]):
        """Times for SQLite, which keeps no zone: they are stored in UTC, and read as such."""

        impl = ${DateTime}
        cache_ok = True

        @${override}
        def process_bind_param(self, value: ${datetime} | None, dialect: ${Dialect}) -> ${datetime} | None:
            return value and value.astimezone(${UTC})

        @${override}
        def process_result_value(self, value: ${datetime} | None, dialect: ${Dialect}) -> ${datetime} | None:
            return value and value.replace(tzinfo=${UTC})


    ${usesDecimals(plan) && exactDecimal}


    class Base(${DeclarativeBase}):
        """Base of all tables; named constraints keep migrations reversible on every database."""

        metadata = ${MetaData}(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        )
        type_annotation_map: ${ClassVar}[dict[${Any}, ${Any}]] = {
            ${datetime}: ${DateTime}(timezone=True).with_variant(SqliteDateTime(), "sqlite"),
            ${uuids.UUID}: ${Uuid},
        }


    # Connections of one process. No overflow: opening one costs more than waiting for one.
    _POOL_SIZE = 20
    # A connection that was not used for longer is pinged first.
    _TRUSTED_SECONDS = 30


    class Database:
        """The connection pool of one application."""

        def __init__(self, url: str) -> None:
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

        async def ping(self) -> None:
            """Raise when the database does not answer."""
            async with self.engine.connect() as connection:
                await connection.execute(${text}("SELECT 1"))

        async def close(self) -> None:
            """Close every pooled connection."""
            await self.engine.dispose()


    def _configure_sqlite(connection: ${Any}, _record: object) -> None:  # noqa: ANN401 - DBAPI object
        for pragma in ("foreign_keys = ON", "journal_mode = WAL", "busy_timeout = 5000"):
            connection.execute(f"PRAGMA {pragma}").close()


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


    async def get_database(request: ${Request}) -> Database:
        """Provide the application's database."""
        return request.app.state.database


    DatabaseDep = ${Annotated}[Database, ${Depends}(get_database)]


    async def get_session(request: ${Request}) -> ${AsyncGenerator}[${AsyncSession}]:
        """Provide one session per request; what a service did not commit is rolled back.

        GET requests only read: on PostgreSQL, theirs commits each statement at once.
        """
        database: Database = request.app.state.database
        make_session = database.read_session if request.method == "GET" else database.session
        async with make_session() as session:
            yield session


    # "function" scope closes the session before the response is sent; the default scope would
    # hold its connection until the background tasks have ended.
    SessionDep = ${Annotated}[${AsyncSession}, ${Depends}(get_session, scope="function")]


    @${asynccontextmanager}
    async def open_session(url: str) -> ${AsyncGenerator}[${AsyncSession}]:
        """Provide a session for a command, which has no application around it."""
        database = Database(url)
        try:
            async with database.session() as session:
                yield session
        finally:
            await database.close()


    # What \`violated\` says of a broken reference: SQLite does not name the constraint.
    FOREIGN_KEY = "FOREIGN KEY"


    def violated(error: ${IntegrityError}) -> str | None:
        """Return the name of the constraint that was violated, or \`FOREIGN_KEY\`."""
        message = str(error.orig)
        ${driver.diagnosis}
        if message == "FOREIGN KEY constraint failed" or sqlstate == "23503":
            return FOREIGN_KEY
        if constraint is not None:
            return constraint
        return _unique_index(message.removeprefix("UNIQUE constraint failed: ").split(", "))


    def _unique_index(columns: list[str]) -> str | None:
        # SQLite names the columns, as in "posts.slug".
        for table in Base.metadata.tables.values():
            for index in table.indexes:
                if index.unique and [f"{table.name}.{each.name}" for each in index.columns] == columns:
                    return index.name
        return None


    @${contextmanager}
    def translated(violations: ${Mapping}[str, type[Exception]]) -> ${Generator}[None]:
        """Raise the error that \`violations\` has for the constraint that the block violates."""
        try:
            yield
        except ${IntegrityError} as cause:
            error = violations.get(violated(cause) or "")
            if error is None:
                raise
            raise error from cause


    ${usesReferences(plan) && referenceCheck}

  `),
});
