/** Accounts with a password, as tests make them. */
import { authModels, authSecurity } from '../../../../../plan/own-symbols.ts';
import { fastapi, uuidUtils } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { createUser, credentials } from '../accounts.ts';
import { loginCalls } from './login.ts';

const { FastAPI } = fastapi;
const { LoginSession, User } = authModels;
const { Claims, TokenKind, TokenSigner } = authSecurity;

const PASSWORD = {
  about: 'Insert an account that nobody can log in to: hashing real passwords is slow.',
  left: py`exclude={"password"}`,
  columns: py`password_hash="!"`,
};

/** The functions that make accounts and log them in. */
export const accountParts = (suite: Suite): Part[] => [
  credentials(suite, py`"password": PASSWORD`),
  createUser(suite, PASSWORD),
  signIn(suite),
  ...loginCalls,
];

const signIn = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def sign_in(app: ${FastAPI}, user: ${User}) -> str:
      """Start a login session for \`user\` and return an access token."""
      claims = ${Claims}(sub=user.id, sid=${uuidUtils.uuid7}(), jti=${uuidUtils.uuid7}())
      ${flow.part(py`
      ${tests.insert(null, LoginSession, [py`id=claims.sid`, py`user_id=user.id`, py`refresh_id=claims.jti`])}
      `)}
      return ${TokenSigner}(app.state.settings).issue(${TokenKind}.ACCESS, claims)
`;
