/** The routes of accounts that an issuer vouches for. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { RouteFact } from '../../route-fact.ts';
import { accountRoute } from '../routes.ts';

/** One's own account. */
export function oauth2Routes(plan: ServicePlan): RouteFact[] {
  const route = accountRoute(plan);
  const who = 'anyone who is logged in';
  const members = plan.account.fields
    .filter(({ field }) => !field.readOnly && !field.immutable)
    .map((each) => each.json);
  const update = [400, 401, 409, 413, 422, 429, 503];
  return [
    route('GET', 'me', 'get_current_user', 'Get my account', who, [], 200, [401, 422, 429, 503]),
    ...(members.length > 0
      ? [route('PATCH', 'me', 'update_current_user', 'Update my account', who, members, 200, update)]
      : []),
  ];
}
