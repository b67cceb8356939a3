/** Access rules in words, for documentation and for the caller of the tools. */
import type { Expr, Rule } from '../../design/api-design.ts';
import { printStep } from '../../design/index.ts';
import { endSentence, type Planned, type ResourcePlan, sentence, words } from '../../plan/index.ts';
import type { Route } from './routes.ts';

/** One sentence that says who may use a route. */
export function accessText(route: Route, resource: ResourcePlan): string {
  const alternatives = route.access.rules.map((rule) => ruleText(rule, resource));
  return `Open to ${alternatives.join(', or ')}.`;
}

/** What an action does, in a sentence. */
export function actionDescription(
  { action, transition, assignments, counters, procedure }: Planned,
  { noun, resource }: ResourcePlan,
): string {
  const given = action.description;
  if (given !== undefined) return endSentence(sentence(given));
  if (procedure) {
    const effects = action.steps.filter((each) => each.do !== 'require').map((each) => code(printStep(each)));
    return `In one transaction: ${effects.join('; ')}.`;
  }
  const from = transition?.from.map(code).join(' or ') ?? '';
  const state = resource.states?.field ?? '';
  const moves = transition ? [`moves the ${words(state)} of the ${noun} from ${from} to ${code(transition.to)}`] : [];
  const sets = assignments
    .filter(({ column }) => !transition || column.json !== state)
    .map(({ column, value }) => `sets ${code(column.json)} to ${valueText(value)}`);
  const counts = counters.map(
    ({ field, direction, by }) => `${direction === 'up' ? 'raises' : 'lowers'} ${code(field.json)} by ${valueText(by)}`,
  );
  return sentence(`${[...moves, ...sets, ...counts].join(', ')}.`);
}

/** A value in words that callers of the API understand. */
function valueText(expr: Expr): string {
  if (expr.kind === 'path' && expr.path[0] === 'input') return `the given ${code(expr.path.slice(1).join('.'))}`;
  if (expr.kind === 'path' && expr.path[0] === 'me') return 'the caller';
  if (expr.kind === 'call' && expr.function === 'now') return 'the present time';
  return code(expressionText(expr));
}

const code = (text: string): string => `\`${text}\``;

function ruleText(rule: Rule, resource: ResourcePlan): string {
  const condition = rule.when ? ` when \`${expressionText(rule.when)}\`` : '';
  return whoText(rule, resource) + condition;
}

function whoText(rule: Rule, resource: ResourcePlan): string {
  switch (rule.who) {
    case 'public':
      return 'anyone';
    case 'authenticated':
      return 'anyone who is logged in';
    case 'owner':
      return `the ${resource.owner?.label ?? 'owner'}`;
    case 'role':
      return `the role \`${rule.name ?? ''}\``;
    case 'scope':
      return `the scope \`${rule.name ?? ''}\``;
    case 'nobody':
      return 'nobody';
  }
}

/** An expression of the design language as its users write it. */
export function expressionText(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? `'${expr.value}'` : String(expr.value);
    case 'path':
      return expr.path.join('.');
    case 'list':
      return `[${expr.items.map(expressionText).join(', ')}]`;
    case 'rows': {
      const rows = expr.column === undefined ? expr.resource : `${expr.resource}.${expr.column}`;
      return expr.where ? `${rows} where ${expressionText(expr.where)}` : rows;
    }
    case 'call':
      return `${expr.function}(${expr.arguments.map(expressionText).join(', ')})`;
    case 'unary':
      return expr.operator === 'not' ? `not ${expressionText(expr.operand)}` : `-${expressionText(expr.operand)}`;
    case 'binary':
      return `${expressionText(expr.left)} ${expr.operator} ${expressionText(expr.right)}`;
  }
}
