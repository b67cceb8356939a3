/** Accounts with a password, short-lived access tokens and rotating refresh tokens. */
import { authSecurity } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { Authentication } from '../../types.ts';
import { dependenciesModule } from './dependencies.ts';
import { exceptionsModule } from './exceptions.ts';
import { routerModule } from './router.ts';
import { schemasModule } from './schemas.ts';
import { securityModule } from './security.ts';
import { serviceModule } from './service.ts';

export const jwt: Authentication = {
  key: 'jwt',
  state: py`app.state.token_signer = ${authSecurity.TokenSigner}(settings)`,
  modules: (plan, persistence) => [
    ...persistence.accountModules(plan),
    schemasModule(plan),
    routerModule(plan, persistence),
    dependenciesModule(plan, persistence),
    serviceModule(plan, persistence),
    exceptionsModule(plan),
    securityModule(plan, persistence),
  ],
};
