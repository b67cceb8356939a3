/** app/core/database.py: how Tortoise is set up, and what violations of constraints mean. */
import { type ServicePlan, usesReferences } from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { abc, contexts, dates, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';
import { claimsRows } from '../shared/procedures.ts';
import { config, connection, constraints, context, exceptions, expressions, queries, tortoise } from './symbols.ts';

const { Generator, Mapping } = abc;

/** The module. */
export const databaseModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/core/database.py',
  doc: 'How Tortoise is set up, and what violations of constraints mean.',
  body: py`
    _MODELS = [
        ${modelModules(plan).map((each) => py`${each},`)}
    ]

    # Connections of one process.
    _POOL_SIZE = 20


    def utc_now() -> ${dates.datetime}:
        """Return the current time, always timezone-aware."""
        return ${dates.datetime}.now(${dates.UTC})


    def tortoise_config(url: str) -> ${config.TortoiseConfig}:
        """Return the configuration of Tortoise for the database of a URL."""
        tuning = "busy_timeout=5000" if url.startswith("sqlite") else f"maxsize={_POOL_SIZE}"
        separator = "&" if "?" in url else "?"
        return ${config.TortoiseConfig}(
            connections={"default": ${config.DBUrlConfig}(f"{url}{separator}{tuning}")},
            apps={"models": ${config.AppConfig}(${[py`_MODELS`, 'default', plan.has.migrations && py`migrations="migrations"`]})},
            use_tz=True,
            timezone="UTC",
        )


    @${contexts.asynccontextmanager}
    async def open_database(url: str) -> ${abc.AsyncGenerator}[None]:
        """Connect Tortoise for a command, which has no application around it."""
        async with ${context.TortoiseContext}() as context:
            await context.init(tortoise_config(url))
            yield


    async def ping() -> None:
        """Raise when the database does not answer."""
        await ${connection.get_connection}("default").execute_script("SELECT 1")


    ${!plan.has.migrations && createTables}


    # What \`violated\` says of a broken reference: SQLite does not name the constraint.
    FOREIGN_KEY = "FOREIGN KEY"


    def violated(error: ${exceptions.IntegrityError}) -> str | None:
        """Return the name of the constraint that was violated, or \`FOREIGN_KEY\`."""
        cause = error.args[0]
        message = str(cause)
        if message == "FOREIGN KEY constraint failed" or getattr(cause, "sqlstate", None) == "23503":
            return FOREIGN_KEY
        constraint: str | None = getattr(cause, "constraint_name", None)
        if constraint is not None:
            return constraint
        return _unique_index(message.removeprefix("UNIQUE constraint failed: ").split(", "))


    def _unique_index(columns: list[str]) -> str | None:
        # SQLite names the columns, as in "posts.slug".
        for table, constraint in _constraints():
            if [f"{table}.{each}" for each in constraint.fields] == columns:
                return constraint.name
        return None


    def _constraints() -> ${abc.Iterator}[tuple[str, ${constraints.UniqueConstraint}]]:
        # Every unique constraint, with its table.
        apps = ${tortoise.Tortoise}.apps
        for model in apps.get_models_iterable() if apps else ():
            for constraint in getattr(model.Meta, "constraints", ()):
                yield model.Meta.table, constraint


    @${contexts.contextmanager}
    def translated(violations: ${Mapping}[str, type[Exception]]) -> ${Generator}[None]:
        """Raise the error that \`violations\` has for the constraint that the block violates."""
        try:
            yield
        except ${exceptions.IntegrityError} as cause:
            error = violations.get(violated(cause) or "")
            if error is None:
                raise
            raise error from cause


    ${usesReferences(plan) && referenceCheck}


    ${claimsRows(plan.resources) && claimFunction}
  `,
});

const createTables = py`
  async def create_tables() -> None:
      """Create the tables that are missing, with the constraints that Tortoise leaves out of them."""
      await ${tortoise.Tortoise}.generate_schemas()
      for table, constraint in _constraints():
          columns = ", ".join(f'"{each}"' for each in constraint.fields)
          condition = f" WHERE {constraint.condition}" if constraint.condition else ""
          await ${connection.get_connection}("default").execute_script(
              f'CREATE UNIQUE INDEX IF NOT EXISTS "{constraint.name}" '
              f'ON "{table}" ({columns}){condition}'
          )
`;

const claimFunction = py`
  async def claim_row(rows: ${queries.QuerySet}[${typing.Any}], column: str) -> None:
      """Keep the only one of \`rows\` as it is until the transaction ends; who else needs it waits."""
      # An UPDATE that changes nothing: SQLite has no SELECT FOR UPDATE.
      if not await rows.update(**{column: ${expressions.F}(column)}):
          raise ${errors.EditConflictError}
`;

const modelModules = (plan: ServicePlan): string[] => [
  ...(plan.hasAccounts ? ['app.auth.models'] : []),
  ...plan.resources.map((resource) => `app.${resource.module}.models`),
];

const referenceCheck: Part = py`
  async def check_reference(location: str, rows: ${queries.QuerySet}[${typing.Any}]) -> None:
      """Raise unless \`rows\` holds the row that the value at \`location\` refers to."""
      if not await rows.exists():
          message = "There is no such row, or you may not see it"
          raise ${errors.UnknownReferenceError}(
              errors=[${errors.FieldError}(location=location, message=message, type="unknown_reference")]
          )
`;
