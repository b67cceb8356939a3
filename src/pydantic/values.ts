/** The Pydantic type of a field: in requests with all its constraints, in responses and queries as plain as can be. */
import type { Field, JsonValue } from '../design/api-design.ts';
import {
  columnLength,
  decimalDigits,
  type FieldPlan,
  INT_MAX,
  INT_MIN,
  isFreeText,
  maxItems,
  maxLength,
  minLength,
  pascal,
  singularOf,
} from '../plan/index.ts';
import { database } from '../plan/own-symbols.ts';
import { dates, decimals, modules, pydantic, typing, uuids } from '../plan/symbols.ts';
import { infix, isPresent, Name, type Part, prose, py, regex, value } from '../python/index.ts';
import { types } from './types.ts';

const { Annotated } = typing;
const { secrets } = modules;
const { AfterValidator, BeforeValidator, Field: FieldInfo, Strict, StringConstraints, WithJsonSchema } = pydantic;
const { Decimal } = decimals;

const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$';

/** A type alias of a schemas module, such as `Title = Annotated[str, …]`. */
export interface Alias {
  readonly name: string;
  readonly code: Part;
}

/** How a schemas module writes the type of one field. */
export interface ValueType {
  /** Definitions that the annotation needs, in order. */
  readonly aliases: readonly Alias[];
  /** In a request body. */
  readonly request: Part;
  /** One value of it, as a query parameter takes it. */
  readonly item: Part;
  /** In a response. */
  readonly response: Part;
}

/**
 * The types of `fields` in the schemas of the class `owner`, such as `Post`. Their aliases, which begin with `prefix`, do not
 * clash with each other or with the names of `taken`, to which they are added.
 */
export function valueTypes(
  fields: readonly FieldPlan[],
  owner: string,
  { prefix = '', taken = new Set<string>() }: { readonly prefix?: string; readonly taken?: Set<string> } = {},
): ReadonlyMap<FieldPlan, ValueType> {
  for (const suffix of ['Create', 'Update', 'Read', 'Sort', 'Query']) taken.add(owner + suffix);
  for (const plan of fields) taken.add(plan.enumClass);
  const claim = (name: string): string => {
    let free = prefix + name;
    while (taken.has(free)) free += 'Value';
    taken.add(free);
    return free;
  };
  return new Map(
    fields.map((plan) => [
      plan,
      plan.link ? linkType(plan, claim) : plan.field.list ? listType(plan, claim) : singleType(plan, claim),
    ]),
  );
}

function singleType(plan: FieldPlan, claim: (name: string) => string): ValueType {
  const { description } = plan.field;
  const info = description !== undefined && py`${FieldInfo}(description=${prose(description, 20)})`;
  const item = itemType(plan, () => claim(pascal(plan.field.name)), info);
  return { aliases: item.aliases, request: item.type, item: item.type, response: plainType(plan) };
}

/** The ids of a many-to-many relation: a type that is shared, unless something is said about these. */
function linkType(plan: FieldPlan, claim: (name: string) => string): ValueType {
  const { description } = plan.field;
  const shared = { item: types.Id, response: py`list[${plainType(plan)}]` };
  if (description === undefined) return { ...shared, aliases: [], request: types.Ids };
  const name = claim(pascal(plan.field.name));
  const code = py`${new Name(name)} = ${Annotated}[${types.Ids}, ${FieldInfo}(description=${prose(description, 20)})]`;
  return { ...shared, aliases: [{ name, code }], request: new Name(name) };
}

function listType(plan: FieldPlan, claim: (name: string) => string): ValueType {
  const { field } = plan;
  const item = itemType(plan, () => claim(pascal(itemName(field.name))), false);
  const name = claim(pascal(field.name));
  const code = py`${new Name(name)} = ${Annotated}[${[
    py`list[${item.type}]`,
    py`${FieldInfo}(${[
      field.min !== undefined && field.min > 0 && py`min_length=${field.min}`,
      py`max_length=${maxItems(field)}`,
      listDescription(field),
    ]})`,
    field.unique && py`${AfterValidator}(${types.sorted_set})`,
  ]}]`;
  return {
    aliases: [...item.aliases, { name, code }],
    request: new Name(name),
    item: item.type,
    response: py`list[${plainType(plan)}]`,
  };
}

const itemName = (list: string): string => (singularOf(list) === list ? `${list}_item` : singularOf(list));

function listDescription(field: Field): Part {
  const note = field.unique ? 'Order does not matter; duplicates are dropped.' : undefined;
  const text = [field.description, note].filter(Boolean).join(' ');
  return text !== '' && py`description=${prose(text, 20)}`;
}

interface ItemType {
  readonly aliases: readonly Alias[];
  readonly type: Part;
}

function itemType(plan: FieldPlan, alias: () => string, info: Part): ItemType {
  const direct = directType(plan);
  if (direct && !isPresent(info)) return { aliases: [], type: direct };
  const name = alias();
  const code = py`${new Name(name)} = ${Annotated}[${[...(direct ? [direct] : constrainedType(plan)), info]}]`;
  return { aliases: [{ name, code }], type: new Name(name) };
}

/** A type that needs no alias, because nothing about it is special to this field. */
function directType({ field, enumClass }: FieldPlan): Part | undefined {
  switch (field.type) {
    case 'bool':
      return new Name('bool');
    case 'int':
      return field.min === undefined && field.max === undefined ? types.Int32 : undefined;
    case 'float':
      return field.min === undefined && field.max === undefined ? pydantic.FiniteFloat : undefined;
    case 'datetime':
      return types.DateTime;
    case 'date':
      return types.Date;
    case 'time':
      return types.Time;
    case 'uuid':
      return types.Id;
    case 'email':
      return types.Email;
    case 'url':
      return field.pattern === undefined ? types.Url : undefined;
    case 'json':
      return types.Json;
    case 'enum':
      return py`${Annotated}[${new Name(enumClass)}, ${Strict}(False)]`;
    default:
      return undefined;
  }
}

/** The type and its constraints, as the arguments of `Annotated`. */
function constrainedType(plan: FieldPlan): Part[] {
  const { field } = plan;
  const bound = <T>(limit: T | undefined, fallback: T): T => (field.list ? fallback : (limit ?? fallback));
  switch (field.type) {
    case 'int':
      return [
        new Name('int'),
        py`${FieldInfo}(ge=${bound(field.min, INT_MIN)}, le=${bound(field.max, INT_MAX)})`,
        // Last, so that the schema of the bounds is that of an integer.
        py`${BeforeValidator}(${types.whole_number})`,
      ];
    case 'float':
      return [pydantic.FiniteFloat, py`${FieldInfo}(${limits(field)})`];
    case 'decimal':
    case 'money':
      return decimalType(field);
    default:
      return textType(field);
  }
}

/** The bounds of numbers, each printed by `limit`. */
const limits = (field: Field, limit: (given: number) => Part = (given) => py`${given}`): Part[] =>
  field.list
    ? []
    : [field.min !== undefined && py`ge=${limit(field.min)}`, field.max !== undefined && py`le=${limit(field.max)}`];

/** A bound of decimals: as a float, 0.001 is greater than the decimal of that name. */
const exactLimit =
  (field: Field) =>
  (given: number): Part =>
    Number.isInteger(given) ? py`${given}` : py`${Decimal}(${decimalText(given, field)})`;

function decimalType(field: Field): Part[] {
  const { precision, scale } = decimalDigits(field);
  const sign = !field.list && field.min !== undefined && field.min >= 0 ? '' : '-?';
  const fraction = scale > 0 ? `(\\.[0-9]{1,${scale}})?` : '';
  const pattern = `^${sign}[0-9]{1,${wholeDigits(field)}}${fraction}$`;
  return [
    Decimal,
    py`${Strict}(False)`,
    py`${BeforeValidator}(${types.decimal_text})`,
    py`${FieldInfo}(${[py`max_digits=${precision}`, py`decimal_places=${scale}`, ...limits(field, exactLimit(field))]})`,
    py`${AfterValidator}(${types.at_scale}(${scale}))`,
    py`${WithJsonSchema}({"type": "string", "pattern": ${regex(pattern)}, "examples": [${decimalExample(field)}]})`,
  ];
}

/** How many digits there can be before the point. */
function wholeDigits(field: Field): number {
  const { precision, scale } = decimalDigits(field);
  const most = Math.max(1, precision - scale);
  if (field.list || field.max === undefined) return most;
  const longest = Math.max(Math.abs(field.max), Math.abs(field.min ?? field.max));
  return Math.min(most, Math.trunc(longest).toString().length);
}

/** A decimal within the bounds, as text. */
export function decimalExample(field: Field): string {
  const { scale } = decimalDigits(field);
  const low = field.list ? 0 : (field.min ?? 0);
  const high = field.list ? undefined : field.max;
  const preferred = Math.max(low, high === undefined ? Math.max(low, 9) : Math.min(high, Math.max(low, 9)));
  return preferred.toFixed(scale);
}

function textType(field: Field): Part[] {
  const max = maxLength(field) ?? columnLength(field);
  if (field.pattern !== undefined || field.type === 'slug') {
    const pattern = field.pattern ?? SLUG;
    const custom = pattern !== SLUG;
    return [
      new Name('str'),
      py`${StringConstraints}(${[
        field.min !== undefined && !field.list && field.min > 1 && py`min_length=${field.min}`,
        py`max_length=${max}`,
        py`pattern=${regex(pattern)}`,
      ]})`,
      custom && py`${AfterValidator}(${types.no_nul})`,
      !custom && py`${FieldInfo}(examples=["hello-world"])`,
    ];
  }
  const min = minLength(field);
  return [
    new Name('str'),
    py`${StringConstraints}(${[
      field.type === 'string' && min <= 1 && py`strip_whitespace=True`,
      min > 1 && py`min_length=${min}`,
      py`max_length=${max}`,
      py`pattern=${min === 1 && isFreeText(field.type) ? types.NOT_BLANK : types.NO_NUL}`,
    ]})`,
  ];
}

/** The Python type of one value, without constraints: what is stored and what a response holds. */
export function plainType({ field, enumClass }: FieldPlan): Part {
  switch (field.type) {
    case 'bool':
    case 'int':
    case 'float':
      return new Name(field.type);
    case 'decimal':
    case 'money':
      return Decimal;
    case 'datetime':
      return dates.datetime;
    case 'date':
      return dates.date;
    case 'time':
      return types.Time;
    case 'uuid':
      return uuids.UUID;
    case 'enum':
      return new Name(enumClass);
    case 'json':
      return pydantic.JsonValue;
    default:
      return new Name('str');
  }
}

export const orNull = (type: Part, nullable: boolean): Part => (nullable ? infix('|', [type, py`None`]) : type);

/** What a request model takes when a field is left out: a value, or what a call gives. */
export interface Fallback {
  readonly keyword: 'default' | 'default_factory';
  readonly value: Part;
}

const plain = (part: Part): Fallback => ({ keyword: 'default', value: part });
const made = (part: Part): Fallback => ({ keyword: 'default_factory', value: part });

/** What a create request takes when the field is left out; undefined when it must be given. */
export function fallbackOf(plan: FieldPlan): Fallback | undefined {
  const { field } = plan;
  if (field.required) return undefined;
  if (field.default === undefined) return plain(field.list ? py`[]` : py`None`);
  switch (field.default.kind) {
    case 'now':
      return made(database.utc_now);
    case 'today':
      return made(py`lambda: ${database.utc_now}().date()`);
    case 'uuid':
      return made(uuids.uuid4);
    case 'token':
      return made(py`lambda: ${tokenOf(field)}`);
    case 'value':
      return plain(defaultExpression(plan));
  }
}

const tokenOf = (field: Field): Part =>
  py`${secrets}.token_urlsafe(${Math.min(24, Math.floor((columnLength(field) * 3) / 4))})`;

/** A plain default as a Python expression of the right type. */
export function defaultExpression(plan: FieldPlan): Part {
  const { field } = plan;
  const given = field.default?.kind === 'value' ? field.default.value : null;
  if (given === null) return py`None`;
  if (field.type === 'enum' && !field.list) return py`${new Name(plan.enumClass)}(${value(given)})`;
  return field.list ? value(given) : storedLiteral(field, given);
}

/** A decimal with all its places, as databases give it back. */
function decimalText(given: JsonValue, field: Field): Part {
  const text = typeof given === 'number' ? String(given) : given;
  const { scale } = decimalDigits(field);
  const [, whole, fraction = ''] = (typeof text === 'string' && /^(-?\d+)(?:\.(\d*))?$/.exec(text)) || [];
  return value(whole === undefined || scale === 0 ? text : `${whole}.${fraction.padEnd(scale, '0')}`);
}

/** A plain value of the design as Python that has the type of the column. */
export function storedLiteral(field: Field, given: JsonValue): Part {
  const text = value(typeof given === 'number' ? String(given) : given);
  switch (field.type) {
    case 'decimal':
    case 'money':
      return py`${Decimal}(${decimalText(given, field)})`;
    case 'datetime':
      return py`${dates.datetime}.fromisoformat(${text})`;
    case 'date':
      return py`${dates.date}.fromisoformat(${text})`;
    case 'time':
      return py`${dates.time}.fromisoformat(${text})`;
    case 'uuid':
      return py`${uuids.UUID}(${text})`;
    default:
      return value(given);
  }
}
