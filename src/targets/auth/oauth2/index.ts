/** Accounts of those whom an OpenID Connect issuer vouches for: this API checks its tokens, and issues none. */
import { EMAIL_COLUMN } from '../../../plan/index.ts';
import { authDocs, authExceptions, authSecurity } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { Authentication } from '../../types.ts';
import { dependenciesModule } from '../accounts/dependencies.ts';
import { unknownCaller } from '../accounts/exceptions.ts';
import { issued } from './credential.ts';
import { docsModule } from './docs.ts';
import { exceptionsModule } from './exceptions.ts';
import { keysModule } from './keys.ts';
import { routerModule } from './router.ts';
import { schemasModule } from './schemas.ts';
import { securityModule } from './security.ts';
import { serviceModule } from './service.ts';

export const oauth2: Authentication = {
  key: 'oauth2',
  state: py`app.state.token_verifier = ${authSecurity.TokenVerifier}(settings)`,
  tables: () => ({
    user: [
      { name: 'issuer', type: 'text', length: 255 },
      { name: 'subject', type: 'text', length: 255 },
      { ...EMAIL_COLUMN, nullable: true },
    ],
    identity: ['issuer', 'subject'],
    keepsGrants: false,
    bare: true,
    own: [],
    commands: false,
    listed: false,
  }),
  signs: false,
  failures: [unknownCaller, { symbol: authExceptions.IssuerUnavailableError, status: 503 }],
  requirements: [{ distribution: 'pyjwt', extra: 'crypto' }],
  documentation: {
    application: py`swagger_ui_init_oauth=${authDocs.login_dialog}(settings),`,
    schema: py`${authDocs.declare_issuer}(schema, self.state.settings)`,
  },
  modules: (plan, persistence) => [
    ...persistence.accountModules(plan),
    schemasModule(plan),
    routerModule(plan, persistence),
    dependenciesModule(plan, persistence, issued(plan)),
    serviceModule(plan, persistence),
    securityModule(plan, persistence.flow),
    keysModule(persistence.flow),
    docsModule,
    exceptionsModule(plan),
  ],
};
