/** tests/test_auth.py: accounts, and what tokens grant. */
import { doors, type ServicePlan } from '../../../../../plan/index.ts';
import { config } from '../../../../../plan/own-symbols.ts';
import { fastapi, modules, pathlib, pydantic } from '../../../../../plan/symbols.ts';
import { isPresent, type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { conftest, helpers, issuers } from '../../../symbols.ts';
import { meTests } from '../me.ts';
import { routesOf } from '../../../../resource/routes.ts';

const { asyncio, pytest } = modules;
const { FastAPI } = fastapi;
const { Settings } = config;
const { Caller, Json, ME, assert_problem } = helpers;
const { access_token } = issuers;

/** The tests of accounts. */
export const authModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/test_auth.py',
  doc: 'Accounts of those whom the issuer vouches for, and what tokens grant.',
  body: paragraphs(
    getMe,
    firstSight(suite.plan),
    together(suite),
    emails,
    suite.plan.hasScopes && scopes(suite.plan),
    suite.plan.hasRoles && roles(suite.plan),
    refusals(suite),
    anonymous,
    start,
    meTests(suite.plan, ['email', 'id', 'subject']),
  ),
});

const getMe = py`
  async def get_me(client: ${Caller}, **claims: object) -> ${Json}:
      """The account of a caller with a token that claims this."""
      token = ${access_token}(client.app.state.settings, **claims)
      response = await client.get(${ME}, headers={"Authorization": f"Bearer {token}"})
      assert response.status_code == 200, response.text
      return response.json()
`;

const firstSight = ({ hasRoles, hasScopes }: ServicePlan): Part => py`
  async def test_accounts_are_made_on_first_sight(client: ${Caller}) -> None:
      first = await get_me(client, sub="ada", email="ada@example.com")

      assert first["email"] == "ada@example.com"
      ${hasRoles && py`assert first["roles"] == []`}
      ${hasScopes && py`assert first["scopes"] == []`}
      assert await get_me(client, sub="ada", email="another@example.com") == first
      assert (await get_me(client, sub="grace"))["id"] != first["id"]


  async def test_subjects_of_another_issuer_are_others(
      client: ${Caller}, client_with: ${conftest.ClientFactory}
  ) -> None:
      other = await client_with(oidc_issuer="https://another.example.com")

      assert (await get_me(client))["id"] != (await get_me(other))["id"]
`;

const together = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def test_simultaneous_first_requests_make_one_account(
      app: ${FastAPI}, client: ${Caller}
  ) -> None:
      answers = await ${asyncio}.gather(*(get_me(client, sub="ada") for _ in range(20)))

      assert len({answer["id"] for answer in answers}) == 1
      ${flow.part(tests.onlyUser)}
      assert str(saved.id) == answers[0]["id"]
`;

const emails = py`
  async def test_addresses_name_nobody(client: ${Caller}) -> None:
      first, second = [await get_me(client, sub=sub, email="ada@example.com") for sub in ("ada", "eve")]

      assert first["id"] != second["id"]
      assert (await get_me(client, sub="grace"))["email"] is None
`;

function scopes({ design }: ServicePlan): Part {
  const [first = '', second] = design.scopes;
  return py`
    @${pytest}.mark.parametrize(
        ("claims", "scopes"),
        [
            ({"scope": ${first}}, [${first}]),
            ${second !== undefined && py`({"scope": ${`${second} ${first}`}, "scp": []}, [${[first, second]}]),`}
            ${second !== undefined && py`({"scope": ${first}, "scp": [${second}]}, [${[first, second]}]),`}
            ({"scope": ${`openid ${first} unheard-of`}}, [${first}]),
            ({"scp": ${`openid ${first}`}}, [${first}]),
            ({"scp": ["openid", ${first}]}, [${first}]),
            ({"scope": ${first.toUpperCase()}, "roles": [${first}]}, []),
        ],
    )
    async def test_scopes_are_those_of_the_token(
        client: ${Caller}, claims: ${Json}, scopes: list[str]
    ) -> None:
        assert (await get_me(client, **claims))["scopes"] == scopes
        assert (await get_me(client))["scopes"] == []
  `;
}

function roles({ design }: ServicePlan): Part {
  const [first = '', ...others] = design.roles;
  const both = [first, ...others.slice(0, 1)];
  return py`
    @${pytest}.mark.parametrize(
        ("path", "claims", "roles"),
        [
            ("roles", {"roles": [${first}]}, [${first}]),
            ("roles", {"roles": [${both.toReversed()}, "unheard-of"]}, [${both}]),
            ("roles", {"roles": ${first}}, [${first}]),
            ("roles", {"roles": [${first.toUpperCase()}], "scope": ${first}, "role": ${first}}, []),
            ("roles", {"roles": []}, []),
            ("realm_access.roles", {"realm_access": {"roles": [${first}]}}, [${first}]),
            ("realm_access.roles", {"realm_access": {}, "roles": [${first}]}, []),
            ("realm_access.roles", {"realm_access": "roles"}, []),
            ("realm_access.roles", {}, []),
            ("https://example.com/roles", {"https://example.com/roles": [${first}]}, [${first}]),
        ],
    )
    async def test_roles_are_those_of_the_token(
        client_with: ${conftest.ClientFactory}, path: str, claims: ${Json}, roles: list[str]
    ) -> None:
        client = await client_with(oidc_roles_claim=path)

        assert (await get_me(client, **claims))["roles"] == roles
        assert (await get_me(client))["roles"] == []
  `;
}

/** What a caller without the grants of a door is told. */
function refusals({ plan, resources }: Suite): Part {
  if (doors(plan.resources).length === 0) return null;
  const rows = resources.flatMap(({ resource, url }) =>
    routesOf(resource)
      .filter(({ access, suffix }) => access.door.length > 0 && suffix === '')
      .map(({ access, method }) => {
        const scopes = access.door.filter((each) => each.kind === 'scope').map((each) => each.name);
        const wanted = scopes.length > 0 ? `, scope="${scopes.join(' ')}"` : '';
        return py`(${[method, url, `Bearer error="insufficient_scope"${wanted}`]}),`;
      }),
  );
  if (rows.length === 0) return null;
  return py`
    @${pytest}.mark.parametrize(
        ("method", "url", "challenge"),
        [
            ${rows.filter(isPresent)}
        ],
    )
    async def test_missing_grants_are_told(
        stranger: ${Caller}, method: str, url: str, challenge: str
    ) -> None:
        response = await stranger.request(method, url, json={})

        ${assert_problem}(response, 403, "forbidden")
        assert response.headers["WWW-Authenticate"] == challenge
  `;
}

const anonymous = py`
  @${pytest}.mark.parametrize("value", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Token x"])
  async def test_a_token_is_needed(client: ${Caller}, value: str | None) -> None:
      response = await client.get(${ME}, headers={} if value is None else {"Authorization": value})

      ${assert_problem}(response, 401, "unauthenticated")
      assert response.headers["WWW-Authenticate"] == "Bearer"
`;

const start = py`
  @${pytest}.mark.parametrize(
      ("name", "value"),
      [
          ("oidc_issuer", None),
          ("oidc_audience", None),
          ("oidc_audience", ""),
          ("oidc_jwks_url", None),
          ("oidc_jwks_url", "id.example.com/jwks.json"),
          ("oidc_authorization_url", None),
          ("oidc_token_url", None),
          ("oidc_algorithm", "HS256"),
          ("oidc_algorithm", "none"),
      ],
  )
  def test_there_is_no_default_issuer(
      settings: ${Settings},
      monkeypatch: ${pytest}.MonkeyPatch,
      tmp_path: ${pathlib.Path},
      name: str,
      value: str | None,
  ) -> None:
      monkeypatch.chdir(tmp_path)
      monkeypatch.delenv(name.upper(), raising=False)
      given = settings.model_dump() | {name: value}

      with ${pytest}.raises(${pydantic.ValidationError}, match=name):
          ${Settings}.model_validate({key: each for key, each in given.items() if each is not None})
`;
