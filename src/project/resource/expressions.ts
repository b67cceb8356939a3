/** Conditions of the design language as Python over a loaded row. */
import type { BinaryOperator, Expr } from '../../design/api-design.ts';
import { expressionPath, type ResourcePlan } from '../../plan/index.ts';
import { database } from '../../plan/own-symbols.ts';
import { dates } from '../../plan/symbols.ts';
import { Name, type Part, py, value } from '../../python/index.ts';

/** `expr` as a Python expression over the row variable of `resource` and `user`. */
export function pythonCondition(expr: Expr, resource: ResourcePlan): Part {
  const lower = (each: Expr): Part => pythonCondition(each, resource);
  switch (expr.kind) {
    case 'literal':
      return value(expr.value);
    case 'path':
      return pathOf(expr.path, resource);
    case 'list':
      return py`(${expr.items.map(lower)},)`;
    case 'call':
      return callOf(expr.function, expr.arguments.map(lower));
    case 'unary':
      return expr.operator === 'not' ? py`not ${lower(expr.operand)}` : py`-${lower(expr.operand)}`;
    case 'binary':
      return binary(expr, lower);
  }
}

function pathOf(path: readonly string[], resource: ResourcePlan): Part {
  const target = expressionPath(path, resource);
  if (target.of === 'me') return py`user.id`;
  return py`${resource.row}.${new Name(target.attribute)}`;
}

const FUNCTIONS: Readonly<Record<string, (args: readonly Part[]) => Part>> = {
  now: () => py`${database.utc_now}()`,
  today: () => py`${database.utc_now}().date()`,
  days: ([count]) => py`${dates.timedelta}(days=${count})`,
  hours: ([count]) => py`${dates.timedelta}(hours=${count})`,
  lower: ([text]) => py`${text}.lower()`,
  len: ([text]) => py`len(${text})`,
};

function callOf(id: string, args: readonly Part[]): Part {
  const lower = FUNCTIONS[id];
  if (!lower) throw new Error(`conditions cannot call ${id}()`);
  return lower(args);
}

function binary(expr: Extract<Expr, { kind: 'binary' }>, lower: (expr: Expr) => Part): Part {
  const isNull = (each: Expr): boolean => each.kind === 'literal' && each.value === null;
  if (expr.operator === '==' || expr.operator === '!=') {
    const negated = expr.operator === '!=';
    if (isNull(expr.right)) return py`${lower(expr.left)} is ${negated && py`not `}None`;
    if (expr.right.kind === 'literal' && typeof expr.right.value === 'boolean') {
      return py`${lower(expr.left)} is ${negated && py`not `}${lower(expr.right)}`;
    }
  }
  const left = grouped(expr.left, lower);
  const right = grouped(expr.right, lower);
  return OPERATORS[expr.operator](left, right);
}

const grouped = (expr: Expr, lower: (expr: Expr) => Part): Part =>
  expr.kind === 'binary' ? py`(${lower(expr)})` : lower(expr);

const OPERATORS: Readonly<Record<BinaryOperator, (left: Part, right: Part) => Part>> = {
  or: (a, b) => py`${a} or ${b}`,
  and: (a, b) => py`${a} and ${b}`,
  '==': (a, b) => py`${a} == ${b}`,
  '!=': (a, b) => py`${a} != ${b}`,
  '<': (a, b) => py`${a} < ${b}`,
  '<=': (a, b) => py`${a} <= ${b}`,
  '>': (a, b) => py`${a} > ${b}`,
  '>=': (a, b) => py`${a} >= ${b}`,
  in: (a, b) => py`${a} in ${b}`,
  '+': (a, b) => py`${a} + ${b}`,
  '-': (a, b) => py`${a} - ${b}`,
  '*': (a, b) => py`${a} * ${b}`,
  '/': (a, b) => py`${a} / ${b}`,
  '%': (a, b) => py`${a} % ${b}`,
};
