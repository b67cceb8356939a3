/** Values that actions compute: whether they may be empty, leave the range of a field, or are of another kind than it. */
import type { Expr, Field } from '../design/api-design.ts';
import type { Counter } from './actions.ts';
import { NotCompiled } from './not-compiled.ts';
import { expressionPath, type ExpressionTarget, nullableTargets, type RowScope } from './paths.ts';
import type { FieldPlan } from './plan.ts';
import { INT_MAX, isDecimal } from './values.ts';

/** Whether an expression is a value that may be empty. */
export const isOptional = (expr: Expr, scope: RowScope): boolean =>
  expr.kind === 'path' && (nullableTargets(expr, scope).length > 0 || isOptionalInput(expr.path, scope));

const isOptionalInput = (path: readonly string[], scope: RowScope): boolean => {
  const target = expressionPath(path, scope);
  return (
    target.of === 'input' &&
    (scope.inputs?.some((each) => each.attribute === target.attribute && each.field.nullable) ?? false)
  );
};

/** Whether arithmetic, or a comparison with an input, could meet nothing instead of a value. */
export function optionalParts(expr: Expr, scope: RowScope): boolean {
  switch (expr.kind) {
    case 'path':
      return isOptionalInput(expr.path, scope);
    case 'list':
      return expr.items.some((each) => optionalParts(each, scope));
    case 'call':
      if (expr.function === 'coalesce') return isOptional(expr.arguments.at(-1)!, scope);
      return expr.arguments.some((each) => optionalParts(each, scope) || isOptional(each, scope));
    case 'unary':
      return optionalParts(expr.operand, scope);
    case 'binary': {
      const computes = ['+', '-', '*', '/', '%'].includes(expr.operator);
      const parts = [expr.left, expr.right];
      return parts.some((each) => optionalParts(each, scope) || (computes && isOptional(each, scope)));
    }
    case 'literal':
    case 'rows':
      return false;
  }
}

/** Counting must not leave the range of a field, whether the step says so or not. */
export function impliedBound(
  field: Field,
  direction: Counter['direction'],
  by: Expr,
  inputs: readonly FieldPlan[],
): Expr | undefined {
  const given = direction === 'up' ? field.max : field.min;
  if (given !== undefined) return { kind: 'literal', value: given };
  const overflows = direction === 'up' && field.type === 'int' && by.kind === 'path' && isLarge(by.path, inputs);
  return overflows ? { kind: 'literal', value: INT_MAX } : undefined;
}

/** More than this at once, a few requests could leave the range of whole numbers. */
const LARGE = 1_000_000;

const isLarge = ([, name]: readonly string[], inputs: readonly FieldPlan[]): boolean =>
  inputs.some(({ json, field }) => json === name && (field.max ?? INT_MAX) > LARGE);

/** Kinds of values between which nothing is converted. */
export function refuseType({ field, json }: FieldPlan, value: Expr): void {
  const text = JSON.stringify(value);
  if (isDecimal(field) && /"operator":"[*/%]"/.test(text)) throw new NotCompiled(`"${json}" would have to be rounded`);
  if (field.type === 'int' && /"operator":"\/"/.test(text)) throw new NotCompiled(`"${json}" would have to be rounded`);
  if (field.type === 'datetime' && text.includes('"function":"today"'))
    throw new NotCompiled(`"${json}" is a moment, and today() is a day`);
  if (field.type === 'date' && text.includes('"function":"now"'))
    throw new NotCompiled(`"${json}" is a day, and now() is a moment`);
}

/** Whether an expression is a whole number, whatever column it is for. */
export function isWholeNumber(expr: Expr, scope: RowScope): boolean {
  const all = (parts: readonly Expr[]): boolean => parts.every((each) => isWholeNumber(each, scope));
  switch (expr.kind) {
    case 'literal':
      return Number.isInteger(expr.value);
    case 'path':
      return isWholeTarget(expressionPath(expr.path, scope), scope);
    case 'unary':
      return isWholeNumber(expr.operand, scope);
    case 'binary':
      return expr.operator !== '/' && all([expr.left, expr.right]);
    case 'call':
      return expr.function === 'len' || (['min', 'max', 'coalesce'].includes(expr.function) && all(expr.arguments));
    case 'list':
    case 'rows':
      return false;
  }
}

function isWholeTarget(target: ExpressionTarget, scope: RowScope): boolean {
  if (target.of === 'me') return false;
  const local = target.of === 'local' ? scope.locals?.get(target.variable) : undefined;
  if (local && 'isWhole' in local) return local.isWhole;
  const fields = target.of === 'input' ? scope.inputs : local && 'row' in local ? local.row.fields : scope.fields;
  return fields?.some((each) => each.attribute === target.attribute && each.field.type === 'int') ?? false;
}
