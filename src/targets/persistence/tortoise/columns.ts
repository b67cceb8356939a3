/** Columns as fields of Tortoise, and their types in Python. */
import type { Field } from '../../../design/api-design.ts';
import { columnLength, decimalDigits } from '../../../plan/index.ts';
import { dates, decimals, pydantic, uuids } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ColumnTypes } from '../shared/tables.ts';
import { ownFields, tortoise } from './symbols.ts';

export interface ColumnType {
  /** What Python has for a value that is not null. */
  readonly python: Part;
  /** The class of the field. */
  readonly field: Part;
  /** Whether the class must be told the type of its values. */
  readonly generic: boolean;
  /** Its arguments that say what the column is. */
  readonly args: readonly Part[];
}

const { fields } = tortoise;
const INT = new Name('int');
const STR = new Name('str');

const builtIn = (python: Part, field: string, ...args: Part[]): ColumnType => ({
  python,
  field: py`${fields}.${new Name(field)}`,
  generic: false,
  args,
});

const own = (python: Part, field: Part, ...args: Part[]): ColumnType => ({ python, field, generic: true, args });

const TIMESTAMP = own(dates.datetime, ownFields.InstantField);
const UUID = builtIn(uuids.UUID, 'UUIDField');
const INTEGER = builtIn(INT, 'IntField');
const document = (python: Part): ColumnType => own(python, ownFields.DocumentField);

const text = (length: number): ColumnType => builtIn(STR, 'CharField', py`max_length=${length}`);

/** The type of one value of `field`. */
function columnType(field: Field): ColumnType {
  switch (field.type) {
    case 'text':
      return builtIn(STR, 'TextField');
    case 'int':
      return INTEGER;
    case 'float':
      return builtIn(new Name('float'), 'FloatField');
    case 'bool':
      return builtIn(new Name('bool'), 'BooleanField');
    case 'datetime':
      return TIMESTAMP;
    case 'date':
      return builtIn(dates.date, 'DateField');
    case 'time':
      return own(dates.time, ownFields.TimeOfDayField);
    case 'uuid':
      return UUID;
    case 'decimal':
    case 'money': {
      const { precision, scale } = decimalDigits(field);
      return own(
        decimals.Decimal,
        ownFields.ExactDecimalField,
        py`max_digits=${precision}`,
        py`decimal_places=${scale}`,
      );
    }
    case 'json':
      return document(pydantic.JsonValue);
    default:
      return text(columnLength(field));
  }
}

/** The types of all columns. */
export const TYPES: ColumnTypes<ColumnType> = {
  uuid: UUID,
  timestamp: TIMESTAMP,
  integer: INTEGER,
  json: document(py`list[str]`),
  texts: document(py`list[str]`),
  text,
  of: columnType,
};
