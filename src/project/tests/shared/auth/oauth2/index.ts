/** Accounts that an issuer vouches for. */
import { authModels } from '../../../../../plan/own-symbols.ts';
import { abc, modules } from '../../../../../plan/symbols.ts';
import { from, py, value } from '../../../../../python/index.ts';
import { issuers } from '../../../symbols.ts';
import { meMethods } from '../me.ts';
import type { AuthTests } from '../types.ts';
import { accountParts } from './accounts.ts';
import { documentation } from './documentation.ts';
import { issuerModule } from './issuer.ts';
import { keysModule } from './keys.ts';
import { authModule } from './module.ts';
import { tokensModule } from './tokens.ts';

const { pytest } = modules;
const { SUBJECT } = from('app.sample_data', 'SUBJECT');

export const oauth2Tests: AuthTests = {
  constants: py`ME = f"{API}/auth/me"`,
  headers: py`{"Authorization": f"Bearer {token}"}`,
  challenge: 'Bearer',
  accounts: accountParts,
  fixtures: py`
    @${pytest}.fixture(scope="session")
    def trusted_issuer() -> ${abc.Generator}[${issuers.Issuer}]:
        """The issuer of the tokens that most tests send."""
        issuer = ${issuers.Issuer}(${issuers.TRUSTED})
        yield issuer
        issuer.stop()
  `,
  settings: [],
  issuer: { parameter: py`trusted_issuer: ${issuers.Issuer}`, settings: py`**trusted_issuer.settings,` },
  modules: (suite) => [issuerModule, authModule(suite), tokensModule, keysModule],
  orphan: { model: authModels.User, table: 'users', values: [] },
  scheme: 'OAuth2AuthorizationCodeBearer',
  openapi: documentation,
  invalid: { header: 'Authorization', values: ['Bearer nonsense', 'bearer e30.e30.e30'] },
  surrogates: [],
  allowed: meMethods,
  limits: () => null,
  becomeSample: ({ design, hasRoles, hasScopes }) => py`
    assert login == f"They belong to the subject {${SUBJECT}} of {client.app.state.settings.oidc_issuer}"
    token = ${issuers.access_token}(${[
      py`client.app.state.settings`,
      py`sub=${SUBJECT}`,
      hasRoles && py`roles=${value(design.roles)}`,
      hasScopes && py`scp=${value(design.scopes)}`,
    ]})
    client.headers["Authorization"] = f"Bearer {token}"
  `,
};
