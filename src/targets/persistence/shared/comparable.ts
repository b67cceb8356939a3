/** Conditions that compare a column with a value: what libraries can say that build queries of keywords or mappings. */
import type { Expr } from '../../../design/api-design.ts';
import {
  type AccessPlan,
  allActions,
  allStatements,
  expressionPath,
  mentionedColumns,
  type ResourcePlan,
  type RowScope,
} from '../../../plan/index.ts';

/** Whether an expression is a column of the row. */
export function isColumn(expr: Expr, resource: RowScope): boolean {
  return expr.kind === 'path' && expressionPath(expr.path, resource).of === 'row';
}

/**
 * Whether a condition is made of comparisons that have a column on one side, and no functions of columns; `columns` says
 * whether there may be columns on the other side too.
 */
export function isComparable(expr: Expr, resource: RowScope, columns: boolean): boolean {
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

function compares({ operator, left, right }: Comparison, resource: RowScope, columns: boolean): boolean {
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

const mentionsColumn = (expr: Expr, resource: RowScope): boolean => mentionedColumns(expr, resource).length > 0;

/** A condition over rows of a table, and the place in the design that says it. */
interface PlacedCondition {
  readonly place: string;
  readonly when: Expr;
  readonly scope: RowScope;
}

/** Who may do what with which rows of a resource. */
const accessConditions = (resource: ResourcePlan, path: string): PlacedCondition[] => {
  const { access, actions } = resource;
  const all: [place: string, access: AccessPlan][] = [
    ...Object.entries(access).map(([operation, each]): [string, AccessPlan] => [`${path}.access.${operation}`, each]),
    ...actions.map(({ action, access: each }): [string, AccessPlan] => [`${path}.actions.${action.name}`, each]),
  ];
  return all.flatMap(([place, { rows }]) =>
    rows.flatMap(({ when }) => (when ? [{ place, when, scope: resource }] : [])),
  );
};

/** Which rows the steps of actions ask for. */
const stepConditions = (resource: ResourcePlan, path: string): PlacedCondition[] =>
  allActions(resource).flatMap(({ action, inputs, procedure }) =>
    allStatements(procedure?.statements ?? []).flatMap((each) => {
      if (!procedure || !('query' in each) || !each.query.where) return [];
      const scope = { ...each.query.table, inputs, locals: procedure.locals };
      const isHere = resource.resource.actions.some(({ name }) => name === action.name);
      const place = `${isHere ? `${path}.actions` : 'endpoints'}.${action.name}`;
      return [{ place, when: each.query.where, scope }];
    }),
  );

/** The places with conditions that are not comparable, each once; `path` is that of the resource. */
export function incomparable(resource: ResourcePlan, path: string, columns: boolean): string[] {
  const all = [...accessConditions(resource, path), ...stepConditions(resource, path)];
  return [...new Set(all.filter(({ when, scope }) => !isComparable(when, scope, columns)).map(({ place }) => place))];
}
