/** Samples of numbers. Decimals are counted in units of their last digit, so that none is lost. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { decimalDigits, INT_MAX, INT_MIN, isDecimal } from '../../../plan/index.ts';
import { fstring, py, value } from '../../../python/index.ts';
import { constant, type Fresh, plain, type Sample, type Samples } from './sample.ts';

/** Samples of an int, float, decimal or money field, or of one item of a list of them. */
export function numberSamples(field: Field): Samples {
  if (field.type === 'int') return intSamples(field);
  return field.type === 'float' ? floatSamples(field) : decimalSamples(field);
}

/** A number as JSON shows it: decimals are texts with all their places. */
export const jsonNumber = (given: number, field: Field): JsonValue =>
  isDecimal(field) ? given.toFixed(decimalDigits(field).scale) : given;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Items of lists have no bounds of their own. */
const boundsOf = (field: Field, min: number, max: number): Bounds =>
  field.list ? { min, max } : { min: field.min ?? min, max: field.max ?? max };

function intSamples(field: Field): Samples {
  const { min, max } = boundsOf(field, INT_MIN, INT_MAX);
  return {
    values: wholeValues({ min, max }),
    fresh: freshInt({ min, max }),
    accepted: [plain(min), plain(max)],
    rejected: [plain(min - 1), plain(max + 1), plain('1'), plain(1.5), plain(true)],
  };
}

/** Three small whole numbers within bounds, or fewer. */
function wholeValues({ min, max }: Bounds): number[] {
  const first = Math.max(min, Math.min(1, max - 2));
  return [first, first + 1, first + 2].filter((each) => each <= max);
}

function freshInt({ min, max }: Bounds): Fresh {
  if (min <= 1 && max >= 1_000_000) return { code: py`number`, numbered: true };
  const span = max - min + 1;
  if (span === 1) return constant(min);
  const step = span >= 1_000_000 ? py`number` : py`number % ${span}`;
  return { code: min === 0 ? step : py`${min} + ${step}`, numbered: true };
}

function floatSamples(field: Field): Samples {
  const limits = boundsOf(field, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const low = Math.max(limits.min, Math.min(1, limits.max - 3));
  const span = Math.min(limits.max - low, 4);
  const quarters = [1, 2, 3].map((part) => low + (span * part) / 4);
  const edges = [limits.min, limits.max].filter(Number.isFinite);
  return {
    values: quarters.filter((each, index) => quarters.indexOf(each) === index),
    fresh:
      limits.max === Number.POSITIVE_INFINITY
        ? { code: py`number / 2 + ${low}`, numbered: true }
        : constant(quarters[0]!),
    accepted: edges.map(plain),
    rejected: [
      ...(Number.isFinite(limits.min) ? [plain(limits.min - 0.5)] : []),
      ...(Number.isFinite(limits.max) ? [plain(limits.max + 0.5)] : []),
      plain('1.5'),
      plain(true),
    ],
  };
}

function decimalSamples(field: Field): Samples {
  const { precision, scale } = decimalDigits(field);
  const limit = 10n ** BigInt(precision) - 1n;
  const units = (bound: number | undefined, fallback: bigint): bigint =>
    bound === undefined || field.list ? fallback : BigInt(Math.round(bound * 10 ** scale));
  const min = units(field.min, -limit);
  const max = units(field.max, limit);
  const text = (count: bigint): string => decimalText(count, scale);
  return {
    values: decimalValues(min, max, 10n ** BigInt(scale)).map(text),
    fresh: freshDecimal(min, max, scale) ?? constant(text(min > 0n ? min : 0n)),
    accepted: [plain(text(min)), plain(text(max))],
    rejected: [
      plain(text(min - 1n)),
      plain(text(max + 1n)),
      ...tooPrecise(min, max, scale),
      ...['1e1', ' 1', '', 'one'].map(plain),
      { code: value(1) },
    ],
  };
}

/** A digit more than there is room for after the point. */
const tooPrecise = (min: bigint, max: bigint, scale: number): Sample[] => {
  const inside = min > 0n ? min : max < 0n ? max : 0n;
  const text = decimalText(inside, scale);
  return [plain(scale === 0 ? `${text}.5` : `${text}5`)];
};

function decimalText(count: bigint, scale: number): string {
  const digits = String(count < 0n ? -count : count).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${count < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`;
}

/** Three values, whole ones where there is room; equally long, so that texts sort as numbers do. */
function decimalValues(min: bigint, max: bigint, one: bigint): bigint[] {
  const whole = [one, 2n * one, 3n * one];
  if (whole.every((each) => each >= min && each <= max)) return whole;
  const low = min > 0n || max < 0n ? min : 0n;
  const quarters = [1n, 2n, 3n].map((part) => low + ((max - low) * part) / 4n);
  return quarters.filter((each, index) => quarters.indexOf(each) === index);
}

/** Whole values, or fractions of one where there is no room for many of those. */
function freshDecimal(min: bigint, max: bigint, scale: number): Fresh | undefined {
  const one = 10n ** BigInt(scale);
  const low = min > 0n ? (min + one - 1n) / one : 0n;
  const count = max / one - low;
  if (count >= 100n) {
    const step = py`number % ${Number(count > 10_000n ? 10_000n : count)}`;
    const whole = low > 0n ? py`${Number(low)} + ${step}` : step;
    return { code: fstring(whole, scale > 0 ? `.${'0'.repeat(scale)}` : ''), numbered: true };
  }
  if (scale === 0 || count < 0n || (low + 1n) * one - 1n > max) return undefined;
  const code = fstring(
    `${low}.`,
    py`number % ${10 ** Math.min(scale, 4)}:0${Math.min(scale, 4)}`,
    '0'.repeat(Math.max(0, scale - 4)),
  );
  return { code, numbered: true };
}
