/** Values in field lines: defaults, mostly. */
import type { JsonValue } from '../api-design.ts';
import type { Cursor } from './cursor.ts';
import type { FieldSpec } from './field-spec.ts';
import { LineError } from './lexer.ts';

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
  ['none', null],
]);

/** A value of any type: a number, a quoted text, a word, or a list of those. */
function parseLiteral(cursor: Cursor): JsonValue {
  if (cursor.eat('[')) return parseItems(cursor);
  if (cursor.current.kind === 'number' || cursor.is('-')) return cursor.number('a value');
  if (cursor.current.kind === 'text') return cursor.take().value;
  const word = cursor.compound('a value', ['-']);
  const known = WORDS.get(word.toLowerCase());
  return known === undefined ? word : known;
}

function parseItems(cursor: Cursor): JsonValue[] {
  const items: JsonValue[] = [];
  while (!cursor.eat(']')) {
    items.push(cursor.nested(() => parseLiteral(cursor)));
    if (!cursor.is(']')) cursor.expect(',');
  }
  return items;
}

/** A value of a field: its type says how bare text is read. */
export function parseValue(cursor: Cursor, field: FieldSpec): JsonValue {
  const { current } = cursor;
  if (current.kind === 'text' || (cursor.isWord('null', 'none') && !field.values.includes(current.value))) {
    return parseLiteral(cursor);
  }
  if (field.list) return parseLiteral(cursor);
  if (field.type === 'json') return parseJson(cursor);
  if (field.type === 'enum') return parseEnumDefault(cursor, field.values);
  if (['date', 'datetime', 'time'].includes(field.type)) return parseWhole(cursor);
  if (['decimal', 'money'].includes(field.type)) return parseDecimal(cursor);
  return parseLiteral(cursor);
}

/** The text of a number, because a decimal is not a float. */
function parseDecimal(cursor: Cursor): JsonValue {
  if (cursor.current.kind !== 'number' && !cursor.is('-')) return parseLiteral(cursor);
  const sign = cursor.eat('-') ?? '';
  if (cursor.current.kind !== 'number') cursor.fail(`expected a number before ${cursor.here}`);
  return sign + cursor.take().value;
}

/** The longest value of the enum that stands here, spaces included. */
function parseEnumDefault(cursor: Cursor, values: readonly string[]): JsonValue {
  const rest = cursor.source.slice(cursor.current.at);
  const found = values
    .filter((value) => rest.startsWith(value) && !/^[\w-]/.test(rest.slice(value.length)))
    .toSorted((a, b) => b.length - a.length)[0];
  if (found === undefined) return parseLiteral(cursor);
  cursor.skipTo(cursor.current.at + found.length);
  return found;
}

/** Everything up to the next space, e.g. `2024-01-31T12:00:00Z`. */
function parseWhole(cursor: Cursor): string {
  const start = cursor.current.at;
  const text = /^\S+/.exec(cursor.source.slice(start))?.[0].replace(/,$/, '') ?? '';
  cursor.skipTo(start + text.length);
  return text;
}

function parseJson(cursor: Cursor): JsonValue {
  if (!cursor.is('{') && !cursor.is('[')) return parseLiteral(cursor);
  const start = cursor.current.at;
  let open = 0;
  let end = start;
  do {
    if (cursor.is('{') || cursor.is('[')) open++;
    if (cursor.is('}') || cursor.is(']')) open--;
    end = cursor.take().end;
  } while (open > 0 && !cursor.done);
  try {
    const value: JsonValue = JSON.parse(cursor.source.slice(start, end));
    return value;
  } catch {
    throw new LineError('the default is not valid JSON', start);
  }
}
