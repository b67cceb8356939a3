/** Access rules in words, for documentation and for the caller of the tools. */
import type { Expr, Rule } from '../../design/api-design.ts';
import type { ResourcePlan } from '../../plan/index.ts';
import type { Route } from './routes.ts';

/** One sentence that says who may use a route. */
export function accessText(route: Route, resource: ResourcePlan): string {
  const alternatives = route.access.rules.map((rule) => ruleText(rule, resource));
  return `Open to ${alternatives.join(', or ')}.`;
}

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
    case 'call':
      return `${expr.function}(${expr.arguments.map(expressionText).join(', ')})`;
    case 'unary':
      return expr.operator === 'not' ? `not ${expressionText(expr.operand)}` : `-${expressionText(expr.operand)}`;
    case 'binary':
      return `${expressionText(expr.left)} ${expr.operator} ${expressionText(expr.right)}`;
  }
}
