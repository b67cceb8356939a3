/** Accounts with a password, short-lived access tokens and rotating refresh tokens. */
import { authSecurity, mail } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import { EMAIL_COLUMN } from '../../../plan/index.ts';
import type { Authentication } from '../../types.ts';
import { dependenciesModule } from '../accounts/dependencies.ts';
import { bearer } from './credential.ts';
import { moreDependencies } from './dependencies.ts';
import { unknownCaller } from '../accounts/exceptions.ts';
import { exceptionsModule } from './exceptions.ts';
import { mailModule } from './mail.ts';
import { passwordsModule } from './passwords.ts';
import { routerModule } from './router.ts';
import { schemasModule } from './schemas.ts';
import { securityModule } from './security.ts';
import { serviceModule } from './service.ts';
import { throttleModule } from './throttle.ts';

export const jwt: Authentication = {
  key: 'jwt',
  state: py`
    app.state.token_signer = ${authSecurity.TokenSigner}(settings)
    app.state.mailer = ${mail.Mailer}(settings)
  `,
  tables: () => ({
    user: [EMAIL_COLUMN, { name: 'password_hash', type: 'text', length: 255 }],
    identity: ['email'],
    keepsGrants: true,
    bare: false,
    commands: false,
    listed: false,
    own: [
      {
        className: 'LoginSession',
        name: 'login_sessions',
        about: 'One login. `refresh_id` is the id of the only refresh token that is still good.',
        columns: [
          { name: 'user_id', type: 'uuid', refersTo: 'users' },
          { name: 'refresh_id', type: 'uuid' },
          { name: 'created_at', type: 'moment' },
          { name: 'revoked_at', type: 'moment', nullable: true },
        ],
      },
      {
        className: 'LoginAttempt',
        name: 'login_attempts',
        about: 'One attempt to log in, or to have a password reset; `succeeded_at` is set when a login was allowed.',
        columns: [
          { name: 'purpose', type: 'text', length: 10 },
          { name: 'email', type: 'text', length: 254, indexed: true },
          { name: 'address', type: 'text', length: 50, indexed: true },
          { name: 'created_at', type: 'moment' },
          { name: 'succeeded_at', type: 'moment', nullable: true },
        ],
      },
      {
        className: 'PasswordResetToken',
        name: 'password_reset_tokens',
        about: 'The token of one mail, of which only the SHA-256 is stored.',
        columns: [
          { name: 'user_id', type: 'uuid', refersTo: 'users' },
          { name: 'token_hash', type: 'text', length: 64, unique: true },
          { name: 'created_at', type: 'moment' },
          { name: 'expires_at', type: 'moment' },
        ],
      },
    ],
  }),
  signs: true,
  failures: [unknownCaller],
  requirements: [],
  modules: (plan, persistence) => [
    ...persistence.accountModules(plan),
    schemasModule(plan),
    routerModule(plan, persistence),
    dependenciesModule(plan, persistence, bearer(plan), moreDependencies(persistence)),
    serviceModule(plan, persistence),
    passwordsModule(plan, persistence),
    throttleModule(persistence),
    exceptionsModule(plan),
    securityModule(plan, persistence),
    mailModule(),
  ],
};
