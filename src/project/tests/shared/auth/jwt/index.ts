/** Accounts with a password, and tokens. */
import { authModels } from '../../../../../plan/own-symbols.ts';
import { abc, modules, pwdlib, typing, uuids } from '../../../../../plan/symbols.ts';
import { from, Name, type Part, py } from '../../../../../python/index.ts';
import { argon2, conftest, helpers } from '../../../symbols.ts';
import type { Probe } from '../../probe.ts';
import { grantTests } from '../grants.ts';
import { meMethods } from '../me.ts';
import type { AuthTests } from '../types.ts';
import { accountParts } from './accounts.ts';
import { loginFixtures } from './login.ts';
import { mailModule } from './mail.ts';
import { authModule } from './module.ts';
import { passwordModule } from './passwords.ts';
import { throttleModule } from './throttle.ts';

const { pytest } = modules;
const { uuid4 } = uuids;
const { EMAIL } = from('app.sample_data', 'EMAIL');
const { AUTH, assert_problem } = helpers;

export const jwtTests: AuthTests = {
  constants: py`
    AUTH = f"{API}/auth"
    ME = f"{AUTH}/me"
    PASSWORD = "correct horse battery"
  `,
  headers: py`{"Authorization": f"Bearer {token}"}`,
  challenge: 'Bearer',
  accounts: accountParts,
  fixtures: py`
    @${pytest}.fixture(scope="session", autouse=True)
    def cheap_hashing() -> ${abc.Generator}[None]:
        """Hash passwords with the least effort: they are slow on purpose."""
        hasher = ${pwdlib.PasswordHash}((${argon2.Argon2Hasher}(time_cost=1, memory_cost=8, parallelism=1),))
        with ${pytest}.MonkeyPatch.context() as patch:
            patch.setattr("app.auth.security._hasher", hasher)
            yield


    ${loginFixtures}
  `,
  settings: [py`rate_limit_auth="10000/second"`],
  fixedSettings: [py`login_throttle=10`, py`reset_throttle=3`, py`mail_to_log=True`, py`smtp_host=""`],
  modules: (suite, probe) => [
    authModule(suite, probe),
    passwordModule(suite),
    throttleModule(suite),
    mailModule(suite),
    grantTests(suite),
  ],
  orphan: {
    model: authModels.LoginSession,
    table: 'login_sessions',
    values: [py`user_id=${uuid4}()`, py`refresh_id=${uuid4}()`],
  },
  scheme: 'OAuth2PasswordBearer',
  openapi: py`
    def test_tokens_can_be_had_where_the_documentation_says(schema: dict[str, ${typing.Any}]) -> None:
        [flow] = schema["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"].values()

        assert schema["paths"][flow["tokenUrl"]]["post"]["operationId"] == "login"
        assert schema["paths"][flow["refreshUrl"]]["post"]["operationId"] == "refresh_tokens"
  `,
  invalid: { header: 'Authorization', values: ['Bearer nonsense', 'bearer e30.e30.e30'] },
  body: { who: new Name('client'), path: py`f"{${AUTH}}/refresh"`, member: 'refresh_token' },
  surrogates: [
    py`(f"{${AUTH}}/register", rb'{"email": "\ud800@example.com", "password": "long enough 123"}')`,
    py`(f"{${AUTH}}/register", rb'{"email": "a@\ud800.com", "password": "long enough 123"}')`,
    py`(f"{${AUTH}}/refresh", rb'{"refresh_token": "\ud800"}')`,
    py`(f"{${AUTH}}/password-reset", rb'{"email": "\ud800@example.com"}')`,
    py`(f"{${AUTH}}/password-reset/confirm", rb'{"token": "\ud800", "new_password": "long enough 123"}')`,
    py`(f"{${AUTH}}/refresh", rb'{"refresh_token": "x", "\udfff": 1}')`,
  ],
  allowed: meMethods,
  limits: ownLimit,
  becomeSample: () => py`
    credentials = {"username": ${EMAIL}, "password": login.removeprefix(f"Log in as {${EMAIL}} with the password ")}
    tokens = await client.post(f"{${AUTH}}/login", data=credentials)
    client.headers["Authorization"] = f"Bearer {tokens.json()['access_token']}"
  `,
};

function ownLimit(probe: Probe): Part {
  return py`
    @${pytest}.mark.parametrize("path", ["login", "register", "refresh", "logout", "password-reset"])
    async def test_auth_has_its_own_limit(client_with: ${conftest.ClientFactory}, path: str) -> None:
        client = await client_with(rate_limit_auth="1/minute")

        first = await client.post(f"{${AUTH}}/{path}", json={})
        second = await client.post(f"{${AUTH}}/{path}", json={})

        ${assert_problem}(first, 422, "validation-failed")
        assert first.headers["RateLimit-Policy"] == '"auth";q=1;w=60'
        ${assert_problem}(second, 429, "rate-limited")
        ${probe.policy === 'default' && py`assert (await client.get(${probe.path})).status_code == ${probe.status}`}
  `;
}
