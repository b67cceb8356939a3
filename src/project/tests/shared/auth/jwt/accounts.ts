/** Accounts with a password, as tests make them. */
import { authModels, authSchemas, authSecurity } from '../../../../../plan/own-symbols.ts';
import { fastapi, typing, uuidUtils } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import { samplesOf } from '../../../samples/index.ts';
import type { Suite } from '../../../suite.ts';

const { Any } = typing;
const { FastAPI } = fastapi;
const { LoginSession, User } = authModels;
const { Claims, TokenKind, TokenSigner } = authSecurity;

/** The functions that make accounts and log them in. */
export const accountParts = (suite: Suite): Part[] => [credentials(suite), createUser(suite), signIn(suite)];

/** What a registration must hold besides the address and the password. */
function credentials({ plan }: Suite): Part {
  const required = plan.account.fields.filter(
    ({ field }) => field.required || (field.unique && !field.nullable && !field.readOnly),
  );
  const entries = required.map((each) => py`${each.json}: ${samplesOf(each).fresh.code}`);
  const numbered = required.some((each) => samplesOf(each).fresh.numbered);
  const email = numbered ? py`f"user{number}@example.com"` : py`f"user{next(numbers)}@example.com"`;
  return py`
    def credentials(**overrides: ${Any}) -> Json:
        """The body of a valid registration; every call is different."""
        ${numbered && py`number = next(numbers)`}
        return {${[py`"email": ${email}`, py`"password": PASSWORD`, ...entries, py`**overrides`]}}
  `;
}

function createUser({ plan, grants, persistence: { flow } }: Suite): Part {
  const columns = grants.length > 0;
  const own = plan.account.fields.some(({ field }) => !field.readOnly);
  const parameters = [py`app: ${FastAPI}`, columns && py`**columns: ${Any}`];
  const values = own
    ? py`**data.model_dump(exclude={"password"}), password_hash="!"`
    : py`email=credentials()["email"], password_hash="!"`;
  return py`
    async def create_user(${parameters}) -> ${User}:
        """Insert an account that nobody can log in to: hashing real passwords is slow."""
        ${own && py`data = ${authSchemas.UserCreate}.model_validate(credentials())`}
        ${flow.part(py`
        async with app.state.database.session() as session:
            user = ${User}(${[values, columns && py`**columns`]})
            session.add(user)
            await session.commit()
        `)}
        return user
  `;
}

const signIn = ({ persistence: { flow } }: Suite): Part => py`
  async def sign_in(app: ${FastAPI}, user: ${User}) -> str:
      """Start a login session for \`user\` and return an access token."""
      claims = ${Claims}(sub=user.id, sid=${uuidUtils.uuid7}(), jti=${uuidUtils.uuid7}())
      ${flow.part(py`
      async with app.state.database.session() as session:
          session.add(${LoginSession}(id=claims.sid, user_id=user.id, refresh_id=claims.jti))
          await session.commit()
      `)}
      return ${TokenSigner}(app.state.settings).issue(${TokenKind}.ACCESS, claims)
`;
