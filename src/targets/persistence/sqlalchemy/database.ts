/** Engine, declarative base and the per-request session. */
import { type ServicePlan, usesDecimals, usesLinks, usesReferences } from '../../../plan/index.ts';
import { changesRows, claimsRows } from '../shared/procedures.ts';
import { connections } from './connections.ts';
import type { Driver } from './drivers.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import {
  abc,
  contexts,
  dates,
  decimals,
  orm,
  sa,
  saAsync,
  saExc,
  saTypes,
  typing,
  typingExtensions,
  uuids,
} from '../../../plan/symbols.ts';

const { Generator, Mapping } = abc;
const { contextmanager } = contexts;
const { UTC, datetime } = dates;
const { Any, ClassVar } = typing;
const { DateTime, Dialect, MetaData, Uuid } = sa;
const { IntegrityError } = saExc;
const { AsyncSession } = saAsync;
const { DeclarativeBase } = orm;
const { TypeDecorator } = saTypes;
const { override } = typingExtensions;

const referenceCheck = py`
  async def check_reference(session: ${AsyncSession}, location: str, statement: ${sa.Select}[${uuids.UUID}]) -> None:
      """Raise unless \`statement\` finds the row that the value at \`location\` refers to."""
      if await session.scalar(statement) is None:
          message = "There is no such row, or you may not see it"
          raise ${errors.UnknownReferenceError}(
              errors=[${errors.FieldError}(location=location, message=message, type="unknown_reference")]
          )
`;

const primaryKey = py`
  if [f"{table.name}.{each.name}" for each in table.primary_key] == columns:
      return str(table.primary_key.name)
`;

const changeFunction = py`
  async def change_one(session: ${AsyncSession}, statement: ${sa.Update} | ${sa.Delete}) -> bool:
      """Change a row, or delete it; tell whether it was there."""
      answer = statement.returning(${sa.literal}(1)).execution_options(synchronize_session=False)
      return await session.scalar(answer) is not None
`;

const claimFunction = py`
  async def claim_row(session: ${AsyncSession}, model: type[Base], *conditions: ${sa.ColumnElement}[bool]) -> None:
      """Keep the row of \`conditions\` as it is until the transaction ends; who else needs it waits."""
      # An UPDATE that changes nothing: SQLite has no SELECT FOR UPDATE.
      unchanged = ${sa.update}(model).where(*conditions).values(id=${sa.column}("id"))
      if not await change_one(session, unchanged):
          raise ${errors.EditConflictError}
`;

const exactDecimal = py`
  class ExactDecimal(${TypeDecorator}[${decimals.Decimal}]):
      """Decimal that SQLite, which has none, keeps as a whole number of its smallest unit."""

      impl = ${sa.Numeric}
      cache_ok = True

      def __init__(self, precision: int, scale: int) -> None:
          super().__init__(precision, scale)
          self._unit = ${decimals.Decimal}(1).scaleb(-scale)

      @property
      @${override}
      def python_type(self) -> type[${decimals.Decimal}]:
          return ${decimals.Decimal}

      @${override}
      def load_dialect_impl(self, dialect: ${Dialect}) -> ${saTypes.TypeEngine}[${Any}]:
          is_sqlite = dialect.name == "sqlite"
          return dialect.type_descriptor(${sa.BigInteger}() if is_sqlite else self.impl_instance)

      @${override}
      def process_bind_param(
          self, value: ${decimals.Decimal} | None, dialect: ${Dialect}
      ) -> ${decimals.Decimal} | int | None:
          if value is None or dialect.name != "sqlite":
              return value
          return int(value / self._unit)

      @${override}
      def process_result_value(self, value: ${Any} | None, dialect: ${Dialect}) -> ${decimals.Decimal} | None:
          if value is None:
              return None
          return value * self._unit if dialect.name == "sqlite" else value.quantize(self._unit)
`;

/** app/core/database.py. */
export const databaseModule = (plan: ServicePlan, driver: Driver): ModuleSpec => ({
  path: 'app/core/database.py',
  doc: 'Engine, declarative base and the per-request session.',
  body: driver.flow.part(py`
    def utc_now() -> ${datetime}:
        """Return the current time, always timezone-aware."""
        return ${datetime}.now(${UTC})


    class SqliteDateTime(${TypeDecorator}[${datetime}]):
        """Times for SQLite, which keeps no zone: they are stored in UTC, and read as such."""

        impl = ${DateTime}
        cache_ok = True

        @${override}
        def process_bind_param(self, value: ${datetime} | None, dialect: ${Dialect}) -> ${datetime} | None:
            return value and value.astimezone(${UTC})

        @${override}
        def process_result_value(self, value: ${datetime} | None, dialect: ${Dialect}) -> ${datetime} | None:
            return value and value.replace(tzinfo=${UTC})


    ${usesDecimals(plan) && exactDecimal}


    class Base(${DeclarativeBase}):
        ${
          plan.has.migrations
            ? py`"""Base of all tables; named constraints keep migrations reversible on every database."""`
            : py`"""Base of all tables; constraints have the same names on every database."""`
        }

        metadata = ${MetaData}(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        )
        type_annotation_map: ${ClassVar}[dict[${Any}, ${Any}]] = {
            ${datetime}: ${DateTime}(timezone=True).with_variant(SqliteDateTime(), "sqlite"),
            ${uuids.UUID}: ${Uuid},
        }


    ${connections(plan, driver)}


    # What \`violated\` says of a broken reference: SQLite does not name the constraint.
    FOREIGN_KEY = "FOREIGN KEY"


    def violated(error: ${IntegrityError}) -> str | None:
        """Return the name of the constraint that was violated, or \`FOREIGN_KEY\`."""
        message = str(error.orig)
        ${driver.diagnosis}
        if message == "FOREIGN KEY constraint failed" or sqlstate == "23503":
            return FOREIGN_KEY
        if constraint is not None:
            return constraint
        return _unique_index(message.removeprefix("UNIQUE constraint failed: ").split(", "))


    def _unique_index(columns: list[str]) -> str | None:
        # SQLite names the columns, as in "posts.slug".
        for table in Base.metadata.tables.values():
            for index in table.indexes:
                if index.unique and [f"{table.name}.{each.name}" for each in index.columns] == columns:
                    return index.name
            ${usesLinks(plan) && primaryKey}
        return None


    @${contextmanager}
    def translated(violations: ${Mapping}[str, type[Exception]]) -> ${Generator}[None]:
        """Raise the error that \`violations\` has for the constraint that the block violates."""
        try:
            yield
        except ${IntegrityError} as cause:
            error = violations.get(violated(cause) or "")
            if error is None:
                raise
            raise error from cause


    ${usesReferences(plan) && referenceCheck}


    ${changesRows(plan.resources) && changeFunction}


    ${claimsRows(plan.resources) && claimFunction}

  `),
});
