/** Rules of the auth domain. Every method that changes something commits it. */
import type { FieldPlan, ServicePlan } from '../../../plan/index.ts';
import {
  authExceptions,
  authModels,
  authSchemas,
  authSecurity,
  database,
  pagination,
} from '../../../plan/own-symbols.ts';
import { dates, uuids } from '../../../plan/symbols.ts';
import { type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import type { KeyStatements, Persistence, SessionParts } from '../../types.ts';
import { updateMethod, violations } from '../accounts/service.ts';

const { datetime, timedelta } = dates;
const { UUID } = uuids;
const { AuthenticationError, EmailTakenError, KeyNotFoundError, LimitedKeyError } = authExceptions;
const { ApiKey, User } = authModels;
const { KeyCreate, KeyRead, KeyRotate, NewKey, UserCreate } = authSchemas;
const { hash_secret, new_secret, SHOWN } = authSecurity;
const { utc_now } = database;

/** app/auth/service.py. */
export const serviceModule = (plan: ServicePlan, { accounts, flow, session }: Persistence): ModuleSpec => ({
  path: 'app/auth/service.py',
  doc: 'Rules of the auth domain. Every method that changes something commits it.',
  body: flow.part(py`
    # The last use of a key is kept to the minute: not every request must write.
    _USE_IS_OLD = ${timedelta}(minutes=1)

    ${violations(plan, EmailTakenError)}

    ${accounts.keys.constants(plan)}


    class AuthService:
        """Accounts and their keys."""

        ${session.parameter !== null && constructor(session)}

        async def register(self, data: ${UserCreate}) -> ${User}:
            """Create an account, which has no key yet."""
            user = ${User}(**data.model_dump(${excluded(accounts.apart(plan))}))
            ${accounts.insertUser(new Name('_VIOLATIONS'), plan)}
            return user

        ${updateMethod(plan, accounts)}

        async def create_key(self, user: ${User}, data: ${KeyCreate}) -> ${NewKey}:
            """Make a key, whose secret nobody sees again."""
            secret = ${new_secret}()
            key = ${ApiKey}(
                user_id=user.id,
                name=data.name,
                prefix=secret[:${SHOWN}],
                key_hash=${hash_secret}(secret),
                ${plan.hasScopes && py`scopes=data.scopes,`}
                expires_at=_expiry(data.expires_in_days),
            )
            ${accounts.keys.insert}
            return _shown_once(key, secret)

        async def list_keys(
            self, user: ${User}, query: ${pagination.PageQuery}, paginator: ${pagination.Paginator}
        ) -> ${pagination.Slice}:
            """Return one page of the keys of \`user\`, the newest first."""
            return ${accounts.keys.page(plan)}

        async def rotate_key(self, user: ${User}, key_id: ${UUID}, data: ${KeyRotate}) -> ${NewKey}:
            """Replace the secret of a key; the old one stops working at once."""
            key = await self._own_key(user, key_id)
            secret = ${new_secret}()
            key.prefix = secret[:${SHOWN}]
            key.key_hash = ${hash_secret}(secret)
            key.expires_at = _expiry(data.expires_in_days)
            ${accounts.keys.store(['prefix', 'key_hash', 'expires_at'])}
            return _shown_once(key, secret)

        async def revoke_key(self, user: ${User}, key_id: ${UUID}) -> None:
            """End a key for good."""
            key = await self._own_key(user, key_id)
            key.revoked_at = ${utc_now}()
            ${accounts.keys.store(['revoked_at'])}

        ${authenticate(plan, accounts.keys)}

        async def _own_key(self, user: ${User}, key_id: ${UUID}) -> ${ApiKey}:
            key = ${accounts.keys.own}
            if key is None:
                raise ${KeyNotFoundError}
            return key


    def _expiry(days: int | None) -> ${datetime} | None:
        return None if days is None else ${utc_now}() + ${timedelta}(days=days)


    def _shown_once(key: ${ApiKey}, secret: str) -> ${NewKey}:
        return ${NewKey}(**${KeyRead}.model_validate(key).model_dump(), key=secret)
  `),
});

const excluded = (fields: readonly FieldPlan[]): Part =>
  fields.length > 0 && py`exclude={${fields.map((each) => each.attribute)}}`;

const constructor = ({ parameter, keep }: SessionParts): Part => py`
  def __init__(${[py`self`, parameter]}) -> None:
      ${keep}
`;

/** How the account behind a key is found; keys that are limited to scopes take the others away from it. */
function authenticate(plan: ServicePlan, keys: KeyStatements): Part {
  const find = py`
    hashed = ${hash_secret}(secret)
    found = ${keys.holder(plan)}
    if found is None:
        raise ${AuthenticationError}
    ${keys.unpack}
    now = ${utc_now}()
    if key.expires_at is not None and key.expires_at <= now:
        raise ${AuthenticationError}
    if key.last_used_at is None or now - key.last_used_at >= _USE_IS_OLD:
        key.last_used_at = now
        ${keys.store(['last_used_at'])}
  `;
  if (!plan.hasScopes) {
    return py`
      async def authenticate(self, secret: str) -> ${User}:
          """Return the owner of a key that is good."""
          ${find}
          return user
    `;
  }
  return py`
    async def authenticate(self, secret: str) -> ${User}:
        """Return the owner of a key that is good, with the scopes that the key has."""
        key, user = await self._holder(secret)
        if key.scopes is not None:
            ${keys.narrow}
        return user

    async def authenticate_manager(self, secret: str) -> ${User}:
        """Return the owner of a key that is good and not limited to scopes."""
        key, user = await self._holder(secret)
        if key.scopes is not None:
            raise ${LimitedKeyError}
        return user

    async def _holder(self, secret: str) -> tuple[${ApiKey}, ${User}]:
        ${find}
        return key, user
  `;
}
