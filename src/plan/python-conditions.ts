/** Conditions of the design language as Python over a loaded row. */
import type { BinaryOperator, Expr } from '../design/api-design.ts';
import { Name, type Part, py, value } from '../python/index.ts';
import { database } from './own-symbols.ts';
import { expressionPath, type ExpressionTarget, negated, nullableTargets, type RowScope } from './paths.ts';
import { dates, modules } from './symbols.ts';

/** A row, the variable that holds it, and the one that holds the caller: `user` unless it is said. */
export type PythonScope = RowScope & { readonly row?: Name; readonly caller?: Name };

/** What services call the caller. */
export const VIEWER = new Name('viewer');

const USER = new Name('user');

/**
 * `expr` as a Python condition over the row variable of `resource` and `user`. It is true exactly where the same condition in
 * SQL is: comparisons with null are not.
 */
export function pythonCondition(expr: Expr, resource: PythonScope): Part {
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or')) {
    return OPERATORS[expr.operator](
      part(expr.left, expr.operator, resource),
      part(expr.right, expr.operator, resource),
    );
  }
  if (expr.kind === 'unary' && expr.operator === 'not') return negation(expr.operand, resource);
  if (expr.kind === 'binary') return guarded(expr, comparison(expr, resource), resource);
  return pythonValue(expr, resource);
}

/** The Python condition that `expr` does not hold. */
export function pythonRefusal(expr: Expr, resource: PythonScope): Part {
  if (!asksForNull(expr) && nullableTargets(expr, resource).length > 0)
    return py`not (${pythonCondition(expr, resource)})`;
  return pythonCondition(negated(expr), resource);
}

/** `or` inside of `and` needs parentheses, and `and` inside of `or` is easier to read with them. */
function part(expr: Expr, outer: BinaryOperator, resource: PythonScope): Part {
  const condition = pythonCondition(expr, resource);
  if (expr.kind !== 'binary' || expr.operator === outer) return condition;
  const isMixed = expr.operator === 'and' || expr.operator === 'or';
  const isGuarded = outer === 'or' && guards(expr, resource).length > 0;
  return isMixed || isGuarded ? py`(${condition})` : condition;
}

/** Negations stand before fields and \`in\` only. */
function negation(expr: Expr, resource: PythonScope): Part {
  const isNullable = nullableTargets(expr, resource).length > 0;
  if (expr.kind === 'path')
    return isNullable ? py`${pythonValue(expr, resource)} is False` : py`not ${pythonValue(expr, resource)}`;
  if (expr.kind === 'binary' && expr.operator === 'in') {
    const test = py`${pythonValue(expr.left, resource)} not in ${pythonValue(expr.right, resource)}`;
    return guarded(expr, test, resource);
  }
  return py`not ${pythonValue(expr, resource)}`;
}

function guarded(expr: Comparison, test: Part, resource: PythonScope): Part {
  const targets = guards(expr, resource);
  return targets.reduceRight<Part>((rest, each) => py`${targetPart(each, resource)} is not None and ${rest}`, test);
}

/** Whether an expression is a comparison with null, which is never unknown. */
const asksForNull = (expr: Expr): boolean =>
  expr.kind === 'binary' &&
  (expr.operator === '==' || expr.operator === '!=') &&
  [expr.left, expr.right].some((each) => each.kind === 'literal' && each.value === null);

/** What must not be empty for a comparison to hold. */
function guards(expr: Comparison, resource: PythonScope): ExpressionTarget[] {
  const harmless = expr.operator === '==' || asksForNull(expr);
  const targets = harmless ? [] : nullableTargets(expr, resource);
  return [...new Map(targets.map((each) => [JSON.stringify(each), each])).values()];
}

type Comparison = Extract<Expr, { kind: 'binary' }>;

export function pythonValue(expr: Expr, resource: PythonScope): Part {
  const lower = (each: Expr): Part => pythonValue(each, resource);
  switch (expr.kind) {
    case 'literal':
      return value(expr.value);
    case 'path':
      return pathOf(expr.path, resource);
    case 'rows':
      throw new Error(`rows of ${expr.resource} are no value`);
    case 'list':
      return py`{${expr.items.map(lower)}}`;
    case 'call':
      return callOf(expr.function, expr.arguments.map(lower));
    case 'unary':
      return expr.operator === 'not' ? py`not ${lower(expr.operand)}` : py`-${lower(expr.operand)}`;
    case 'binary':
      return comparison(expr, resource);
  }
}

const pathOf = (path: readonly string[], scope: PythonScope): Part => targetPart(expressionPath(path, scope), scope);

/** What a path of an expression is about, as Python. */
export function targetPart(target: ExpressionTarget, scope: PythonScope): Part {
  switch (target.of) {
    case 'me':
      return py`${scope.caller ?? USER}.id`;
    case 'input':
      return py`data.${new Name(target.attribute)}`;
    case 'row':
      return py`${scope.row}.${new Name(target.attribute)}`;
    case 'local':
      return py`${new Name(target.variable)}${target.attribute !== undefined && py`.${new Name(target.attribute)}`}`;
  }
}

/** Functions that need no row: the present, and lengths of time. */
export const TIME_FUNCTIONS: Readonly<Record<string, (args: readonly Part[]) => Part>> = {
  now: () => py`${database.utc_now}()`,
  today: () => py`${database.utc_now}().date()`,
  days: ([count]) => py`${dates.timedelta}(days=${count})`,
  hours: ([count]) => py`${dates.timedelta}(hours=${count})`,
  minutes: ([count]) => py`${dates.timedelta}(minutes=${count})`,
};

const FUNCTIONS: Readonly<Record<string, (args: readonly Part[]) => Part>> = {
  ...TIME_FUNCTIONS,
  lower: ([text]) => py`${text}.lower()`,
  len: ([text]) => py`len(${text})`,
  upper: ([text]) => py`${text}.upper()`,
  trim: ([text]) => py`${text}.strip()`,
  token: ([length = py`20`]) => py`${modules.secrets}.token_hex(${length})[:${length}]`,
  min: (numbers) => py`min(${[...numbers]})`,
  max: (numbers) => py`max(${[...numbers]})`,
  coalesce: (values) => values.reduceRight((rest, each) => py`${each} if ${each} is not None else ${rest}`),
};

function callOf(id: string, args: readonly Part[]): Part {
  const lower = FUNCTIONS[id];
  if (!lower) throw new Error(`conditions cannot call ${id}()`);
  return lower(args);
}

const isConstant = (expr: Expr): boolean =>
  expr.kind === 'literal' && (expr.value === null || typeof expr.value === 'boolean');

function comparison(expr: Extract<Expr, { kind: 'binary' }>, resource: PythonScope): Part {
  const lower = (each: Expr): Part =>
    each.kind === 'binary' ? py`(${pythonValue(each, resource)})` : pythonValue(each, resource);
  if ((expr.operator === '==' || expr.operator === '!=') && isConstant(expr.right)) {
    return py`${lower(expr.left)} is ${expr.operator === '!=' && py`not `}${lower(expr.right)}`;
  }
  return OPERATORS[expr.operator](lower(expr.left), lower(expr.right));
}

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
