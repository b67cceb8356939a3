/** The routes of one's own account. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authDependencies, authExceptions, authSchemas, errors } from '../../../plan/own-symbols.ts';
import { from, type Part, py } from '../../../python/index.ts';
import { accountUpdate } from './schemas.ts';

const { AuthServiceDep, CurrentUser } = authDependencies;
const { EmailTakenError } = authExceptions;
const { UserRead } = authSchemas;
const { BODY_ERRORS, problems } = errors;

const ownErrors = (plan: ServicePlan): Part[] =>
  plan.account.uniques.map((unique) => from('app.auth.exceptions', unique.errorClass)[unique.errorClass]!);

/** What is raised when an account cannot be made or changed because of another one. */
export const takenErrors = (plan: ServicePlan): Part[] => [EmailTakenError, ...ownErrors(plan)];

const updateRoute = (plan: ServicePlan, credential: string): Part => py`
  @router.patch(
      "/me",
      operation_id="update_current_user",
      summary="Update my account",
      description=${`Changes the given fields of the account that the ${credential} belongs to.`},
      response_model=${UserRead},
      responses=${problems}(${[py`*${BODY_ERRORS}`, ...plan.callerFailures.map((each) => each.symbol), ...ownErrors(plan)]}),
  )
  async def update_me(data: ${authSchemas.UserUpdate}, user: ${CurrentUser}, service: ${AuthServiceDep}) -> ${UserRead}:
      """Change the caller's account."""
      return ${UserRead}.model_validate(await service.update(user, data))
`;

/** Reading and changing it; `credential` is what proves whose it is. */
export const meRoutes = (plan: ServicePlan, credential: string): Part => py`
  @router.get(
      "/me",
      operation_id="get_current_user",
      summary="Get my account",
      description=${`Returns the account that the ${credential} belongs to.`},
      response_model=${UserRead},
      responses=${problems}(${plan.callerFailures.map((each) => each.symbol)}),
  )
  async def get_me(user: ${CurrentUser}) -> ${UserRead}:
      """Return the caller's account."""
      return ${UserRead}.model_validate(user)


  ${accountUpdate(plan) && updateRoute(plan, credential)}
`;
