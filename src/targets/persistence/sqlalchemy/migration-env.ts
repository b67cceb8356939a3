/** Runs migrations with the application's own settings and models. */
import { type ServicePlan, usesDecimals } from '../../../plan/index.ts';
import { importAs, type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import type { Driver } from './drivers.ts';
import { config, database } from '../../../plan/own-symbols.ts';
import { alembic, alembicApi, sa, saAsync, typing } from '../../../plan/symbols.ts';

const { Literal } = typing;
const { context } = alembic;
const { AutogenContext } = alembicApi;
const { Connection, pool } = sa;
const { create_async_engine } = saAsync;
const { load_settings } = config;
const { Base, ExactDecimal } = database;

const decimalItem = py`
  if kind == "type" and isinstance(item, ${ExactDecimal}):
      return f'sa.{item.impl_instance!r}.with_variant(sa.BigInteger(), "sqlite")'
`;

function modelModules(plan: ServicePlan): Part[] {
  const packages = [...(plan.hasAccounts ? ['auth'] : []), ...plan.resources.map((resource) => resource.module)];
  const symbols = packages.map((each) => importAs(`app.${each}`, 'models', `${each}_models`));
  return symbols.length === 1 ? [py`${symbols[0]},`] : symbols;
}

/** migrations/env.py. */
export const environmentModule = (plan: ServicePlan, driver: Driver): ModuleSpec => ({
  path: 'migrations/env.py',
  doc: "Runs migrations with the application's own settings and models.",
  body: driver.flow.part(py`
    # Importing the models is what fills the metadata.
    MODELS = (${modelModules(plan)})


    def run(connection: ${Connection} | None = None) -> None:
        """Run against \`connection\`, or only print SQL when there is none."""
        ${context}.configure(
            connection=connection,
            url=None if connection else database_url(),
            target_metadata=${Base}.metadata,
            render_item=render_item,
            literal_binds=connection is None,
            # SQLite cannot alter most things in place.
            render_as_batch=database_url().startswith("sqlite"),
        )
        with ${context}.begin_transaction():
            ${context}.run_migrations()


    def render_item(kind: str, item: object, _context: ${AutogenContext}) -> str | ${Literal}[False]:
        """Write our own types as plain ones, so that no migration imports the application."""
        if kind == "type" and isinstance(item, ${sa.DateTime}):
            return "sa.DateTime(timezone=True)"
        ${usesDecimals(plan) && decimalItem}
        return False


    async def run_online() -> None:
        """Connect, then migrate."""
        engine = ${create_async_engine}(database_url(), poolclass=${pool}.NullPool)
        async with engine.begin() as connection:
            ${driver.withConnection(new Name('run'))}
        await engine.dispose()


    def database_url() -> str:
        """Return the URL that Alembic was started with, or else the configured one."""
        return ${context}.config.get_main_option("sqlalchemy.url") or ${load_settings}().database_url


    if ${context}.is_offline_mode():
        run()
    else:
        ${driver.flow.run(py`run_online()`)}
  `),
});
