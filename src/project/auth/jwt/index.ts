/** Accounts with a password, and tokens. */
import { py } from '../../../python/index.ts';
import { pydantic, typing } from '../../../plan/symbols.ts';
import type { AuthKit } from '../types.ts';
import { grantCommands } from '../grant-commands.ts';
import { fieldExceptions } from '../../request-exceptions.ts';
import { accountPayload } from '../../samples/rows.ts';
import { shellJson, shellWord } from '../../text/shell.ts';
import { jwtRoutes } from './routes.ts';
import { ADA } from '../ada.ts';
import { jwtSample } from './sample.ts';

const { Annotated, Literal } = typing;
const { Field, SecretStr } = pydantic;

/** Who the examples log in as. */
const PASSWORD = 'correct horse battery';

export const jwtKit: AuthKit = {
  routes: jwtRoutes,
  settings: () => [
    {
      field: py`previous_secret_keys: list[${Annotated}[${SecretStr}, ${Field}(min_length=32)]] = []`,
      environment:
        '# Tokens of these keys are still good, a JSON list; the README says how to rotate.\nPREVIOUS_SECRET_KEYS=[]',
    },
    {
      field: py`access_token_minutes: int = ${Field}(default=15, gt=0)`,
      environment: 'ACCESS_TOKEN_MINUTES=15',
    },
    {
      field: py`refresh_token_days: int = ${Field}(default=14, gt=0)`,
      environment: 'REFRESH_TOKEN_DAYS=14',
    },
    {
      field: py`login_throttle: int = ${Field}(default=10, gt=0)`,
      environment: `
# Failed logins of an account from one address in a quarter of an hour; four times as many from
# anywhere, and ten times as many of an address. Then mails with reset links for an account.
LOGIN_THROTTLE=10`,
    },
    { field: py`reset_throttle: int = ${Field}(default=3, gt=0)`, environment: 'RESET_THROTTLE=3' },
    {
      field: py`reset_url: str = "http://localhost:3000/reset-password#token="`,
      environment: `
# The page where people choose a new password: mails have this link, with a token at its end.
RESET_URL=http://localhost:3000/reset-password#token=`,
    },
    {
      field: py`reset_minutes: int = ${Field}(default=30, gt=0)`,
      environment: 'RESET_MINUTES=30',
    },
    {
      field: py`mail_to_log: bool = False`,
      environment: `
# Mail needs SMTP_HOST: without it, resets are refused. While developing, mail goes to the log. It
# holds secrets, so leave MAIL_TO_LOG out elsewhere.
MAIL_TO_LOG=true`,
    },
    { field: py`smtp_host: str = ""`, environment: 'SMTP_HOST=' },
    { field: py`smtp_port: int = 587`, environment: 'SMTP_PORT=587' },
    {
      field: py`smtp_security: ${Literal}["starttls", "tls", "none"] = "starttls"`,
      environment: '# starttls, tls (on port 465) or none\nSMTP_SECURITY=starttls',
    },
    { field: py`smtp_username: str = ""`, environment: 'SMTP_USERNAME=' },
    { field: py`smtp_password: ${SecretStr} = ${SecretStr}("")`, environment: 'SMTP_PASSWORD=' },
    { field: py`mail_from: str = "no-reply@localhost"`, environment: 'MAIL_FROM=no-reply@localhost' },
  ],
  isLimited: true,
  throttle: {
    operations: ['login', 'change_password', 'request_password_reset'],
    settings: ['LOGIN_THROTTLE', 'RESET_THROTTLE'],
  },
  deployed: { MAIL_TO_LOG: 'false' },
  example: {
    prepare: (plan) => [
      `curl -H "$json" $api/auth/register -d ${shellJson({ email: ADA, password: PASSWORD, ...accountPayload(plan) })}`,
      `token=$(curl -s -d username=${ADA} -d ${shellWord(`password=${PASSWORD}`)} $api/auth/login |`,
      `  python -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')`,
    ],
    header: '-H "Authorization: Bearer $token"',
  },
  notes: {
    files: 'accounts, logins, tokens, passwords',
    decision: [
      `**Tokens.** Access tokens live 15 minutes, refresh tokens work once. Both name a row of
\`login_sessions\`; ending it (logout, or reuse of a refresh token) ends both at once.`,
      `**Keys.** A token names the key that signed it. To rotate, put the old \`SECRET_KEY\` into
\`PREVIOUS_SECRET_KEYS\`, set a new one and restart: nobody has to log in again. Drop the old one after
\`REFRESH_TOKEN_DAYS\`; where a key has leaked, at once. With several processes, let all accept the new
one first, as if it were a previous one.`,
      `**Passwords.** A new password ends all sessions. Who forgot it gets a link by mail; only the SHA-256 of
its token is stored, it works once, and it is sent after the answer, which is the same for everybody.`,
      `**Guessing.** Attempts are counted in the database, by account and by client address, before they are
made. Too many failures make callers wait, but not at addresses that the account was used from.`,
    ],
    production: [
      'Set `SMTP_HOST` and `RESET_URL`, and leave `MAIL_TO_LOG` out: reset links must not be in logs.',
      'Delete old rows of `login_sessions`, `login_attempts` and `password_reset_tokens` from time to time.',
    ],
  },
  exceptions: ({ account }) => [
    { operation: 'register_user', reasons: ['an email address', ...fieldExceptions(account.fields, 'create')] },
    { operation: 'login', reasons: ['an email address'] },
    { operation: 'request_password_reset', reasons: ['an email address'] },
    { operation: 'update_current_user', reasons: fieldExceptions(account.fields, 'update') },
  ],
  commands: grantCommands,
  sample: jwtSample,
};
