/** Tests of login sessions: how they start, go on and end. */
import { listAsksLate, type ServicePlan } from '../../../../../plan/index.ts';
import { collections, modules } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import { helpers } from '../../../symbols.ts';
import type { Probe } from '../../probe.ts';

const { asyncio, pytest } = modules;
const { Counter } = collections;
const { AUTH, Caller, Json, ME, PASSWORD, assert_problem, log_in, refresh, get_me } = helpers;

const withoutIds = py`
  for problem in problems:
      del problem["request_id"]
`;

/** The tests of the login, refresh and logout routes. */
export const sessionTests = (plan: ServicePlan, probe: Probe): Part[] => [
  py`
    async def test_login_returns_tokens(client: ${Caller}, account: ${Json}) -> None:
        response = await ${log_in}(client, account["email"].upper(), ${PASSWORD}, grant_type="password")

        assert response.status_code == 200
        tokens = response.json()
        assert set(tokens) == {"access_token", "refresh_token", "token_type", "expires_in"}
        assert tokens["token_type"] == "bearer"
        assert tokens["expires_in"] == 15 * 60
        assert response.headers["Cache-Control"] == "no-store"
        assert (await ${get_me}(client, tokens["access_token"])).json()["email"] == account["email"]
  `,
  py`
    async def test_login_does_not_tell_what_was_wrong(client: ${Caller}, account: ${Json}) -> None:
        problems = [
            ${assert_problem}(await ${log_in}(client, email, password), 401, "invalid-credentials")
            for email, password in (
                (account["email"], ${PASSWORD} + "!"),
                ("nobody@example.com", ${PASSWORD}),
                ("nobody@example.com", "no account has this password"),
            )
        ]

        ${plan.has.requestIds && withoutIds}
        assert problems[0] == problems[1] == problems[2]
  `,
  py`
    @${pytest}.mark.parametrize(
        "form",
        [
            {},
            {"username": "a@example.com"},
            {"username": "x", "password": ${PASSWORD}},
            {"username": "a@example.com", "password": "x" * 129},
            {"username": "a@example.com", "password": ${PASSWORD}, "grant_type": "code"},
        ],
    )
    async def test_login_rejects_invalid_forms(client: ${Caller}, form: dict[str, str]) -> None:
        ${assert_problem}(await client.post(f"{${AUTH}}/login", data=form), 422, "validation-failed")
  `,
  py`
    async def test_me_needs_a_token(client: ${Caller}) -> None:
        response = await client.get(${ME})

        ${assert_problem}(response, 401, "unauthenticated")
        assert response.headers["WWW-Authenticate"] == "Bearer"
  `,
  py`
    async def test_refresh_returns_a_new_pair(client: ${Caller}, tokens: ${Json}) -> None:
        response = await ${refresh}(client, tokens["refresh_token"])

        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        new = response.json()
        assert new["refresh_token"] != tokens["refresh_token"]
        assert new["access_token"] != tokens["access_token"]
        for token in (tokens["access_token"], new["access_token"]):
            assert (await ${get_me}(client, token)).status_code == 200
        assert (await ${refresh}(client, new["refresh_token"])).status_code == 200
  `,
  py`
    async def test_using_a_refresh_token_twice_ends_the_session(
        client: ${Caller}, tokens: ${Json}
    ) -> None:
        new = (await ${refresh}(client, tokens["refresh_token"])).json()

        response = await ${refresh}(client, tokens["refresh_token"])

        ${assert_problem}(response, 401, "invalid-refresh-token")
        ${assert_problem}(await ${refresh}(client, new["refresh_token"]), 401, "invalid-refresh-token")
        ${assert_problem}(await ${get_me}(client, new["access_token"]), 401, "unauthenticated")
  `,
  py`
    async def test_only_one_of_simultaneous_refreshes_wins(client: ${Caller}, tokens: ${Json}) -> None:
        responses = await ${asyncio}.gather(*(${refresh}(client, tokens["refresh_token"]) for _ in range(5)))

        assert ${Counter}(response.status_code for response in responses) == {200: 1, 401: 4}
  `,
  py`
    async def test_logout_ends_the_session(client: ${Caller}, tokens: ${Json}) -> None:
        response = await client.post(f"{${AUTH}}/logout", json={"refresh_token": tokens["refresh_token"]})

        assert response.status_code == 204
        assert response.content == b""
        ${assert_problem}(await ${get_me}(client, tokens["access_token"]), 401, "unauthenticated")
        ${
          probe.checksTokens &&
          probe.tests &&
          py`
            public = await client.get(${[
              probe.path,
              listAsksLate(probe.tests.resource) && py`params={"deleted": True}`,
              py`headers={"Authorization": f"Bearer {tokens['access_token']}"}`,
            ]})
            ${assert_problem}(public, 401, "unauthenticated")
          `
        }
        ${assert_problem}(await ${refresh}(client, tokens["refresh_token"]), 401, "invalid-refresh-token")
  `,
  py`
    async def test_logout_keeps_other_sessions(
        client: ${Caller}, account: ${Json}, tokens: ${Json}
    ) -> None:
        other = (await ${log_in}(client, account["email"], ${PASSWORD})).json()

        await client.post(f"{${AUTH}}/logout", json={"refresh_token": tokens["refresh_token"]})

        assert (await ${get_me}(client, other["access_token"])).status_code == 200
        assert (await ${refresh}(client, other["refresh_token"])).status_code == 200
  `,
  py`
    async def test_logout_needs_a_refresh_token(client: ${Caller}) -> None:
        response = await client.post(f"{${AUTH}}/logout", json={"refresh_token": "nonsense"})

        ${assert_problem}(response, 401, "invalid-refresh-token")
  `,
  py`
    @${pytest}.mark.parametrize(("length", "status"), [(2000, 401), (2001, 422)])
    async def test_refresh_token_lengths_at_the_edge(
        client: ${Caller}, length: int, status: int
    ) -> None:
        assert (await ${refresh}(client, "x" * length)).status_code == status
  `,
];
