/** The drivers below SQLAlchemy: those for coroutines, and those that block. */
import { abc, contexts, orm, sa, saAsync } from '../../../plan/symbols.ts';
import { type Part, py, type Sym } from '../../../python/index.ts';
import { asynchronous, blockingFlow, type Flow } from '../../flow.ts';
import type { DatabaseUrls, Requirement } from '../../types.ts';

export interface Driver {
  readonly flow: Flow;
  readonly urls: DatabaseUrls;
  readonly requirements: readonly Requirement[];
  /** What switches between coroutines or threads, as coverage must know. */
  readonly concurrency: readonly string[];
  /** The engine that events are listened for on, of `engine`. */
  eventEngine(engine: Part): Part;
  /** Calls a function with the connection called `connection`, as one that blocks. */
  withConnection(callable: Part): Part;
  /** What PostgreSQL says of the error of an `IntegrityError`: statements that bind `sqlstate` and `constraint`. */
  readonly diagnosis: Part;
  /** The names of the tables that `connection` finds. */
  readonly tableNames: Part;
}

const urls = (sqlite: string, postgresql: string): DatabaseUrls => ({
  sqlite: (path) => `${sqlite}:///${path}`,
  postgresql: (rest) => `${postgresql}://${rest}`,
});

/** aiosqlite and asyncpg. */
export const asyncDrivers: Driver = {
  flow: asynchronous,
  urls: urls('sqlite+aiosqlite', 'postgresql+asyncpg'),
  requirements: [
    { distribution: 'aiosqlite' },
    { distribution: 'asyncpg' },
    { distribution: 'sqlalchemy', extra: 'asyncio' },
  ],
  concurrency: ['greenlet', 'thread'],
  eventEngine: (engine) => py`${engine}.sync_engine`,
  withConnection: (callable) => py`await connection.run_sync(${callable})`,
  diagnosis: py`
    cause = getattr(error.orig, "__cause__", None)
    sqlstate = getattr(cause, "sqlstate", None)
    constraint: str | None = getattr(cause, "constraint_name", None)
  `,
  tableNames: py`await connection.run_sync(lambda each: ${sa.inspect}(each).get_table_names())`,
};

const BLOCKING: readonly (readonly [Sym, Sym])[] = [
  [saAsync.AsyncSession, orm.Session],
  [saAsync.async_sessionmaker, orm.sessionmaker],
  [saAsync.create_async_engine, sa.create_engine],
  [abc.AsyncGenerator, abc.Generator],
  [contexts.asynccontextmanager, contexts.contextmanager],
];

/** The sqlite3 of Python, and psycopg. */
export const blockingDrivers: Driver = {
  flow: blockingFlow(new Map(BLOCKING)),
  urls: urls('sqlite', 'postgresql+psycopg'),
  requirements: [{ distribution: 'psycopg', extra: 'binary' }],
  concurrency: ['thread'],
  eventEngine: (engine) => engine,
  withConnection: (callable) => py`${callable}(connection)`,
  diagnosis: py`
    sqlstate = getattr(error.orig, "sqlstate", None)
    constraint: str | None = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
  `,
  tableNames: py`${sa.inspect}(connection).get_table_names()`,
};
