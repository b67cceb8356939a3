/** Bounds that a field has even when the design says nothing, and sample values that satisfy them. */
import type { Field, JsonValue, ScalarType } from '../design/api-design.ts';

export const INT_MIN = -2_147_483_648;
export const INT_MAX = 2_147_483_647;

const TEXT_LIMITS: Partial<Record<ScalarType, number>> = {
  string: 255,
  text: 100_000,
  email: 254,
  url: 2000,
  slug: 80,
};

/** Longest text of one value, in characters; undefined for types that are not text. */
export function maxLength(field: Field): number | undefined {
  const limit = TEXT_LIMITS[field.type];
  if (limit === undefined) return undefined;
  return (field.list ? field.itemMax : field.max) ?? (field.list && field.type !== 'url' ? Math.min(limit, 50) : limit);
}

/** Shortest text of one value. A text that must be given must not be blank, unless the design says so. */
export function minLength(field: Field): number {
  if (field.list) return 1;
  return field.min ?? (field.required || field.unique ? 1 : 0);
}

/** Whether values of `type` are text without a form of its own. */
export const isFreeText = (type: ScalarType): boolean => type === 'string' || type === 'text';

/** Whether values of `type` are stored as text. */
export const isText = (type: ScalarType): boolean =>
  isFreeText(type) || type === 'email' || type === 'url' || type === 'slug' || type === 'enum';

/** The longest text that a column must hold. */
export function columnLength(field: Field): number {
  if (field.type === 'enum') return Math.max(1, ...field.values.map((each) => each.length));
  return maxLength(field) ?? 255;
}

/** Whether values are exact decimals. */
export const isDecimal = ({ type }: Pick<Field, 'type'>): boolean => type === 'decimal' || type === 'money';

/** Digits of a decimal, in all and after the point. */
export const decimalDigits = (field: Field): { precision: number; scale: number } => ({
  precision: field.precision ?? 12,
  scale: field.scale ?? 2,
});

/** Most items of a list. */
export const maxItems = (field: Field): number => field.max ?? 100;

/** The JSON default of a field, when it has one that is a plain value. */
export function defaultValue(field: Field): JsonValue | undefined {
  if (field.default?.kind === 'value') return field.default.value;
  return undefined;
}
