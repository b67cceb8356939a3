/** What a design holds that cannot be left out without changing what the rest means. */
import type { JsonValue } from '../design/api-design.ts';
import { type AccountTables, type FieldPlan, type ServicePlan, unsupportedCondition } from '../plan/index.ts';
import type { Unsupported } from './index.ts';

/** Everything that stops a design from being compiled, all at once. */
export function unsupportedParts({ resources, account, accountTables }: ServicePlan): Unsupported[] {
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
  return [...conditions, ...decimals, ...ungivenFields(account.fields, accountTables)];
}

/** Fields without a value, where accounts are made of what proves who they are alone. */
const ungivenFields = (fields: readonly FieldPlan[], { bare }: AccountTables): Unsupported[] =>
  fields
    .filter((each) => bare && isUngiven(each))
    .map(({ json, field }) => ({
      path: 'account.fields',
      message: `accounts are made when their first token is seen, and nothing says what the ${json} of a new one is`,
      suggestion: field.list
        ? `let ${json} be empty at first`
        : `make ${json} optional, as in "${json}?: ${field.type}"${field.unique ? '' : ', or give it a default'}`,
    }));

function isUngiven({ field }: FieldPlan): boolean {
  if (field.list) return (field.min ?? 0) > 0 || (field.default?.kind === 'value' && !isEmpty(field.default.value));
  return !field.nullable && field.default === undefined;
}

const isEmpty = (value: JsonValue): boolean => Array.isArray(value) && value.length === 0;
