/** Expressions, by precedence climbing. */
import type { BinaryOperator, Expr } from '../api-design.ts';
import { didYouMean } from '../suggest.ts';
import { Cursor } from './cursor.ts';
import { LineError } from './lexer.ts';

/** The functions of the language and how many arguments they take: at least, at most. */
export const FUNCTIONS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['now', [0, 0]],
  ['today', [0, 0]],
  ['uuid', [0, 0]],
  ['token', [0, 1]],
  ['count', [1, 1]],
  ['sum', [1, 1]],
  ['avg', [1, 1]],
  ['min', [1, 2]],
  ['max', [1, 2]],
  ['exists', [1, 1]],
  ['len', [1, 1]],
  ['lower', [1, 1]],
  ['upper', [1, 1]],
  ['trim', [1, 1]],
  ['slugify', [1, 1]],
  ['concat', [2, 9]],
  ['days', [1, 1]],
  ['hours', [1, 1]],
  ['minutes', [1, 1]],
  ['hash', [1, 1]],
  ['coalesce', [2, 9]],
  ['round', [1, 2]],
  ['distinct', [1, 1]],
]);

/** How tightly operators bind; `not` is between `and` and the comparisons. */
export const PRECEDENCE: ReadonlyMap<BinaryOperator, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['==', 4],
  ['!=', 4],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['in', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
]);
export const NOT_PRECEDENCE = 3;

const MAX_OPERATORS = 200;

/** Reads an expression whose operators bind at least as tightly as `least`. */
export function parseExpression(cursor: Cursor, least = 0): Expr {
  let left = parseUnary(cursor);
  for (;;) {
    const found = operatorAt(cursor);
    const precedence = found ? PRECEDENCE.get(found.operator)! : -1;
    if (!found || precedence < least) return left;
    for (let taken = 0; taken < found.width; taken++) cursor.take();
    if (++cursor.operators > MAX_OPERATORS) {
      throw new LineError(
        `an expression has at most ${MAX_OPERATORS} operators`,
        cursor.current.at,
        undefined,
        'LIMIT_EXCEEDED',
      );
    }
    const right = parseExpression(cursor, precedence + 1);
    left = { kind: 'binary', operator: found.operator, left, right };
    if (found.negated) left = { kind: 'unary', operator: 'not', operand: left };
  }
}

interface FoundOperator {
  readonly operator: BinaryOperator;
  readonly width: number;
  readonly negated: boolean;
}

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map([
  ...Array.from(PRECEDENCE.keys(), (operator): [string, BinaryOperator] => [operator, operator]),
  ['&&', 'and'],
  ['||', 'or'],
]);

function operatorAt(cursor: Cursor): FoundOperator | undefined {
  const { current, next } = cursor;
  if (current.kind !== 'word' && current.kind !== 'sign') return undefined;
  const text = current.value.toLowerCase();
  const following = next.kind === 'word' ? next.value.toLowerCase() : '';
  if (text === '=') cursor.fail('use "==" to compare', '==');
  if (text === 'is') {
    const negated = following === 'not';
    return { operator: negated ? '!=' : '==', width: negated ? 2 : 1, negated: false };
  }
  if (text === 'not' && following === 'in') return { operator: 'in', width: 2, negated: true };
  const operator = OPERATORS.get(text);
  return operator && { operator, width: 1, negated: false };
}

const parseUnary = (cursor: Cursor): Expr => cursor.nested(() => parseOperand(cursor));

function parseOperand(cursor: Cursor): Expr {
  if (cursor.eatWord('not') || cursor.eat('!')) {
    return { kind: 'unary', operator: 'not', operand: parseExpression(cursor, NOT_PRECEDENCE) };
  }
  if (cursor.eat('-')) {
    const operand = parseUnary(cursor);
    const number = operand.kind === 'literal' && typeof operand.value === 'number' ? operand.value : undefined;
    return number === undefined ? { kind: 'unary', operator: '-', operand } : { kind: 'literal', value: 0 - number };
  }
  if (cursor.eat('(')) {
    const inner = parseExpression(cursor);
    cursor.expect(')');
    return inner;
  }
  if (cursor.eat('[')) return { kind: 'list', items: parseItems(cursor, ']') };
  if (cursor.current.kind === 'number') return { kind: 'literal', value: cursor.unsigned() };
  if (cursor.current.kind === 'text') return { kind: 'literal', value: cursor.take().value };
  if (cursor.current.kind !== 'word') cursor.fail(`expected a value before ${cursor.here}`);
  return parseWordOperand(cursor);
}

function parseWordOperand(cursor: Cursor): Expr {
  if (cursor.isWord('true', 'false')) return { kind: 'literal', value: cursor.take().value.toLowerCase() === 'true' };
  if (cursor.eatWord('null', 'none')) return { kind: 'literal', value: null };
  return cursor.nextIs('(') ? parseCall(cursor) : { kind: 'path', path: parsePath(cursor) };
}

function parseCall(cursor: Cursor): Expr {
  const token = cursor.take();
  cursor.expect('(');
  const name = token.value.toLowerCase();
  const items = AGGREGATES.has(name) ? parseAggregated(cursor) : parseItems(cursor, ')');
  const arity = FUNCTIONS.get(name);
  if (!arity) {
    const near = didYouMean(token.value, FUNCTIONS.keys());
    throw new LineError(`unknown function ${token.value}()`, token.at, near && `${near}()`);
  }
  const [least, most] = arity;
  if (items.length < least || items.length > most) {
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    throw new LineError(`${name}() takes ${wanted} arguments, got ${items.length}`, token.at);
  }
  return { kind: 'call', function: name, arguments: items };
}

/** Functions of many rows. */
const AGGREGATES: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max', 'exists']);

/** `Loan where member == me`, `Fine.amount where …`, or any other arguments; names of resources are capitalised. */
function parseAggregated(cursor: Cursor): Expr[] {
  if (cursor.current.kind !== 'word' || !/^[A-Z]/.test(cursor.current.value) || cursor.nextIs('('))
    return parseItems(cursor, ')');
  const at = cursor.current.at;
  const [resource = '', column, ...rest] = parsePath(cursor);
  if (rest.length > 0) throw new LineError(`"${resource}.${column}" is a value, it has no "${rest[0]}"`, at);
  const where = cursor.eatWord('where') ? parseExpression(cursor) : undefined;
  cursor.expect(')');
  return [{ kind: 'rows', resource, ...(column !== undefined && { column }), ...(where && { where }) }];
}

function parseItems(cursor: Cursor, close: string): Expr[] {
  const items: Expr[] = [];
  while (!cursor.eat(close)) {
    items.push(parseExpression(cursor));
    if (!cursor.is(close)) cursor.expect(',');
  }
  return items;
}

/** `a.b.c` */
export function parsePath(cursor: Cursor): string[] {
  const path = [cursor.word()];
  while (cursor.is('.') && cursor.next.kind === 'word') {
    cursor.take();
    path.push(cursor.word());
  }
  return path;
}
