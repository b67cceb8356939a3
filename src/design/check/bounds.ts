/** Smallest and largest: what a field may bound, and what it is bounded by when the design does not say. */
import type { Field, ScalarType } from '../api-design.ts';
import type { FieldSpec } from '../grammar/field-spec.ts';
import type { Report } from '../issue.ts';
import { readPattern } from './pattern.ts';
import type { Mutable } from './model.ts';

/** The longest text of each type when the design does not say. */
export const TEXT_MAX: Partial<Record<ScalarType, number>> = {
  string: 255,
  text: 100_000,
  email: 254,
  url: 2000,
  slug: 80,
};
/** The longest text of one item of a list when the design does not say. */
export const ITEM_MAX: Partial<Record<ScalarType, number>> = {
  string: 50,
  text: 5000,
  email: 254,
  url: 2000,
  slug: 80,
};
/** What a column or a request body can hold in reason. */
const TEXT_LIMIT: Partial<Record<ScalarType, number>> = {
  string: 10_000,
  text: 1_000_000,
  email: 254,
  url: 2000,
  slug: 255,
};
/** The most items of a list when the design does not say. */
export const LIST_MAX = 100;
const LIST_LIMIT = 1000;

export const SLUG_PATTERN = '^[a-z0-9]+(-[a-z0-9]+)*$';
export const INT_MAX = 2 ** 31 - 1;
export const INT_MIN = -(2 ** 31);

/** Whether values of the type are texts with a length. */
export const isTextual = (type: ScalarType): boolean => type in TEXT_MAX;
export const isNumeric = (type: ScalarType): boolean => ['int', 'float', 'decimal', 'money'].includes(type);

/** Sets the bounds of `field` from what its line says. */
export function checkBounds(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  checkPrecision(spec, field, path, report);
  if (field.list) listBounds(spec, field, path, report);
  else if (isTextual(field.type)) textBounds(spec, field, path, report);
  else if (isNumeric(field.type)) numberBounds(spec, field, path, report);
  else if (spec.min !== undefined || spec.max !== undefined) {
    report.error(path, `${field.name}: a ${field.type} takes no min and max`, { got: spec.min ?? spec.max });
  }
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    report.error(path, `${field.name}: min (${field.min}) is larger than max (${field.max})`, { got: field.min });
  }
  checkPattern(spec, field, path, report);
}

/** A whole number from 0 to `limit`, or an error. */
function length(value: number, limit: number, what: string, path: string, report: Report): number | undefined {
  if (Number.isInteger(value) && value >= 0 && value <= limit) return value;
  report.error(path, `${what} must be a whole number from 0 to ${limit.toLocaleString('en-US')}`, { got: value });
  return undefined;
}

function textBounds(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  const limit = TEXT_LIMIT[field.type]!;
  const max = spec.max === undefined ? undefined : length(spec.max, limit, `${field.name}: max`, path, report);
  const min = spec.min === undefined ? undefined : length(spec.min, limit, `${field.name}: min`, path, report);
  if (max === 0) report.error(path, `${field.name}: max must be at least 1`, { got: 0 });
  field.max = max ?? Math.max(TEXT_MAX[field.type]!, min ?? 0);
  if (min !== undefined) field.min = min;
}

function listBounds(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  const max =
    spec.max === undefined
      ? undefined
      : length(spec.max, LIST_LIMIT, `${field.name}: the number of items`, path, report);
  const min =
    spec.min === undefined
      ? undefined
      : length(spec.min, LIST_LIMIT, `${field.name}: the number of items`, path, report);
  field.max = max ?? Math.max(LIST_MAX, min ?? 0);
  if (min) field.min = min;
  if (isTextual(field.type)) itemBounds(spec, field, path, report);
  else if (spec.itemMin !== undefined || spec.itemMax !== undefined) {
    report.warn(path, `${field.name}: bounds of single items are not generated yet; only texts have a longest length`);
  }
}

function itemBounds(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  const limit = Math.min(TEXT_LIMIT[field.type]!, 10_000);
  const max =
    spec.itemMax === undefined
      ? undefined
      : length(spec.itemMax, limit, `${field.name}: the length of an item`, path, report);
  if (max === 0) report.error(path, `${field.name}: the length of an item must be at least 1`, { got: 0 });
  field.itemMax = max || ITEM_MAX[field.type]!;
  if (spec.itemMin === undefined) return;
  if (spec.itemMin > field.itemMax) {
    report.error(
      path,
      `${field.name}: the shortest item (${spec.itemMin}) is longer than the longest (${field.itemMax})`,
    );
  } else if (spec.itemMin > 1) {
    report.warn(
      path,
      `${field.name}: a shortest length of ${spec.itemMin} for items is not generated yet; items are not blank`,
    );
  }
}

function numberBounds(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  for (const key of ['min', 'max'] as const) {
    const value = spec[key];
    if (value === undefined) continue;
    const problem = numberProblem(value, field);
    if (problem) report.error(path, `${field.name}: ${key} ${problem}`, { got: value });
    else field[key] = value;
  }
}

/** Why a number is no value of the field, if it is not. */
export function numberProblem(value: number, field: Pick<Field, 'type' | 'precision' | 'scale'>): string | undefined {
  if (!Number.isFinite(value)) return 'must be a number';
  if (field.type === 'int') {
    if (!Number.isInteger(value)) return 'must be a whole number';
    return value > INT_MAX || value < INT_MIN ? `must fit into 32 bits (${INT_MIN} to ${INT_MAX})` : undefined;
  }
  if (field.precision === undefined || field.scale === undefined) return undefined;
  const whole = field.precision - field.scale;
  return Math.abs(value) >= 10 ** whole ? `must have at most ${whole} digits before the point` : undefined;
}

function checkPrecision(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  if (field.type !== 'decimal' && field.type !== 'money') {
    if (spec.precision !== undefined || spec.scale !== undefined) {
      report.error(path, `${field.name}: only decimal and money have digits after the point`, { got: field.type });
    }
    return;
  }
  const precision = spec.precision ?? 12;
  const scale = spec.scale ?? Math.min(2, precision);
  if (!Number.isInteger(precision) || precision < 1 || precision > 38) {
    report.error(path, `${field.name}: a decimal has 1 to 38 digits`, { got: precision });
  } else if (!Number.isInteger(scale) || scale < 0 || scale > precision) {
    report.error(path, `${field.name}: of ${precision} digits, 0 to ${precision} are after the point`, { got: scale });
  }
  field.precision = precision;
  field.scale = scale;
}

function checkPattern(spec: FieldSpec, field: Mutable<Field>, path: string, report: Report): void {
  if (spec.pattern === undefined) {
    if (field.type === 'slug') field.pattern = SLUG_PATTERN;
    return;
  }
  if (!['string', 'text', 'slug'].includes(field.type)) {
    report.error(path, `${field.name}: a pattern is for string, text and slug, not for ${field.type}`, {
      got: spec.pattern,
    });
    return;
  }
  const reading = readPattern(spec.pattern);
  if ('pattern' in reading) field.pattern = reading.pattern;
  else report.error(path, `${field.name}: ${reading.problem}`, { got: spec.pattern });
}
