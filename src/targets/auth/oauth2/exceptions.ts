/** Failures of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { httpStatus } from '../../../plan/symbols.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';
import { accountErrors, authenticationError } from '../accounts/exceptions.ts';

const { HTTPStatus } = httpStatus;
const { AppError } = errors;

/** app/auth/exceptions.py. */
export const exceptionsModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/auth/exceptions.py',
  doc: 'Failures of the auth domain.',
  body: py`
    ${authenticationError('No access token, or one that is not valid.', "Send a valid access token: 'Authorization: Bearer <token>'.", 'Bearer')}


    class InvalidTokenError(AuthenticationError):
        """The access token is expired, meant for another API or not signed by the issuer."""

        detail = "The access token is not valid, or not any more."

        def __init__(self) -> None:
            super().__init__()
            self.headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


    class IssuerUnavailableError(${AppError}):
        """The keys that tokens are checked with cannot be had from the issuer."""

        status = ${HTTPStatus}.SERVICE_UNAVAILABLE
        type = "/problems/issuer-unavailable"
        title = "Issuer unavailable"
        detail = "Access tokens cannot be checked at the moment: their issuer does not answer."

        def __init__(self) -> None:
            super().__init__(headers={"Retry-After": "10"})


    ${accountErrors(plan, subjectTaken, insufficientScope(plan))}
  `,
});

const subjectTaken = py`
  class SubjectTakenError(${AppError}):
      """There already is an account of this subject of the issuer."""

      status = ${HTTPStatus}.CONFLICT
      type = "/problems/subject-taken"
      title = "Subject taken"
      detail = "There already is an account of this subject."
`;

/** What RFC 6750 says of it; scopes are named, roles are not. */
function insufficientScope({ hasScopes }: ServicePlan): Part {
  if (!hasScopes) {
    return py`
      def __init__(self, *_grants: str) -> None:
          super().__init__(headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    `;
  }
  return py`
    def __init__(self, *grants: str) -> None:
        scopes = [grant.removeprefix("scope:") for grant in grants if grant.startswith("scope:")]
        wanted = f', scope="{" ".join(scopes)}"' if scopes else ""
        super().__init__(
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope"{wanted}'}
        )
  `;
}
