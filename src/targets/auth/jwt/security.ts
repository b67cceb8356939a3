/** Password hashes (argon2) and signed tokens (JWT). */
import type { ServicePlan } from '../../../plan/index.ts';
import type { Persistence } from '../../types.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { config, database } from '../../../plan/own-symbols.ts';
import { dates, enumeration, functools, modules, pwdlib, pydantic, uuids } from '../../../plan/symbols.ts';

const { hashlib, jwt } = modules;
const { timedelta } = dates;
const { StrEnum } = enumeration;
const { cache } = functools;
const { UUID } = uuids;
const { PasswordHash } = pwdlib;
const { BaseModel, ValidationError } = pydantic;
const { Settings } = config;
const { utc_now } = database;

/** app/auth/security.py. */
export const securityModule = (plan: ServicePlan, { flow }: Persistence): ModuleSpec => ({
  path: 'app/auth/security.py',
  doc: 'Password hashes (argon2) and signed tokens (JWT).',
  body: flow.part(py`
    _ALGORITHM = "HS256"
    _ISSUER = ${plan.slug}
    _hasher = ${PasswordHash}.recommended()


    async def hash_password(password: str) -> str:
        """Hash \`password\`, which argon2 does slowly on purpose."""
        return ${flow.heavy.call(py`_hasher.hash`, [py`password`])}


    async def verify_password(password: str, password_hash: str | None) -> bool:
        """Check \`password\`; takes as long for an unknown account (no hash) as for a known one."""
        known = ${flow.heavy.call(py`_hasher.verify`, [py`password`, py`password_hash or _dummy_hash()`])}
        return known and password_hash is not None


    ${flow.heavy.limit}


    @${cache}
    def _dummy_hash() -> str:
        return _hasher.hash("no account has this password")


    class TokenKind(${StrEnum}):
        """The audience of a token; one kind is never accepted in place of the other."""

        ACCESS = "access"
        REFRESH = "refresh"


    class Claims(${BaseModel}):
        """Who a token speaks for: user, login session and the id of the token itself."""

        sub: ${UUID}
        sid: ${UUID}
        jti: ${UUID}


    class InvalidTokenError(Exception):
        """The token is expired, malformed, of another kind or not signed by us."""


    class TokenSigner:
        """Issues and checks tokens. Their header names the key; previous ones sign nothing new."""

        def __init__(self, settings: ${Settings}) -> None:
            keys = (settings.secret_key, *settings.previous_secret_keys)
            self._keys = {_key_id(key.get_secret_value()): key.get_secret_value() for key in keys}
            self._key_id = next(iter(self._keys))
            self.lifetimes = {
                TokenKind.ACCESS: ${timedelta}(minutes=settings.access_token_minutes),
                TokenKind.REFRESH: ${timedelta}(days=settings.refresh_token_days),
            }

        def issue(self, kind: TokenKind, claims: Claims) -> str:
            """Sign \`claims\` for the lifetime of their kind."""
            now = ${utc_now}()
            registered = {
                "iss": _ISSUER,
                "aud": kind,
                "iat": now,
                "exp": now + self.lifetimes[kind],
            }
            return ${jwt}.encode(
                {**claims.model_dump(mode="json"), **registered},
                self._keys[self._key_id],
                _ALGORITHM,
                headers={"kid": self._key_id},
            )

        def verify(self, kind: TokenKind, token: str) -> Claims:
            """Return the claims of a valid token of \`kind\`."""
            try:
                key = self._keys[${jwt}.get_unverified_header(token)["kid"]]
                payload = ${jwt}.decode(
                    token,
                    key,
                    algorithms=[_ALGORITHM],
                    audience=kind,
                    issuer=_ISSUER,
                    options={"require": ["exp"]},
                )
                return Claims.model_validate(payload)
            except (KeyError, ${jwt}.InvalidTokenError, ${ValidationError}) as error:
                raise InvalidTokenError from error


    def _key_id(key: str) -> str:
        return ${hashlib}.sha256(key.encode()).hexdigest()[:16]
  `),
});
