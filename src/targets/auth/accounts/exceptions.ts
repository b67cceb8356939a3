/** Failures of accounts, whatever proves who they are. */
import {
  type CallerFailure,
  doors,
  grantKinds,
  sentence,
  type ServicePlan,
  type UniquePlan,
} from '../../../plan/index.ts';
import { authExceptions, errors } from '../../../plan/own-symbols.ts';
import { httpStatus } from '../../../plan/symbols.ts';
import { doc, Name, type Part, py } from '../../../python/index.ts';

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

const forbiddenError = (plan: ServicePlan, headers: Part): Part => py`
  class ForbiddenError(${AppError}):
      ${doc(`The caller holds none of the ${grantKinds(plan, 'or')} that the route wants.`)}

      status = ${HTTPStatus}.FORBIDDEN
      type = "/problems/forbidden"
      title = "Not allowed"
      detail = "Your account may not do this."

      ${headers}
`;

/** The caller is not known: what that means, what to send instead, and the scheme of `WWW-Authenticate`. */
export const authenticationError = (about: string, detail: string, challenge: string): Part => py`
  class AuthenticationError(${AppError}):
      ${doc(about)}

      status = ${HTTPStatus}.UNAUTHORIZED
      type = "/problems/unauthenticated"
      title = "Authentication required"
      detail = ${detail}

      def __init__(self) -> None:
          super().__init__(headers={"WWW-Authenticate": ${challenge}})
`;

/** The caller is not known: a failure of every route that asks. */
export const unknownCaller: CallerFailure = { symbol: authExceptions.AuthenticationError, status: 401 };

/** Two accounts would have the same email address. */
export const emailTaken: Part = py`
  class EmailTakenError(${AppError}):
      """There already is an account with this email address."""

      status = ${HTTPStatus}.CONFLICT
      type = "/problems/email-taken"
      title = "Email address taken"
      detail = "There already is an account with this email address."
`;

/** What is taken already, and what the caller may not do; `headers` is the constructor that adds some to the latter. */
export const accountErrors = (plan: ServicePlan, identityTaken: Part, headers: Part = null): Part => py`
  ${identityTaken}


  ${plan.account.uniques.map(takenError)}


  ${doors(plan.resources).length > 0 && forbiddenError(plan, headers)}
`;
