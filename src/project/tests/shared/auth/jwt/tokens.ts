/** Tests of tokens: what they claim, and that no others are taken for them. */
import type { ServicePlan } from '../../../../../plan/index.ts';
import { authSecurity, config } from '../../../../../plan/own-symbols.ts';
import { dates, fastapi, modules, pydantic, typing, uuids, uuidUtils } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import { conftest, helpers } from '../../../symbols.ts';

const { base64, hmac, json, jwt, pytest } = modules;
const { SecretStr, ValidationError } = pydantic;
const { Settings } = config;
const { ClientFactory } = conftest;
const { Any } = typing;
const { FastAPI } = fastapi;
const { timedelta } = dates;
const { uuid4 } = uuids;
const { uuid7 } = uuidUtils;
const { Claims, TokenKind, TokenSigner } = authSecurity;
const { Caller, Json, assert_problem, refresh, get_me } = helpers;

/** The tests of access and refresh tokens. */
export const tokenTests = (plan: ServicePlan): Part[] => [
  py`
    NEW_KEY = ${SecretStr}("the-key-after-" + "y" * 32)
  `,
  py`
    async def test_claims_of_a_token_pair(tokens: ${Json}) -> None:
        access, refresh_token = (
            ${jwt}.decode(tokens[kind], options={"verify_signature": False})
            for kind in ("access_token", "refresh_token")
        )

        assert access["exp"] - access["iat"] == 15 * 60
        assert refresh_token["exp"] - refresh_token["iat"] == 14 * 24 * 60 * 60
        assert {access["iss"], refresh_token["iss"]} == {${plan.slug}}
        assert (access["sub"], access["sid"]) == (refresh_token["sub"], refresh_token["sid"])
        assert access["jti"] != refresh_token["jti"]
  `,
  py`
    async def test_tokens_of_one_kind_do_not_pass_for_the_other(
        client: ${Caller}, tokens: ${Json}
    ) -> None:
        ${assert_problem}(await ${get_me}(client, tokens["refresh_token"]), 401, "unauthenticated")
        ${assert_problem}(await ${refresh}(client, tokens["access_token"]), 401, "invalid-refresh-token")
  `,
  py`
    def resign(app: ${FastAPI}, token: str, key: str = "", **changes: ${Any}) -> str:
        """Sign the claims of \`token\` again, with some of them changed or (None) left out."""
        claims = ${jwt}.decode(token, options={"verify_signature": False}) | changes
        key = key or app.state.settings.secret_key.get_secret_value()
        headers = {"kid": ${jwt}.get_unverified_header(token)["kid"]}
        return ${jwt}.encode(
            {k: v for k, v in claims.items() if v is not None}, key, "HS256", headers
        )
  `,
  py`
    async def test_resigning_alone_changes_nothing(
        app: ${FastAPI}, client: ${Caller}, tokens: ${Json}
    ) -> None:
        token = resign(app, tokens["access_token"])

        assert (await ${get_me}(client, token)).status_code == 200
  `,
  py`
    @${pytest}.mark.parametrize(
        "changes",
        [
            {"exp": 1},
            {"exp": None},
            {"sub": None},
            {"sub": "42"},
            {"sid": None},
            {"sid": str(${uuid4}())},
            {"jti": None},
            {"aud": None},
            {"aud": "other"},
            {"iss": None},
            {"iss": "other"},
            {"key": "another-secret-key-that-is-long-enough"},
        ],
    )
    async def test_tampered_tokens(
        app: ${FastAPI}, client: ${Caller}, tokens: ${Json}, changes: ${Json}
    ) -> None:
        access = resign(app, tokens["access_token"], **changes)
        refresh_token = resign(app, tokens["refresh_token"], **changes)

        ${assert_problem}(await ${get_me}(client, access), 401, "unauthenticated")
        ${assert_problem}(await ${refresh}(client, refresh_token), 401, "invalid-refresh-token")
  `,
  py`
    @${pytest}.mark.parametrize("algorithm", ["none", "HS512"])
    async def test_tokens_with_another_algorithm(
        app: ${FastAPI}, client: ${Caller}, tokens: ${Json}, algorithm: str
    ) -> None:
        claims = ${jwt}.decode(tokens["access_token"], options={"verify_signature": False})
        key = app.state.settings.secret_key.get_secret_value() if algorithm != "none" else ""
        kid = ${jwt}.get_unverified_header(tokens["access_token"])["kid"]

        token = ${jwt}.encode(claims, key, algorithm, {"kid": kid})

        ${assert_problem}(await ${get_me}(client, token), 401, "unauthenticated")
  `,
  py`
    async def test_expired_tokens(app: ${FastAPI}, client: ${Caller}, tokens: ${Json}) -> None:
        payload = ${jwt}.decode(tokens["access_token"], options={"verify_signature": False})
        signer = ${TokenSigner}(app.state.settings)
        signer.lifetimes = dict.fromkeys(${TokenKind}, ${timedelta}(seconds=-1))
        claims = ${Claims}(sub=payload["sub"], sid=payload["sid"], jti=${uuid7}())

        token = signer.issue(${TokenKind}.ACCESS, claims)

        ${assert_problem}(await ${get_me}(client, token), 401, "unauthenticated")
  `,
  py`
    @${pytest}.mark.parametrize("headers", [{}, {"kid": "other"}, {"kid": ""}, {"kid": 1}])
    async def test_tokens_of_unknown_keys(
        app: ${FastAPI}, client: ${Caller}, tokens: ${Json}, headers: ${Json}
    ) -> None:
        claims = ${jwt}.decode(tokens["access_token"], options={"verify_signature": False})
        header = ${base64}.urlsafe_b64encode(${json}.dumps({"alg": "HS256", **headers}).encode()).rstrip(b"=")
        payload = ${base64}.urlsafe_b64encode(${json}.dumps(claims).encode()).rstrip(b"=")
        key = app.state.settings.secret_key.get_secret_value().encode()
        signature = ${hmac}.digest(key, header + b"." + payload, "sha256")

        token = b".".join((header, payload, ${base64}.urlsafe_b64encode(signature).rstrip(b"="))).decode()

        ${assert_problem}(await ${get_me}(client, token), 401, "unauthenticated")
  `,
  py`
    async def test_tokens_outlive_a_rotation_of_keys(
        client_with: ${ClientFactory}, settings: ${Settings}, tokens: ${Json}
    ) -> None:
        rotated = await client_with(secret_key=NEW_KEY, previous_secret_keys=[settings.secret_key])

        assert (await ${get_me}(rotated, tokens["access_token"])).status_code == 200
        response = await ${refresh}(rotated, tokens["refresh_token"])

        assert response.status_code == 200
        new = await client_with(secret_key=NEW_KEY)
        assert (await ${get_me}(new, response.json()["access_token"])).status_code == 200
  `,
  py`
    async def test_tokens_of_dropped_keys(client_with: ${ClientFactory}, tokens: ${Json}) -> None:
        client = await client_with(secret_key=NEW_KEY)

        ${assert_problem}(await ${get_me}(client, tokens["access_token"]), 401, "unauthenticated")
        ${assert_problem}(await ${refresh}(client, tokens["refresh_token"]), 401, "invalid-refresh-token")
  `,
  py`
    def test_previous_keys_are_long_too(settings: ${Settings}) -> None:
        with ${pytest}.raises(${ValidationError}, match="previous_secret_keys"):
            ${Settings}.model_validate(settings.model_dump() | {"previous_secret_keys": ["too short"]})
  `,
];
