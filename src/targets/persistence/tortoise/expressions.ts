/** Conditions of the design language as expressions of Tortoise. */
import type { BinaryOperator, Expr } from '../../../design/api-design.ts';
import { expressionPath, type ResourcePlan, TIME_FUNCTIONS } from '../../../plan/index.ts';
import { Name, type Part, py, value } from '../../../python/index.ts';
import { isColumn } from '../shared/comparable.ts';
import { expressions } from './symbols.ts';

const { F, Q } = expressions;

/** Holds for every row. A `Q` without conditions would not: among alternatives, it is left out. */
export const EVERYTHING: Part = py`${Q}(id__isnull=False)`;

/** `expr` as a `Q` over a row of `resource`; \`viewer\` is the caller. */
export function condition(expr: Expr, resource: ResourcePlan): Part {
  if (expr.kind === 'literal') return expr.value === true ? EVERYTHING : py`${Q}(id__in=[])`;
  if (expr.kind === 'path') return py`${Q}(${column(expr, resource)}=True)`;
  if (expr.kind === 'unary' && expr.operator === 'not') {
    return expr.operand.kind === 'path'
      ? py`${Q}(${column(expr.operand, resource)}=False)`
      : py`~(${condition(expr.operand, resource)})`;
  }
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or')) {
    const parts = [condition(expr.left, resource), condition(expr.right, resource)];
    return expr.operator === 'and' ? py`${Q}(${parts})` : py`${Q}(${[...parts, py`join_type=${Q}.OR`]})`;
  }
  if (expr.kind !== 'binary') throw new Error(`"${expr.kind}" is no condition`);
  return comparison(expr, resource);
}

type Comparison = Extract<Expr, { kind: 'binary' }>;

/** The suffixes of keywords, with the comparison that is the same the other way around. */
const SUFFIXES: Partial<Record<BinaryOperator, { readonly suffix: string; readonly flipped: BinaryOperator }>> = {
  '==': { suffix: '', flipped: '==' },
  '!=': { suffix: '', flipped: '!=' },
  '<': { suffix: '__lt', flipped: '>' },
  '<=': { suffix: '__lte', flipped: '>=' },
  '>': { suffix: '__gt', flipped: '<' },
  '>=': { suffix: '__gte', flipped: '<=' },
  in: { suffix: '__in', flipped: 'in' },
};

function comparison(expr: Comparison, resource: ResourcePlan): Part {
  if (!isColumn(expr.left, resource)) {
    return comparison(
      { ...expr, left: expr.right, right: expr.left, operator: SUFFIXES[expr.operator]!.flipped },
      resource,
    );
  }
  const name = column(expr.left, resource);
  const { right, operator } = expr;
  if (right.kind === 'literal' && right.value === null) {
    return py`${Q}(${new Name(`${name.id}__isnull`)}=${operator === '==' ? py`True` : py`False`})`;
  }
  if (right.kind === 'literal' && typeof right.value === 'boolean' && operator === '!=') {
    // What is unknown is not true either.
    return py`${Q}(${new Name(`${name.id}__not`)}=${value(right.value)})`;
  }
  const test = py`${Q}(${new Name(`${name.id}${SUFFIXES[operator]!.suffix}`)}=${operand(right, resource)})`;
  return operator === '!=' ? py`~${test}` : test;
}

function column(expr: Expr, resource: ResourcePlan): Name {
  const target = expr.kind === 'path' ? expressionPath(expr.path, resource) : undefined;
  if (target?.of !== 'row') throw new Error('only columns can be compared');
  return new Name(target.attribute);
}

function operand(expr: Expr, resource: ResourcePlan): Part {
  switch (expr.kind) {
    case 'literal':
      return value(expr.value);
    case 'path':
      return isColumn(expr, resource) ? py`${F}(${column(expr, resource).id})` : py`viewer.id`;
    case 'call':
      return TIME_FUNCTIONS[expr.function]!(expr.arguments.map((each) => operand(each, resource)));
    case 'list':
      return py`[${expr.items.map((each) => operand(each, resource))}]`;
    case 'unary':
      return py`-${operand(expr.operand, resource)}`;
    case 'binary':
      return py`${nested(expr.left, resource)} ${new Name(expr.operator)} ${nested(expr.right, resource)}`;
  }
}

/** An operand of arithmetic. */
const nested = (expr: Expr, resource: ResourcePlan): Part =>
  expr.kind === 'binary' ? py`(${operand(expr, resource)})` : operand(expr, resource);
