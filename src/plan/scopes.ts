/**
 * Query scopes: the rows that a request can be about. Every query of a resource starts from one of them, so that no route can
 * forget who may see what.
 */
import type { Operation } from '../design/api-design.ts';
import { type AccessPlan, planAccess } from './access.ts';

/** A function of the scope module, such as `visible_posts(viewer)`. */
export interface ScopePlan {
  readonly functionName: string;
  /** What the rows are, for the documentation: "posts that `viewer` may see". */
  readonly purpose: 'visible' | 'listed' | 'reachable' | 'deleted';
  readonly access: AccessPlan;
  readonly deleted: boolean;
  /** Whether the function takes the caller, and whether the caller may be anonymous. */
  readonly viewer: 'none' | 'optional' | 'required';
}

export interface ScopePlans {
  /** For reading one row. */
  readonly visible: ScopePlan;
  /** For lists; the same as `visible` unless the rules differ. */
  readonly listed: ScopePlan;
  /** For changing one row: what is neither visible nor changeable answers 404. */
  readonly update: ScopePlan;
  readonly delete: ScopePlan;
  /** For an action with the given access. */
  readonly acting: (access: AccessPlan) => ScopePlan;
  /** For restoring, and for listing what can be restored. */
  readonly deleted?: ScopePlan;
  /** Each function once. */
  readonly all: readonly ScopePlan[];
}

type Accesses = Readonly<Partial<Record<Operation, AccessPlan>>>;

/** Plans the scopes of a resource from its access rules, and those of its actions. */
export function planScopes(plural: string, access: Accesses, actions: readonly AccessPlan[]): ScopePlans {
  const nobody = planAccess([]);
  const reading = access.get ?? access.list;
  const visible = scope('visible', plural, reading ?? access.update ?? access.delete ?? nobody);
  const listed = sameRules(access.list ?? visible.access, visible.access)
    ? visible
    : scope('listed', plural, access.list!);
  const changing = reachableBy(
    plural,
    visible,
    [access.update, access.delete, ...actions].filter((each) => each !== undefined),
  );
  const update = access.update ? changing(access.update) : visible;
  const remove = access.delete ? changing(access.delete) : visible;
  const deleted = access.restore && deletedScope(plural, access.restore, listed.access);
  const distinct = new Map(
    [visible, listed, update, remove, ...actions.map(changing), ...(deleted ? [deleted] : [])].map((each) => [
      each.functionName,
      each,
    ]),
  );
  const all = [...distinct.values()];
  return { visible, listed, update, delete: remove, acting: changing, ...(deleted && { deleted }), all };
}

function scope(purpose: ScopePlan['purpose'], plural: string, access: AccessPlan): ScopePlan {
  return {
    functionName: `${purpose}_${plural}`,
    purpose,
    access,
    deleted: false,
    viewer: access.everyRow || access.rules.length === 0 ? 'none' : access.anonymous ? 'optional' : 'required',
  };
}

/** The scope of deleted rows; lists reach it too, so its caller is anonymous where theirs may be. */
function deletedScope(plural: string, restore: AccessPlan, list: AccessPlan): ScopePlan {
  const open = restore.everyRow && restore.door.length === 0 && (restore.anonymous || !list.anonymous);
  const viewer = open ? 'none' : list.anonymous ? 'optional' : 'required';
  return { functionName: `deleted_${plural}`, purpose: 'deleted', access: restore, deleted: true, viewer };
}

/** Where some who may change a row could not see it, changing starts from all rows that the caller may see or change. */
function reachableBy(
  plural: string,
  visible: ScopePlan,
  writes: readonly AccessPlan[],
): (write: AccessPlan) => ScopePlan {
  const beyond = writes.filter((write) => !covers(visible.access, write)).flatMap((write) => write.rules);
  const different = new Map(beyond.map((rule) => [JSON.stringify(rule), rule]));
  const reachable = scope('reachable', plural, planAccess([...visible.access.rules, ...different.values()]));
  return (write) => (covers(visible.access, write) ? visible : reachable);
}

/** Whether everyone whom `write` lets in can see the row in question by `read`. */
function covers(read: AccessPlan, write: AccessPlan): boolean {
  if (read.everyRow && (read.anonymous || read.door.length === 0)) return true;
  const known = new Set(read.rules.map((rule) => JSON.stringify(rule)));
  const open = new Set(read.rules.filter((rule) => !rule.when).map((rule) => `${rule.who}:${rule.name ?? ''}`));
  return write.rules.every((rule) => known.has(JSON.stringify(rule)) || open.has(`${rule.who}:${rule.name ?? ''}`));
}

const sameRules = (a: AccessPlan, b: AccessPlan): boolean => JSON.stringify(a.rules) === JSON.stringify(b.rules);
