/** What a path of an expression is about: the caller, or a column of the row. */
import type { BinaryOperator, Expr } from '../design/api-design.ts';
import type { FieldPlan, ResourcePlan } from './plan.ts';
import type { TablePlan } from './tables.ts';

/** What a path of an expression is: the id of the caller, or a column of the row, or a value of a request. */
export type ExpressionTarget =
  | { readonly of: 'me' }
  | { readonly of: 'row'; readonly attribute: string }
  | { readonly of: 'input'; readonly attribute: string }
  | { readonly of: 'local'; readonly variable: string; readonly attribute?: string; readonly nullable: boolean };

/** A variable of Python that expressions can name: a row of a table, or a value. */
export type LocalPlan =
  | { readonly row: TablePlan }
  /** `isWhole` says that it is a whole number. */
  | { readonly nullable: boolean; readonly isWhole: boolean };

/** The path of a variable, or of an attribute of the row that it holds. No name of a design begins like this. */
export const localPath = (variable: string, attribute?: string): Expr => ({
  kind: 'path',
  path: attribute === undefined ? [LOCAL, variable] : [LOCAL, variable, attribute],
});

const LOCAL = '@';

/** A row that expressions are about, and the values of the request where there are some. */
export type RowScope = Pick<ResourcePlan, 'className' | 'fields' | 'relations' | 'timestamps' | 'locked'> & {
  readonly inputs?: readonly FieldPlan[];
  readonly locals?: ReadonlyMap<string, LocalPlan>;
};

/** Resolves `published`, `self.published`, `author` (its key), `me` and `me.id`. Throws on paths through other rows. */
export function expressionPath(path: readonly string[], resource: RowScope): ExpressionTarget {
  const target = findPath(path, resource);
  if (!target) throw new Error(`"${path.join('.')}" is no column of ${resource.className}`);
  return target;
}

function findPath(path: readonly string[], resource: RowScope): ExpressionTarget | undefined {
  if (path[0] === LOCAL) return findLocal(path[1]!, path[2], resource);
  const [first, ...rest] = path[0] === 'self' ? path.slice(1) : path;
  if (first === undefined) return undefined;
  if (first === 'input') {
    const input = resource.inputs?.find((each) => each.json === rest[0]);
    return input && rest.length === 1 ? { of: 'input', attribute: input.attribute } : undefined;
  }
  if (first === 'me') return rest.length === 0 || (rest.length === 1 && rest[0] === 'id') ? { of: 'me' } : undefined;
  if (rest.length > 0 && !(rest.length === 1 && rest[0] === 'id')) return undefined;
  const relation = resource.relations.find((each) => each.relation.name === first || each.json === first);
  if (relation) return { of: 'row', attribute: relation.attribute };
  if (rest.length > 0) return undefined;
  const field = resource.fields.find((each) => each.json === first && !each.list);
  if (field) return { of: 'row', attribute: field.attribute };
  const builtIn = [
    'id',
    ...(resource.timestamps ? ['created_at', 'updated_at'] : []),
    ...(resource.locked ? ['version'] : []),
  ];
  return builtIn.includes(first) ? { of: 'row', attribute: first } : undefined;
}

function findLocal(
  variable: string,
  attribute: string | undefined,
  { locals }: RowScope,
): ExpressionTarget | undefined {
  const local = locals?.get(variable);
  if (!local) return undefined;
  if (!('row' in local)) return { of: 'local', variable, nullable: local.nullable };
  if (attribute === undefined) return undefined;
  return { of: 'local', variable, attribute, nullable: isNullable(attribute, local.row) };
}

const isNullable = (attribute: string, { fields, relations }: Pick<RowScope, 'fields' | 'relations'>): boolean =>
  fields.some((each) => each.attribute === attribute && each.field.nullable) ||
  relations.some((each) => each.attribute === attribute && each.relation.nullable);

/** The functions that conditions on rows of the database can call. */
const FUNCTIONS: ReadonlySet<string> = new Set(['now', 'today', 'days', 'hours', 'minutes', 'lower', 'len']);

/** The functions that values in Python can call. */
export const VALUE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...FUNCTIONS,
  'upper',
  'trim',
  'token',
  'coalesce',
  'min',
  'max',
]);

/** Why an expression cannot be compiled yet, or undefined when it can; `functions` are those that it can call. */
export function unsupportedCondition(
  expr: Expr,
  resource: RowScope,
  functions: ReadonlySet<string> = FUNCTIONS,
): string | undefined {
  const first = (parts: readonly Expr[]): string | undefined =>
    parts.map((part) => unsupportedCondition(part, resource, functions)).find((reason) => reason !== undefined);
  switch (expr.kind) {
    case 'literal':
      return undefined;
    case 'rows':
      return `conditions cannot look for rows of ${expr.resource} yet`;
    case 'path':
      return findPath(expr.path, resource)
        ? undefined
        : `"${expr.path.join('.')}" goes through another row; conditions use the fields of ${resource.className} itself`;
    case 'list':
      return first(expr.items);
    case 'call':
      return functions.has(expr.function) ? first(expr.arguments) : `conditions cannot call ${expr.function}() yet`;
    case 'unary':
      return first([expr.operand]);
    case 'binary':
      return first([expr.left, expr.right]);
  }
}

const OPPOSITES: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/**
 * The same condition with every `not` moved down to a field or an `in`. What is unknown (a comparison with null) must stay
 * false when it is negated, as in SQL, and Python has no third value to say so.
 */
export function negationNormal(expr: Expr): Expr {
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or')) {
    return { ...expr, left: negationNormal(expr.left), right: negationNormal(expr.right) };
  }
  return expr.kind === 'unary' && expr.operator === 'not' ? negated(expr.operand) : expr;
}

/** The opposite of a condition, with every `not` moved down. */
export function negated(expr: Expr): Expr {
  if (expr.kind === 'unary' && expr.operator === 'not') return negationNormal(expr.operand);
  if (expr.kind === 'literal' && typeof expr.value === 'boolean') return { kind: 'literal', value: !expr.value };
  if (expr.kind === 'binary') {
    const { operator, left, right } = expr;
    if (operator === 'and' || operator === 'or') {
      return {
        kind: 'binary',
        operator: operator === 'and' ? 'or' : 'and',
        left: negated(left),
        right: negated(right),
      };
    }
    const opposite = OPPOSITES[operator];
    if (opposite) return { kind: 'binary', operator: opposite, left, right };
  }
  return { kind: 'unary', operator: 'not', operand: expr };
}

/** What must all hold for a condition to hold. */
export const conjuncts = (expr: Expr): Expr[] =>
  expr.kind === 'binary' && expr.operator === 'and' ? [...conjuncts(expr.left), ...conjuncts(expr.right)] : [expr];

/** Every path of an expression. */
export function pathsOf(expr: Expr): (readonly string[])[] {
  switch (expr.kind) {
    case 'literal':
      return [];
    case 'path':
      return [expr.path];
    case 'rows':
      return expr.where ? pathsOf(expr.where) : [];
    case 'list':
      return expr.items.flatMap(pathsOf);
    case 'call':
      return expr.arguments.flatMap(pathsOf);
    case 'unary':
      return pathsOf(expr.operand);
    case 'binary':
      return [...pathsOf(expr.left), ...pathsOf(expr.right)];
  }
}

/** The columns of the row that an expression mentions. */
export const mentionedColumns = (expr: Expr, resource: RowScope): string[] =>
  pathsOf(expr).flatMap((path) => {
    const target = findPath(path, resource);
    return target?.of === 'row' ? [target.attribute] : [];
  });

/** The columns of a comparison that may be null, of whatever row, and the variables. */
export const nullableTargets = (expr: Expr, scope: RowScope): ExpressionTarget[] =>
  pathsOf(expr).flatMap((path): ExpressionTarget[] => {
    const target = findPath(path, scope);
    if (target?.of === 'local') return target.nullable ? [target] : [];
    return target?.of === 'row' && isNullable(target.attribute, scope) ? [target] : [];
  });
