/** Columns: their Python type, their SQLAlchemy type, and the same in a migration. */
import type { Field } from '../../../design/api-design.ts';
import { columnLength, decimalDigits } from '../../../plan/index.ts';
import { database } from '../../../plan/own-symbols.ts';
import { dates, decimals, modules, pydantic, sa, uuids } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ColumnTypes } from '../shared/tables.ts';

export interface ColumnType {
  /** What `Mapped[…]` holds, when it is not null. */
  readonly python: Part;
  /** The SQLAlchemy type; undefined when the annotation says enough. */
  readonly sqlalchemy: Part | undefined;
  /** The type in a migration. */
  readonly migration: Part;
}

const alembic = modules.sa;

/** Text of at most `length` characters. */
const textType = (length: number): ColumnType => ({
  python: new Name('str'),
  sqlalchemy: py`${sa.String}(${length})`,
  migration: py`${alembic}.String(length=${length})`,
});

const plain = (python: Part, migration: Part): ColumnType => ({ python, sqlalchemy: undefined, migration });

const UUID_TYPE = plain(uuids.UUID, py`${alembic}.Uuid()`);
const TIMESTAMP_TYPE = plain(dates.datetime, py`${alembic}.DateTime(timezone=True)`);
const VERSION_TYPE = plain(new Name('int'), py`${alembic}.Integer()`);

/** A JSON document that is never null. */
const JSON_TYPE: ColumnType = {
  python: pydantic.JsonValue,
  sqlalchemy: sa.JSON,
  migration: py`${alembic}.JSON()`,
};

/** A list of texts, or null. */
const TEXTS_TYPE: ColumnType = {
  python: py`list[str]`,
  sqlalchemy: py`${sa.JSON}(none_as_null=True)`,
  migration: py`${alembic}.JSON(none_as_null=True)`,
};

/** The type of one value of `field`. */
export function columnType(field: Field): ColumnType {
  switch (field.type) {
    case 'text':
      return { python: new Name('str'), sqlalchemy: sa.Text, migration: py`${alembic}.Text()` };
    case 'int':
      return VERSION_TYPE;
    case 'float':
      return plain(new Name('float'), py`${alembic}.Double[float]()`);
    case 'bool':
      return plain(new Name('bool'), py`${alembic}.Boolean()`);
    case 'datetime':
      return TIMESTAMP_TYPE;
    case 'date':
      return plain(dates.date, py`${alembic}.Date()`);
    case 'time':
      return plain(dates.time, py`${alembic}.Time()`);
    case 'uuid':
      return UUID_TYPE;
    case 'decimal':
    case 'money':
      return decimal(field);
    case 'json':
      return {
        python: pydantic.JsonValue,
        sqlalchemy: py`${sa.JSON}(none_as_null=True)`,
        migration: py`${alembic}.JSON(none_as_null=True)`,
      };
    default:
      return textType(columnLength(field));
  }
}

/** SQLite has no exact decimals, so there they are whole numbers of the smallest unit. */
function decimal(field: Field): ColumnType {
  const { precision, scale } = decimalDigits(field);
  return {
    python: decimals.Decimal,
    sqlalchemy: py`${database.ExactDecimal}(${precision}, ${scale})`,
    migration: py`${alembic}.Numeric(precision=${precision}, scale=${scale}).with_variant(${alembic}.BigInteger(), "sqlite")`,
  };
}

/** The types of all columns. */
export const TYPES: ColumnTypes<ColumnType> = {
  uuid: UUID_TYPE,
  timestamp: TIMESTAMP_TYPE,
  integer: VERSION_TYPE,
  json: JSON_TYPE,
  texts: TEXTS_TYPE,
  text: textType,
  of: columnType,
};
