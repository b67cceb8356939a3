/** What things of a design are called in Python, SQL, URLs and prose. The only inflection and casing of the compiler. */
import { isKeyword } from '../python/index.ts';

/** Attributes that Pydantic models, SQLAlchemy models or generated classes have already. */
const TAKEN_ATTRIBUTES = new Set(
  (
    'bool bytes dict float frozenset int list object property set str super tuple ' +
    'metadata registry copy json schema construct validate parse_obj parse_raw parse_file from_orm update_forward_refs ' +
    'fields schema_json touch scope self cls query type_ id version created_at updated_at deleted_at'
  ).split(' '),
);

/** Names that generated functions use themselves, so a row cannot be called so. */
const TAKEN_VARIABLES = new Set(
  (
    'app author changed changes client column columns conditions counted cursor data error field filters headers if_match item items keyset limit name ' +
    'page params payload problem problems query request response result row rows self service session settings signer ' +
    'sort statement stored stranger task tasks test tests text token url user users value values viewer'
  ).split(' '),
);

const BUILTINS = new Set(
  (
    'abs all any ascii bin bool bytes callable chr compile complex copyright credits delattr dict dir divmod enumerate eval exec ' +
    'exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license ' +
    'list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr ' +
    'slice sorted staticmethod str sum super tuple type vars zip'
  ).split(' '),
);

/** Whether a name is that of a function or class that Python always has. */
export const isBuiltin = (name: string): boolean => BUILTINS.has(name);

/** Top-level modules of the application, and tables that are not those of a resource. */
const TAKEN_MODULES = new Set(['core', 'auth', 'tests', 'main', 'factory', 'cli']);

/** The Python attribute of a field: its name, unless that means something else. */
export function attributeName(field: string): string {
  const taken = isKeyword(field) || TAKEN_ATTRIBUTES.has(field) || field.startsWith('model_') || field.startsWith('_');
  return taken ? `${field.replace(/^_+/, '')}_` : field;
}

/** The variable that holds a row of a resource. */
export function variableName(singular: string): string {
  if (TAKEN_VARIABLES.has(singular) || BUILTINS.has(singular)) return `${singular}_row`;
  return isKeyword(singular) ? `${singular}_` : singular;
}

/** The package of a resource below `app`. */
export const moduleName = (plural: string): string =>
  TAKEN_MODULES.has(plural) || isKeyword(plural) ? `${plural}_resource` : plural;

export const pascal = (snake: string): string =>
  snake
    .split('_')
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

export const kebab = (snake: string): string => snake.replaceAll('_', '-');
export const words = (snake: string): string => snake.replaceAll('_', ' ');
export const screaming = (snake: string): string => snake.toUpperCase();

/** `text` as a distribution name, as PyPI and Docker take it. */
export function distributionName(text: string): string {
  const ascii = text.normalize('NFKD').toLowerCase();
  return (
    ascii
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '') || 'api'
  );
}

/** The first letter of `text` in upper case. */
/** With a full stop, unless it has its own end. */
export const endSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "a post", "an order": by the sound that English spelling suggests. */
export const article = (noun: string): string => `${/^(?:[aeio]|u(?!ni|se|ti))/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** Truncates an identifier to PostgreSQL's 63 bytes, keeping different ones different. */
export function identifier(text: string): string {
  return text.length <= 63 ? text : `${text.slice(0, 54)}_${checksum(text)}`;
}

function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
