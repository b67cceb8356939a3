/** Rules of the auth domain. Every method that changes something commits it. */
import type { FieldPlan, ServicePlan } from '../../../plan/index.ts';
import { type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';
import { updateMethod, violations } from '../accounts/service.ts';
import { authExceptions, authModels, authSchemas, authSecurity, authThrottle } from '../../../plan/own-symbols.ts';
import { uuidUtils, uuids } from '../../../plan/symbols.ts';

const { UUID } = uuids;
const { uuid7 } = uuidUtils;
const { AuthenticationError, EmailTakenError, InvalidCredentialsError, InvalidRefreshTokenError } = authExceptions;
const { User } = authModels;
const { LoginForm, TokenPair, UserCreate } = authSchemas;
const { Throttle } = authThrottle;
const { Claims, InvalidTokenError, TokenKind, TokenSigner, hash_password, verify_password } = authSecurity;

function newUser(plan: ServicePlan, apart: readonly FieldPlan[]): Part {
  const writable = plan.account.fields.some(({ field }) => !field.readOnly);
  return [
    py`email=data.email`,
    py`password_hash=password_hash`,
    writable && py`**data.model_dump(exclude={${['email', 'password', ...apart.map((each) => each.attribute)]}})`,
  ];
}

/** app/auth/service.py. */
export const serviceModule = (plan: ServicePlan, { accounts, flow, session }: Persistence): ModuleSpec => ({
  path: 'app/auth/service.py',
  doc: 'Rules of the auth domain. Every method that changes something commits it.',
  body: flow.part(py`
    ${violations(plan, EmailTakenError)}


    class AuthService:
        """Accounts and login sessions."""

        def __init__(${[py`self`, session.parameter, py`signer: ${TokenSigner}`]}) -> None:
            ${session.keep}
            self._signer = signer

        async def register(self, data: ${UserCreate}) -> ${User}:
            """Create an account."""
            password_hash = await ${hash_password}(data.password.get_secret_value())
            user = ${User}(${newUser(plan, accounts.apart(plan))})
            ${accounts.insertUser(new Name('_VIOLATIONS'), plan)}
            return user

        ${updateMethod(plan, accounts)}

        async def login(self, form: ${LoginForm}, throttle: ${Throttle}) -> ${TokenPair}:
            """Start a login session; whoever guesses passwords has to wait."""
            await throttle.count_login(form.username)
            user = ${accounts.userByEmail(py`form.username`)}
            ${accounts.releaseConnection}
            password_hash = user and user.password_hash
            if not await ${verify_password}(form.password.get_secret_value(), password_hash) or not user:
                raise ${InvalidCredentialsError}
            ${accounts.atomic(py`
              await throttle.let_in(user.email)
              claims = await self.start_session(user, user.password_hash)
            `)}
            return self.token_pair(claims)

        async def start_session(self, user: ${User}, password_hash: str) -> ${Claims}:
            """Add a login session, unless the password was changed since its hash was read.

            A new password ends all sessions: one that begins at the same moment must not outlive it.
            """
            claims = ${Claims}(sub=user.id, sid=${uuid7}(), jti=${uuid7}())
            ${accounts.startSession}
            if not ${accounts.hasPassword}:
                raise ${InvalidCredentialsError}
            return claims

        async def refresh(self, refresh_token: str) -> ${TokenPair}:
            """Exchange a refresh token; using one twice ends its session (RFC 9700, 4.14.2)."""
            claims = self._verify_refresh_token(refresh_token)
            rotated = claims.model_copy(update={"jti": ${uuid7}()})
            # Compare-and-swap in one statement: of two simultaneous requests one loses.
            swapped = ${accounts.rotateSession}
            if ${accounts.rotationLost}:
                await self._revoke(claims.sid)
                raise ${InvalidRefreshTokenError}
            ${accounts.keepRotation}
            return self.token_pair(rotated)

        async def logout(self, refresh_token: str) -> None:
            """End the login session of a refresh token, its access tokens included."""
            await self._revoke(self._verify_refresh_token(refresh_token).sid)

        async def authenticate(self, access_token: str) -> ${User}:
            """Return the user of an access token whose login session has not ended."""
            try:
                claims = self._signer.verify(${TokenKind}.ACCESS, access_token)
            except ${InvalidTokenError} as error:
                raise ${AuthenticationError} from error
            user = ${accounts.userBySession(plan)}
            if user is None:
                raise ${AuthenticationError}
            return user

        def _verify_refresh_token(self, token: str) -> ${Claims}:
            try:
                return self._signer.verify(${TokenKind}.REFRESH, token)
            except ${InvalidTokenError} as error:
                raise ${InvalidRefreshTokenError} from error

        async def _revoke(self, session_id: ${UUID}) -> None:
            ${accounts.endSession}

        def token_pair(self, claims: ${Claims}) -> ${TokenPair}:
            """Sign the tokens of a login session."""
            return ${TokenPair}(
                access_token=self._signer.issue(
                    ${TokenKind}.ACCESS, claims.model_copy(update={"jti": ${uuid7}()})
                ),
                refresh_token=self._signer.issue(${TokenKind}.REFRESH, claims),
                expires_in=int(self._signer.lifetimes[${TokenKind}.ACCESS].total_seconds()),
            )
  `),
});
