/** What differs between the databases: types of columns, and how text is searched. A schema is of one of them. */
import type { Config, Field } from '../../../design/api-design.ts';
import { columnLength, decimalDigits, type ServicePlan } from '../../../plan/index.ts';
import { dates, decimals, typing } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ColumnTypes } from '../shared/tables.ts';
import { columnTypes } from './symbols.ts';

const { Day, Document, exactly, GivenTexts, Id, Instant, Scaled, Texts, TimeOfDay, literal, midnight, units } =
  columnTypes;

export interface ColumnType {
  /** The annotation of an attribute that is not null: what Python has, and how the database keeps it. */
  readonly python: Part;
  /** The type in schema.prisma, with the attribute that says what it is in the database. */
  readonly prisma: string;
  readonly native: string;
  readonly sql: string;
  /** A value as conditions take it. */
  readonly stored: (value: Part) => Part;
}

/** Whether conditions take the values of Python as they are. */
export const takesValues = ({ stored }: ColumnType): boolean => stored === asIs;

export interface Provider {
  readonly types: ColumnTypes<ColumnType>;
  /** Whether wildcards in a text can be escaped; if not, a view shows texts without them. */
  readonly escapes: boolean;
  /** Whether keys have names, and tables get foreign ones when all of them are there. */
  readonly namesKeys: boolean;
}

const asIs = (value: Part): Part => value;
const asText = (value: Part): Part => py`str(${value})`;
const isoText = (value: Part): Part => py`${value}.isoformat()`;

const type = (
  python: Part,
  prisma: string,
  native: string,
  sql: string,
  stored: ColumnType['stored'] = asIs,
): ColumnType => ({ python, prisma, native, sql, stored });

const STR = new Name('str');

/** Types that both databases have. */
interface Names {
  readonly uuid: ColumnType;
  readonly timestamp: ColumnType;
  readonly moment: ColumnType;
  readonly float: ColumnType;
  readonly date: ColumnType;
  readonly decimal: (precision: number, scale: number) => ColumnType;
  readonly text: (length: number) => ColumnType;
}

function columns(names: Names): ColumnTypes<ColumnType> {
  const integer = type(new Name('int'), 'Int', '', 'INTEGER');
  return {
    uuid: names.uuid,
    timestamp: names.timestamp,
    integer,
    json: type(Texts, 'String', '', 'TEXT'),
    texts: type(GivenTexts, 'String', '', 'TEXT'),
    text: names.text,
    of: (field: Field) => {
      switch (field.type) {
        case 'text':
          return type(STR, 'String', '', 'TEXT');
        case 'int':
          return integer;
        case 'float':
          return names.float;
        case 'bool':
          return type(new Name('bool'), 'Boolean', '', 'BOOLEAN');
        case 'datetime':
          return names.moment;
        case 'date':
          return names.date;
        case 'time':
          return type(TimeOfDay, 'String', '', 'TEXT', isoText);
        case 'uuid':
          return names.uuid;
        case 'decimal':
        case 'money': {
          const { precision, scale } = decimalDigits(field);
          return names.decimal(precision, scale);
        }
        case 'json':
          return type(Document, 'String', '', 'TEXT');
        default:
          return names.text(columnLength(field));
      }
    },
  };
}

/** SQLite has neither dates nor exact decimals: those are text and whole numbers of the smallest unit. */
const sqlite: Provider = {
  escapes: false,
  namesKeys: false,
  types: columns({
    uuid: type(Id, 'String', '', 'TEXT', asText),
    timestamp: type(dates.datetime, 'DateTime', '', 'DATETIME'),
    moment: type(Instant, 'DateTime', '', 'DATETIME'),
    float: type(new Name('float'), 'Float', '', 'REAL'),
    date: type(Day, 'String', '', 'TEXT', isoText),
    decimal: (_precision, scale) =>
      type(
        py`${typing.Annotated}[${decimals.Decimal}, ${Scaled}(${scale})]`,
        'BigInt',
        '',
        'BIGINT',
        (value) => py`${units}(${[value, scale]})`,
      ),
    text: () => type(STR, 'String', '', 'TEXT'),
  }),
};

const postgresql: Provider = {
  escapes: true,
  namesKeys: true,
  types: columns({
    uuid: type(Id, 'String', '@db.Uuid', 'UUID', asText),
    timestamp: type(dates.datetime, 'DateTime', '@db.Timestamptz(3)', 'TIMESTAMPTZ(3)'),
    moment: type(Instant, 'DateTime', '@db.Timestamptz(3)', 'TIMESTAMPTZ(3)'),
    float: type(new Name('float'), 'Float', '', 'DOUBLE PRECISION'),
    date: type(Day, 'DateTime', '@db.Date', 'DATE', (value) => py`${midnight}(${value})`),
    decimal: (precision, scale) =>
      type(
        py`${typing.Annotated}[${decimals.Decimal}, ${exactly}(${scale})]`,
        'Decimal',
        `@db.Decimal(${precision}, ${scale})`,
        `DECIMAL(${precision},${scale})`,
      ),
    text: (length) => type(STR, 'String', `@db.VarChar(${length})`, `VARCHAR(${length})`),
  }),
};

const PROVIDERS: Readonly<Record<Config['database'], Provider>> = { sqlite, postgresql };

/** That of the database of a service. */
export const providerOf = ({ config }: Pick<ServicePlan, 'config'>): Provider => PROVIDERS[config.database];

/** A text that is searched for, in which nothing is a wildcard. */
export const literalText = (text: Part): Part => py`${literal}(${text})`;
