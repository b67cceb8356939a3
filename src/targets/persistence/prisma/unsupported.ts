/** What Prisma cannot store or ask as a design wants it: better no project than a wrong one. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import type { UnsupportedPart } from '../../types.ts';
import { incomparable } from '../shared/comparable.ts';

/** Names that mean something in the queries of the client: a field of such a name could not be asked for. */
const TAKEN = new Set(
  (
    'prisma startswith endswith has_every has_some is_empty order_by not_in is_not connect_or_create ' +
    'include where data create update connect disconnect set delete upsert'
  ).split(' '),
);

/** Attributes of the client: a model of such a name would hide them. */
const TAKEN_MODELS = new Set(['connect', 'disconnect', 'tx']);

const OTHERWISE = 'use another name, or db_library sqlalchemy';

/** Everything that stops a design. */
export const unsupportedParts = (plan: ServicePlan): UnsupportedPart[] => [
  ...plan.account.fields.flatMap((field) => names('account.fields', field.attribute)),
  ...plan.resources.flatMap((resource, index) => ofResource(resource, `resources[${index}]`)),
];

function ofResource(resource: ResourcePlan, path: string): UnsupportedPart[] {
  const conditions = incomparable(resource, path, false).map((place) => ({
    path: place,
    message: 'Prisma Client Python compares columns with values: not with other columns, no lower() and no len()',
    suggestion: 'simplify the condition, or use db_library sqlalchemy',
  }));
  const model = resource.className.toLowerCase();
  return [
    ...(TAKEN_MODELS.has(model)
      ? [{ path: `${path}.name`, message: `"${resource.className}" hides what the client does`, suggestion: OTHERWISE }]
      : []),
    ...resource.fields.flatMap((field) => names(`${path}.fields`, field.attribute)),
    ...resource.relations.flatMap((each) => names(`${path}.fields`, each.relation.name)),
    ...conditions,
  ];
}

const names = (path: string, name: string): UnsupportedPart[] =>
  TAKEN.has(name)
    ? [{ path, message: `"${name}" means something else in queries of Prisma`, suggestion: OTHERWISE }]
    : [];
