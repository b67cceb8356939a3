/** Fixtures of tests that are the same whatever stores rows. */
import { modules, pathlib } from '../../../plan/symbols.ts';
import { fstring, Name, type Part, py } from '../../../python/index.ts';
import type { DatabaseUrls } from '../../types.ts';

const { os, pytest } = modules;

/** Moments are kept as exactly as Python has them. */
export const MICROSECONDS = '2026-01-31T12:30:15.123456Z';

/** What a process prints from Python. */
export const fromPython = new Name('capsys');

/** `database_url`: SQLite, or what TEST_DATABASE_URL says; `createDatabase` is `create_database(url, worker)`. */
export const eitherDatabase = (urls: DatabaseUrls, createDatabase: Part): Part => py`
  @${pytest}.fixture(scope="session")
  async def database_url(tmp_path_factory: ${pytest}.TempPathFactory) -> str:
      """An empty database for each process that runs tests."""
      url = ${os}.environ.get("TEST_DATABASE_URL")
      worker = ${os}.environ.get("PYTEST_XDIST_WORKER")
      if url is None:
          sqlite: ${pathlib.Path} = tmp_path_factory.mktemp("database") / "test.db"
          return ${fstring(urls.sqlite(''), py`sqlite`)}
      return await create_database(url, worker) if worker else url


  ${createDatabase}
`;
