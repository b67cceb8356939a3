/** Values of the examples in the README: plausible, and valid for the fields that they are for. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { type FieldPlan, isText, maxLength, minLength, sentence } from '../../../plan/index.ts';
import { decimalExample } from '../../../pydantic/values.ts';

const WORDS = [
  'intro',
  'hello-world',
  'Hello, world',
  'A1',
  'ABC',
  'AB12',
  '12345',
  '9780141439518',
  '+491234567',
  '42',
];

/** A value for a field in a request that creates; undefined when none is known to be valid. */
export function sampleValue(plan: FieldPlan): JsonValue | undefined {
  const { field } = plan;
  const item = itemValue(plan);
  if (!field.list) return item;
  if (item === undefined || (field.min ?? 0) > 1) return undefined;
  return [item];
}

function itemValue({ field, label }: FieldPlan): JsonValue | undefined {
  if (isText(field.type)) return textValue(field, label);
  switch (field.type) {
    case 'bool':
      return true;
    case 'int':
    case 'float':
      return numberWithin(field);
    case 'decimal':
    case 'money':
      return decimalExample(field);
    case 'datetime':
      return '2030-01-31T09:30:00Z';
    case 'date':
      return '2030-01-31';
    case 'time':
      return '09:30';
    case 'uuid':
      return '019c1234-5678-7abc-8def-0123456789ab';
    case 'json':
      return {};
    default:
      return undefined;
  }
}

function numberWithin(field: Field): number {
  const low = field.list ? 1 : (field.min ?? 1);
  const high = field.list ? 3 : (field.max ?? Math.max(low, 3));
  return Math.min(Math.max(3, low), high);
}

function textValue(field: Field, label: string): string | undefined {
  if (field.type === 'enum') return field.values[0];
  const preferred: Partial<Record<Field['type'], string>> = {
    email: 'grace@example.com',
    url: 'https://example.com',
    slug: 'hello-world',
  };
  const known = preferred[field.type];
  const candidates = known === undefined ? [`${sentence(label)} one`, ...WORDS] : [known, ...WORDS];
  return candidates.find((each) => isValid(each, field)) ?? filler(field);
}

/** Text of the shortest allowed length, where nothing else is said about it. */
function filler(field: Field): string | undefined {
  const text = 'x'.repeat(Math.max(1, minLength(field)));
  return isValid(text, field) ? text : undefined;
}

function isValid(text: string, field: Field): boolean {
  if (text.length < minLength(field) || text.length > (maxLength(field) ?? text.length)) return false;
  return field.pattern === undefined || matches(field.pattern, text);
}

/** Whether `text` matches; a pattern that JavaScript does not know matches nothing. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern.replace(/^\^|\$$/g, '')})$`).test(text);
  } catch {
    return false;
  }
}
