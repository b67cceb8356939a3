/** What a design holds that is checked, but not generated yet. */
import type { ServicePlan } from '../plan/index.ts';

/** A kind of thing that is left out, and the names of those in the design. */
export interface LeftOut {
  readonly kind: string;
  readonly names: readonly string[];
}

/** What of the design is left out. */
export function leftOut({ design, resources }: ServicePlan): LeftOut[] {
  const actions = resources.flatMap((each) =>
    each.leftOut.map(({ action, reason }) => `${each.className}.${action.name} (${reason})`),
  );
  const endpoints = design.endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`);
  const callables = [...design.tasks, ...design.events].map((each) => each.name);
  const kinds = [
    { kind: 'Actions', names: actions },
    { kind: 'Custom endpoints', names: endpoints },
    { kind: 'Tasks and events', names: callables },
  ];
  return kinds.filter(({ names }) => names.length > 0);
}

/** One sentence for each kind of thing that is left out, with the names. */
export const notGenerated = (plan: ServicePlan): string[] =>
  leftOut(plan).map(({ kind, names }) => `${kind} are checked, but not generated yet: ${names.join(', ')}.`);
