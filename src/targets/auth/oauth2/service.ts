/** Rules of the auth domain. Every method that changes something commits it. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authExceptions, authModels, authSecurity } from '../../../plan/own-symbols.ts';
import { type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';
import { updateMethod, violations } from '../accounts/service.ts';

const { SubjectTakenError } = authExceptions;
const { User } = authModels;
const { Claims, TokenVerifier } = authSecurity;

/** A tuple; one of one item has a comma after it. */
const tuple = (names: readonly string[]): Part => (names.length === 1 ? py`(${names[0]},)` : py`(${names})`);

/** app/auth/service.py. */
export const serviceModule = (plan: ServicePlan, { accounts, flow, session }: Persistence): ModuleSpec => ({
  path: 'app/auth/service.py',
  doc: 'Rules of the auth domain. Every method that changes something commits it.',
  body: flow.part(py`
    ${violations(plan, SubjectTakenError)}

    ${known(plan)}


    class AuthService:
        """Accounts of those whom the issuer vouches for."""

        def __init__(${[py`self`, session.parameter, py`verifier: ${TokenVerifier}`]}) -> None:
            ${session.keep}
            self._verifier = verifier

        async def register(self, claims: ${Claims}) -> ${User}:
            """Create the account of a subject; its address is that of the first token."""
            user = ${User}(issuer=claims.iss, subject=claims.sub, email=claims.email)
            ${accounts.insertUser(new Name('_VIOLATIONS'), plan)}
            return user

        ${updateMethod(plan, accounts)}

        async def authenticate(self, access_token: str) -> ${User}:
            """Return the account that a token is about${plan.hasRoles || plan.hasScopes ? py`, with what the token grants` : null}."""
            claims = await self._verifier.verify(access_token)
            ${granted(plan)}

        async def _account_of(self, claims: ${Claims}) -> ${User}:
            user = ${accounts.identities.holder(plan)}
            if user is not None:
                return user
            try:
                return await self.register(claims)
            except ${SubjectTakenError}:
                # Another request with a first token of the same subject was faster.
                ${accounts.identities.returnOther(plan)}
  `),
});

/** The roles and scopes that the design knows: a token may name others. */
const known = ({ design, hasRoles, hasScopes }: ServicePlan): Part =>
  (hasRoles || hasScopes) &&
  py`
    # Tokens may name others, which mean nothing here.
    ${hasRoles && py`ROLES = ${tuple(design.roles)}`}
    ${hasScopes && py`SCOPES = ${tuple(design.scopes)}`}
  `;

function granted({ hasRoles, hasScopes }: ServicePlan): Part {
  if (!hasRoles && !hasScopes) return py`return await self._account_of(claims)`;
  return py`
    user = await self._account_of(claims)
    ${hasRoles && py`user.roles = [role for role in ROLES if role in claims.roles]`}
    ${hasScopes && py`user.scopes = [scope for scope in SCOPES if scope in claims.scope | claims.scp]`}
    return user
  `;
}
