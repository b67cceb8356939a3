/** What a design holds that cannot be left out without changing what the rest means. */
import { type ServicePlan, unsupportedCondition } from '../plan/index.ts';
import type { Unsupported } from './index.ts';

/** Everything that stops a design from being compiled, all at once. */
export function unsupportedParts({ resources, account }: ServicePlan): Unsupported[] {
  const conditions = resources.flatMap((resource, index) =>
    Object.entries(resource.access).flatMap(([operation, access]) =>
      access.rules.flatMap((rule) => {
        const reason = rule.when && unsupportedCondition(rule.when, resource);
        return reason === undefined ? [] : [{ path: `resources[${index}].access.${operation}`, message: reason }];
      }),
    ),
  );
  const decimals = [...resources.flatMap((each) => each.fields), ...account.fields]
    .filter(({ field }) => (field.precision ?? 0) > 18)
    .map(({ json, field }) => ({
      path: json,
      message: `decimals of ${field.precision} digits cannot be stored exactly on every database`,
      suggestion: 'use at most 18 digits',
    }));
  return [...conditions, ...decimals];
}
