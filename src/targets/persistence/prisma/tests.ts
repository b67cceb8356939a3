/** What the tests of a project do to its database without the API. */
import type { FieldPlan, ServicePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { fastapi, modules, pathlib, pydantic, typing } from '../../../plan/symbols.ts';
import { from, fstring, Name, type Part, py, Sym } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';
import type { BrokenRow, DatabaseTests } from '../../types.ts';
import { providerOf } from './providers.ts';
import { allTables } from './schema.ts';
import { database, exceptions, prisma } from './symbols.ts';

const { json, os, pytest } = modules;
const { Any, LiteralString, cast } = typing;
const { FastAPI } = fastapi;
const { connect, everything, replaced } = database;
const { Caller, assert_problem, migrate } = from('tests.helpers', 'Caller', 'assert_problem', 'migrate');
const db = py`app.state.db`;

/** What tests do with an application whose client waits like \`flow\`. */
export const databaseParts = (flow: Flow): DatabaseTests => ({
  moment: '2026-01-31T12:30:15.123000Z',
  // The engine, a process of its own, needs a real file to print to.
  captured: new Name('capfd'),
  databaseUrl: (plan) => (providerOf(plan).escapes ? flow.part(postgresUrl) : sqliteUrl),
  migrate: flow.part(py`
    async with ${connect}(settings.database_url) as db:
        await ${migrate}(db)
  `),
  clean: (plan) => py`
    async with ${db}.batch_() as batch:
        ${!providerOf(plan).escapes && py`batch.execute_raw("PRAGMA defer_foreign_keys = ON")`}
        ${allTables(plan)
          .toReversed()
          .map((table) => py`batch.${new Name(table.model.toLowerCase())}.delete_many()`)}
  `,
  lifespanOf: (app) => py`${app}.router.lifespan_context(${app})`,
  helpers: { forMigrations: flow.part(migrateHelper), forRows: rowHelpers },
  model: Any,
  insert: (variable, model, values) => {
    const stored = py`await ${model}.prisma(${db}).create(data=${everything}(${model}(${values})))`;
    return variable ? py`return ${stored}` : stored;
  },
  change: py`
    await model.prisma(${db}).update(where={"id": row["id"]}, data=stored(model, values))
  `,
  insertJson: py`
    row = model(**attributes(model, values))
    await model.prisma(${db}).create(data=${everything}(row))
  `,
  changeAll: (model, values) => py`
    data: ${Any} = ${model}.model_construct(${values}).model_dump(exclude_unset=True)
    await ${model}.prisma(${db}).update_many(where={}, data=data)
  `,
  readAll: (model) => py`rows = [dict(row).values() for row in await ${model}.prisma(${db}).find_many()]`,
  mappings: py`rows = [row.model_dump() for row in await model.prisma(${db}).find_many(order={"id": "asc"})]`,
  onlyUser: py`[saved] = await ${authModels.User}.prisma(${db}).find_many()`,
  find: (app, model, id) => py`
    saved = await ${model}.prisma(${app}.state.db).find_unique_or_raise(where={"id": str(${id})})
  `,
  withoutDatabase: withoutDatabase(flow),
  database: (broken) => broken && broken.values.length > 0 && flow.part(otherViolation(broken)),
  migrations: (plan) => flow.part(migrationTests(plan)),
});

const sqliteUrl = py`
  @${pytest}.fixture(scope="session")
  def database_url(tmp_path_factory: ${pytest}.TempPathFactory) -> str:
      """An empty database for each process that runs tests."""
      return ${fstring('file:', py`tmp_path_factory.mktemp("database")`, '/test.db')}
`;

const postgresUrl = py`
  @${pytest}.fixture(scope="session")
  async def database_url() -> str:
      """An empty database for each process that runs tests."""
      url = ${os}.environ["TEST_DATABASE_URL"]
      worker = ${os}.environ.get("PYTEST_XDIST_WORKER")
      return await create_database(url, worker) if worker else url


  async def create_database(url: str, worker: str) -> str:
      """Create a database of its own for a worker of pytest-xdist, beside that of \`url\`."""
      server, _, given = url.rpartition("/")
      name = ${cast}("${LiteralString}", f"{given}_{worker}")
      async with ${connect}(url) as db:
          await db.execute_raw(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
          await db.execute_raw(f'CREATE DATABASE "{name}"')
      return f"{server}/{name}"
`;

const migrateHelper = py`
  async def migrate(db: ${prisma.Prisma}) -> None:
      """Make the tables, as \`prisma migrate deploy\` does."""
      folder = ${pathlib.Path}(__file__).parents[1] / "prisma" / "migrations"
      for file in sorted(folder.glob("*/migration.sql")):
          for statement in file.read_text().strip().split(";\n"):
              await db.execute_raw(${cast}("${LiteralString}", statement))
`;

const listEntry = (model: Part, field: FieldPlan, row: Part): Part =>
  py`(${[model, field.json]}): (${[field.list!.rows, row]}),`;

/** Every list of a service: who has it, and what its rows are. */
function listEntries(plan: ServicePlan): Part[] {
  return plan.resources.flatMap((resource) =>
    resource.lists.map((field) => listEntry(resource.model, field, resource.own('models', field.list!.className))),
  );
}

/** JSON has fewer types than columns, but models convert what they are made of. */
const rowHelpers = (plan: ServicePlan): Part => {
  const lists = listEntries(plan);
  return py`
    ${
      lists.length > 0 &&
      py`
        # The rows of lists, by the model and the name in JSON.
        LISTS: dict[tuple[type[${Any}], str], tuple[str, type[${Any}]]] = {
            ${lists}
        }
      `
    }


    def attributes(model: type[${Any}], values: Json) -> Json:
        """JSON values as \`model\` is made of them."""
        found: Json = {}
        for name, value in values.items():
            ${
              lists.length > 0 &&
              py`
                if (model, name) in LISTS:
                    rows, row = LISTS[model, name]
                    found[rows] = row.rows(value)
                    continue
              `
            }
            attribute = name if name in model.model_fields else f"{name}_"
            found[attribute] = ${json}.dumps(value) if isinstance(value, dict | list) else value
        return found


    def stored(model: type[${Any}], values: Json) -> Json:
        """JSON values as the client stores them."""
        found: Json = {}
        for name, value in attributes(model, values).items():
            ${
              lists.length > 0 &&
              py`
                if isinstance(value, list):
                    found |= ${replaced}({name: value})
                    continue
              `
            }
            adapter: ${pydantic.TypeAdapter}[${Any}] = ${pydantic.TypeAdapter}(model.model_fields[name].rebuild_annotation())
            found[name] = adapter.dump_python(adapter.validate_python(value))
        return found
  `;
};

const withoutDatabase = (flow: Flow): Part => py`
  async def test_not_ready_without_a_database(client: ${Caller}, app: ${FastAPI}) -> None:
      ${flow.part(py`await ${db}.disconnect()`)}

      ${assert_problem}(await client.get("/health/ready"), 503, "service-unavailable")
      assert (await client.get("/health/live")).status_code == 200
      ${flow.part(py`await ${db}.connect()`)}
`;

/** An error of the database that no table of violations names. */
const otherViolation = ({ model, values }: BrokenRow): Part => py`
  async def test_only_the_named_violation_is_translated(app: ${FastAPI}) -> None:
      row = ${model}(${values})

      with ${pytest}.raises(${exceptions.ForeignKeyViolationError}), ${database.translated}({"uq_others": ZeroDivisionError}):
          await ${model}.prisma(app.state.db).create(data=${everything}(row))
`;

/** The migrations make every column that the client reads. */
function migrationTests(plan: ServicePlan): Part {
  const models = [
    ...(plan.hasAccounts
      ? [authModels.User, ...plan.accountTables.own.map((each) => new Sym('app.auth.models', each.className))]
      : []),
    ...plan.resources.map((each) => each.model),
  ];
  return py`
    async def test_migrations_make_what_the_client_reads(app: ${FastAPI}) -> None:
        ${models.map((model) => py`assert await ${model}.prisma(app.state.db).find_first() is None`)}
  `;
}
