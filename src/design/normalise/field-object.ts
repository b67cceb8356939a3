/** Fields given as objects become lines, so that there is one grammar. */
import { quote } from '../grammar/lexer.ts';
import type { Report } from '../issue.ts';
import { snake } from '../naming.ts';
import { FIELD_KEYS, canonicalKeys } from './keys.ts';
import { type JsonObject, isObject, textOf } from './values.ts';

/** `{"name": "title", "type": "string", "max": 200}` is `title: string max=200`. */
export function fieldObjectToLine(object: JsonObject, path: string, report: Report): string {
  const field = canonicalKeys(object, FIELD_KEYS, path, report);
  const target = textOf(field['target']);
  const parts = target === undefined ? valueParts(field) : relationParts(field, target);
  const description = textOf(field['description']);
  if (description !== undefined) parts.push(`description=${quote(description)}`);
  return parts.filter(Boolean).join(' ');
}

const FLAG_KEYS = ['optional', 'nullable', 'unique', 'indexed', 'read_only', 'write_only', 'immutable', 'pii', 'embed'];

function flagParts(field: JsonObject): string[] {
  const required = isOn(field['required']) ? ['required'] : isOff(field['required']) ? ['optional'] : [];
  return [...required, ...FLAG_KEYS.filter((key) => isOn(field[key]))];
}

const isOn = (value: unknown): boolean => value === true || value === 'true' || value === 1;
const isOff = (value: unknown): boolean => value === false || value === 'false' || value === 0;

function relationParts(field: JsonObject, target: string): string[] {
  const kind = (textOf(field['kind']) ?? textOf(field['type']) ?? 'belongsTo').replace(/[_\-\s]/g, '');
  const known = /^(?:belongsto|hasmany|hasone|manytomany|manytoone|onetomany|onetoone|m2m|fk|foreignkey)$/i.test(kind);
  const name = textOf(field['name']) ?? snake(target);
  const keyed = [
    ['onDelete', textOf(field['on_delete'])?.replace(/[\s-]/g, '_')],
    ['inverse', textOf(field['inverse'])],
    ['through', textOf(field['through'])],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  return [`${name}: ${known ? kind : 'belongsTo'} ${target}`, ...flagParts(field), ...keyed];
}

function valueParts(field: JsonObject): string[] {
  const numbers = ['min', 'max', 'precision', 'scale'].flatMap((key) => {
    const value = textOf(field[key]);
    return value === undefined ? [] : [`${key}=${value}`];
  });
  const pattern = textOf(field['pattern']);
  const parts = [
    `${textOf(field['name']) ?? ''}: ${typeText(field)}`,
    ...flagParts(field),
    ...numbers,
    pattern === undefined ? '' : `pattern=${quote(pattern)}`,
    field['default'] === undefined ? '' : `= ${defaultText(field['default'])}`,
  ];
  for (const key of ['from', 'computed', 'read', 'write']) {
    const value = textOf(field[key]);
    if (value !== undefined) parts.push(key === 'from' ? `from ${value}` : `${key}(${value})`);
  }
  return parts;
}

function typeText(field: JsonObject): string {
  const { type, of, values } = field;
  const name = textOf(type) ?? 'string';
  const listed = /^(?:list|array|set)$/i.test(name);
  const item = isObject(of) ? typeText({ ...of, name: 'item' }) : textOf(of);
  const choices = Array.isArray(values)
    ? `enum(${values.map((value) => quote(textOf(value) ?? '')).join('|')})`
    : undefined;
  if (listed) return `list<${choices ?? item ?? 'string'}>`;
  return choices ?? name;
}

const defaultText = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  return /^\w+\(\)$/.test(value) ? value : quote(value);
};
