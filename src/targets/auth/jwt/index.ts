/** Accounts with a password, short-lived access tokens and rotating refresh tokens. */
import { authSecurity } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import { EMAIL_COLUMN } from '../../../plan/index.ts';
import type { Authentication } from '../../types.ts';
import { dependenciesModule } from '../accounts/dependencies.ts';
import { bearer } from './credential.ts';
import { unknownCaller } from '../accounts/exceptions.ts';
import { exceptionsModule } from './exceptions.ts';
import { routerModule } from './router.ts';
import { schemasModule } from './schemas.ts';
import { securityModule } from './security.ts';
import { serviceModule } from './service.ts';

export const jwt: Authentication = {
  key: 'jwt',
  state: py`app.state.token_signer = ${authSecurity.TokenSigner}(settings)`,
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
    ],
  }),
  failures: [unknownCaller],
  requirements: [],
  modules: (plan, persistence) => [
    ...persistence.accountModules(plan),
    schemasModule(plan),
    routerModule(plan, persistence),
    dependenciesModule(plan, persistence, bearer(plan)),
    serviceModule(plan, persistence),
    exceptionsModule(plan),
    securityModule(plan, persistence),
  ],
};
