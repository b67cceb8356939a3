/** Accounts with API keys. */
import { authModels } from '../../../../../plan/own-symbols.ts';
import { typing, uuids } from '../../../../../plan/symbols.ts';
import { from, Name, type Part, py } from '../../../../../python/index.ts';
import { conftest, helpers } from '../../../symbols.ts';
import type { Probe } from '../../probe.ts';
import { grantTests } from '../grants.ts';
import { meMethods } from '../me.ts';
import type { AuthTests } from '../types.ts';
import { accountParts } from './accounts.ts';
import { issueKeyTests } from './issue-key.ts';
import { authModule } from './module.ts';

const { uuid4 } = uuids;
const { AUTH, ME, assert_problem } = helpers;
const { EMAIL } = from('app.sample_data', 'EMAIL');

export const apiKeyTests: AuthTests = {
  constants: py`
    AUTH = f"{API}/auth"
    ME = f"{AUTH}/me"
  `,
  headers: py`{"X-API-Key": token}`,
  challenge: 'ApiKey',
  accounts: accountParts,
  fixtures: null,
  settings: [py`rate_limit_auth="10000/second"`],
  modules: (suite) => [authModule(suite), issueKeyTests(suite), grantTests(suite)],
  orphan: {
    model: authModels.ApiKey,
    table: 'api_keys',
    values: [py`user_id=${uuid4}()`, py`name=""`, py`prefix=""`, py`key_hash=""`],
  },
  scheme: 'APIKeyHeader',
  openapi: py`
    def test_keys_are_sent_where_the_documentation_says(schema: dict[str, ${typing.Any}]) -> None:
        scheme = schema["components"]["securitySchemes"]["APIKeyHeader"]

        assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "X-API-Key")
  `,
  invalid: { header: 'X-API-Key', values: ['nonsense', 'x'.repeat(2000)] },
  body: { who: new Name('stranger'), path: py`f"{${AUTH}}/keys"`, member: 'name' },
  surrogates: [
    py`(f"{${AUTH}}/keys", rb'{"name": "\ud800"}')`,
    py`(f"{${AUTH}}/keys", rb'{"name": "x", "\udfff": 1}')`,
  ],
  allowed: meMethods,
  limits: ownLimit,
  becomeSample: () => py`client.headers["X-API-Key"] = login.removeprefix(f"The key of {${EMAIL}} is ")`,
};

function ownLimit(probe: Probe): Part {
  return py`
    async def test_auth_has_its_own_limit(client_with: ${conftest.ClientFactory}) -> None:
        client = await client_with(rate_limit_auth="1/minute")

        first = await client.get(${ME})
        second = await client.get(${ME})

        ${assert_problem}(first, 401, "unauthenticated")
        assert first.headers["RateLimit-Policy"] == '"auth";q=1;w=60'
        ${assert_problem}(second, 429, "rate-limited")
        ${probe.policy === 'default' && py`assert (await client.get(${probe.path})).status_code == ${probe.status}`}
  `;
}
