/** Accounts that the issuer vouches for, as tests make them. */
import { authModels } from '../../../../../plan/own-symbols.ts';
import { abc, fastapi } from '../../../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { issuers } from '../../../symbols.ts';

const { User } = authModels;

/** The functions that make accounts and their tokens. */
export const accountParts = (suite: Suite): Part[] => [
  suite.grants.length > 0 &&
    py`
      # What the issuer grants, by subject: accounts do not keep it.
      granted: dict[str, Json] = {}
    `,
  createUser(suite),
  signIn(suite),
];

function createUser({ plan, grants, persistence: { flow, tests } }: Suite): Part {
  const granted = grants.length > 0;
  const kinds = [
    ...(plan.hasRoles ? [py`roles: ${abc.Sequence}[str] = ()`] : []),
    ...(plan.hasScopes ? [py`scopes: ${abc.Sequence}[str] = ()`] : []),
  ];
  const claims = [plan.hasRoles && py`"roles": list(roles)`, plan.hasScopes && py`"scope": " ".join(scopes)`];
  const values = [
    py`issuer=app.state.settings.oidc_issuer`,
    py`subject=f"subject-{number}"`,
    py`email=f"user{number}@example.com"`,
  ];
  return py`
    async def create_user(${[py`app: ${fastapi.FastAPI}`, granted && kinds]}) -> ${User}:
        """Insert an account${granted && py`; its tokens grant what is given`}."""
        number = next(numbers)
        ${granted && py`granted[f"subject-{number}"] = {${claims}}`}
        ${flow.part(tests.insert(new Name('user'), User, values))}
  `;
}

const signIn = ({ grants }: Suite): Part => py`
  async def sign_in(app: ${fastapi.FastAPI}, user: ${User}) -> str:
      """Issue a token for \`user\`."""
      return ${issuers.access_token}(${[py`app.state.settings`, py`sub=user.subject`, grants.length > 0 && py`**granted[user.subject]`]})
`;
