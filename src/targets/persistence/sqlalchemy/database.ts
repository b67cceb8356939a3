/** Engine, declarative base and the per-request session. */
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
} from '../../../plan/symbols.ts';

const { AsyncGenerator, Generator } = abc;
const { contextmanager } = contexts;
const { UTC, datetime } = dates;
const { Annotated, Any, ClassVar } = typing;
const { Depends, Request } = fastapi;
const { DateTime, Dialect, MetaData, Uuid, event, text } = sa;
const { IntegrityError } = saExc;
const { AsyncSession, async_sessionmaker, create_async_engine } = saAsync;
const { DeclarativeBase } = orm;
const { TypeDecorator } = saTypes;
const { override } = typingExtensions;

/** app/core/database.py. */
export const databaseModule = (): ModuleSpec => ({
  path: 'app/core/database.py',
  doc: 'Engine, declarative base and the per-request session.',
  body: py`
    def utc_now() -> ${datetime}:
        """Return the current time, always timezone-aware."""
        return ${datetime}.now(${UTC})


    class UtcDateTime(${TypeDecorator}[${datetime}]):
        """Timezone-aware UTC datetime; SQLite keeps no zone, so it is put back on read."""

        impl = ${DateTime}(timezone=True)
        cache_ok = True

        @property
        @${override}
        def python_type(self) -> type[${datetime}]:
            return ${datetime}

        @${override}
        def process_bind_param(self, value: ${datetime} | None, dialect: ${Dialect}) -> ${datetime} | None:
            return value and value.astimezone(${UTC})

        @${override}
        def process_result_value(self, value: ${datetime} | None, dialect: ${Dialect}) -> ${datetime} | None:
            return value and value.replace(tzinfo=${UTC})


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
        type_annotation_map: ${ClassVar}[dict[${Any}, ${Any}]] = {${datetime}: UtcDateTime, UUID: ${Uuid}}


    class Database:
        """The connection pool of one application."""

        def __init__(self, url: str) -> None:
            self.engine = ${create_async_engine}(url, pool_pre_ping=True)
            if self.engine.dialect.name == "sqlite":
                ${event}.listen(self.engine.sync_engine, "connect", _configure_sqlite)
            # Responses are built after the commit, so loaded values must survive it.
            self.session = ${async_sessionmaker}(self.engine, expire_on_commit=False)

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


    async def get_database(request: ${Request}) -> Database:
        """Provide the application's database."""
        return request.app.state.database


    DatabaseDep = ${Annotated}[Database, ${Depends}(get_database)]


    async def get_session(database: DatabaseDep) -> ${AsyncGenerator}[${AsyncSession}]:
        """Provide one session per request; what a service did not commit is rolled back."""
        async with database.session() as session:
            yield session


    # "function" scope closes the session before the response is sent; the default scope would
    # hold its connection until the background tasks have ended.
    SessionDep = ${Annotated}[${AsyncSession}, ${Depends}(get_session, scope="function")]


    @${contextmanager}
    def violation_of(name: str, error: type[Exception]) -> ${Generator}[None]:
        """Raise \`error\` when the block violates the constraint (or column) called \`name\`."""
        try:
            yield
        except ${IntegrityError} as cause:
            if name in str(cause.orig):
                raise error from cause
            raise
  `,
});
