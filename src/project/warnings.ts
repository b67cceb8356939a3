/** What a design holds that is checked, but not generated yet. */
import { homeOf, type ServicePlan } from '../plan/index.ts';

/** Something that is left out, with the reason where it is one of its own. */
export interface LeftOutItem {
  readonly name: string;
  readonly reason?: string;
}

/** A kind of thing that is left out, and those in the design. */
export interface LeftOut {
  readonly kind: string;
  readonly items: readonly LeftOutItem[];
}

/** What of the design is left out. */
export function leftOut({ design, resources, tasks }: ServicePlan): LeftOut[] {
  const actions = resources.flatMap((each) =>
    each.leftOut.map(({ action, reason }) => ({ name: `${each.className}.${action.name}`, reason })),
  );
  const endpoints = design.endpoints
    .filter((each) => homeOf(each, design) === undefined)
    .map(({ method, path }) => ({ name: `${method} ${path}`, reason: 'it is about no resource' }));
  const called = new Set(tasks.map(({ callable }) => callable));
  const callables = [...design.tasks, ...design.events]
    .filter((each) => !called.has(each) || each.schedule !== undefined)
    .map(({ name, schedule }) => ({
      name,
      reason: schedule === undefined ? 'no action calls it' : 'it has a schedule',
    }));
  const kinds = [
    { kind: 'Actions', items: actions },
    { kind: 'Custom endpoints', items: endpoints },
    { kind: 'Tasks and events', items: callables },
    {
      kind: 'Bodies of tasks',
      items: tasks.map(({ symbol }) => ({ name: symbol.name!, reason: 'app/background.py' })),
    },
  ];
  return kinds.filter(({ items }) => items.length > 0);
}

/** One sentence for each kind of thing that is left out, with the names. */
export const notGenerated = (plan: ServicePlan): string[] =>
  leftOut(plan).map(({ kind, items }) => {
    const named = items.map(({ name, reason }) => (reason === undefined ? name : `${name} (${reason})`));
    return `${kind} are checked, but not generated yet: ${named.join(', ')}.`;
  });
