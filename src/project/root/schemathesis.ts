/** schemathesis.toml: where well-formed requests may be refused, because a schema cannot say everything. */
import type { Field } from '../../design/api-design.ts';
import { type FieldPlan, type ResourcePlan, type ServicePlan, writableReferences } from '../../plan/index.ts';
import type { TextFile } from '../../targets/types.ts';
import { routesOf } from '../resource/routes.ts';
import { tomlArray, tomlLines } from '../text/toml.ts';
import { listed } from './about.ts';

/** A kind of value that means more than its schema says, as the comment of the file names it. */
type Reason = 'a cursor' | 'an email address' | 'a decimal' | 'a point in time' | 'free JSON' | 'a pattern' | 'an id';

interface Exception {
  readonly operation: string;
  readonly reasons: readonly Reason[];
}

/** schemathesis.toml. */
export function schemathesisFile(plan: ServicePlan): TextFile {
  const exceptions = [...accountExceptions(plan), ...plan.resources.flatMap(resourceExceptions)];
  return { path: 'schemathesis.toml', text: exceptions.length > 0 ? `${CHECKS}\n${operations(exceptions)}` : CHECKS };
}

const CHECKS = `# What a caller may not do, what is not there and what has changed meanwhile are no mistakes of the API.
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 412]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 412, 413, 422]
`;

function operations(exceptions: readonly Exception[]): string {
  const reasons = [...new Set(exceptions.flatMap((each) => each.reasons))];
  const ids = exceptions.map((each) => each.operation);
  const oneLine = tomlArray(ids);
  return `# What can be wrong with a well-formed value: ${listed(reasons)}
# may mean more than its schema can say.
[[operations]]
include-operation-id = ${oneLine.length > 75 ? tomlLines(ids) : oneLine}
checks.positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 412, 422]
`;
}

function accountExceptions(plan: ServicePlan): Exception[] {
  if (!plan.hasAccounts) return [];
  const { fields } = plan.account;
  const email: Reason = 'an email address';
  return [
    { operation: 'register_user', reasons: [email, ...fieldReasons(fields, 'create')] },
    { operation: 'login', reasons: [email] },
    { operation: 'update_current_user', reasons: fieldReasons(fields, 'update') },
  ].filter((each) => each.reasons.length > 0);
}

function resourceExceptions(resource: ResourcePlan): Exception[] {
  return routesOf(resource)
    .map(({ operation, functionName }): Exception => {
      if (operation === 'list') {
        return { operation: functionName, reasons: resource.paging.failures.map((each) => each.value) };
      }
      if (operation !== 'create' && operation !== 'update') return { operation: functionName, reasons: [] };
      const references: Reason[] = writableReferences(resource, operation).length > 0 ? ['an id'] : [];
      return { operation: functionName, reasons: [...references, ...fieldReasons(resource.fields, operation)] };
    })
    .filter((each) => each.reasons.length > 0);
}

function fieldReasons(fields: readonly FieldPlan[], operation: 'create' | 'update'): Reason[] {
  return fields
    .map((each) => each.field)
    .filter((field) => !field.readOnly && !(operation === 'update' && field.immutable))
    .flatMap((field) => reasonOf(field) ?? []);
}

function reasonOf(field: Field): Reason | undefined {
  switch (field.type) {
    case 'email':
      return 'an email address';
    case 'decimal':
    case 'money':
      return field.min !== undefined || field.max !== undefined ? 'a decimal' : undefined;
    case 'datetime':
      return 'a point in time';
    case 'json':
      return 'free JSON';
    default:
      return field.pattern !== undefined && MAY_MATCH_NUL.test(field.pattern) ? 'a pattern' : undefined;
  }
}

/** Parts of a pattern that match almost anything; NUL, which no text may hold, among it. */
const MAY_MATCH_NUL = /\.|\[\^|\\[DSW]/;
