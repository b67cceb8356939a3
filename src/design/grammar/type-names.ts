/** The words that name types, relations and modifiers of a field line, with the spellings of other languages. */
import { SCALAR_TYPES, type ScalarType } from '../api-design.ts';

/** A type as a design may name it; the last two are known to the language and not compiled. */
export type WrittenType = ScalarType | 'file' | 'password';

/** What a relation line says: one row of the target, or many. */
export type RelationKind = 'belongsTo' | 'hasMany' | 'hasOne' | 'manyToMany';

export const TYPES: readonly WrittenType[] = [...SCALAR_TYPES, 'file', 'password'];

const ALIASES: readonly (readonly [WrittenType, string])[] = [
  ['string', 'str varchar char nvarchar phone'],
  ['text', 'longtext mediumtext markdown richtext html body'],
  ['int', 'integer bigint long smallint serial bigserial int32 int64 year'],
  ['float', 'number double real percent percentage float64'],
  ['decimal', 'numeric bigdecimal'],
  ['money', 'price currency amount'],
  ['bool', 'boolean flag bit'],
  ['datetime', 'timestamp timestamptz instant zoneddatetime localdatetime'],
  ['date', 'localdate'],
  ['time', 'localtime'],
  ['uuid', 'guid uuid4 uuid7 id'],
  ['email', 'emailstr'],
  ['url', 'anyurl httpurl uri link'],
  ['enum', 'choice literal select oneof'],
  ['json', 'jsonb object dict map any record'],
  ['file', 'image upload blob binary bytes'],
  ['password', 'secret secretstr'],
];

/** Other words for a type, in lower case. */
export const TYPE_ALIASES: ReadonlyMap<string, WrittenType> = new Map(
  ALIASES.flatMap(([type, words]) => words.split(' ').map((word): [string, WrittenType] => [word, type])),
);

/** What to write instead of types that there are not, in lower case. */
export const TYPE_ADVICE: ReadonlyMap<string, string> = new Map([
  ...['duration', 'interval', 'timedelta'].map(
    (word) => [word, 'int, with the unit in the name: minutes: int'] as const,
  ),
  ...['point', 'location', 'geo', 'geopoint', 'coordinates'].map(
    (word) => [word, 'two numbers, "latitude: float" and "longitude: float"'] as const,
  ),
]);

/** The type that a word names, in any spelling. */
export function typeNamed(word: string): WrittenType | undefined {
  const lower = word.toLowerCase();
  return TYPES.find((type) => type === lower) ?? TYPE_ALIASES.get(lower);
}

/** Whether a word is one of the language's own names of a type, not an alias that a resource may be called too. */
export const isCoreType = (word: string): boolean => TYPES.some((type) => type === word.toLowerCase());

/** Words that start a relation, in lower case. */
export const RELATION_WORDS: ReadonlyMap<string, RelationKind> = new Map([
  ['belongsto', 'belongsTo'],
  ['manytoone', 'belongsTo'],
  ['foreignkey', 'belongsTo'],
  ['fk', 'belongsTo'],
  ['ref', 'belongsTo'],
  ['references', 'belongsTo'],
  ['reference', 'belongsTo'],
  ['relation', 'belongsTo'],
  ['relationship', 'belongsTo'],
  ['hasmany', 'hasMany'],
  ['onetomany', 'hasMany'],
  ['manytomany', 'manyToMany'],
  ['manytomanyfield', 'manyToMany'],
  ['m2m', 'manyToMany'],
  ['habtm', 'manyToMany'],
  ['hasone', 'hasOne'],
  ['onetoone', 'hasOne'],
]);

export const LIST_WORDS: readonly string[] = ['list', 'array', 'set', 'sequence'];

/** Modifiers that are one word. */
export type Flag =
  | 'required'
  | 'optional'
  | 'nullable'
  | 'unique'
  | 'indexed'
  | 'readOnly'
  | 'writeOnly'
  | 'immutable'
  | 'pii'
  | 'embed'
  | 'primary'
  | 'cascade'
  | 'restrict'
  | 'set_null';

export const FLAGS: ReadonlyMap<string, Flag> = new Map([
  ['required', 'required'],
  ['notnull', 'required'],
  ['mandatory', 'required'],
  ['optional', 'optional'],
  ['nullable', 'nullable'],
  ['null', 'nullable'],
  ['unique', 'unique'],
  ['index', 'indexed'],
  ['indexed', 'indexed'],
  ['readonly', 'readOnly'],
  ['read_only', 'readOnly'],
  ['auto', 'readOnly'],
  ['writeonly', 'writeOnly'],
  ['write_only', 'writeOnly'],
  ['immutable', 'immutable'],
  ['pii', 'pii'],
  ['sensitive', 'pii'],
  ['embed', 'embed'],
  ['embedded', 'embed'],
  ['primary', 'primary'],
  ['pk', 'primary'],
  ['cascade', 'cascade'],
  ['restrict', 'restrict'],
  ['set_null', 'set_null'],
]);

/** Modifiers that carry a value. */
export type Keyed =
  | 'default'
  | 'min'
  | 'max'
  | 'range'
  | 'pattern'
  | 'precision'
  | 'scale'
  | 'values'
  | 'from'
  | 'description'
  | 'onDelete'
  | 'inverse'
  | 'through'
  | 'computed'
  | 'read'
  | 'write';

export const KEYED: ReadonlyMap<string, Keyed> = new Map([
  ['default', 'default'],
  ['min', 'min'],
  ['min_length', 'min'],
  ['minlength', 'min'],
  ['min_items', 'min'],
  ['minimum', 'min'],
  ['ge', 'min'],
  ['max', 'max'],
  ['max_length', 'max'],
  ['maxlength', 'max'],
  ['max_items', 'max'],
  ['maximum', 'max'],
  ['le', 'max'],
  ['length', 'range'],
  ['range', 'range'],
  ['pattern', 'pattern'],
  ['regex', 'pattern'],
  ['precision', 'precision'],
  ['max_digits', 'precision'],
  ['scale', 'scale'],
  ['decimal_places', 'scale'],
  ['values', 'values'],
  ['from', 'from'],
  ['description', 'description'],
  ['desc', 'description'],
  ['ondelete', 'onDelete'],
  ['on_delete', 'onDelete'],
  ['inverse', 'inverse'],
  ['through', 'through'],
  ['computed', 'computed'],
  ['read', 'read'],
  ['write', 'write'],
]);

/** Of those, the ones whose value may follow without a sign: `from title`. */
export const BARE_KEYED: ReadonlySet<Keyed> = new Set(['from', 'inverse', 'through', 'default', 'computed']);
