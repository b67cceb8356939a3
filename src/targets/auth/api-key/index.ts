/** Accounts with API keys: random secrets that their owners make, replace and revoke. */
import { EMAIL_COLUMN } from '../../../plan/index.ts';
import type { Authentication } from '../../types.ts';
import { dependenciesModule } from '../accounts/dependencies.ts';
import { apiKey, keyManager } from './credential.ts';
import { unknownCaller } from '../accounts/exceptions.ts';
import { exceptionsModule } from './exceptions.ts';
import { routerModule } from './router.ts';
import { schemasModule } from './schemas.ts';
import { securityModule } from './security.ts';
import { serviceModule } from './service.ts';

export const apiKeys: Authentication = {
  key: 'api_key',
  state: null,
  tables: ({ hasScopes }) => ({
    user: [EMAIL_COLUMN],
    identity: ['email'],
    keepsGrants: true,
    bare: false,
    commands: true,
    listed: true,
    own: [
      {
        className: 'ApiKey',
        name: 'api_keys',
        about: `A key of an account. Only its hash is stored${
          hasScopes ? '; without `scopes` of its own it may do all that the account may' : ''
        }.`,
        columns: [
          { name: 'user_id', type: 'uuid', refersTo: 'users' },
          { name: 'name', type: 'text', length: 100 },
          { name: 'prefix', type: 'text', length: 20 },
          { name: 'key_hash', type: 'text', length: 64, unique: true },
          ...(hasScopes ? [{ name: 'scopes', type: 'texts', nullable: true } as const] : []),
          { name: 'created_at', type: 'moment' },
          { name: 'expires_at', type: 'moment', nullable: true },
          { name: 'last_used_at', type: 'moment', nullable: true },
          { name: 'revoked_at', type: 'moment', nullable: true },
        ],
      },
    ],
  }),
  signs: false,
  failures: [unknownCaller],
  requirements: [],
  modules: (plan, persistence) => [
    ...persistence.accountModules(plan),
    schemasModule(plan),
    routerModule(plan, persistence),
    dependenciesModule(plan, persistence, apiKey, plan.hasScopes && keyManager),
    serviceModule(plan, persistence),
    exceptionsModule(plan),
    securityModule(plan),
  ],
};
