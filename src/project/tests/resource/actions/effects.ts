/** What an action makes of a row, computed apart from the emitted code. */
import type { Expr, JsonValue } from '../../../../design/api-design.ts';
import { type ActionPlan, type Counter, type FieldPlan, isDecimal } from '../../../../plan/index.ts';
import { evaluated, type Row } from '../../conditions.ts';
import { jsonNumber } from '../../samples/numbers.ts';

/** The members of a row after an action that can be told in advance, and those that only its request can tell. */
export interface Effects {
  readonly changes: Row;
  /** Set to something that is not known before: a time, or the caller. */
  readonly fresh: readonly string[];
}

/** The number that a counter has after an action. */
export function valueAfter({ field, by, direction }: Counter, row: Row): number {
  const before = Number(row[field.json] ?? 0);
  const amount = Number(evaluated(by, row) ?? 0);
  return direction === 'up' ? before + amount : before - amount;
}

/** The effects of an action on a row. */
export function effectsOf(action: ActionPlan, row: Row): Effects {
  const changes: Record<string, JsonValue> = {};
  const fresh: string[] = [];
  for (const { column, value } of action.assignments) {
    const known = 'field' in column ? resultOf(value, column, row) : null;
    if (known === undefined || (known === null && !isNull(value, row))) fresh.push(column.json);
    else changes[column.json] = known;
  }
  for (const counter of action.counters)
    changes[counter.field.json] = jsonNumber(valueAfter(counter, row), counter.field.field);
  return { changes, fresh };
}

const isNull = (expr: Expr, row: Row): boolean =>
  (expr.kind === 'literal' && expr.value === null) || (expr.kind === 'path' && evaluated(expr, row) === null);

function resultOf(expr: Expr, plan: FieldPlan, row: Row): JsonValue | undefined {
  if (expr.kind === 'literal') return typeof expr.value === 'number' ? jsonNumber(expr.value, plan.field) : expr.value;
  if (expr.kind === 'path') {
    const name = expr.path[0] === 'input' ? expr.path.join('.') : expr.path.at(-1)!;
    return row[name];
  }
  const found = evaluated(expr, row);
  return typeof found === 'number' && isNumber(plan) ? jsonNumber(found, plan.field) : undefined;
}

const isNumber = ({ field }: FieldPlan): boolean => field.type === 'int' || field.type === 'float' || isDecimal(field);
