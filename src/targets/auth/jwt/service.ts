/** Rules of the auth domain. Every method that changes something commits it. */
import { type ModuleSpec, py } from '../../../python/index.ts';
import { authExceptions, authModels, authSchemas, authSecurity, database } from '../../../plan/own-symbols.ts';
import { sa, saAsync, uuidUtils, uuids } from '../../../plan/symbols.ts';

const { UUID } = uuids;
const { select, update } = sa;
const { AsyncSession } = saAsync;
const { uuid7 } = uuidUtils;
const { AuthenticationError, EmailTakenError, InvalidCredentialsError, InvalidRefreshTokenError } = authExceptions;
const { LoginSession, User } = authModels;
const { LoginForm, TokenPair, UserCreate } = authSchemas;
const { Claims, InvalidTokenError, TokenKind, TokenSigner, hash_password, verify_password } = authSecurity;
const { utc_now, violation_of } = database;

/** app/auth/service.py. */
export const serviceModule = (): ModuleSpec => ({
  path: 'app/auth/service.py',
  doc: 'Rules of the auth domain. Every method that changes something commits it.',
  body: py`
    class AuthService:
        """Accounts and login sessions."""

        def __init__(self, session: ${AsyncSession}, signer: ${TokenSigner}) -> None:
            self._session = session
            self._signer = signer

        async def register(self, data: ${UserCreate}) -> ${User}:
            """Create an account."""
            password_hash = await ${hash_password}(data.password.get_secret_value())
            user = ${User}(email=data.email, password_hash=password_hash)
            self._session.add(user)
            with ${violation_of}("email", ${EmailTakenError}):
                await self._session.commit()
            return user

        async def login(self, form: ${LoginForm}) -> ${TokenPair}:
            """Start a login session."""
            user = await self._session.scalar(${select}(${User}).where(${User}.email == form.username))
            password_hash = user and user.password_hash
            if not await ${verify_password}(form.password.get_secret_value(), password_hash) or not user:
                raise ${InvalidCredentialsError}
            claims = ${Claims}(sub=user.id, sid=${uuid7}(), jti=${uuid7}())
            self._session.add(${LoginSession}(id=claims.sid, user_id=user.id, refresh_id=claims.jti))
            await self._session.commit()
            return self._token_pair(claims)

        async def refresh(self, refresh_token: str) -> ${TokenPair}:
            """Exchange a refresh token; using one twice ends its session (RFC 9700, 4.14.2)."""
            claims = self._verify_refresh_token(refresh_token)
            rotated = claims.model_copy(update={"jti": ${uuid7}()})
            # Compare-and-swap in one statement: of two simultaneous requests one loses.
            swapped = await self._session.scalar(
                ${update}(${LoginSession})
                .where(
                    ${LoginSession}.id == claims.sid,
                    ${LoginSession}.refresh_id == claims.jti,
                    ${LoginSession}.revoked_at.is_(None),
                )
                .values(refresh_id=rotated.jti)
                .returning(${LoginSession}.id)
            )
            if swapped is None:
                await self._revoke(claims.sid)
                raise ${InvalidRefreshTokenError}
            await self._session.commit()
            return self._token_pair(rotated)

        async def logout(self, refresh_token: str) -> None:
            """End the login session of a refresh token, its access tokens included."""
            await self._revoke(self._verify_refresh_token(refresh_token).sid)

        async def authenticate(self, access_token: str) -> ${User}:
            """Return the user of an access token whose login session has not ended."""
            try:
                claims = self._signer.verify(${TokenKind}.ACCESS, access_token)
            except ${InvalidTokenError} as error:
                raise ${AuthenticationError} from error
            user = await self._session.scalar(
                ${select}(${User})
                .join(${LoginSession}, ${LoginSession}.user_id == ${User}.id)
                .where(${LoginSession}.id == claims.sid, ${LoginSession}.revoked_at.is_(None))
            )
            if user is None:
                raise ${AuthenticationError}
            return user

        def _verify_refresh_token(self, token: str) -> ${Claims}:
            try:
                return self._signer.verify(${TokenKind}.REFRESH, token)
            except ${InvalidTokenError} as error:
                raise ${InvalidRefreshTokenError} from error

        async def _revoke(self, session_id: ${UUID}) -> None:
            await self._session.execute(
                ${update}(${LoginSession})
                .where(${LoginSession}.id == session_id, ${LoginSession}.revoked_at.is_(None))
                .values(revoked_at=${utc_now}())
            )
            await self._session.commit()

        def _token_pair(self, claims: ${Claims}) -> ${TokenPair}:
            return ${TokenPair}(
                access_token=self._signer.issue(
                    ${TokenKind}.ACCESS, claims.model_copy(update={"jti": ${uuid7}()})
                ),
                refresh_token=self._signer.issue(${TokenKind}.REFRESH, claims),
                expires_in=int(self._signer.lifetimes[${TokenKind}.ACCESS].total_seconds()),
            )
  `,
});
