/**
 * What conditions of the design language mean, apart from how they are compiled: the tests expect what is computed here, so
 * that a mistake in the emitted code cannot hide in its own test.
 */
import type { BinaryOperator, Expr, JsonValue } from '../../design/api-design.ts';
import { pathsOf } from '../../plan/index.ts';

/** The values of a row, by their names in JSON. What is not there is not known. */
export type Row = Readonly<Record<string, JsonValue>>;

/** Stands for the id of the caller. */
export const ME = 'me';
/** Stands for the present; no sample is near it. */
const NOW = Date.parse('2026-06-01T12:00:00Z');
const DAY = 86_400_000;

type Scalar = string | number | boolean | null;

/** Whether `expr` holds for `row`, as SQL sees it: with null it neither holds nor fails. Undefined when that is not known. */
export function holds(expr: Expr, row: Row): boolean | undefined {
  try {
    return evaluate(expr, row) === true;
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

/** The value of `expr` for `row`; undefined when that is not known. */
export function evaluated(expr: Expr, row: Row): string | number | boolean | null | undefined {
  try {
    return evaluate(expr, row);
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

class NotKnown extends Error {}

function evaluate(expr: Expr, row: Row): Scalar {
  switch (expr.kind) {
    case 'literal':
      return comparable(expr.value);
    case 'path':
      return pathValue(expr.path, row);
    case 'call':
      return call(
        expr.function,
        expr.arguments.map((each) => evaluate(each, row)),
      );
    case 'unary':
      return unary(expr.operator, evaluate(expr.operand, row));
    case 'binary':
      return binary(expr, row);
    default:
      throw new NotKnown();
  }
}

function pathValue(path: readonly string[], row: Row): Scalar {
  const [first, ...rest] = path[0] === 'self' ? path.slice(1) : path;
  if (first === 'me') return ME;
  if (first === 'input' || first === '@') return pathValue([path.join('.')], row);
  const name = first ?? '';
  const given = row[name] ?? row[`${name}_id`] ?? (name in row || `${name}_id` in row ? null : undefined);
  if (given === undefined || rest.some((part) => part !== 'id')) throw new NotKnown();
  if (given !== null && typeof given === 'object') throw new NotKnown();
  return comparable(given);
}

/** Moments as milliseconds, and numbers in texts (decimals) as numbers. */
function comparable(given: Scalar): Scalar {
  if (typeof given !== 'string') return given;
  if (/^\d{4}-\d{2}-\d{2}(?:T.*)?$/.test(given)) return Date.parse(given);
  return /^-?\d+(?:\.\d+)?$/.test(given) ? Number(given) : given;
}

function call(id: string, given: readonly Scalar[]): Scalar {
  const [first = null] = given;
  switch (id) {
    case 'now':
      return NOW;
    case 'today':
      return NOW - (NOW % DAY);
    case 'days':
      return Number(first) * DAY;
    case 'hours':
      return (Number(first) * DAY) / 24;
    case 'coalesce':
      return given.find((each) => each !== null) ?? null;
    case 'min':
      return Math.min(...given.map(Number));
    case 'max':
      return Math.max(...given.map(Number));
    case 'upper':
      return first === null ? null : String(first).toUpperCase();
    case 'trim':
      return first === null ? null : String(first).trim();
    case 'lower':
      return first === null ? null : String(first).toLowerCase();
    case 'len':
      return first === null ? null : Array.from(String(first)).length;
    default:
      throw new NotKnown();
  }
}

function unary(operator: 'not' | '-', operand: Scalar): Scalar {
  if (operand === null) return null;
  return operator === 'not' ? operand !== true : -Number(operand);
}

function binary({ operator, left, right }: Extract<Expr, { kind: 'binary' }>, row: Row): Scalar {
  if (operator === 'in') return isIn(evaluate(left, row), right, row);
  const a = evaluate(left, row);
  const b = evaluate(right, row);
  if (operator === 'and')
    return a === false || b === false ? false : a === null || b === null ? null : a === true && b === true;
  if (operator === 'or') return a === true || b === true ? true : a === null || b === null ? null : false;
  const asksForNull = right.kind === 'literal' && right.value === null;
  if (asksForNull) return operator === '==' ? a === null : a !== null;
  if (a === null || b === null) return null;
  return OPERATORS[operator](a, b);
}

function isIn(item: Scalar, list: Expr, row: Row): Scalar {
  if (list.kind === 'path') {
    const held = row[list.path.join('.')];
    if (!Array.isArray(held)) throw new NotKnown();
    return held.includes(item);
  }
  if (list.kind !== 'list') throw new NotKnown();
  if (item === null) return null;
  return list.items.some((each) => evaluate(each, row) === item);
}

const number = (given: Scalar): number => Number(given);
const less = (a: Scalar, b: Scalar): boolean =>
  typeof a === 'string' && typeof b === 'string' ? a < b : number(a) < number(b);

const OPERATORS: Readonly<Record<Exclude<BinaryOperator, 'and' | 'or' | 'in'>, (a: Scalar, b: Scalar) => Scalar>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => less(a, b),
  '<=': (a, b) => !less(b, a),
  '>': (a, b) => less(b, a),
  '>=': (a, b) => !less(a, b),
  '+': (a, b) => number(a) + number(b),
  '-': (a, b) => number(a) - number(b),
  '*': (a, b) => number(a) * number(b),
  '/': (a, b) => number(a) / number(b),
  '%': (a, b) => number(a) % number(b),
};

/** The names that `expr` mentions, `self` and the caller apart. */
export const mentionedNames = (expr: Expr): string[] =>
  pathsOf(expr).flatMap((path) => {
    const [first] = path[0] === 'self' ? path.slice(1) : path;
    return first === undefined || first === 'me' ? [] : [first];
  });

/** The literals that `expr` compares `name` with, and others. */
export function literalsOf(expr: Expr): (string | number)[] {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' || typeof expr.value === 'number' ? [expr.value] : [];
    case 'path':
      return [];
    case 'list':
      return expr.items.flatMap(literalsOf);
    case 'call':
      return expr.arguments.flatMap(literalsOf);
    case 'rows':
      return expr.where ? literalsOf(expr.where) : [];
    case 'unary':
      return literalsOf(expr.operand);
    default:
      return [...literalsOf(expr.left), ...literalsOf(expr.right)];
  }
}
