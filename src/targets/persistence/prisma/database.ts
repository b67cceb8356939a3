/** app/core/database.py: the client, what it takes, and what violations of constraints mean. */
import { allActions, type ServicePlan, usesReferences } from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { abc, contexts, contextvars, dates, fastapi, pathlib, pydantic, typing } from '../../../plan/symbols.ts';
import { from, type ModuleSpec, type Part, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';
import { claimsRows, needsTransaction } from '../shared/procedures.ts';
import { indexName } from '../shared/tables.ts';
import { linkKey } from './links.ts';
import { providerOf } from './providers.ts';
import { allTables } from './schema.ts';
import { exceptions, prisma } from './symbols.ts';
import { FIRST_MIGRATION } from './sql.ts';

const { Annotated, Any, cast } = typing;
const { Prisma } = prisma;
const { ForeignKeyViolationError, UniqueViolationError } = exceptions;
const { ContextVar } = contextvars;
const { timedelta } = dates;
const { TransactionManager } = from('prisma.client', 'TransactionManager');

/** The module. */
export const databaseModule = (plan: ServicePlan, flow: Flow): ModuleSpec => ({
  path: 'app/core/database.py',
  doc: 'The client of the database, what it takes, and what violations of constraints mean.',
  body: py`
    # What \`translated\` takes a broken reference for: databases do not agree on what to call it.
    FOREIGN_KEY = "FOREIGN KEY"

    # The columns of the unique indexes: databases tell which ones were not unique.
    _UNIQUE_COLUMNS = {
        ${[...uniqueIndexes(plan), ...linkKeys(plan)]}
    }

    # What the client stores. Its own types name columns, which functions for any table cannot.
    Stored = ${Any}

    ${providerOf(plan).escapes ? poolSize : folder}


    def utc_now() -> ${dates.datetime}:
        """Return the current time, always timezone-aware, and as exactly as Prisma keeps it."""
        now = ${dates.datetime}.now(${dates.UTC})
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


    ${providerOf(plan).escapes ? connectPostgres : connectSqlite}


    ${flow.part(getDatabase)}


    DatabaseDep = ${Annotated}[${Prisma}, ${fastapi.Depends}(get_database)]


    ${hasPasswords(plan) ? flow.part(sharedTransaction) : runsTransactions(plan) && transaction}


    ${!plan.has.migrations && flow.part(createTables)}


    def everything(row: ${pydantic.BaseModel}) -> Stored:
        """Return all columns of a row, and the rows of its lists, as the client creates them."""
        stored = row.model_dump(exclude_none=True)
        lists = {name for name, value in stored.items() if isinstance(value, list)}
        return stored | {name: {"create": stored[name]} for name in lists}


    def columns(row: ${pydantic.BaseModel}, *names: str) -> Stored:
        """Return some columns of a row as the client stores them."""
        return row.model_dump(include=set(names))


    ${changesLists(plan) && replaced}


    @${contexts.contextmanager}
    def translated(violations: ${abc.Mapping}[str, type[Exception]]) -> ${abc.Generator}[None]:
        """Raise the error that \`violations\` has for the constraint that the block violates."""
        try:
            yield
        except (${[ForeignKeyViolationError, UniqueViolationError]}) as cause:
            names = [name for name in violations if _is_violated(name, cause)]
            if not names:
                raise
            raise violations[names[0]] from cause


    def _is_violated(name: str, cause: ${ForeignKeyViolationError} | ${UniqueViolationError}) -> bool:
        if isinstance(cause, ${ForeignKeyViolationError}):
            return name == FOREIGN_KEY
        meta: dict[str, ${Any}] = cause.meta or {}
        return _UNIQUE_COLUMNS.get(name) == meta.get("target")


    ${usesReferences(plan) && referenceCheck}


    ${claimsRows(plan.resources) && flow.part(claimFunction(flow))}
  `,
});

const uniqueIndexes = (plan: ServicePlan): Part[] =>
  allTables(plan).flatMap((table) =>
    table.indexes
      .filter((index) => index.unique)
      .map((index) => py`${indexName(table.name, index)}: [${[...index.columns]}],`),
  );

const linkKeys = ({ resources }: ServicePlan): Part[] =>
  resources.flatMap(({ links }) =>
    links.map((each) => py`${linkKey(each)}: [${[each.list.parentKey, each.list.value]}],`),
  );

/** Whether any update changes a list, which takes more than one statement. */
const changesLists = ({ resources, account }: ServicePlan): boolean =>
  [...resources.filter(({ operations }) => operations.has('update')), account].some(({ lists }) =>
    lists.some(({ field }) => !field.readOnly && !field.immutable),
  );

/** Whether any resource changes in more than one statement. */
const runsTransactions = (plan: ServicePlan): boolean =>
  changesLists(plan) ||
  plan.resources.some((each) =>
    allActions(each).some(({ procedure }) => procedure !== undefined && needsTransaction(procedure)),
  );

const folder = py`
  # Relative paths start here, as they do for the commands of Prisma.
  _FOLDER = ${pathlib.Path}("prisma")
`;

const poolSize = py`
  # Connections of one process.
  _POOL_SIZE = 20
`;

const connectSqlite = py`
  def connect(url: str) -> ${Prisma}:
      """Make a client for the database of a URL; \`async with\` starts its engine and stops it."""
      path = _FOLDER.absolute() / url.removeprefix("file:")
      # One connection: writers of SQLite wait for each other anyway.
      return ${Prisma}(datasource={"url": f"file:{path}?connection_limit=1"}, use_dotenv=False)
`;

const connectPostgres = py`
  def connect(url: str) -> ${Prisma}:
      """Make a client for the database of a URL; \`async with\` starts its engine and stops it."""
      separator = "&" if "?" in url else "?"
      pool = f"{separator}connection_limit={_POOL_SIZE}"
      return ${Prisma}(datasource={"url": f"{url}{pool}"}, use_dotenv=False)
`;

const getDatabase = py`
  async def get_database(request: ${fastapi.Request}) -> ${Prisma}:
      """Provide the application's client."""
      return request.app.state.db
`;

const OPTIONS = py`max_wait=${timedelta}(seconds=10), timeout=${timedelta}(seconds=10)`;

const transaction = py`
  def in_transaction(db: ${Prisma}) -> ${TransactionManager}:
      """Begin a transaction, which may have to wait for others."""
      return db.tx(${OPTIONS})
`;

/** Accounts change in more than one object within a transaction. */
const sharedTransaction = py`
  _transaction: ${ContextVar}[${Prisma} | None] = ${ContextVar}("_transaction", default=None)


  @${contexts.asynccontextmanager}
  async def in_transaction(db: ${Prisma}) -> ${abc.AsyncGenerator}[${Prisma}]:
      """Begin a transaction, which may have to wait for others, and which \`current\` gives."""
      async with db.tx(${OPTIONS}) as tx:
          token = _transaction.set(tx)
          try:
              yield tx
          finally:
              _transaction.reset(token)


  def current(db: ${Prisma}) -> ${Prisma}:
      """Return the transaction that is under way, or else the client."""
      return _transaction.get() or db
`;

/** Whether accounts have passwords, which are changed together with what they open. */
const hasPasswords = ({ hasAccounts, accountTables }: ServicePlan): boolean =>
  hasAccounts && accountTables.user.some(({ name }) => name === 'password_hash');

const replaced = py`
  def replaced(lists: ${abc.Mapping}[str, ${abc.Sequence}[${pydantic.BaseModel}]]) -> Stored:
      """Return what gives lists other rows, as the client takes it."""
      nobody: dict[str, ${Any}] = {}
      return {
          name: {"deleteMany": nobody, "create": [row.model_dump() for row in rows]}
          for name, rows in lists.items()
      }
`;

const createTables = py`
  # Relative to the folder that commands are run in.
  _TABLES = ${pathlib.Path}(${FIRST_MIGRATION})


  async def create_tables(db: ${Prisma}) -> None:
      """Create the tables that are missing; those that are there stay as they are."""
      for statement in _statements():
          await db.execute_raw(${cast}("${typing.LiteralString}", statement))


  def _statements() -> list[str]:
      return _TABLES.read_text().strip().split(";\n")
`;

const referenceCheck: Part = py`
  def check_reference(location: str, found: int) -> None:
      """Raise unless the row that the value at \`location\` refers to was found."""
      if not found:
          message = "There is no such row, or you may not see it"
          raise ${errors.UnknownReferenceError}(
              errors=[${errors.FieldError}(location=location, message=message, type="unknown_reference")]
          )
`;

const claimFunction = (flow: Flow): Part => py`
  async def claim_row(update_many: ${abc.Callable}[..., ${flow.awaitable(py`int`)}], row: Stored) -> None:
      """Keep a row as it is until the transaction ends; who else needs it waits."""
      # An UPDATE that changes nothing: the client has no SELECT FOR UPDATE.
      if not await update_many(where=row, data={"id": row["id"]}):
          raise ${errors.EditConflictError}
`;
