/** What the tests of a project do to its database without the API. */
import { authModels, database } from '../../../plan/own-symbols.ts';
import {
  alembic,
  alembicConfig,
  modules,
  pathlib,
  pydantic,
  sa,
  saAsync,
  typing,
  uuids,
} from '../../../plan/symbols.ts';
import { from, py } from '../../../python/index.ts';
import type { DatabaseTests } from '../../types.ts';
import { eitherDatabase, fromPython, MICROSECONDS } from '../shared/tests.ts';
import type { Driver } from './drivers.ts';
import { databaseTests, migrationTests, otherViolation, withoutDatabase } from './operations-tests.ts';

const { alembic_config } = from('tests.helpers', 'alembic_config');

/** What tests do with an application on these drivers. */
export const databaseParts = (driver: Driver): DatabaseTests => ({
  moment: MICROSECONDS,
  captured: fromPython,
  databaseUrl: () => eitherDatabase(driver.urls, createDatabase),
  migrate: py`await ${modules.asyncio}.to_thread(${alembic.command}.upgrade, ${alembic_config}(settings.database_url), "head")`,
  clean: () => py`
    async with app.state.database.engine.begin() as connection:
        for table in reversed(${database.Base}.metadata.sorted_tables):
            await connection.execute(table.delete())
  `,
  lifespanOf: (app) => py`${app}.router.lifespan_context(${app})`,
  helpers: { forMigrations: alembicHelper, forRows: () => typed },
  model: database.Base,
  insert: (variable, model, values) =>
    variable
      ? py`
          async with app.state.database.session() as session:
              ${variable} = ${model}(${values})
              session.add(${variable})
              await session.commit()
          return ${variable}
        `
      : py`
          async with app.state.database.session() as session:
              session.add(${model}(${values}))
              await session.commit()
        `,
  change: py`
    async with app.state.database.session() as session:
        stored = await session.get_one(model, ${uuids.UUID}(row["id"]))
        for name, value in typed(model, values).items():
            setattr(stored, name, value)
        await session.commit()
  `,
  insertJson: py`
    async with app.state.database.session() as session:
        row = model(**typed(model, values))
        session.add(row)
        await session.commit()
  `,
  changeAll: (model, values) => py`
    async with app.state.database.session() as session:
        await session.execute(${sa.update}(${model}).values(${values}))
        await session.commit()
  `,
  readAll: (model) => py`
    async with app.state.database.session() as session:
        rows = (await session.execute(${sa.select}(${model}.__table__))).all()
  `,
  mappings: py`
    async with app.state.database.session() as session:
        statement = ${sa.select}(model.__table__).order_by(model.__table__.c.id)
        rows = (await session.execute(statement)).mappings().all()
  `,
  onlyUser: py`
    async with app.state.database.session() as session:
        accounts = await session.scalars(${sa.select}(${authModels.User}))
        saved = accounts.one()
  `,
  find: (app, model, id) => py`
    async with ${app}.state.database.session() as session:
        saved = await session.get_one(${model}, ${id})
  `,
  withoutDatabase: withoutDatabase(driver),
  database: (broken) => [databaseTests(driver), broken && otherViolation(driver, broken)],
  migrations: () => migrationTests(driver),
});

const createDatabase = py`
  async def create_database(url: str, worker: str) -> str:
      """Create a database of its own for a worker of pytest-xdist, beside that of \`url\`."""
      engine = ${saAsync.create_async_engine}(url, isolation_level="AUTOCOMMIT")
      name = f"{engine.url.database}_{worker}"
      async with engine.connect() as connection:
          await connection.execute(${sa.text}(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
          await connection.execute(${sa.text}(f'CREATE DATABASE "{name}"'))
      await engine.dispose()
      return engine.url.set(database=name).render_as_string(hide_password=False)
`;

const typed = py`
  def typed(model: type[${database.Base}], values: Json) -> Json:
      """JSON values as the attributes of \`model\` hold them."""
      mapper = ${sa.inspect}(model)
      columns = {column.name: column for column in mapper.columns}
      attributes: Json = {}
      for name, value in values.items():
          if name not in columns:
              attributes[name] = value
              continue
          column = columns[name]
          adapter: ${pydantic.TypeAdapter}[${typing.Any}] = ${pydantic.TypeAdapter}(column.type.python_type)
          is_text = isinstance(value, str)
          attributes[mapper.get_property_by_column(column).key] = (
              adapter.validate_python(value) if is_text else value
          )
      return attributes
`;

const alembicHelper = py`
  def alembic_config(database_url: str) -> ${alembicConfig.Config}:
      """Configure Alembic for a database of the tests."""
      config = ${alembicConfig.Config}(${pathlib.Path}(__file__).parent.parent / "alembic.ini")
      config.set_main_option("sqlalchemy.url", database_url.replace("%", "%%"))
      return config
`;
