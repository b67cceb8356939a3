/** Failures of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { accountErrors, authenticationError, emailTaken } from '../accounts/exceptions.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { httpStatus } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';

const { HTTPStatus } = httpStatus;
const { AppError } = errors;

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


    class InvalidResetTokenError(AuthenticationError):
        """The token of the mail is expired, already used, replaced by a newer one or not ours."""

        type = "/problems/invalid-reset-token"
        title = "Invalid reset token"
        detail = "The link is not valid any more; ask for another one."


    class WrongPasswordError(${AppError}):
        """The caller is known, but gave another password than the current one."""

        status = ${HTTPStatus}.FORBIDDEN
        type = "/problems/wrong-password"
        title = "Wrong password"
        detail = "This is not your current password."


    class TooManyAttemptsError(${AppError}):
        """Too many attempts on this account, or from this address, have failed lately."""

        status = ${HTTPStatus}.TOO_MANY_REQUESTS
        type = "/problems/too-many-attempts"
        title = "Too many attempts"
        detail = "Wait for the time given in Retry-After, then try again."


    class MailUnavailableError(${AppError}):
        """The service has no way to send mail."""

        status = ${HTTPStatus}.SERVICE_UNAVAILABLE
        type = "/problems/mail-unavailable"
        title = "Mail unavailable"
        detail = "This service cannot send mail, so passwords cannot be reset."


    ${accountErrors(plan, emailTaken)}
  `,
});
