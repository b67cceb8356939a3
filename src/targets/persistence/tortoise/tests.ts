/** What the tests of a project do to its database without the API. */
import { authModels } from '../../../plan/own-symbols.ts';
import { contexts, fastapi, modules, pathlib, typing } from '../../../plan/symbols.ts';
import { from, importModule, type Part, py } from '../../../python/index.ts';
import type { BrokenRow, DatabaseTests, DatabaseUrls } from '../../types.ts';
import { eitherDatabase, fromPython, MICROSECONDS } from '../shared/tests.ts';
import {
  autodetector,
  connection,
  context,
  database,
  exceptions,
  migrationsApi,
  models,
  sqliteClient,
} from './symbols.ts';

const { json, pytest } = modules;
const { FastAPI } = fastapi;
const { Caller, assert_problem } = from('tests.helpers', 'Caller', 'assert_problem');
const { truncate_all_models } = from('tortoise.contrib.test', 'truncate_all_models');
const sqlite = importModule('sqlite3');

const createDatabase = py`
  async def create_database(url: str, worker: str) -> str:
      """Create a database of its own for a worker of pytest-xdist, beside that of \`url\`."""
      server, _, given = url.rpartition("/")
      name = f"{given}_{worker}"
      async with ${context.TortoiseContext}() as context:
          await context.init(${database.tortoise_config}(url))
          await context.db().execute_script(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
          await context.db().execute_script(f'CREATE DATABASE "{name}"')
      return f"{server}/{name}"
`;

/** JSON has fewer types than columns, but models convert what they are made of. */
const rowHelpers = py`
  def typed(model: type[${models.Model}], values: Json) -> Json:
      """JSON values as \`model\` takes them, which converts most by itself."""
      description = ${typing.cast}("Json", model.describe())  # pyright: ignore[reportUnknownMemberType]
      fields: dict[str, Json] = {field["db_column"]: field for field in description["data_fields"]}
      return {
          fields[name]["name"]: ${json}.dumps(value) if fields[name]["field_type"] == "DocumentField" else value
          for name, value in values.items()
          if name in fields
      }


  async def store_lists(row: ${models.Model}, values: Json) -> None:
      """Store those of the values that are lists in tables of their own."""
      for name, value in values.items():
          if store := getattr(row, f"store_{name}", None):
              await store(value)
`;

const withoutDatabase: Part = py`
  async def test_not_ready_without_a_database(client: ${Caller}, tmp_path: ${pathlib.Path}) -> None:
      broken = ${sqliteClient.SqliteClient}(f"{tmp_path}/no/such/folder/db", connection_name="default")
      token = ${connection.get_connections}().set("default", broken)

      ${assert_problem}(await client.get("/health/ready"), 503, "service-unavailable")
      assert (await client.get("/health/live")).status_code == 200
      ${connection.get_connections}().reset(token)
`;

/** An error of the database that no table of violations names. */
const otherViolation = ({ table }: BrokenRow): Part => py`
  @${pytest}.mark.usefixtures("app")
  async def test_only_the_named_violation_is_translated() -> None:
      with ${pytest}.raises(${exceptions.IntegrityError}), ${database.translated}({"uq_others": ZeroDivisionError}):
          await ${connection.get_connection}("default").execute_script(${`INSERT INTO "${table}" DEFAULT VALUES`})
`;

const migrationTests: Part = py`
  async def test_migrations_match_the_models(app: ${FastAPI}) -> None:
      config = ${database.tortoise_config}(app.state.settings.database_url)

      async with ${context.TortoiseContext}() as context:
          await context.init(config)
          assert context.apps is not None
          changes = await ${autodetector.MigrationAutodetector}(context.apps, config.to_dict()["apps"]).changes()

      assert changes == []


  async def test_migrations_can_be_reverted(tmp_path: ${pathlib.Path}) -> None:
      file = tmp_path / "migrations.db"
      config = ${database.tortoise_config}(f"sqlite://{file}")

      async with ${context.TortoiseContext}():
          await ${migrationsApi.migrate}(config=config)
          await ${migrationsApi.migrate}(config=config, target="models.__first__", direction="backward")

          with ${contexts.closing}(${sqlite}.connect(file)) as connection:
              tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
          assert [name for (name,) in tables if not name.startswith("sqlite_")] == ["tortoise_migrations"]
          await ${migrationsApi.migrate}(config=config)
`;

/** What tests do with an application. */
export const databaseParts = (urls: DatabaseUrls): DatabaseTests => ({
  moment: MICROSECONDS,
  captured: fromPython,
  databaseUrl: () => eitherDatabase(urls, createDatabase),
  migrate: py`
    async with ${context.TortoiseContext}():
        await ${migrationsApi.migrate}(config=${database.tortoise_config}(settings.database_url))
  `,
  clean: () => py`await ${truncate_all_models}()`,
  // Tortoise keeps one set of connections for a process, which is that of the application of all tests.
  lifespanOf: () => null,
  helpers: { forMigrations: null, forRows: () => rowHelpers },
  model: models.Model,
  insert: (variable, model, values) => py`${variable !== null && py`return `}await ${model}.create(${values})`,
  change: py`
    stored = await model.get(id=row["id"])
    stored.update_from_dict(typed(model, values))  # pyright: ignore[reportUnknownMemberType]
    await stored.save()
    await store_lists(stored, values)
  `,
  insertJson: py`
    row = await model.create(**typed(model, values))
    await store_lists(row, values)
  `,
  changeAll: (model, values) => py`await ${model}.all().update(${values})`,
  readAll: (model) => py`rows = await ${model}.all().values_list()`,
  mappings: py`rows = await model.all().order_by("id").values()`,
  onlyUser: py`saved = await ${authModels.User}.get()`,
  find: (_app, model, id) => py`saved = await ${model}.get(id=${id})`,
  withoutDatabase,
  database: (broken) => broken && otherViolation(broken),
  migrations: () => migrationTests,
});
