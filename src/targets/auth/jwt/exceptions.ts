/** Failures of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { accountErrors } from '../accounts/exceptions.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { httpStatus } from '../../../plan/symbols.ts';

const { HTTPStatus } = httpStatus;
const { AppError } = errors;

/** app/auth/exceptions.py. */
export const exceptionsModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/auth/exceptions.py',
  doc: 'Failures of the auth domain.',
  body: py`
    class AuthenticationError(${AppError}):
        """No access token, or one that is not valid (any more)."""

        status = ${HTTPStatus}.UNAUTHORIZED
        type = "/problems/unauthenticated"
        title = "Authentication required"
        detail = "Send a valid access token: 'Authorization: Bearer <token>'."

        def __init__(self) -> None:
            super().__init__(headers={"WWW-Authenticate": "Bearer"})


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


    ${accountErrors(plan)}
  `,
});
