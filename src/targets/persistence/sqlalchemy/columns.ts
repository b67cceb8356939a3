/** Columns: their Python type, their SQLAlchemy type, and the same in a migration. */
import type { Field } from '../../../design/api-design.ts';
import { columnLength, decimalDigits, type FieldPlan } from '../../../plan/index.ts';
import { database } from '../../../plan/own-symbols.ts';
import { dates, decimals, modules, pydantic, sa, uuids } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';

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
export const textType = (length: number): ColumnType => ({
  python: new Name('str'),
  sqlalchemy: py`${sa.String}(${length})`,
  migration: py`${alembic}.String(length=${length})`,
});

const plain = (python: Part, migration: Part): ColumnType => ({ python, sqlalchemy: undefined, migration });

export const UUID_TYPE = plain(uuids.UUID, py`${alembic}.Uuid()`);
export const TIMESTAMP_TYPE = plain(dates.datetime, py`${alembic}.DateTime(timezone=True)`);
export const VERSION_TYPE = plain(new Name('int'), py`${alembic}.Integer()`);

/** A JSON document that is never null. */
export const JSON_TYPE: ColumnType = {
  python: pydantic.JsonValue,
  sqlalchemy: sa.JSON,
  migration: py`${alembic}.JSON()`,
};

/** A list of texts, or null. */
export const TEXTS_TYPE: ColumnType = {
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

/** A stored column of a table: what both the model and the migration print. */
export interface Column {
  readonly attribute: string;
  /** The name in the database. */
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

/** The columns that hold the fields of a table, lists apart. */
export const fieldColumns = (fields: readonly FieldPlan[]): Column[] =>
  fields
    .filter((plan) => !plan.list)
    .map((plan) => ({
      attribute: plan.attribute,
      name: plan.json,
      type: columnType(plan.field),
      nullable: plan.field.nullable,
    }));
