/** Routes of passwords. */
import { authDependencies, authExceptions, authSchemas, errors } from '../../../plan/own-symbols.ts';
import { fastapi, httpStatus } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

const { HTTPStatus } = httpStatus;
const { BackgroundTasks, Depends } = fastapi;
const { CurrentUser, MailerDep, no_store, PasswordServiceDep, ResetLinksDep, ThrottleDep } = authDependencies;
const { AuthenticationError, InvalidResetTokenError, MailUnavailableError, TooManyAttemptsError, WrongPasswordError } =
  authExceptions;
const { PasswordChange, PasswordReset, ResetRequest, ResetRequested, TokenPair } = authSchemas;
const { BODY_ERRORS, problems } = errors;

/** Changing one's own, and resetting one by mail. */
export const passwordRoutes: Part = py`
  @router.post(
      "/me/password",
      operation_id="change_password",
      summary="Change my password",
      description=(
          "Replaces the password. All login sessions of the account end at once, with their access "
          "and refresh tokens; the answer has the tokens of a new one."
      ),
      response_model=${TokenPair},
      dependencies=[${Depends}(${no_store})],
      responses=${problems}(*${BODY_ERRORS}, ${AuthenticationError}, ${WrongPasswordError}, ${TooManyAttemptsError}),
  )
  async def change_password(data: ${PasswordChange}, user: ${CurrentUser}, service: ${PasswordServiceDep}) -> ${TokenPair}:
      """Replace the caller's password."""
      return await service.change(user, data)


  @router.post(
      "/password-reset",
      operation_id="request_password_reset",
      summary="Ask for a password reset",
      description=(
          "Mails a link that lets its reader choose a new password. The answer is the same whether "
          "there is an account with this address or not."
      ),
      status_code=${HTTPStatus}.ACCEPTED,
      response_model=${ResetRequested},
      responses=${problems}(*${BODY_ERRORS}, ${TooManyAttemptsError}, ${MailUnavailableError}),
  )
  async def request_password_reset(
      data: ${ResetRequest},
      throttle: ${ThrottleDep},
      mailer: ${MailerDep},
      links: ${ResetLinksDep},
      tasks: ${BackgroundTasks},
  ) -> ${ResetRequested}:
      """Mail a link, after the answer."""
      if not mailer.is_available:
          raise ${MailUnavailableError}
      await throttle.count_reset(data.email)
      tasks.add_task(links.send, data.email)
      return ${ResetRequested}()


  @router.post(
      "/password-reset/confirm",
      operation_id="reset_password",
      summary="Reset a password",
      description=(
          "Sets a new password by the token of a mail, which works once. All login sessions of the "
          "account end at once."
      ),
      status_code=${HTTPStatus}.NO_CONTENT,
      response_model=None,
      responses=${problems}(*${BODY_ERRORS}, ${InvalidResetTokenError}),
  )
  async def reset_password(data: ${PasswordReset}, service: ${PasswordServiceDep}) -> None:
      """Set a new password."""
      await service.reset(data)
`;
