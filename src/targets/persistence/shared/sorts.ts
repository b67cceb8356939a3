/** Sort orders by columns that may be null. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';

/** The sort orders of a resource, as requests name them, by columns that may be null. */
export const nullableSorts = ({ resource, fields, relations }: ResourcePlan): string[] => [
  ...new Set(
    resource.sorts
      .map((sort) => sort.field)
      .filter(
        (field) =>
          fields.some((plan) => plan.json === field && plan.field.nullable) ||
          relations.some((plan) => plan.relation.name === field && plan.relation.nullable),
      ),
  ),
];

/** Whether any list can be sorted by a column that may be null. */
export const sortsNulls = ({ resources }: ServicePlan): boolean =>
  resources.some((resource) => nullableSorts(resource).length > 0);
