/** How tests log in: fixtures of tests/conftest.py, and functions of tests/helpers.py. */
import { httpxPackage, modules } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import { helpers } from '../../../symbols.ts';

const { pytest } = modules;
const { Response } = httpxPackage;
const { AUTH, Caller, Json, credentials, log_in } = helpers;

/** An account with a password that is known, and its first tokens. */
export const loginFixtures: Part = py`
  @${pytest}.fixture
  async def account(client: ${Caller}) -> ${Json}:
      """The credentials of a registered account."""
      body = ${credentials}()
      response = await client.post(f"{${AUTH}}/register", json=body)
      assert response.status_code == 201, response.text
      return body


  @${pytest}.fixture
  async def tokens(client: ${Caller}, account: ${Json}) -> ${Json}:
      """The first token pair of a login session."""
      response = await ${log_in}(client, account["email"], account["password"])
      assert response.status_code == 200, response.text
      return response.json()
`;

/** Requests of the routes of logins. */
export const loginCalls: readonly Part[] = [
  py`
    async def log_in(client: Caller, username: str, password: str, **form: str) -> ${Response}:
        """Exchange a password for tokens."""
        return await client.post(
            f"{AUTH}/login", data={"username": username, "password": password, **form}
        )
  `,
  py`
    async def refresh(client: Caller, token: str) -> ${Response}:
        """Exchange a refresh token for new ones."""
        return await client.post(f"{AUTH}/refresh", json={"refresh_token": token})
  `,
  py`
    async def get_me(client: Caller, token: str) -> ${Response}:
        """Read the account of an access token."""
        return await client.get(ME, headers={"Authorization": f"Bearer {token}"})
  `,
];
