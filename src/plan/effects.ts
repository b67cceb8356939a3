/** What requests can touch: references they may set, constraints they can violate, and whether they need to know the caller. */
import type { Filter, Operation } from '../design/api-design.ts';
import type { Planned } from './actions.ts';
import { allStatements } from './procedures/procedure.ts';
import { attributeName } from './names.ts';
import { allActions, type RelationPlan, type ResourcePlan, type ServicePlan, type UniquePlan } from './plan.ts';
import { isDecimal } from './values.ts';

/** Relations that a request may set, to a row that must be there. */
export const writableReferences = (resource: ResourcePlan, operation: 'create' | 'update'): RelationPlan[] =>
  resource.relations.filter(
    (each) =>
      each !== resource.owner && !each.relation.readOnly && !(operation === 'update' && each.relation.immutable),
  );

/** Whether creating a row needs to know who does it: as its owner, or to see what it refers to. */
export const createNeedsCaller = (resource: ResourcePlan): boolean =>
  resource.owner !== undefined || referencesNeedCaller(resource, 'create');

export const referencesNeedCaller = (resource: ResourcePlan, operation: 'create' | 'update'): boolean =>
  [...writableReferences(resource, operation), ...resource.links.map(({ link }) => link)].some(
    (each) => (each.target()?.scopes.visible.viewer ?? 'none') !== 'none',
  );

/** Whether what is linked to a row can be changed one by one, by those who may change the row. */
export const changesLinks = ({ operations, links }: ResourcePlan): boolean =>
  links.length > 0 && operations.has('update');

/** Whether an operation may set references, of which each must be to a row that is there. */
export const setsReferences = (resource: ResourcePlan, operation: 'create' | 'update'): boolean =>
  resource.links.length > 0 || writableReferences(resource, operation).length > 0;

/** Unique constraints that an operation can violate. */
export function violable(resource: ResourcePlan, operation: Operation): readonly UniquePlan[] {
  if (operation === 'restore') return resource.uniques;
  if (operation === 'create')
    return resource.uniques.filter((unique) => unique.columns.some((column) => isFilled(resource, column)));
  return resource.uniques.filter((unique) => unique.columns.some((column) => isUpdatable(resource, column)));
}

/** Unique constraints that the values of an action can violate. */
export const takenByAction = ({ assignments, procedure }: Planned, { uniques }: ResourcePlan): readonly UniquePlan[] =>
  uniques.filter(
    (unique) =>
      assignments.some(({ column }) => unique.columns.includes(column.json)) ||
      allStatements(procedure?.statements ?? []).some(
        (each) => 'violations' in each && each.violations.some(({ constraint }) => constraint === unique.name),
      ),
  );

/** Unique constraints that anything can violate. */
export const violableUniques = (resource: ResourcePlan): readonly UniquePlan[] =>
  resource.uniques.filter(
    (unique) =>
      (['create', 'update', 'restore'] as const).some(
        (each) => resource.operations.has(each) && violable(resource, each).includes(unique),
      ) || allActions(resource).some((action) => takenByAction(action, resource).includes(unique)),
  );

/** Whether a new row has a value in a column: by request, or by itself. */
function isFilled(resource: ResourcePlan, column: string): boolean {
  const field = resource.fields.find((each) => each.json === column)?.field;
  if (field) return !field.readOnly || field.default !== undefined || field.from !== undefined;
  const relation = resource.relations.find((each) => each.json === column);
  return relation === resource.owner || relation?.relation.readOnly === false;
}

function isUpdatable(resource: ResourcePlan, column: string): boolean {
  const field = resource.fields.find((each) => each.json === column)?.field;
  if (field) return !field.readOnly && !field.immutable;
  return writableReferences(resource, 'update').some((each) => each.json === column);
}

/** The attribute of a query model for a filter parameter. */
export const filterAttribute = (filter: Filter): string => attributeName(filter.param);

/** Whether any request refers to another row. */
export const usesReferences = ({ resources }: ServicePlan): boolean =>
  resources.some(
    (each) =>
      (['create', 'update'] as const).some(
        (operation) => each.operations.has(operation) && writableReferences(each, operation).length > 0,
      ) ||
      allActions(each).some(
        ({ procedure }) => procedure?.statements.some((statement) => statement.do === 'refer') ?? false,
      ),
  );

/** Whether any row is linked to many others. */
export const usesLinks = ({ resources }: ServicePlan): boolean =>
  resources.some((each) => each.links.length > 0 && (each.operations.has('create') || each.operations.has('update')));

/** Whether any change can meet one of another request: a row has a version, or an action decides upon what it read. */
export const canConflict = ({ resources }: ServicePlan): boolean =>
  resources.some((each) => each.locked || each.links.length > 0 || allActions(each).length > 0);

/** Whether any row has a version. */
export const usesVersions = ({ resources }: ServicePlan): boolean => resources.some((each) => each.locked);

/** Whether any column is an exact decimal. */
export const usesDecimals = ({ resources, account }: ServicePlan): boolean =>
  [...resources.flatMap((each) => each.fields), ...account.fields].some(({ field }) => isDecimal(field));

/** Whether an action calls a task after its transaction. */
export const announces = (resource: ResourcePlan): boolean =>
  allActions(resource).some(({ procedure }) =>
    allStatements(procedure?.statements ?? []).some((each) => each.do === 'announce'),
  );
