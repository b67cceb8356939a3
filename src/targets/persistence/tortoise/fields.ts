/** app/core/fields.py: fields that Tortoise has not, or that do not do the same on every database. */
import type { Field } from '../../../design/api-design.ts';
import { isDecimal, type ServicePlan } from '../../../plan/index.ts';
import { dates, decimals, modules, typing, typingExtensions } from '../../../plan/symbols.ts';
import { from, type ModuleSpec, paragraphs, py } from '../../../python/index.ts';
import { allCounters } from '../shared/actions.ts';
import { connection, fieldTypes, models } from './symbols.ts';

const { Any } = typing;
const { override } = typingExtensions;
const { T_DATETIME, T_DECIMAL, T_TIME } = from('tortoise.fields.data', 'T_DATETIME', 'T_DECIMAL', 'T_TIME');
const { DecimalField } = from('tortoise.fields', 'DecimalField');

/** The module; times are in every project, because accounts have one. */
export const fieldsModule = (plan: ServicePlan): ModuleSpec => {
  const { accountTables, hasRoles, hasScopes, resources, account } = plan;
  const all = [...resources.flatMap((each) => each.fields), ...account.fields];
  const uses = (...types: Field['type'][]): boolean => all.some(({ field }) => types.includes(field.type));
  const decimal = uses('decimal', 'money');
  const time = uses('time');
  return {
    path: 'app/core/fields.py',
    doc: 'Fields that are the same on every database.',
    body: paragraphs(
      (decimal || time) && isSqlite,
      instant,
      decimal && exactDecimal,
      countsDecimals(plan) && keptDecimal,
      time && timeOfDay,
      (uses('json') || (accountTables.keepsGrants && (hasRoles || hasScopes))) && document,
    ),
  };
};

const countsDecimals = ({ resources }: ServicePlan): boolean =>
  resources.some((each) => allCounters(each).some(({ field }) => isDecimal(field.field)));

const keptDecimal = py`
  def kept_decimal(value: ${decimals.Decimal}, places: int) -> ${decimals.Decimal} | int:
      """Return a decimal as an ExactDecimalField keeps it, for arithmetic in the database."""
      return int(value.scaleb(places)) if _is_sqlite() else value
`;

const isSqlite = py`
  def _is_sqlite() -> bool:
      return ${connection.get_connection}("default").capabilities.dialect == "sqlite"
`;

const instance = py`instance: type[${models.Model}] | ${models.Model}`;

const instant = py`
  class InstantField(${fieldTypes.DatetimeField}[${T_DATETIME}]):
      """Moment in time, which is stored and compared in UTC."""

      @${override}
      def to_db_value(self, value: ${Any}, ${instance}) -> ${Any}:
          moment = value.astimezone(${dates.UTC}) if isinstance(value, ${dates.datetime}) else value
          return super().to_db_value(moment, instance)
`;

const exactDecimal = py`
  class ExactDecimalField(${DecimalField}[${T_DECIMAL}]):
      """Decimal that SQLite, which has none, keeps as a whole number of its smallest unit."""

      class _db_sqlite:  # noqa: N801  # pyright: ignore[reportIncompatibleVariableOverride]
          SQL_TYPE = "BIGINT"

      @${override}
      def to_db_value(self, value: ${Any}, ${instance}) -> ${Any}:
          if value is None or not _is_sqlite():
              return value
          return int(value.scaleb(self.decimal_places))

      @${override}
      def to_python_value(self, value: ${Any}) -> ${decimals.Decimal} | None:
          if isinstance(value, int):
              return ${decimals.Decimal}(value).scaleb(-self.decimal_places)
          return super().to_python_value(value)
`;

const timeOfDay = py`
  class TimeOfDayField(${fieldTypes.TimeField}[${T_TIME}]):
      """Time of day, whatever the zone."""

      class _db_postgres:  # noqa: N801  # pyright: ignore[reportIncompatibleVariableOverride]
          SQL_TYPE = "TIME"

      @${override}
      def to_db_value(self, value: ${Any}, ${instance}) -> ${Any}:
          return value.isoformat() if value is not None and _is_sqlite() else value

      @${override}
      def to_python_value(self, value: ${Any}) -> ${dates.time} | None:
          return ${dates.time}.fromisoformat(value) if isinstance(value, str) else value
`;

const document = py`
  T = ${typing.TypeVar}("T")


  class DocumentField(${fieldTypes.JSONField}[T]):
      """JSON as it was given: PostgreSQL's JSONB would sort the keys."""

      class _db_postgres:  # noqa: N801  # pyright: ignore[reportIncompatibleVariableOverride]
          SQL_TYPE = "JSON"

      @${override}
      def to_db_value(self, value: ${Any}, ${instance}) -> str | None:
          return None if value is None else ${modules.json}.dumps(value)
`;
