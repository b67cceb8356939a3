/** app/core/types.py: value types that the request models of several domains share. Only those in use are printed. */
import { abc, dates, decimals, maths, modules, pydantic, typing, uuids } from '../plan/symbols.ts';
import { MOST_LINKS } from '../plan/index.ts';
import { from, type ModuleSpec, paragraphs, type Part, py } from '../python/index.ts';

const { Annotated, Any } = typing;
const {
  AfterValidator,
  AwareDatetime,
  BeforeValidator,
  Field,
  JsonValue,
  PlainSerializer,
  Strict,
  StringConstraints,
  WithJsonSchema,
} = pydantic;
const { UTC, datetime } = dates;

/** Where the shared types are. */
export const TYPES_MODULE = 'app.core.types';

/** The shared types by name; importing one prints it. */
export const types = from(
  TYPES_MODULE,
  'NOT_BLANK',
  'NO_NUL',
  'Int32',
  'Id',
  'Ids',
  'DateTime',
  'Date',
  'Time',
  'Url',
  'Email',
  'Json',
  'SearchText',
  'at_scale',
  'decimal_text',
  'no_nul',
  'sorted_set',
  'whole_number',
);

interface Definition {
  readonly needs?: readonly string[];
  readonly code: Part;
}

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  NOT_BLANK: {
    code: py`
      # At least one visible character, and no NUL (PostgreSQL cannot store it).
      NOT_BLANK = r"^[^\x00]*[^\s\x00-\x1f\x7f][^\x00]*$"
    `,
  },
  NO_NUL: {
    code: py`
      # PostgreSQL cannot store NUL.
      NO_NUL = r"^[^\x00]*$"
    `,
  },
  no_nul: {
    code: py`
      def no_nul(text: str) -> str:
          """Refuse text with a NUL, which PostgreSQL cannot store."""
          if "\x00" in text:
              raise ValueError("Text must not contain NUL characters")
          return text
    `,
  },
  sorted_set: {
    code: py`
      def sorted_set(values: list[${Any}]) -> list[${Any}]:
          """Sort and drop duplicates."""
          return sorted(set(values))
    `,
  },
  iso_text: {
    code: py`
      def _iso_text(value: object) -> object:
          # Numbers, and text that is one, would be taken for seconds since 1970.
          if isinstance(value, int | float) or (
              isinstance(value, str) and not ${modules.re}.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", value)
          ):
              raise ValueError("Input should be text in ISO 8601 format, such as 2026-01-31")
          return value
    `,
  },
  whole_number: {
    code: py`
      def whole_number(value: object) -> object:
          """Take 3.0 for 3: JSON has one kind of number."""
          return int(value) if isinstance(value, float) and value.is_integer() else value
    `,
  },
  Int32: {
    needs: ['whole_number'],
    code: py`
      Int32 = ${Annotated}[
          int, ${Field}(ge=-2_147_483_648, le=2_147_483_647), ${BeforeValidator}(whole_number)
      ]
    `,
  },
  Id: {
    code: py`Id = ${Annotated}[${uuids.UUID}, ${Strict}(False)]`,
  },
  Ids: {
    needs: ['Id', 'sorted_set'],
    code: py`
      # Validation keeps their order, so that errors can say which of them is wrong.
      Ids = ${Annotated}[
          list[Id],
          ${Field}(max_length=${MOST_LINKS}, description="Order does not matter; duplicates are dropped."),
          ${PlainSerializer}(sorted_set),
      ]
    `,
  },
  DateTime: {
    needs: ['iso_text'],
    code: py`
      def _in_utc(value: ${datetime}) -> ${datetime}:
          try:
              return value.astimezone(${UTC})
          except OverflowError as error:
              raise ValueError("Input is out of range") from error


      DateTime = ${Annotated}[
          ${AwareDatetime}, ${Strict}(False), ${BeforeValidator}(_iso_text), ${AfterValidator}(_in_utc)
      ]
    `,
  },
  Date: {
    needs: ['iso_text'],
    code: py`Date = ${Annotated}[${dates.date}, ${Strict}(False), ${BeforeValidator}(_iso_text)]`,
  },
  Time: {
    code: py`
      _TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$"


      def _time_text(value: object) -> object:
          if isinstance(value, int | float) or (
              isinstance(value, str) and not ${modules.re}.fullmatch(_TIME, value)
          ):
              raise ValueError("Input should be a time such as 09:30 or 09:30:15")
          return value


      Time = ${Annotated}[
          ${dates.time},
          ${Strict}(False),
          ${BeforeValidator}(_time_text),
          ${WithJsonSchema}({"type": "string", "pattern": _TIME}),
      ]
    `,
  },
  Url: {
    code: py`
      Url = ${Annotated}[
          str, ${StringConstraints}(max_length=2000, pattern=r"^https?://[^\s\x00-\x1f\x7f]+$")
      ]
    `,
  },
  Email: {
    code: py`Email = ${Annotated}[${from('pydantic', 'EmailStr').EmailStr}, ${Field}(max_length=254)]`,
  },
  SearchText: {
    needs: ['NOT_BLANK'],
    code: py`SearchText = ${Annotated}[str, ${StringConstraints}(max_length=200, pattern=NOT_BLANK)]`,
  },
  decimal_text: {
    code: py`
      def decimal_text(value: object) -> object:
          """Refuse anything but plain decimal notation: no floats, exponents or spaces."""
          if isinstance(value, ${decimals.Decimal}):
              return value
          if not isinstance(value, str) or not ${modules.re}.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
              raise ValueError('Input should be decimal text such as "12.50"')
          return value
    `,
  },
  at_scale: {
    code: py`
      def at_scale(scale: int) -> ${abc.Callable}[[${decimals.Decimal}], ${decimals.Decimal}]:
          """Make a validator that gives a number all its decimal places, as the database does."""
          unit = ${decimals.Decimal}(1).scaleb(-scale)

          def scaled(value: ${decimals.Decimal}) -> ${decimals.Decimal}:
              exact = value.quantize(unit, context=${decimals.Context}(prec=38))
              return exact or abs(exact)  # no negative zero

          return scaled
    `,
  },
  Json: {
    code: py`
      _JSON_DEPTH = 32


      def _storable(value: ${JsonValue}, depth: int = 0) -> ${JsonValue}:
          # Not everything that Python takes for JSON can be stored and sent again.
          if depth > _JSON_DEPTH:
              raise ValueError(f"JSON must not be nested deeper than {_JSON_DEPTH} levels")
          match value:
              case str():
                  if "\x00" in value:
                      raise ValueError("Text must not contain NUL characters")
                  value.encode()
              case float():
                  if not ${maths.isfinite}(value):
                      raise ValueError("Numbers must be finite")
              case list():
                  for item in value:
                      _storable(item, depth + 1)
              case dict():
                  for key, item in value.items():
                      _storable(key)
                      _storable(item, depth + 1)
              case _:
                  pass
          return value


      def _not_null(value: ${JsonValue}) -> ${JsonValue}:
          if value is None:
              raise ValueError("Input should not be null")
          return _storable(value)


      Json = ${Annotated}[
          ${JsonValue},
          ${AfterValidator}(_not_null),
          ${WithJsonSchema}({"type": ["object", "array", "string", "number", "boolean"]}),
      ]
    `,
  },
};

/** The module with the types that `used` names, in a fixed order; null when none is used. */
export function typesModule(used: ReadonlySet<string>): ModuleSpec | null {
  const wanted = new Set<string>();
  for (const name of used) {
    wanted.add(name);
    for (const need of DEFINITIONS[name]?.needs ?? []) wanted.add(need);
  }
  if (wanted.size === 0) return null;
  const order = Object.keys(DEFINITIONS).filter((name) => wanted.has(name));
  return {
    path: 'app/core/types.py',
    doc: 'Value types that several domains share.',
    body: paragraphs(order.map((name) => DEFINITIONS[name]!.code)),
  };
}
