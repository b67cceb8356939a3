/** The routes of accounts with API keys. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { RouteFact } from '../../route-fact.ts';
import { accountRoute } from '../routes.ts';

/** One's own account and its keys. */
export function apiKeyRoutes(plan: ServicePlan): RouteFact[] {
  const route = accountRoute(plan);
  const updatable = plan.account.fields.filter(({ field }) => !field.readOnly && !field.immutable);
  const members = updatable.map((each) => each.json);
  const holders = 'holders of a key';
  const managers = plan.hasScopes ? 'holders of a key that is not limited to scopes' : holders;
  const refused = plan.hasScopes ? [401, 403] : [401];
  const key = ['name', ...(plan.hasScopes ? ['scopes'] : []), 'expires_in_days'];
  return [
    route('GET', 'me', 'get_current_user', 'Get my account', holders, [], 200, [401, 422, 429]),
    ...(members.length > 0
      ? [
          route(
            'PATCH',
            'me',
            'update_current_user',
            'Update my account',
            holders,
            members,
            200,
            [400, 401, 409, 413, 422, 429],
          ),
        ]
      : []),
    route('POST', 'keys', 'create_key', 'Create a key', managers, key, 201, [400, ...refused, 413, 422, 429]),
    {
      ...route('GET', 'keys', 'list_keys', 'List my keys', holders, [], 200, [401, 422, 429]),
      params: plan.paging.parameters,
    },
    route('POST', 'keys/{key_id}/rotate', 'rotate_key', 'Rotate a key', managers, ['expires_in_days'], 200, [
      400,
      ...refused,
      404,
      413,
      422,
      429,
    ]),
    route('DELETE', 'keys/{key_id}', 'revoke_key', 'Revoke a key', managers, [], 204, [...refused, 404, 422, 429]),
  ];
}
