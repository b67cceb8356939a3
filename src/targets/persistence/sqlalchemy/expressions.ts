/** Conditions of the design language as SQLAlchemy expressions. */
import type { BinaryOperator, Expr } from '../../../design/api-design.ts';
import {
  expressionPath,
  type PythonScope,
  type ResourcePlan,
  targetPart,
  TIME_FUNCTIONS,
  VIEWER,
} from '../../../plan/index.ts';
import { sa } from '../../../plan/symbols.ts';
import { Name, type Part, py, value } from '../../../python/index.ts';

/** A table, and the variables that conditions over its rows can name. */
export type SqlScope = PythonScope & Pick<ResourcePlan, 'model'>;

/** `expr` as a boolean SQL expression over a row of `resource`; \`viewer\` is the caller. */
export function sqlCondition(expr: Expr, resource: SqlScope): Part {
  if (expr.kind === 'literal') return expr.value === true ? py`${sa.true}()` : py`${sa.false}()`;
  if (expr.kind === 'path') return py`${column(expr.path, resource)}.is_(True)`;
  if (expr.kind === 'unary' && expr.operator === 'not') {
    if (expr.operand.kind === 'binary' && expr.operand.operator === 'in') {
      return py`~${comparison(expr.operand, resource)}`;
    }
    return expr.operand.kind === 'path'
      ? py`${column(expr.operand.path, resource)}.is_(False)`
      : py`~(${sqlCondition(expr.operand, resource)})`;
  }
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or')) {
    const combine = expr.operator === 'and' ? sa.and_ : sa.or_;
    return py`${combine}(${[sqlCondition(expr.left, resource), sqlCondition(expr.right, resource)]})`;
  }
  return expr.kind === 'binary' ? comparison(expr, resource) : operand(expr, resource);
}

function comparison(expr: Extract<Expr, { kind: 'binary' }>, resource: SqlScope): Part {
  const left = operand(expr.left, resource);
  const { right } = expr;
  const equality = expr.operator === '==' || expr.operator === '!=';
  if (equality && right.kind === 'literal' && (right.value === null || typeof right.value === 'boolean')) {
    return py`${left}.${new Name(expr.operator === '==' ? 'is_' : 'is_not')}(${value(right.value)})`;
  }
  if (expr.operator === 'in') {
    const items =
      right.kind === 'list' ? py`[${right.items.map((each) => operand(each, resource))}]` : operand(right, resource);
    return py`${left}.in_(${items})`;
  }
  return OPERATORS[expr.operator](left, operand(right, resource));
}

function operand(expr: Expr, resource: SqlScope): Part {
  switch (expr.kind) {
    case 'literal':
      return value(expr.value);
    case 'path':
      return column(expr.path, resource);
    case 'call':
      return FUNCTIONS[expr.function]!(expr.arguments.map((each) => operand(each, resource)));
    case 'rows':
      throw new Error(`rows of ${expr.resource} are no value`);
    case 'list':
      return py`[${expr.items.map((each) => operand(each, resource))}]`;
    case 'unary':
      return expr.operator === '-' ? py`-${operand(expr.operand, resource)}` : sqlCondition(expr, resource);
    case 'binary':
      return py`(${comparison(expr, resource)})`;
  }
}

function column(path: readonly string[], resource: SqlScope): Part {
  const target = expressionPath(path, resource);
  return target.of === 'row'
    ? py`${resource.model}.${new Name(target.attribute)}`
    : targetPart(target, { ...resource, caller: VIEWER });
}

const FUNCTIONS: Readonly<Record<string, (args: readonly Part[]) => Part>> = {
  ...TIME_FUNCTIONS,
  lower: ([text]) => py`${sa.func}.lower(${text})`,
  len: ([text]) => py`${sa.func}.length(${text})`,
};

const OPERATORS: Readonly<Record<BinaryOperator, (left: Part, right: Part) => Part>> = {
  or: (a, b) => py`${a} | ${b}`,
  and: (a, b) => py`${a} & ${b}`,
  '==': (a, b) => py`${a} == ${b}`,
  '!=': (a, b) => py`${a} != ${b}`,
  '<': (a, b) => py`${a} < ${b}`,
  '<=': (a, b) => py`${a} <= ${b}`,
  '>': (a, b) => py`${a} > ${b}`,
  '>=': (a, b) => py`${a} >= ${b}`,
  in: (a, b) => py`${a}.in_(${b})`,
  '+': (a, b) => py`${a} + ${b}`,
  '-': (a, b) => py`${a} - ${b}`,
  '*': (a, b) => py`${a} * ${b}`,
  '/': (a, b) => py`${a} / ${b}`,
  '%': (a, b) => py`${a} % ${b}`,
};
