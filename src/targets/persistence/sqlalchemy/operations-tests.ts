/** What operators rely on, as far as SQLAlchemy and Alembic do it: parts of tests/test_operations.py. */
import { database } from '../../../plan/own-symbols.ts';
import { alembic, fastapi, modules, pathlib, saAsync, saExc } from '../../../plan/symbols.ts';
import { from, fstring, type Part, py } from '../../../python/index.ts';
import type { BrokenRow } from '../../types.ts';
import type { Driver } from './drivers.ts';

const { asyncio, pytest } = modules;
const { command } = alembic;
const { FastAPI } = fastapi;
const { ClientFactory } = from('tests.conftest', 'ClientFactory');
const { alembic_config, assert_problem } = from('tests.helpers', 'alembic_config', 'assert_problem');

/** A service whose database does not answer. */
export const withoutDatabase = ({ urls }: Driver): Part => py`
  async def test_not_ready_without_a_database(client_with: ${ClientFactory}, tmp_path: ${pathlib.Path}) -> None:
      client = await client_with(database_url=${fstring(urls.sqlite(''), py`tmp_path`, '/no/such/folder/db')})

      ${assert_problem}(await client.get("/health/ready"), 503, "service-unavailable")
      assert (await client.get("/health/live")).status_code == 200
`;

/** How connections are set up. */
export const databaseTests = ({ flow }: Driver): Part => py`
  async def test_sqlite_enforces_foreign_keys(app: ${FastAPI}) -> None:
      engine = app.state.database.engine
      if engine.dialect.name != "sqlite":
          ${pytest}.skip("only SQLite needs to be told")
      ${flow.part(py`
      async with engine.connect() as connection:
          results = [
              await connection.exec_driver_sql(f"PRAGMA {name}")
              for name in ("foreign_keys", "journal_mode", "busy_timeout")
          ]
          settings = [result.scalar() for result in results]
      `)}

      assert settings == [1, "wal", 5000]
`;

/** An error of the database that no table of violations names. */
export const otherViolation = ({ flow }: Driver, { model, values }: BrokenRow): Part => py`
  async def test_only_the_named_violation_is_translated(app: ${FastAPI}) -> None:
      ${flow.part(py`
      async with app.state.database.session() as session:
          session.add(${model}(${values}))
          with ${pytest}.raises(${saExc.IntegrityError}), ${database.translated}({"uq_others": ZeroDivisionError}):
              await session.commit()
      `)}
`;

/** Models and migrations agree, and migrations can be taken back. */
export const migrationTests = ({ flow, urls, tableNames }: Driver): Part => py`
  async def test_migrations_match_the_models(app: ${FastAPI}) -> None:
      url = app.state.settings.database_url

      await ${asyncio}.to_thread(${command}.check, ${alembic_config}(url))


  async def test_migrations_can_be_reverted(tmp_path: ${pathlib.Path}) -> None:
      url = ${fstring(urls.sqlite(''), py`tmp_path`, '/migrations.db')}

      await ${asyncio}.to_thread(${command}.upgrade, ${alembic_config}(url), "head")
      await ${asyncio}.to_thread(${command}.downgrade, ${alembic_config}(url), "base")

      ${flow.part(py`
      engine = ${saAsync.create_async_engine}(url)
      async with engine.connect() as connection:
          tables = ${tableNames}
      await engine.dispose()
      `)}
      assert tables == ["alembic_version"]
      await ${asyncio}.to_thread(${command}.upgrade, ${alembic_config}(url), "head")
`;
