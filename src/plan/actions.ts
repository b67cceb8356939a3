/** Actions: routes that change one row by rules of their own. What one checks, what it changes, and why it may not. */
import type { Action, Expr, Field, Relation, Transition } from '../design/api-design.ts';
import { type AccessPlan, planAccess } from './access.ts';
import { effectsOf, NotCompiled } from './action-steps.ts';
import { attributeName, kebab, pascal, sentence, words } from './names.ts';
import { mentionedColumns, pathsOf, type RowScope, unsupportedCondition } from './paths.ts';
import type { FieldPlan, RelationPlan } from './plan.ts';
import type { ScopePlan } from './scopes.ts';

/** A failure that an action names, as a problem type. */
export interface ActionFailure {
  readonly className: string;
  readonly status: number;
  /** The last part of the problem type. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** What must hold, or the action fails. */
export type ActionCheck =
  | { readonly kind: 'condition'; readonly condition: Expr; readonly failure: ActionFailure }
  | {
      readonly kind: 'state';
      readonly field: FieldPlan;
      readonly from: readonly string[];
      readonly failure: ActionFailure;
    }
  | { readonly kind: 'bound'; readonly counter: Counter; readonly failure: ActionFailure };

/** A number that is counted up or down in the database, so that no change of another request is lost. */
export interface Counter {
  readonly field: FieldPlan;
  readonly direction: 'up' | 'down';
  readonly by: Expr;
  /** The largest value when it is counted up, the smallest when it is counted down. */
  readonly bound?: Expr;
}

/** A column that gets a value. */
export interface Assignment {
  readonly column: FieldPlan | RelationPlan;
  readonly value: Expr;
}

export interface ActionPlan {
  readonly action: Action;
  /** The method of the service. */
  readonly method: string;
  /** The function of the router. */
  readonly functionName: string;
  readonly label: string;
  readonly access: AccessPlan;
  /** Which rows it starts from. */
  readonly scope: ScopePlan;
  readonly inputs: readonly FieldPlan[];
  /** The class of its input. */
  readonly inputClass: string;
  readonly transition?: Transition;
  readonly checks: readonly ActionCheck[];
  readonly assignments: readonly Assignment[];
  readonly counters: readonly Counter[];
  /** Columns that it decides upon: it changes nothing when they have changed since they were read. */
  readonly decidesOn: readonly string[];
  /** Whether any change since the row was read stops it. Counting does not read, so it goes on beside other changes. */
  readonly usesVersion: boolean;
  /** Whether it asks for the id of the caller. */
  readonly usesCaller: boolean;
}

/** An action that is not compiled. */
export interface LeftOutAction {
  readonly action: Action;
  readonly reason: string;
}

/** An action before it is known which rows it starts from. */
export type Planned = Omit<ActionPlan, 'scope'>;

/** What planning an action needs to know of its resource. */
export interface ActionHome extends RowScope {
  readonly singular: string;
  readonly noun: string;
  /** Whether it has routes for standard operations. */
  readonly hasRoutes: boolean;
  /** Errors of the resource that have a name already. */
  readonly errors: readonly string[];
  readonly states?: { readonly field: string; readonly transitions: readonly Transition[] };
  readonly planInput: (field: Field, owner: string) => FieldPlan;
}

/** Plans an action, but for the rows that it starts from; throws `NotCompiled` with the reason when it cannot be compiled. */
function planAction(action: Action, home: ActionHome): Planned {
  const name = pascal(action.name);
  const inputClass = `${name}${home.className}`;
  refuseShape(action);
  for (const { when } of action.access) {
    const reason = when && unsupportedCondition(when, rowScope(home));
    if (reason !== undefined) throw new NotCompiled(reason);
  }
  const inputs = action.input.map((part) => home.planInput(scalar(part), inputClass));
  const scope: RowScope = { ...rowScope(home), inputs };
  const { checks, assignments, counters } = effectsOf(action, home, scope);
  if (assignments.length + counters.length === 0) throw new NotCompiled('it changes nothing');
  const access = planAccess(action.access);
  const usesVersion = home.locked && counters.length === 0;
  const read = [
    ...checks.flatMap(expressionsOf),
    ...assignments.map(({ value }) => value),
    ...counters.flatMap(boundOf),
  ];
  const decidesOn = new Set([
    ...read.flatMap((expr) => mentionedColumns(expr, scope)),
    ...checks.flatMap((check) => (check.kind === 'state' ? [check.field.attribute] : [])),
  ]);
  const transition = home.states?.transitions.find((each) => each.action === action.name);
  return {
    action,
    method: attributeName(action.name),
    functionName: `${action.name}_${home.singular}`,
    label: words(action.name),
    access,
    inputs,
    inputClass,
    ...(transition && { transition }),
    checks,
    assignments,
    counters,
    decidesOn: [...decidesOn],
    usesVersion,
    usesCaller: read.some((expr) => pathsOf(expr).some(([first]) => first === 'me')),
  };
}

/** Without the rest of a home, so that only names of the row are found. */
const rowScope = ({ className, model, row, fields, relations, timestamps, locked }: ActionHome): RowScope => ({
  className,
  model,
  row,
  fields,
  relations,
  timestamps,
  locked,
});

const expressionsOf = (check: ActionCheck): Expr[] => (check.kind === 'condition' ? [check.condition] : []);
const boundOf = ({ by, bound }: Counter): Expr[] => (bound ? [by, bound] : [by]);

/** Names that services and routers have already, and those of types that their annotations need. */
const TAKEN = new Set(
  (
    'create get list list_page update delete restore get_deleted get_reachable read rate ' +
    'bool dict float int object property set str super tuple type'
  ).split(' '),
);

function refuseShape(action: Action): void {
  if (action.on === 'collection') throw new NotCompiled('it is about no row');
  if (action.python !== undefined) throw new NotCompiled('it has a body in Python');
  if (action.returns !== 'self') throw new NotCompiled('it does not return its row');
  if (action.method !== 'POST' && action.method !== 'PUT' && action.method !== 'PATCH')
    throw new NotCompiled(`it answers ${action.method}`);
  if (action.path.includes('{')) throw new NotCompiled('its path has parameters');
  if (TAKEN.has(action.name)) throw new NotCompiled('its name is that of a standard operation');
}

function scalar(part: Field | Relation): Field {
  if ('target' in part) throw new NotCompiled(`its input "${part.name}" refers to another row`);
  if (part.list || part.type === 'json') throw new NotCompiled(`its input "${part.name}" is not a single value`);
  return part;
}

/** Plans the actions of a resource that can be compiled, and says why the others cannot. */
export function planActions(
  actions: readonly Action[],
  home: ActionHome,
): { readonly planned: readonly Planned[]; readonly leftOut: readonly LeftOutAction[] } {
  const planned: Planned[] = [];
  const leftOut: LeftOutAction[] = [];
  for (const action of actions) {
    try {
      refuseRoute(action, planned, home);
      planned.push(planAction(action, home));
    } catch (error) {
      if (!(error instanceof NotCompiled)) throw error;
      leftOut.push({ action, reason: error.message });
    }
  }
  return { planned: distinctFailures(planned, new Set([...ERRORS, ...home.errors])), leftOut };
}

/** Errors of all projects, which modules of a resource may import. */
const ERRORS = [
  'AppError',
  'AuthenticationError',
  'EditConflictError',
  'ForbiddenError',
  'InvalidCursorError',
  'NotFoundError',
];

function refuseRoute({ path, method }: Action, planned: readonly Planned[], { hasRoutes }: ActionHome): void {
  if (!hasRoutes) throw new NotCompiled('its resource has no routes of its own');
  const twin = planned.find(({ action }) => path === action.path && method === action.method);
  if (twin) throw new NotCompiled(`its route is that of ${twin.action.name}`);
  if (path === '/restore') throw new NotCompiled('its route is that of deleted rows');
}

/** Gives failures of the same name and different meaning different names. */
function distinctFailures(actions: readonly Planned[], taken: ReadonlySet<string>): Planned[] {
  const known = new Map<string, ActionFailure>();
  const distinct = (failure: ActionFailure, action: Planned, number: number): ActionFailure => {
    const other = known.get(failure.className);
    const isFree = !taken.has(failure.className) && (!other || JSON.stringify(other) === JSON.stringify(failure));
    if (isFree) known.set(failure.className, failure);
    if (isFree) return failure;
    const id = `cannot_${action.action.name}${number > 1 ? `_${number}` : ''}`;
    return distinct({ ...failure, className: `${pascal(id)}Error`, code: kebab(id) }, action, number + 1);
  };
  return actions.map((action) => ({
    ...action,
    checks: action.checks.map((check) => ({ ...check, failure: distinct(check.failure, action, 1) })),
  }));
}

/** "Publish a post", or the words of the action alone when they are several. */
export const actionTitle = ({ label }: ActionPlan, { aNoun }: { readonly aNoun: string }): string =>
  label.includes(' ') ? sentence(label) : `${sentence(label)} ${aNoun}`;
