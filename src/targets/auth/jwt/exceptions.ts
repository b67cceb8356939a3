/** Failures of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { accountErrors, authenticationError, emailTaken } from '../accounts/exceptions.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';

/** app/auth/exceptions.py. */
export const exceptionsModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/auth/exceptions.py',
  doc: 'Failures of the auth domain.',
  body: py`
    ${authenticationError('No access token, or one that is not valid (any more).', "Send a valid access token: 'Authorization: Bearer <token>'.", 'Bearer')}


    class InvalidCredentialsError(AuthenticationError):
        """The email address or the password is wrong; which one is not told."""

        type = "/problems/invalid-credentials"
        title = "Invalid credentials"
        detail = "The email address or the password is wrong."


    class InvalidRefreshTokenError(AuthenticationError):
        """The refresh token is expired, revoked, already used or not ours."""

        type = "/problems/invalid-refresh-token"
        title = "Invalid refresh token"
        detail = "The refresh token is not valid any more; log in again."


    ${accountErrors(plan, emailTaken)}
  `,
});
