/** Sample rows: a few for every resource that requests can create, in an order in which what they refer to is there. */
import type { JsonValue } from '../../design/api-design.ts';
import {
  type Grant,
  type FieldPlan,
  once,
  type RelationPlan,
  type ResourcePlan,
  type ServicePlan,
  writableReferences,
} from '../../plan/index.ts';
import type { Row } from '../tests/conditions.ts';
import { type CallerKind, isListed, isVisible } from '../tests/expectations.ts';
import { allStates } from '../tests/states.ts';
import { sampleValue } from './values.ts';

/** Rows of a resource at most. */
const ROWS = 3;

export interface SampleRows {
  readonly resource: ResourcePlan;
  /** Requests without their references, one a row. */
  readonly rows: readonly Row[];
  /** References that cannot be left out: row by row to the sample rows of their targets. */
  readonly parents: readonly SampleParent[];
  /** References to the account that cannot be left out. */
  readonly accounts: readonly RelationPlan[];
  /** Whether the sample account finds every row in the list of the resource. */
  readonly listed: boolean;
}

export interface SampleParent {
  readonly relation: RelationPlan;
  readonly target: ResourcePlan;
}

/** The sample rows of a service. */
export const sampleRows = once(findRows);

function findRows(plan: ServicePlan): readonly SampleRows[] {
  const creator: CallerKind = { name: 'creator', isKnown: true, owns: true, grants: allGrants(plan) };
  const found = new Map<ResourcePlan, Draft>();
  let before = -1;
  while (found.size > before) {
    before = found.size;
    for (const resource of plan.resources) {
      const rows = found.has(resource) ? undefined : rowsOf(resource, creator, found);
      if (rows) found.set(resource, rows);
    }
  }
  return [...found.values()];
}

interface Draft extends SampleRows {
  /** Whether the sample account can see every row, and so refer to it. */
  readonly visible: boolean;
}

/** Every role and scope of a service. */
export const allGrants = ({ design }: ServicePlan): Grant[] => [
  ...design.roles.map((name): Grant => ({ kind: 'role', name })),
  ...design.scopes.map((name): Grant => ({ kind: 'scope', name })),
];

function rowsOf(
  resource: ResourcePlan,
  creator: CallerKind,
  found: ReadonlyMap<ResourcePlan, Draft>,
): Draft | undefined {
  if (!resource.operations.has('create')) return undefined;
  const needed = writableReferences(resource, 'create').filter((each) => each.relation.required);
  const parents = needed.flatMap((relation) => {
    const target = relation.target();
    return target ? [{ relation, target }] : [];
  });
  if (parents.some((each) => !found.get(each.target)?.visible)) return undefined;
  const state = stateOf(resource, creator);
  const count = Math.min(ROWS, ...parents.map((each) => found.get(each.target)!.rows.length));
  const rows = payloads(resource, state, count);
  if (!rows) return undefined;
  const caller = { ...creator, owns: resource.owner !== undefined };
  const distinct = rows.slice(0, distinctRows(resource, rows, parents.length > 0));
  const values = distinct.map((row) => ({ ...defaults(resource), ...row }));
  return {
    resource,
    rows: distinct,
    parents,
    accounts: needed.filter((each) => each.target() === null),
    visible: values.every((row) => isVisible(resource, caller, row) === true),
    listed: resource.operations.has('list') && values.every((row) => isListed(resource, caller, row) === true),
  };
}

/** Values in which those who create a row, and others if possible, can see it. */
function stateOf(resource: ResourcePlan, creator: CallerKind): Row {
  const anyone: CallerKind = { name: 'anyone', isKnown: false, owns: false, grants: [] };
  const readOnly = new Set(resource.fields.filter(({ field }) => field.readOnly).map((each) => each.json));
  const states = allStates(resource).filter((state) => Object.keys(state).every((name) => !readOnly.has(name)));
  const seen = (caller: CallerKind): Row | undefined =>
    states.find((state) => isVisible(resource, caller, { ...defaults(resource), ...state }) === true);
  return seen(anyone) ?? seen({ ...creator, owns: resource.owner !== undefined }) ?? {};
}

const defaults = (resource: ResourcePlan): Row =>
  Object.fromEntries(
    resource.fields.map(({ json, field }) => [json, field.default?.kind === 'value' ? field.default.value : null]),
  );

/** Requests that set every field for which a valid value is known; undefined when one that must be set has none. */
function payloads({ fields, noun }: ResourcePlan, state: Row, count: number): Row[] | undefined {
  const given = fields.filter(({ field, link }) => !link && !field.readOnly && field.from === undefined);
  const rows = Array.from({ length: count }, (_, index) => payload(given, state, noun, index + 1));
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

function payload(fields: readonly FieldPlan[], state: Row, noun: string, number: number): Row | undefined {
  const values: Record<string, JsonValue> = {};
  for (const { json, field } of fields) {
    const value = json in state ? state[json] : sampleValue(field, noun, number);
    if (value !== undefined) values[json] = value;
    else if (field.required) return undefined;
  }
  return values;
}

/** How many rows no unique constraint keeps apart. Those with different parents differ in their references. */
function distinctRows(resource: ResourcePlan, rows: readonly Row[], hasParents: boolean): number {
  const clashes = rows.findIndex((row, index) =>
    resource.uniques.some(({ columns }) => {
      const values = columns.filter((column) => column in row);
      if (values.length < columns.length && (hasParents || values.length === 0)) return false;
      const key = (of: Row): string => JSON.stringify(values.map((column) => of[column]));
      return rows.slice(0, index).some((other) => key(other) === key(row));
    }),
  );
  return clashes < 0 ? rows.length : clashes;
}

/** A registration, without address and password; undefined when no valid one is known. */
export const accountPayload = ({ account }: ServicePlan): Row | undefined =>
  payload(
    account.fields.filter(({ field }) => field.required && !field.readOnly),
    {},
    'user',
    1,
  );
