/** Accounts with API keys, as tests make them. */
import { authModels, authSecurity } from '../../../../../plan/own-symbols.ts';
import { fastapi } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { createUser, credentials } from '../accounts.ts';

const { ApiKey, User } = authModels;
const { hash_secret, new_secret, SHOWN } = authSecurity;

/** The functions that make accounts and keys. */
export const accountParts = (suite: Suite): Part[] => [
  credentials(suite, null),
  createUser(suite, { about: 'Insert an account.', left: null, columns: null }),
  signIn(suite),
];

const signIn = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def sign_in(app: ${fastapi.FastAPI}, user: ${User}) -> str:
      """Insert a key of \`user\` and return its secret."""
      secret = ${new_secret}()
      hashed = ${hash_secret}(secret)
      ${flow.part(tests.insert(null, ApiKey, [py`user_id=user.id`, py`name="test"`, py`prefix=secret[:${SHOWN}]`, py`key_hash=hashed`]))}
      return secret
`;
