/** Routes of accounts as facts. */
import type { ServicePlan } from '../../plan/index.ts';
import type { RouteFact } from '../route-fact.ts';

/** Makes the facts of routes below `/auth`. */
export const accountRoute =
  ({ config }: ServicePlan) =>
  (
    method: string,
    path: string,
    operation_id: string,
    summary: string,
    access: string,
    body: readonly string[],
    success: number,
    errors: readonly number[],
  ): RouteFact => ({
    method,
    path: `${config.api_prefix}/auth/${path}`,
    operation_id,
    summary,
    access,
    params: path.includes('{') ? [path.slice(path.indexOf('{') + 1, path.indexOf('}'))] : [],
    body,
    success: String(success),
    errors: errors.map(String),
  });
