/** What Tortoise cannot store or ask as a design wants it: better no project than a wrong one. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { isKeyword } from '../../../python/index.ts';
import type { UnsupportedPart } from '../../types.ts';
import { incomparable } from '../shared/comparable.ts';
import { allTables } from './schema.ts';

/** Attributes that models have: a field or a relation of such a name would hide them. */
const TAKEN = new Set(
  (
    'all annotate build_meta bulk_create bulk_update clone construct create delete describe earliest exclude exists fetch_for_list ' +
    'fetch_related filter first get get_or_create get_or_none get_table in_bulk last latest pk raw refresh_from_db ' +
    'register_listener save select_for_update update_from_dict update_or_create Meta'
  ).split(' '),
);

const OTHERWISE = 'use another name, or db_library sqlalchemy';

/** Everything that stops a design. */
export const unsupportedParts = (plan: ServicePlan): UnsupportedPart[] => [
  ...plan.account.fields.flatMap((field) => [...names('account.fields', field.attribute)]),
  ...(plan.has.migrations ? [] : cycles(plan)),
  ...plan.resources.flatMap((resource, index) => ofResource(resource, `resources[${index}]`)),
];

/** Tables that refer to each other, which Tortoise can only create with migrations. */
const cycles = (plan: ServicePlan): UnsupportedPart[] =>
  allTables(plan)
    .filter((table) => table.foreignKeys.some((key) => key.late))
    .map(({ name }) => ({
      path: 'config.profile',
      message: `the tables of "${name}" and what it refers to refer to each other; without migrations Tortoise cannot create them`,
      suggestion: 'use profile production, or db_library sqlalchemy',
    }));

function ofResource(resource: ResourcePlan, path: string): UnsupportedPart[] {
  const conditions = incomparable(resource, path, true).map((place) => ({
    path: place,
    message: 'Tortoise compares columns with values: no lower(), no len(), and no arithmetic on both sides',
    suggestion: 'simplify the condition, or use db_library sqlalchemy',
  }));
  return [
    ...resource.fields.flatMap((field) => names(`${path}.fields`, field.attribute)),
    ...resource.relations.flatMap((each) => names(`${path}.fields`, each.relation.name)),
    ...conditions,
  ];
}

const names = (path: string, name: string): UnsupportedPart[] =>
  TAKEN.has(name) || isKeyword(name)
    ? [{ path, message: `"${name}" means something else in models of Tortoise`, suggestion: OTHERWISE }]
    : [];
