/** The routes of accounts with a password. */
import type { ServicePlan } from '../../../plan/index.ts';
import { accountRoute } from '../routes.ts';
import type { RouteFact } from '../../route-fact.ts';

/** Registration, logins and one's own account. */
export function jwtRoutes(plan: ServicePlan): RouteFact[] {
  const own = plan.account.fields.filter(({ field }) => !field.readOnly);
  const route = accountRoute(plan);
  const tokens = ['refresh_token'];
  const members = ['email', 'password', ...own.map((each) => each.json)];
  const updatable = own.filter(({ field }) => !field.immutable).map((each) => each.json);
  return [
    route('POST', 'register', 'register_user', 'Register', 'anyone', members, 201, [400, 409, 413, 422, 429]),
    route('POST', 'login', 'login', 'Log in', 'anyone', ['username', 'password'], 200, [400, 401, 413, 422, 429]),
    route(
      'POST',
      'refresh',
      'refresh_tokens',
      'Refresh tokens',
      'holders of a refresh token',
      tokens,
      200,
      [400, 401, 413, 422, 429],
    ),
    route('POST', 'logout', 'logout', 'Log out', 'holders of a refresh token', tokens, 204, [400, 401, 413, 422, 429]),
    route('GET', 'me', 'get_current_user', 'Get my account', 'anyone who is logged in', [], 200, [401, 422, 429]),
    ...(updatable.length > 0
      ? [
          route(
            'PATCH',
            'me',
            'update_current_user',
            'Update my account',
            'anyone who is logged in',
            updatable,
            200,
            [400, 401, 409, 413, 422, 429],
          ),
        ]
      : []),
    route(
      'POST',
      'me/password',
      'change_password',
      'Change my password',
      'anyone who is logged in',
      ['current_password', 'new_password'],
      200,
      [400, 401, 403, 413, 422, 429],
    ),
    route(
      'POST',
      'password-reset',
      'request_password_reset',
      'Ask for a password reset',
      'anyone',
      ['email'],
      202,
      [400, 413, 422, 429, 503],
    ),
    route(
      'POST',
      'password-reset/confirm',
      'reset_password',
      'Reset a password',
      'holders of a reset token',
      ['token', 'new_password'],
      204,
      [400, 401, 413, 422, 429],
    ),
  ];
}
