/** The `when` conditions of access rules: they are compiled to SQL, so they see one row and the caller. */
import type { Expr, Rule } from '../api-design.ts';
import { type ExpressionChecker, Scope } from './expressions.ts';
import { type Draft, type DraftResource, hasAccounts } from './model.ts';
import type { Type } from './types.ts';

const FUNCTIONS: readonly string[] = ['now', 'today', 'days', 'hours', 'minutes', 'lower', 'len'];

/** The names of a `when`: the fields of the row, `self`, and `me`. */
function rowScope(resource: DraftResource, draft: Draft): Scope {
  const names = new Map<string, Type>([['self', { kind: 'row', resource: resource.name }]]);
  if (hasAccounts(draft) && draft.byName.has('User')) names.set('me', { kind: 'row', resource: 'User' });
  return new Scope(names, resource.name);
}

/** Checks the condition of every operation's rules. */
export function checkConditions(resource: DraftResource, checker: ExpressionChecker): void {
  const seen = new Set<Rule>();
  for (const [operation, rules] of Object.entries(resource.access)) {
    for (const rule of rules) {
      if (!rule.when || seen.has(rule)) continue;
      seen.add(rule);
      checkCondition(rule.when, resource, `${resource.path}.access`, `${operation}: `, checker);
    }
  }
}

/** Checks one condition on a row of `resource`. */
export function checkCondition(
  when: Expr,
  resource: DraftResource,
  path: string,
  what: string,
  checker: ExpressionChecker,
): void {
  const { draft } = checker;
  const scope = rowScope(resource, draft);
  checker.condition(when, scope);
  const problems = checker.problems.splice(0);
  for (const { message, suggestion } of problems) draft.report.error(path, what + message, { got: 'when', suggestion });
  if (problems.length > 0) return;
  for (const reason of unsupportedParts(when, resource, checker)) draft.report.unsupported(path, what + reason, 'when');
}

function* unsupportedParts(expression: Expr, resource: DraftResource, checker: ExpressionChecker): Generator<string> {
  switch (expression.kind) {
    case 'literal':
      return;
    case 'path':
      yield* pathProblems(expression.path, resource, checker);
      return;
    case 'rows':
      yield 'rows of another resource are not supported in "when"';
      return;
    case 'list':
      for (const item of expression.items) yield* unsupportedParts(item, resource, checker);
      return;
    case 'call':
      if (!FUNCTIONS.includes(expression.function)) {
        yield `${expression.function}() is not supported in "when"; use ${FUNCTIONS.join(', ')}`;
      }
      for (const argument of expression.arguments) yield* unsupportedParts(argument, resource, checker);
      return;
    case 'unary':
      yield* unsupportedParts(expression.operand, resource, checker);
      return;
    case 'binary':
      yield* unsupportedParts(expression.left, resource, checker);
      yield* unsupportedParts(expression.right, resource, checker);
  }
}

function* pathProblems(
  path: readonly string[],
  resource: DraftResource,
  checker: ExpressionChecker,
): Generator<string> {
  const members = checker.members.of(resource.name);
  const text = `"${path.join('.')}"`;
  if (!members.has(path[0]!) && path[0] !== 'self') {
    if (path[1] === 'role') yield 'write role:NAME as a rule instead of comparing me.role';
    else if (path.length > 1 && path[1] !== 'id')
      yield `${text} is not supported in "when"; of the caller there is me and me.id`;
    return;
  }
  const names = members.has(path[0]!) ? path : path.slice(1);
  const kind = members.get(names[0] ?? '')?.kind;
  if (names.length > 1) {
    yield `${text} goes over a relation, which is not supported in "when"; compare the row's own fields`;
  } else if (kind === 'list' || kind === 'json')
    yield `${text} is ${kind === 'list' ? 'a list' : kind}, which is not supported in "when"`;
}
