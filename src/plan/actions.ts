/** Actions: routes that change one row by rules of their own. What one checks, what it changes, and why it may not. */
import type { Action, Endpoint, Expr, Field, Relation, Rule, Transition } from '../design/api-design.ts';
import { type AccessPlan, planAccess } from './access.ts';
import { type ActionFailure, FailureNames } from './action-failures.ts';
import { effectsOf } from './action-steps.ts';
import { attributeName, pascal, sentence, words } from './names.ts';
import { NotCompiled } from './not-compiled.ts';
import { mentionedColumns, pathsOf, type RowScope, unsupportedCondition } from './paths.ts';
import type { FieldPlan, RelationPlan } from './plan.ts';
import type { InputNames } from './procedures/names.ts';
import { idField } from './procedures/columns.ts';
import { planProcedure } from './procedures/plan-procedure.ts';
import type { Procedure } from './procedures/procedure.ts';
import type { ScopePlan } from './scopes.ts';
import type { Tables } from './tables.ts';
import type { TaskPlan } from './tasks.ts';

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
  /** What it does when it concerns other rows too; the rest, of its own row, is empty then. */
  readonly procedure?: Procedure;
}

/** An action on no row: a collection action of a resource, or an endpoint that is at home there. */
export type EndpointPlan = Planned & {
  /** Its path: below that of the resource, or of the API. */
  readonly path: string;
  readonly isBelow: boolean;
};

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
  readonly plural: string;
  readonly noun: string;
  /** Where its routes are, e.g. `/blog-posts`. */
  readonly path: string;
  /** Whether it has routes for standard operations. */
  readonly hasRoutes: boolean;
  /** Errors of the resource that have a name already. */
  readonly errors: readonly string[];
  readonly states?: { readonly field: string; readonly transitions: readonly Transition[] };
  readonly planInput: (field: Field, owner: string) => FieldPlan;
  readonly planReference: (relation: Relation) => RelationPlan;
  readonly tables: Tables;
  readonly tasks: readonly TaskPlan[];
}

/** An action as far as it does not say what it does to which rows. */
type Frame = Omit<
  Planned,
  'checks' | 'assignments' | 'counters' | 'decidesOn' | 'usesVersion' | 'usesCaller' | 'procedure'
>;

/** Plans an action, but for the rows that it starts from; throws `NotCompiled` with the reason when it cannot be compiled. */
function planAction(action: Action, home: ActionHome, names: FailureNames): Planned {
  refuseShape(action);
  for (const { when } of action.access) {
    const reason = when && unsupportedCondition(when, rowScope(home));
    if (reason !== undefined) throw new NotCompiled(reason);
  }
  const { frame, input } = frameOf(action, home);
  const isOneRow = input.relations.length === 0 && action.returns === 'self';
  const own = isOneRow ? tried(() => planOwnRow(frame, home, names.fork())) : undefined;
  return own ?? planSteps(frame, input, home, names);
}

/** What an action is called, takes and is for, whatever it does. */
function frameOf(action: Action, home: ActionHome): { readonly frame: Frame; readonly input: InputNames } {
  const inputClass = `${pascal(action.name)}${home.className}`;
  const input = planInput(action, home, inputClass);
  const transition = home.states?.transitions.find((each) => each.action === action.name);
  const frame: Frame = {
    action,
    method: attributeName(action.name),
    functionName: `${action.name}_${home.singular}`,
    label: words(action.name),
    access: planAccess(action.access),
    inputs: [...input.fields, ...input.relations.map(idField)],
    inputClass,
    ...(transition && { transition }),
  };
  return { frame, input };
}

/** An action on no row, with the rule that the owner may read as: who is logged in. */
function planEndpoint(
  action: Action,
  path: string,
  isBelow: boolean,
  home: ActionHome,
  names: FailureNames,
): EndpointPlan {
  refuseShape(action);
  if (action.access.some((rule) => rule.when)) throw new NotCompiled('its access depends on a row');
  const access = action.access.map((rule): Rule => (rule.who === 'owner' ? { who: 'authenticated' } : rule));
  const { frame, input } = frameOf({ ...action, access }, home);
  const procedure = planProcedure(
    action,
    { className: home.className, tables: home.tables, tasks: home.tasks, input },
    names,
  );
  const functionName = isBelow ? `${action.name}_${home.plural}` : frame.method;
  return { ...frame, ...NO_ROW, functionName, usesCaller: procedure.usesCaller, procedure, path, isBelow };
}

/** What an action does to its own row, when that is part of a procedure. */
const NO_ROW = { checks: [], assignments: [], counters: [], decidesOn: [], usesVersion: false } as const;

/** What a function gives, unless it is about something that is not compiled. */
function tried<T>(plan: () => T): T | undefined {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    return undefined;
  }
}

/** What an action does when it concerns its own row alone: one UPDATE. */
function planOwnRow(frame: Frame, home: ActionHome, names: FailureNames): Planned {
  const scope: RowScope = { ...rowScope(home), inputs: frame.inputs };
  const { checks, assignments, counters } = effectsOf(frame.action, home, scope, names);
  if (assignments.length + counters.length === 0) throw new NotCompiled('it changes nothing');
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
  return {
    ...frame,
    checks,
    assignments,
    counters,
    decidesOn: [...decidesOn],
    usesVersion,
    usesCaller: read.some((expr) => pathsOf(expr).some(([first]) => first === 'me')),
  };
}

/** What an action does when it concerns other rows too: statements of one transaction. */
function planSteps(frame: Frame, input: InputNames, home: ActionHome, names: FailureNames): Planned {
  const procedure = planProcedure(frame.action, { ...home, own: home.tables.find(home.className)!, input }, names);
  return {
    ...frame,
    ...NO_ROW,
    usesCaller: procedure.usesCaller,
    procedure,
  };
}

/** Without the rest of a home, so that only names of the row are found. */
const rowScope = ({ className, fields, relations, timestamps, locked }: ActionHome): RowScope => ({
  className,
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
    'create get list list_page update delete restore get_deleted get_reachable read ' +
    'bool dict float int object property set str super tuple type'
  ).split(' '),
);

function refuseShape(action: Action): void {
  if (action.python !== undefined) throw new NotCompiled('it has a body in Python');
  if (action.method === 'GET') throw new NotCompiled('it answers GET');
  if (action.method === 'DELETE' && action.input.length > 0) throw new NotCompiled('it answers DELETE, and has a body');
  if (action.path.includes('{')) throw new NotCompiled('its path has parameters');
  if (TAKEN.has(action.name)) throw new NotCompiled('its name is that of a standard operation');
}

function planInput({ input }: Action, home: ActionHome, inputClass: string): InputNames {
  const fields = input.flatMap((part) => ('target' in part ? [] : [home.planInput(scalar(part), inputClass)]));
  const relations = input.flatMap((part) => ('target' in part ? [home.planReference(part)] : []));
  return { fields, relations };
}

function scalar(part: Field): Field {
  if (part.list || part.type === 'json') throw new NotCompiled(`its input "${part.name}" is not a single value`);
  return part;
}

/** What is planned of the actions of a resource. */
export interface PlannedActions {
  /** Actions on one row. */
  readonly planned: readonly Planned[];
  readonly endpoints: readonly EndpointPlan[];
  readonly leftOut: readonly LeftOutAction[];
}

/** Plans the actions of a resource, and the endpoints that are at home there, and says why some cannot be compiled. */
export function planActions(
  actions: readonly Action[],
  endpoints: readonly Endpoint[],
  home: ActionHome,
): PlannedActions {
  const planned: Planned[] = [];
  const onNoRow: EndpointPlan[] = [];
  const leftOut: LeftOutAction[] = [];
  let names = new FailureNames(home.errors);
  const attempt = (action: Action, plan: (more: FailureNames) => void): void => {
    const more = names.fork();
    try {
      if (!home.hasRoutes) throw new NotCompiled('its resource has no routes of its own');
      plan(more);
      names = more;
    } catch (error) {
      if (!(error instanceof NotCompiled)) throw error;
      leftOut.push({ action, reason: error.message });
    }
  };
  for (const action of actions) {
    attempt(action, (more) => {
      if (action.on === 'collection') {
        onNoRow.push(planEndpoint(action, action.path, true, home, more));
        return;
      }
      refuseRoute(action, planned);
      planned.push(planAction(action, home, more));
    });
  }
  for (const endpoint of endpoints) {
    const isBelow = endpoint.path.startsWith(`${home.path}/`);
    const path = isBelow ? endpoint.path.slice(home.path.length) : endpoint.path;
    const name = TAKEN.has(endpoint.name.replace(/^post_/, '')) ? endpoint.name : endpoint.name.replace(/^post_/, '');
    const action: Action = { ...endpoint, name, on: 'collection' };
    attempt(action, (more) => onNoRow.push(planEndpoint(action, path, isBelow, home, more)));
  }
  return { planned, endpoints: onNoRow, leftOut };
}

function refuseRoute({ path, method }: Action, planned: readonly Planned[]): void {
  const twin = planned.find(({ action }) => path === action.path && method === action.method);
  if (twin) throw new NotCompiled(`its route is that of ${twin.action.name}`);
  if (path === '/restore') throw new NotCompiled('its route is that of deleted rows');
}

/** "Publish a post", or the words of the action alone when they are several. */
export const actionTitle = ({ label, action }: Planned, { aNoun }: { readonly aNoun: string }): string =>
  label.includes(' ') || action.on === 'collection' ? sentence(label) : `${sentence(label)} ${aNoun}`;
