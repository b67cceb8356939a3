/** Failures of the auth domain. */
import { doors, grantKinds, sentence, type ServicePlan, type UniquePlan } from '../../../plan/index.ts';
import { doc, type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { httpStatus } from '../../../plan/symbols.ts';

const { HTTPStatus } = httpStatus;
const { AppError } = errors;

const takenError = (unique: UniquePlan): Part => py`
  class ${new Name(unique.errorClass)}(${AppError}):
      ${doc(`There already is an account with this ${unique.label}.`)}

      status = ${HTTPStatus}.CONFLICT
      type = ${`/problems/${unique.code}`}
      title = ${`${sentence(unique.label)} taken`}
      detail = ${`There already is an account with this ${unique.label}.`}
`;

const forbiddenError = (plan: ServicePlan): Part => py`
  class ForbiddenError(${AppError}):
      ${doc(`The caller holds none of the ${grantKinds(plan, 'or')} that the route wants.`)}

      status = ${HTTPStatus}.FORBIDDEN
      type = "/problems/forbidden"
      title = "Not allowed"
      detail = "Your account may not do this."
`;

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


    class EmailTakenError(${AppError}):
        """There already is an account with this email address."""

        status = ${HTTPStatus}.CONFLICT
        type = "/problems/email-taken"
        title = "Email address taken"
        detail = "There already is an account with this email address."


    ${plan.account.uniques.map(takenError)}


    ${doors(plan.resources).length > 0 && forbiddenError(plan)}
  `,
});
