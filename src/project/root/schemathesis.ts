/** schemathesis.toml: where well-formed requests may be refused, because a schema cannot say everything. */
import { allActions, type Planned, type ResourcePlan, type ServicePlan, setsReferences } from '../../plan/index.ts';
import { authKitOf } from '../auth/index.ts';
import type { TextFile } from '../../targets/types.ts';
import { fieldExceptions, type Reason, type RequestException } from '../request-exceptions.ts';
import { routesOf } from '../resource/routes.ts';
import { tomlArray, tomlLines } from '../text/toml.ts';
import { listed } from './about.ts';

/** schemathesis.toml. */
export function schemathesisFile(plan: ServicePlan): TextFile {
  const exceptions = [
    ...(authKitOf(plan)?.exceptions(plan) ?? []),
    ...plan.resources.flatMap(resourceExceptions),
  ].filter((each) => each.reasons.length > 0);
  const text = checks(plan);
  return { path: 'schemathesis.toml', text: exceptions.length > 0 ? `${text}\n${operations(exceptions)}` : text };
}

/** Refusals that are no mistakes, of whatever route. */
const REFUSALS = [401, 403, 404, 409, 412];

/** Those, and what actions are refused with. */
function checks({ resources }: ServicePlan): string {
  const statuses = resources.flatMap((each) => allActions(each).flatMap(failureStatuses));
  const all = [...new Set([...REFUSALS, ...statuses.filter((each) => each !== 422)])].toSorted((a, b) => a - b);
  return CHECKS.replace(REFUSALS.join(', '), all.join(', '));
}

const failureStatuses = ({ checks: conditions, procedure }: Planned): number[] =>
  [...conditions, ...(procedure?.failures ?? [])].map(({ failure }) => failure.status);

const CHECKS = `# What a caller may not do, what is not there and what has changed meanwhile are no mistakes of the API.
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 412]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 412, 413, 422]
`;

function operations(exceptions: readonly RequestException[]): string {
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

function resourceExceptions(resource: ResourcePlan): RequestException[] {
  return routesOf(resource).map(({ operation, functionName, action }): RequestException => {
    if (action) return { operation: functionName, reasons: actionReasons(action) };
    if (operation === 'list') {
      return { operation: functionName, reasons: resource.paging.failures.map((each) => each.value) };
    }
    if (operation !== 'create' && operation !== 'update') return { operation: functionName, reasons: [] };
    const references: Reason[] = setsReferences(resource, operation) ? ['an id'] : [];
    return { operation: functionName, reasons: [...references, ...fieldExceptions(resource.fields, operation)] };
  });
}

function actionReasons(action: Planned): Reason[] {
  const refers = action.procedure?.statements.some((each) => each.do === 'refer') ?? false;
  return [
    ...(refers ? (['an id'] as const) : []),
    ...(failureStatuses(action).includes(422) ? (['a value that an action compares'] as const) : []),
    ...fieldExceptions(action.inputs, 'create'),
  ];
}
