/** Whether a default is a value of its field. */
import type { Default, Field, JsonValue } from '../api-design.ts';
import type { Report } from '../issue.ts';
import { didYouMean } from '../suggest.ts';
import { characters } from '../text.ts';
import { isTextual, numberProblem } from './bounds.ts';

/** The default of a field in canonical form; undefined after an error. */
export function checkDefault(given: Default, field: Field, path: string, report: Report): Default | undefined {
  if (given.kind !== 'value') return checkGenerated(given.kind, field, path, report);
  const read = field.list ? readList(given.value, field) : readOne(given.value, field);
  if ('value' in read) return { kind: 'value', value: read.value };
  report.error(path, `${field.name}: the default ${read.problem}`, { got: given.value, suggestion: read.suggestion });
  return undefined;
}

function checkGenerated(
  kind: Exclude<Default['kind'], 'value'>,
  field: Field,
  path: string,
  report: Report,
): Default | undefined {
  const type = field.list ? 'list' : field.type;
  if (kind === 'now' && type === 'date') return { kind: 'today' };
  const fits: Readonly<Record<typeof kind, readonly string[]>> = {
    now: ['datetime'],
    today: ['date'],
    uuid: ['uuid'],
    token: ['string', 'text'],
  };
  if (fits[kind].includes(type)) return { kind };
  report.error(path, `${field.name}: ${kind}() is no value of a ${type}; it is for ${fits[kind].join(' and ')}`, {
    got: `${kind}()`,
  });
  return undefined;
}

type Reading = { readonly value: JsonValue } | { readonly problem: string; readonly suggestion?: string | undefined };

function readList(value: JsonValue, field: Field): Reading {
  if (!Array.isArray(value)) return { problem: 'must be a list, e.g. []' };
  const items: JsonValue[] = [];
  for (const item of value as readonly JsonValue[]) {
    const read = readOne(item, field);
    if (!('value' in read)) return read;
    items.push(read.value);
  }
  if (items.length > (field.max ?? items.length)) return { problem: `has more than ${field.max} items` };
  if (items.length < (field.min ?? 0)) return { problem: `has fewer than ${field.min} items` };
  if (field.unique && new Set(items).size < items.length) return { problem: 'has an item twice' };
  return { value: items };
}

function readOne(value: JsonValue, field: Field): Reading {
  if (field.type === 'enum') return readEnum(value, field.values);
  if (isTextual(field.type)) return readText(value, field);
  switch (field.type) {
    case 'bool':
      return typeof value === 'boolean' ? { value } : { problem: 'must be true or false' };
    case 'int':
    case 'float':
      return readNumber(value, field);
    case 'decimal':
    case 'money':
      return readDecimal(value, field);
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
        ? { value: value.toLowerCase() }
        : { problem: 'must be a UUID or uuid()' };
    case 'date':
      return isDate(value) ? { value } : { problem: 'must be a date like 2030-01-31, or today()' };
    case 'time':
      return isTime(value) ? { value } : { problem: 'must be a time like 09:30:00' };
    case 'datetime':
      return readMoment(value);
    default:
      return { value };
  }
}

const scalarText = (value: JsonValue): string => (typeof value === 'object' ? '' : String(value));

function readEnum(value: JsonValue, values: readonly string[]): Reading {
  const text = scalarText(value);
  if (values.includes(text)) return { value: text };
  return { problem: `must be one of ${values.join(', ')}`, suggestion: didYouMean(text, values) };
}

function readText(value: JsonValue, field: Field): Reading {
  if (typeof value !== 'string') return { problem: 'must be a text' };
  const longest = field.list ? field.itemMax : field.max;
  const length = characters(value);
  if (length > (longest ?? length)) return { problem: `is longer than ${longest} characters` };
  if (!field.list && length < (field.min ?? 0)) return { problem: `is shorter than ${field.min} characters` };
  if (field.pattern !== undefined && !new RegExp(field.pattern).test(value))
    return { problem: 'does not match the pattern' };
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    return { problem: 'must be an email address' };
  if (field.type === 'url' && !/^https?:\/\/[^\s/]+/.test(value)) return { problem: 'must be a URL' };
  return { value };
}

function readNumber(value: JsonValue, field: Field): Reading {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number') return { problem: 'must be a number' };
  return within(number, field) ?? { value: number };
}

/** Decimals stay texts, because a float would change them. */
function readDecimal(value: JsonValue, field: Field): Reading {
  const text = scalarText(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return { problem: 'must be a number' };
  const digits = text.split('.')[1]?.length ?? 0;
  if (digits > (field.scale ?? digits)) return { problem: `has more than ${field.scale} digits after the point` };
  return within(Number(text), field) ?? { value: text };
}

function within(value: number, field: Field): { readonly problem: string } | undefined {
  const problem = numberProblem(value, field);
  if (problem) return { problem };
  if (!field.list && value < (field.min ?? value)) return { problem: `is smaller than ${field.min}` };
  if (!field.list && value > (field.max ?? value)) return { problem: `is larger than ${field.max}` };
  return undefined;
}

function isDate(value: JsonValue): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && value > '0001';
}

const isTime = (value: JsonValue): value is string =>
  typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(value);

/** A moment in canonical form, in UTC when it says nothing else. */
function readMoment(value: JsonValue): Reading {
  const problem = { problem: 'must be a moment like 2030-01-31T12:00:00Z, or now()' };
  if (typeof value !== 'string') return problem;
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value);
  if (!found?.[1] || !isDate(found[1]) || (found[2] !== undefined && !isTime(found[2]))) return problem;
  const moment = new Date(`${found[1]}T${found[2] ?? '00:00'}${found[3] ?? 'Z'}`);
  return Number.isNaN(moment.getTime()) ? problem : { value: moment.toISOString().replace('.000Z', 'Z') };
}
