/** Conditions that compare a column with a value: what libraries can say that build queries of keywords or mappings. */
import type { Expr } from '../../../design/api-design.ts';
import { type AccessPlan, expressionPath, mentionedColumns, type ResourcePlan } from '../../../plan/index.ts';

/** Whether an expression is a column of the row. */
export function isColumn(expr: Expr, resource: ResourcePlan): boolean {
  return expr.kind === 'path' && expressionPath(expr.path, resource).of === 'row';
}

/**
 * Whether a condition is made of comparisons that have a column on one side, and no functions of columns; `columns` says
 * whether there may be columns on the other side too.
 */
export function isComparable(expr: Expr, resource: ResourcePlan, columns: boolean): boolean {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'boolean';
    case 'path':
      return isColumn(expr, resource);
    case 'unary':
      return expr.operator === 'not' && isComparable(expr.operand, resource, columns);
    case 'binary':
      if (expr.operator === 'and' || expr.operator === 'or') {
        return isComparable(expr.left, resource, columns) && isComparable(expr.right, resource, columns);
      }
      return compares(expr, resource, columns);
    default:
      return false;
  }
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

type Comparison = Extract<Expr, { kind: 'binary' }>;

function compares({ operator, left, right }: Comparison, resource: ResourcePlan, columns: boolean): boolean {
  if (!COMPARISONS.has(operator)) return false;
  const isOperand = (expr: Expr): boolean => isValue(expr) && (columns || !mentionsColumn(expr, resource));
  if (isColumn(left, resource)) return isOperand(right);
  return operator !== 'in' && isColumn(right, resource) && isOperand(left);
}

const COLUMN_FUNCTIONS = new Set(['lower', 'len']);

function isValue(expr: Expr): boolean {
  switch (expr.kind) {
    case 'call':
      return !COLUMN_FUNCTIONS.has(expr.function);
    case 'list':
      return expr.items.every((each) => each.kind === 'literal');
    case 'unary':
      return expr.operator === '-' && isValue(expr.operand);
    case 'binary':
      return ['+', '-', '*', '/', '%'].includes(expr.operator) && isValue(expr.left) && isValue(expr.right);
    default:
      return true;
  }
}

const mentionsColumn = (expr: Expr, resource: ResourcePlan): boolean => mentionedColumns(expr, resource).length > 0;

/** Who may do what with a resource, by the place in the design that says so. */
export const accessesOf = ({ access, actions }: ResourcePlan): [place: string, access: AccessPlan][] => [
  ...Object.entries(access).map(([operation, each]): [string, AccessPlan] => [`access.${operation}`, each]),
  ...actions.map(({ action, access: each }): [string, AccessPlan] => [`actions.${action.name}`, each]),
];
