/** What a design holds that is checked, but not generated yet. */
import type { ServicePlan } from '../plan/index.ts';

/** One sentence for each kind of thing that is left out, with the names. */
export function notGenerated({ design, resources }: ServicePlan): string[] {
  const actions = resources.flatMap((each) =>
    each.resource.actions.map((action) => `${each.className}.${action.name}`),
  );
  const transitions = resources.flatMap(
    (each) => each.resource.states?.transitions.map((transition) => `${each.className}.${transition.action}`) ?? [],
  );
  const custom = [...new Set([...actions, ...transitions])];
  const endpoints = design.endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`);
  const callables = [...design.tasks, ...design.events].map((each) => each.name);
  return [
    custom.length > 0 && `Actions are checked, but not generated yet: ${custom.join(', ')}.`,
    endpoints.length > 0 && `Custom endpoints are checked, but not generated yet: ${endpoints.join(', ')}.`,
    callables.length > 0 && `Tasks and events are checked, but not generated yet: ${callables.join(', ')}.`,
  ].filter((line) => line !== false);
}
