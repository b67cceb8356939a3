/** tests/test_auth.py: registration, login, token rotation and logout. */
import { httpxPackage, modules } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import { helpers } from '../../../symbols.ts';
import type { Suite } from '../../../suite.ts';
import type { Probe } from '../../probe.ts';
import { accountTests } from './account.ts';
import { registrationTests } from './registration.ts';
import { sessionTests } from './sessions.ts';
import { tokenTests } from './tokens.ts';

const { pytest } = modules;
const { Response } = httpxPackage;
const { AUTH, Caller, Json, ME, credentials } = helpers;

/** The tests of accounts and logins. */
export const authModule = ({ plan, persistence }: Suite, probe: Probe): ModuleSpec => ({
  path: 'tests/test_auth.py',
  doc: 'Registration, login, token rotation and logout.',
  body: paragraphs(
    fixtures,
    registrationTests(plan, persistence),
    sessionTests(plan, probe),
    tokenTests(plan),
    accountTests(plan),
  ),
});

const fixtures: readonly Part[] = [
  py`
    @${pytest}.fixture
    async def account(client: ${Caller}) -> ${Json}:
        """The credentials of a registered account."""
        body = ${credentials}()
        response = await client.post(f"{${AUTH}}/register", json=body)
        assert response.status_code == 201, response.text
        return body
  `,
  py`
    @${pytest}.fixture
    async def tokens(client: ${Caller}, account: ${Json}) -> ${Json}:
        """The first token pair of a login session."""
        response = await log_in(client, account["email"], account["password"])
        assert response.status_code == 200, response.text
        return response.json()
  `,
  py`
    async def log_in(client: ${Caller}, username: str, password: str, **form: str) -> ${Response}:
        return await client.post(
            f"{${AUTH}}/login", data={"username": username, "password": password, **form}
        )
  `,
  py`
    async def refresh(client: ${Caller}, token: str) -> ${Response}:
        return await client.post(f"{${AUTH}}/refresh", json={"refresh_token": token})
  `,
  py`
    async def get_me(client: ${Caller}, token: str) -> ${Response}:
        return await client.get(${ME}, headers={"Authorization": f"Bearer {token}"})
  `,
];
