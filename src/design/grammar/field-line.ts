/** Field lines: `title: string(1..200) unique # shown in lists`. */
import type { Default, JsonValue } from '../api-design.ts';
import { isName, pascal, snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { Cursor } from './cursor.ts';
import { parseExpression } from './expression.ts';
import { type FieldSpec, blankField } from './field-spec.ts';
import { type IsResource, parseEnumValues, parseRange, parseType } from './field-type.ts';
import { LineError } from './lexer.ts';
import { parseValue } from './literal.ts';
import { parseRules } from './rules.ts';
import { BARE_KEYED, FLAGS, type Flag, KEYED, type Keyed, RELATION_WORDS } from './type-names.ts';

/** Reads one field line. */
export function parseFieldLine(line: string, isResource: IsResource = () => false): FieldSpec {
  const { code, note } = splitNote(line);
  const cursor = new Cursor(code, { regex: true });
  const field = parseHead(cursor, isResource);
  while (!cursor.done) parseModifier(cursor, field);
  if (note) field.description = note;
  return field;
}

/** The name that a line starts with, even if the rest cannot be read. */
export function nameOfLine(line: string): string | undefined {
  const name = /^\s*["'`]?([A-Za-z_]\w*)/.exec(line)?.[1];
  return name && snake(name);
}

/** Cuts the note (`# …`, `// …` or `-- …`) off a line; one inside quotes or a pattern is none. */
function splitNote(line: string): { readonly code: string; readonly note: string } {
  const parts = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|(?<=[\s=(:])\/(?!\/)(?:\\.|[^/\\])+\/|\s(?:#|\/\/|--)/g;
  for (const { 0: part, index } of line.matchAll(parts)) {
    const mark = /^\s(#|\/\/|--)/.exec(part)?.[1];
    if (mark) return { code: line.slice(0, index), note: line.slice(index + 1 + mark.length).trim() };
  }
  return { code: line, note: '' };
}

function parseHead(cursor: Cursor, isResource: IsResource): FieldSpec {
  const kind = cursor.current.kind === 'word' ? RELATION_WORDS.get(cursor.current.value.toLowerCase()) : undefined;
  if (kind && cursor.next.kind === 'word') {
    cursor.take();
    const target = pascal(cursor.word('a resource'));
    const many = kind === 'hasMany' || kind === 'manyToMany' ? 's' : '';
    const field = named(cursor.eatWord('as') ? cursor.word() : snake(target) + many);
    field.relation = { kind, target };
    return field;
  }
  const head = spacedName(cursor.source);
  if (head) cursor.skipTo(head.end);
  const field = named(
    head?.name ?? (cursor.current.kind === 'text' ? cursor.take().value : cursor.word('the name of a field')),
  );
  if (cursor.eat('?')) field.optional = true;
  if (cursor.eat('!')) field.required = true;
  cursor.eat(':');
  if (cursor.done) field.notes.push(`${field.name}: no type given, string assumed`);
  else parseType(cursor, field, isResource);
  return field;
}

/** `first name:` and `first-name:` are one name each, if a type follows. */
function spacedName(source: string): { readonly name: string; readonly end: number } | undefined {
  const found = /^\s*([A-Za-z_]\w*(?:[ -]+[A-Za-z_]\w*)+)\s*(?=[?!]?\s*:\s*[A-Za-z-])/.exec(source);
  return found?.[1] === undefined ? undefined : { name: found[1], end: found[0].length };
}

function named(given: string): FieldSpec {
  const name = snake(given);
  if (!isName(name)) throw new LineError(`"${given}" is not a valid name: use letters, digits and _`, 0);
  return blankField(name);
}

function parseModifier(cursor: Cursor, field: FieldSpec): void {
  const { current } = cursor;
  if (current.kind === 'regex') field.pattern = cursor.take().value;
  else if (cursor.eat('=')) parseDefault(cursor, field);
  else if (cursor.eat('?')) field.optional = true;
  else if (cursor.eat('!')) field.required = true;
  else if (cursor.eat(',', '@')) return;
  else if (current.kind === 'number' || cursor.is('..') || cursor.is('-')) parseRange(cursor, field);
  else if (current.kind !== 'word') cursor.fail(`unexpected ${cursor.here}`, boundsHint(current.value));
  else parseWordModifier(cursor, field);
}

function boundsHint(sign: string): string | undefined {
  return /^[<>]=?$/.test(sign) ? 'write bounds as min=1 max=9, both allowed' : undefined;
}

function parseWordModifier(cursor: Cursor, field: FieldSpec): void {
  const word = cursor.current.value.toLowerCase();
  const keyed = KEYED.get(word);
  const valued = cursor.nextIs('=') || cursor.nextIs(':') || cursor.nextIs('(') || cursor.next.kind === 'number';
  if (keyed && (valued || BARE_KEYED.has(keyed))) {
    cursor.take();
    const paren = cursor.eat('(');
    if (!paren) cursor.eat('=', ':');
    parseKeyed(cursor, field, keyed);
    if (paren) cursor.expect(')');
    return;
  }
  const flag = FLAGS.get(word);
  if (!flag && keyed) cursor.fail(`"${cursor.current.value}" needs a value`, `${word}=…`);
  if (!flag) {
    const near = didYouMean(word, [...FLAGS.keys(), ...KEYED.keys()]);
    cursor.fail(`unknown modifier "${cursor.current.value}"`, near);
  }
  cursor.take();
  applyFlag(field, flag);
}

function applyFlag(field: FieldSpec, flag: Flag): void {
  if (flag === 'cascade' || flag === 'restrict' || flag === 'set_null') field.onDelete = flag;
  else if (flag === 'primary')
    field.notes.push(`${field.name}: primary keys are generated (UUIDv7); the marker is ignored`);
  else field[flag] = true;
}

function parseKeyed(cursor: Cursor, field: FieldSpec, key: Keyed): void {
  switch (key) {
    case 'default':
      parseDefault(cursor, field);
      break;
    case 'min':
    case 'max':
    case 'precision':
    case 'scale':
      field[key] = cursor.number();
      break;
    case 'range':
      if (!parseRange(cursor, field)) cursor.fail(`expected a number before ${cursor.here}`);
      break;
    case 'pattern':
      if (cursor.current.kind !== 'text' && cursor.current.kind !== 'regex') {
        cursor.fail(`expected a pattern in slashes or quotes before ${cursor.here}`);
      }
      field.pattern = cursor.take().value;
      break;
    case 'values':
      cursor.expect('[');
      field.values = parseEnumValues(cursor, ']');
      break;
    case 'from':
    case 'inverse':
      field[key] = snake(cursor.word());
      break;
    case 'through':
      field.through = pascal(cursor.word());
      break;
    case 'description':
      field.description = (
        cursor.current.kind === 'text' ? cursor.take().value : cursor.word('a text in quotes')
      ).trim();
      break;
    case 'onDelete':
      field.onDelete = parseOnDelete(cursor);
      break;
    case 'computed':
      if (!cursor.done) parseExpression(cursor);
      field.unsupported.push(key);
      break;
    case 'read':
    case 'write':
      parseRules(cursor);
      field.unsupported.push(key);
      break;
  }
}

function parseOnDelete(cursor: Cursor): 'restrict' | 'cascade' | 'set_null' {
  const { at } = cursor.current;
  const word = snake(cursor.word('restrict, cascade or set_null'));
  if (word === 'cascade') return 'cascade';
  if (['restrict', 'protect', 'no_action', 'noaction'].includes(word)) return 'restrict';
  if (['set_null', 'setnull', 'null', 'nullify'].includes(word)) return 'set_null';
  if (word === 'set' && cursor.eatWord('null')) return 'set_null';
  throw new LineError(`unknown onDelete "${word}"; use restrict, cascade or set_null`, at);
}

const GENERATED: ReadonlyMap<string, Exclude<Default['kind'], 'value'>> = new Map([
  ['now', 'now'],
  ['utcnow', 'now'],
  ['current_timestamp', 'now'],
  ['today', 'today'],
  ['current_date', 'today'],
  ['uuid', 'uuid'],
  ['uuid4', 'uuid'],
  ['uuid7', 'uuid'],
  ['gen_random_uuid', 'uuid'],
  ['token', 'token'],
]);

function parseDefault(cursor: Cursor, field: FieldSpec): void {
  if (cursor.current.kind === 'word' && cursor.nextIs('(')) {
    const token = cursor.take();
    const kind = GENERATED.get(token.value.toLowerCase());
    if (!kind)
      throw new LineError(`unknown default ${token.value}(); use now(), today(), uuid() or token()`, token.at, 'now()');
    cursor.expect('(');
    cursor.expect(')');
    field.default = { kind };
    return;
  }
  const value: JsonValue = parseValue(cursor, field);
  if (value === null) field.nullable = true;
  else field.default = { kind: 'value', value };
}
