/** The type of a field line: scalars with their arguments, lists, enums and relations. */
import { pascal } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import type { Cursor } from './cursor.ts';
import { type FieldSpec, blankField } from './field-spec.ts';
import { LineError } from './lexer.ts';
import { LIST_WORDS, RELATION_WORDS, TYPES, TYPE_ADVICE, TYPE_ALIASES, isCoreType, typeNamed } from './type-names.ts';

/** Whether the design has a resource of that name: `link: Link` is a relation then, not a URL. */
export type IsResource = (name: string) => boolean;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '<': '>', '[': ']' };

/** Reads the type at the cursor into `field`, with the marks (`?`, `!`, `| null`, `[]`) that follow it. */
export function parseType(cursor: Cursor, field: FieldSpec, isResource: IsResource): void {
  if (cursor.eat('->', '=>')) parseTarget(cursor, field, 'belongsTo');
  else if (cursor.current.kind === 'text') parseLiteralUnion(cursor, field);
  else parseTypeWord(cursor, field, isResource);
  parseSuffixes(cursor, field);
}

function parseSuffixes(cursor: Cursor, field: FieldSpec): void {
  for (;;) {
    if (cursor.is('[') && cursor.nextIs(']')) {
      cursor.take();
      cursor.take();
      makeList(field);
    } else if (cursor.eat('?')) field.optional = true;
    else if (cursor.eat('!')) field.required = true;
    else if (cursor.is('|') && /^(?:null|none)$/i.test(cursor.next.value)) {
      cursor.take();
      cursor.take();
      field.nullable = true;
    } else return;
  }
}

/** `T[]`: what was said about `T` is about its items now. */
function makeList(field: FieldSpec): void {
  if (field.relation) {
    const kind = field.relation.kind === 'belongsTo' ? 'manyToMany' : field.relation.kind;
    field.relation = { ...field.relation, kind };
    return;
  }
  field.list = true;
  if (field.min !== undefined) field.itemMin = field.min;
  if (field.max !== undefined) field.itemMax = field.max;
  delete field.min;
  delete field.max;
}

function parseTarget(cursor: Cursor, field: FieldSpec, kind: 'belongsTo' | 'hasMany' | 'hasOne' | 'manyToMany'): void {
  field.relation = { kind, target: pascal(cursor.word('a resource')) };
  if (cursor.eat('.')) cursor.word();
}

function parseTypeWord(cursor: Cursor, field: FieldSpec, isResource: IsResource): void {
  const { at } = cursor.current;
  const given = cursor.word('a type');
  const word = given.toLowerCase();
  if (word === 'optional' && (cursor.is('[') || cursor.is('<'))) return parseOptional(cursor, field, isResource);
  const relation = RELATION_WORDS.get(word);
  if (relation && !cursor.done && !cursor.is('=')) {
    const close = openBracket(cursor);
    if (!close) cursor.eat(':');
    parseTarget(cursor, field, relation);
    if (close) cursor.expect(close);
    return;
  }
  if (LIST_WORDS.includes(word)) return parseList(cursor, field, isResource);
  if (/^[A-Z]/.test(given) && isResource(pascal(given)) && !isCoreType(given)) {
    field.relation = { kind: 'belongsTo', target: pascal(given) };
    return;
  }
  const type = typeNamed(word);
  if (type) {
    field.type = type;
    return parseTypeArguments(cursor, field);
  }
  if (!/^[A-Z]/.test(given)) throw unknownType(given, at);
  field.relation = { kind: 'belongsTo', target: pascal(given) };
}

function unknownType(given: string, at: number): LineError {
  const near = TYPE_ADVICE.get(given.toLowerCase()) ?? didYouMean(given, [...TYPES, ...TYPE_ALIASES.keys()]);
  const known = TYPES.filter((type) => type !== 'file' && type !== 'password').join(', ');
  return new LineError(`unknown type "${given}"; types: ${known}, list<type>, enum(a|b), -> Resource`, at, near);
}

function openBracket(cursor: Cursor): string | undefined {
  const open = cursor.eat('(', '<', '[');
  return open && CLOSING[open];
}

function parseOptional(cursor: Cursor, field: FieldSpec, isResource: IsResource): void {
  const close = openBracket(cursor)!;
  cursor.nested(() => parseType(cursor, field, isResource));
  cursor.expect(close);
  field.optional = true;
}

/** `list<T>`, `list[T]`, `list(T)`, `list of T`, or just `list`. */
function parseList(cursor: Cursor, field: FieldSpec, isResource: IsResource): void {
  field.list = true;
  const close = openBracket(cursor);
  if (!close && !cursor.eatWord('of')) return;
  if (close && cursor.eat(close)) return;
  const item = blankField(field.name);
  cursor.nested(() => parseType(cursor, item, isResource));
  if (item.list) cursor.fail('a list of lists is not possible; use json');
  if (close) cursor.expect(close);
  if (item.relation) {
    field.list = false;
    field.relation = { kind: 'manyToMany', target: item.relation.target };
    return;
  }
  field.type = item.type;
  field.values = item.values;
  if (item.min !== undefined) field.itemMin = item.min;
  if (item.max !== undefined) field.itemMax = item.max;
  if (item.precision !== undefined) field.precision = item.precision;
  if (item.scale !== undefined) field.scale = item.scale;
}

function parseTypeArguments(cursor: Cursor, field: FieldSpec): void {
  if (field.type === 'json') return skipGenerics(cursor);
  if (field.type === 'enum') {
    const close = openBracket(cursor);
    if (close) field.values = parseEnumValues(cursor, close);
    return;
  }
  if (!cursor.eat('(')) return;
  if (field.type === 'decimal' || field.type === 'money') parsePrecision(cursor, field);
  else while (!cursor.eat(')')) parseBound(cursor, field);
}

/** `dict[str, int]`: what is inside says nothing that is kept. */
function skipGenerics(cursor: Cursor): void {
  if (cursor.is('[') && cursor.nextIs(']')) return;
  let open = 0;
  do {
    if (cursor.eat('<', '[', '(')) open++;
    else if (cursor.eat('>', ']', ')')) open--;
    else if (open > 0) cursor.take();
  } while (open > 0 && !cursor.done);
}

function parsePrecision(cursor: Cursor, field: FieldSpec): void {
  field.precision = cursor.number('the number of digits');
  if (cursor.eat(',')) field.scale = cursor.number('the number of digits after the point');
  cursor.expect(')');
}

function parseBound(cursor: Cursor, field: FieldSpec): void {
  if (cursor.current.kind === 'word' && (cursor.nextIs('=') || cursor.nextIs(':'))) {
    const key = cursor.take().value.toLowerCase();
    cursor.take();
    if (/^(?:min|ge)/.test(key)) field.min = cursor.number();
    else if (/^(?:max|le|length)/.test(key)) field.max = cursor.number();
    else cursor.fail(`unknown argument "${key}" of a type; use min or max`);
  } else if (!parseRange(cursor, field)) cursor.fail(`expected a length or range before ${cursor.here}`);
  cursor.eat(',');
}

/** `1..200`, `..200`, `1..` or `200` (which is the maximum). */
export function parseRange(cursor: Cursor, field: FieldSpec): boolean {
  if (cursor.eat('..')) {
    field.max = cursor.number();
    return true;
  }
  if (cursor.current.kind !== 'number' && !cursor.is('-')) return false;
  const first = cursor.number();
  if (!cursor.eat('..')) {
    field.max = first;
    return true;
  }
  field.min = first;
  if (cursor.current.kind === 'number' || cursor.is('-')) field.max = cursor.number();
  return true;
}

/** `a|b|in progress`, up to the closing bracket. Values with signs of the language in them are quoted. */
export function parseEnumValues(cursor: Cursor, close: string): string[] {
  const values: string[] = [];
  while (!cursor.eat(close)) {
    const value = parseEnumValue(cursor, close);
    if (!values.includes(value)) values.push(value);
    if (!cursor.is(close) && !cursor.eat('|')) cursor.expect(',');
  }
  return values;
}

function parseEnumValue(cursor: Cursor, close: string): string {
  const first = cursor.current;
  let last = first;
  while (!cursor.done && !cursor.is('|') && !cursor.is(',') && !cursor.is(close)) last = cursor.take();
  if (cursor.done) cursor.fail(`expected "${close}" at the end of the values`);
  if (last === first && first.kind === 'text') return first.value;
  const value = cursor.source.slice(first.at, last.end);
  if (last === first && (first.value === '|' || first.value === ','))
    cursor.fail(`expected a value before ${cursor.here}`);
  return value;
}

/** TypeScript's `'draft' | 'live'`. */
function parseLiteralUnion(cursor: Cursor, field: FieldSpec): void {
  field.type = 'enum';
  do field.values.push(cursor.take().value);
  while (cursor.is('|') && cursor.next.kind === 'text' && cursor.take());
}
