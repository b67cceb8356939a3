/** Accounts that the issuer vouches for, as tests make them. */
import { authModels } from '../../../../../plan/own-symbols.ts';
import { fastapi, typing } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { issuers } from '../../../symbols.ts';

const { User } = authModels;

/** The functions that make accounts and their tokens. */
export const accountParts = (suite: Suite): Part[] => [createUser(suite), signIn(suite)];

function createUser({ grants, persistence: { flow } }: Suite): Part {
  const granted = grants.length > 0;
  return py`
    async def create_user(${[py`app: ${fastapi.FastAPI}`, granted && py`**columns: ${typing.Any}`]}) -> ${User}:
        """Insert an account; its tokens grant what it is made with."""
        number = next(numbers)
        user = ${User}(${[
          py`issuer=app.state.settings.oidc_issuer`,
          py`subject=f"subject-{number}"`,
          py`email=f"user{number}@example.com"`,
          granted && py`**columns`,
        ]})
        ${flow.part(py`
        async with app.state.database.session() as session:
            session.add(user)
            await session.commit()
        `)}
        return user
  `;
}

const signIn = ({ plan: { hasRoles, hasScopes } }: Suite): Part => py`
  async def sign_in(app: ${fastapi.FastAPI}, user: ${User}) -> str:
      """Issue a token for \`user\`."""
      return ${issuers.access_token}(${[
        py`app.state.settings`,
        py`sub=user.subject`,
        hasRoles && py`roles=list(user.roles)`,
        hasScopes && py`scope=" ".join(user.scopes)`,
      ]})
`;
