/** Accounts with a password, and tokens. */
import { py } from '../../../python/index.ts';
import { pydantic } from '../../../plan/symbols.ts';
import type { AuthKit } from '../types.ts';
import { grantCommands } from '../grant-commands.ts';
import { fieldExceptions } from '../../request-exceptions.ts';
import { accountPayload } from '../../samples/rows.ts';
import { shellJson, shellWord } from '../../text/shell.ts';
import { jwtRoutes } from './routes.ts';
import { ADA } from '../ada.ts';
import { jwtSample } from './sample.ts';

const { Field } = pydantic;

/** Who the examples log in as. */
const PASSWORD = 'correct horse battery';

export const jwtKit: AuthKit = {
  routes: jwtRoutes,
  settings: () => [
    {
      field: py`access_token_minutes: int = ${Field}(default=15, gt=0)`,
      environment: 'ACCESS_TOKEN_MINUTES=15',
    },
    {
      field: py`refresh_token_days: int = ${Field}(default=14, gt=0)`,
      environment: 'REFRESH_TOKEN_DAYS=14',
    },
  ],
  isLimited: true,
  example: {
    prepare: (plan) => [
      `curl -H "$json" $api/auth/register -d ${shellJson({ email: ADA, password: PASSWORD, ...accountPayload(plan) })}`,
      `token=$(curl -s -d username=${ADA} -d ${shellWord(`password=${PASSWORD}`)} $api/auth/login |`,
      `  python -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')`,
    ],
    header: '-H "Authorization: Bearer $token"',
  },
  notes: {
    files: 'accounts, logins, tokens',
    decision: `**Tokens.** Access tokens live 15 minutes, refresh tokens work once. Both name a row of
\`login_sessions\`; ending it (logout, or reuse of a refresh token) ends both at once.`,
    production: 'Delete old rows of `login_sessions` from time to time.',
  },
  exceptions: ({ account }) => [
    { operation: 'register_user', reasons: ['an email address', ...fieldExceptions(account.fields, 'create')] },
    { operation: 'login', reasons: ['an email address'] },
    { operation: 'update_current_user', reasons: fieldExceptions(account.fields, 'update') },
  ],
  commands: grantCommands,
  sample: jwtSample,
};
