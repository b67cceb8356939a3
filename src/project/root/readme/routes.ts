/** The table of routes in the README. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { RouteFact } from '../../route-fact.ts';
import { routeFacts } from '../../route-facts.ts';
import { codeSpan, inline, inlineWithCode, table } from '../../text/markdown.ts';

/** Every route, with what it does and who may. */
export function routesTable(plan: ServicePlan): string {
  return table(['Route', 'What it does', 'Who may'], routeFacts(plan).map(row));
}

function row({ method, path, operation_id, summary, params, access }: RouteFact): string[] {
  const query = params.filter((each) => !path.includes(`{${each}}`));
  const parameters = query.length > 0 ? `: ${query.map(codeSpan).join(', ')}` : '';
  const isProbe = operation_id.startsWith('check_');
  return [
    codeSpan(`${method} ${path}`),
    `${inline(summary)}${parameters}`,
    isProbe ? 'anyone' : inlineWithCode(access),
  ];
}
