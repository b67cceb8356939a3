/** app/auth/passwords.py: changing a password, and replacing a forgotten one. */
import type { ServicePlan } from '../../../plan/index.ts';
import {
  authExceptions,
  authModels,
  authSchemas,
  authSecurity,
  authService,
  authThrottle,
  config,
  database,
  mail,
} from '../../../plan/own-symbols.ts';
import { dates, modules } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';

const { hashlib, secrets } = modules;
const { timedelta } = dates;
const { InvalidResetTokenError, WrongPasswordError } = authExceptions;
const { PasswordResetToken, User } = authModels;
const { PasswordChange, PasswordReset, TokenPair } = authSchemas;
const { hash_password, verify_password } = authSecurity;
const { utc_now } = database;

/** app/auth/passwords.py. */
export const passwordsModule = (plan: ServicePlan, { accounts, flow, session }: Persistence): ModuleSpec => ({
  path: 'app/auth/passwords.py',
  doc: 'Changing a password, and replacing one that was forgotten.',
  body: flow.part(py`
    _SERVICE = ${plan.title}
    _SUBJECT = "Reset your password"
    _TEXT = """Somebody, probably you, wants a new password for your account at {service}.
    Choose one here:

    {link}

    The link works once, for {minutes} minutes. If it was not you, do nothing: your password stays.
    """


    class PasswordService:
        """Passwords of accounts. A new one ends all login sessions, their access tokens included.

        That costs nothing: every access token is checked against its session anyway.
        """

        def __init__(${[py`self`, session.parameter, py`auth: ${authService.AuthService}`, py`throttle: ${authThrottle.Throttle}`]}) -> None:
            ${session.keep}
            self._auth = auth
            self._throttle = throttle

        async def change(self, user: ${User}, data: ${PasswordChange}) -> ${TokenPair}:
            """Replace the password of \`user\`, who goes on with a new login session."""
            await self._throttle.count_login(user.email)
            ${accounts.releaseConnection}
            checked_hash = user.password_hash
            if not await ${verify_password}(data.current_password.get_secret_value(), checked_hash):
                raise ${WrongPasswordError}
            password_hash = await ${hash_password}(data.new_password.get_secret_value())
            ${accounts.atomic(py`
              # Compare-and-swap: the password that was checked must still be the current one.
              replaced = ${accounts.passwords.replace}
              if not replaced:
                  raise ${WrongPasswordError}
              await self._revoke_all(user)
              await self._throttle.let_in(user.email)
              claims = await self._auth.start_session(user, password_hash)
            `)}
            return self._auth.token_pair(claims)

        async def reset(self, data: ${PasswordReset}) -> None:
            """Set a password by the token of a mail, which proves who reads the mail of the account."""
            token_hash = _hash_token(data.token)
            # Afterwards the token is used up, also for requests of the same moment.
            ${accounts.passwords.takeToken}
            if user_id is None:
                raise ${InvalidResetTokenError}
            password_hash = await ${hash_password}(data.new_password.get_secret_value())
            user = ${accounts.passwords.userById}
            ${accounts.atomic(py`
              ${accounts.passwords.set}
              await self._revoke_all(user)
              await self._throttle.let_in(user.email)
            `)}

        async def _revoke_all(self, user: ${User}) -> None:
            ${accounts.passwords.revokeAll}


    class ResetLinks:
        """Mails links with tokens, of which only hashes are stored."""

        def __init__(${[py`self`, accounts.passwords.afterwards.parameter, py`mailer: ${mail.Mailer}`, py`settings: ${config.Settings}`]}) -> None:
            ${accounts.passwords.afterwards.keep}
            self._mailer = mailer
            self._settings = settings

        async def send(self, email: str) -> None:
            """Mail a link, if there is an account with this address; older links stop working.

            Runs after the answer, whose time therefore does not tell whether there is an account.
            """
            minutes = self._settings.reset_minutes
            secret = ${secrets}.token_urlsafe(32)
            ${accounts.passwords.afterwards.within(py`
              user = ${accounts.passwords.userByEmail}
              if user is None:
                  return
              token = ${PasswordResetToken}(
                  user_id=user.id,
                  token_hash=_hash_token(secret),
                  expires_at=${utc_now}() + ${timedelta}(minutes=minutes),
              )
              ${accounts.passwords.replaceToken}
            `)}
            link = self._settings.reset_url + secret
            text = _TEXT.format(service=_SERVICE, link=link, minutes=minutes)
            ${flow.inThread(py`self._mailer.send`, [py`email`, py`_SUBJECT`, py`text`])}


    def _hash_token(token: str) -> str:
        return ${hashlib}.sha256(token.encode()).hexdigest()
  `),
});
