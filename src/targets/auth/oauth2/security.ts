/** Access tokens: what makes one valid, and what it says. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authExceptions, authKeys, config } from '../../../plan/own-symbols.ts';
import { abc, dates, modules, pydantic, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';

const { jwt } = modules;
const { timedelta } = dates;
const { Annotated, Any } = typing;
const { BaseModel, BeforeValidator, Field, ValidationError } = pydantic;
const { InvalidTokenError } = authExceptions;

/** app/auth/security.py. */
export const securityModule = (plan: ServicePlan, flow: Flow): ModuleSpec => ({
  path: 'app/auth/security.py',
  doc: 'Access tokens of the issuer: what makes one valid, and what it says.',
  body: flow.part(py`
    # Clocks differ.
    _LEEWAY = ${timedelta}(seconds=10)
    # RFC 9068, and what issuers wrote before. Tokens for other uses have other types.
    _TYPES = {"at+jwt", "application/at+jwt", "jwt"}

    ${(plan.hasRoles || plan.hasScopes) && names}

    # PostgreSQL keeps no NUL.
    _Text = ${Annotated}[str, ${Field}(max_length=255, pattern=r"^[^\x00]+$")]


    class Claims(${BaseModel}):
        """What a token says of its bearer."""

        iss: _Text
        sub: _Text
        email: ${Annotated}[_Text, ${Field}(max_length=254)] | None = None
        ${plan.hasRoles && py`roles: _Names = frozenset()`}
        ${
          plan.hasScopes &&
          py`
            scope: _Names = frozenset()
            scp: _Names = frozenset()
          `
        }


    class TokenVerifier:
        """Checks access tokens."""

        def __init__(self, settings: ${config.Settings}) -> None:
            self._settings = settings
            self._keys = ${authKeys.KeySet}(settings.oidc_jwks_url, settings.oidc_algorithm)

        async def verify(self, token: str) -> Claims:
            """Return what a valid token says; the algorithm is ours to choose, never the token's."""
            try:
                header = ${jwt}.get_unverified_header(token)
                if not self._is_acceptable(header):
                    raise ${InvalidTokenError}
                payload = ${jwt}.decode(
                    token,
                    await self._keys.find(header["kid"]),
                    algorithms=[self._settings.oidc_algorithm],
                    audience=self._settings.oidc_audience,
                    issuer=self._settings.oidc_issuer,
                    leeway=_LEEWAY,
                    options={
                        "require": ["iss", "aud", "exp", "sub"],
                        "enforce_minimum_key_length": True,
                    },
                )
                return ${claims(plan)}
            except (${jwt}.PyJWTError, ${ValidationError}) as error:
                raise ${InvalidTokenError} from error

        def _is_acceptable(self, header: dict[str, ${Any}]) -> bool:
            kind = str(header.get("typ", "jwt")).lower()
            return header.get("alg") == self._settings.oidc_algorithm and kind in _TYPES and "kid" in header


    ${plan.hasRoles && claimAt}
  `),
});

const names = py`
  def _split(value: object) -> object:
      return value.split() if isinstance(value, str) else value


  # A list of names, or a text with spaces between them.
  _Names = ${Annotated}[frozenset[str], ${BeforeValidator}(_split)]
`;

/** Roles are where a setting says. */
const claims = ({ hasRoles }: ServicePlan): Part =>
  hasRoles
    ? py`Claims.model_validate({**payload, "roles": _claim_at(self._settings.oidc_roles_claim, payload)})`
    : py`Claims.model_validate(payload)`;

const claimAt = py`
  def _claim_at(path: str, claims: ${abc.Mapping}[str, ${Any}]) -> ${Any}:  # noqa: ANN401 - any JSON
      """Return the claim with this name, dots and all, or else at the end of this path."""
      name, _, rest = path.partition(".")
      if path in claims or not rest:
          return claims.get(path, [])
      inner = claims.get(name)
      return _claim_at(rest, ${typing.cast}(dict[str, ${Any}], inner)) if isinstance(inner, dict) else []
`;
