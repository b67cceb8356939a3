/** tests/test_auth_tokens.py: which tokens are good, and that no others are. */
import { config } from '../../../../../plan/own-symbols.ts';
import { abc, cryptographyFormats, modules } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import { conftest, helpers, issuers } from '../../../symbols.ts';

const { base64, hashlib, hmac, json, pytest } = modules;
const { Settings } = config;
const { Encoding, PublicFormat } = cryptographyFormats;
const { Caller, Json, ME, assert_problem } = helpers;
const { access_token, claims, Issuer, SigningKey, TRUSTED } = issuers;

const shared: readonly Part[] = [
  py`
    async def assert_accepted(client: ${Caller}, token: str) -> None:
        response = await client.get(${ME}, headers={"Authorization": f"Bearer {token}"})
        assert response.status_code == 200, response.text
  `,
  py`
    async def assert_refused(client: ${Caller}, token: str) -> None:
        response = await client.get(${ME}, headers={"Authorization": f"Bearer {token}"})
        ${assert_problem}(response, 401, "unauthenticated")
        assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
  `,
  py`
    def encode(part: bytes) -> bytes:
        return ${base64}.urlsafe_b64encode(part).rstrip(b"=")
  `,
  py`
    def forge(header: ${Json}, claims: ${Json}, sign: ${abc.Callable}[[bytes], bytes]) -> str:
        """A token that no library would make."""
        message = b".".join(encode(${json}.dumps(part).encode()) for part in (header, claims))
        return (message + b"." + encode(sign(message))).decode()
  `,
];

const claimTests: readonly Part[] = [
  py`
    @${pytest}.mark.parametrize(
        "changes",
        [
            {},
            {"exp": 4_000_000_000},
            {"aud": ["another", ${issuers.AUDIENCE}]},
            {"nbf": 1, "iat": 1},
            {"iat": None},
            {"sub": "x" * 255},
            {"email": None, "unheard_of": {"a": [1]}},
        ],
    )
    async def test_good_tokens(client: ${Caller}, settings: ${Settings}, changes: ${Json}) -> None:
        await assert_accepted(client, ${access_token}(settings, **changes))
  `,
  py`
    @${pytest}.mark.parametrize(
        "changes",
        [
            {"exp": None},
            {"exp": 1},
            {"exp": "soon"},
            {"nbf": 4_000_000_000},
            {"iat": 4_000_000_000},
            {"aud": None},
            {"aud": "another"},
            {"aud": ["another"]},
            {"aud": []},
            {"aud": ${issuers.AUDIENCE}.upper()},
            {"iss": None},
            {"iss": "https://another.example.com"},
            {"sub": None},
            {"sub": ""},
            {"sub": 42},
            {"sub": "x" * 256},
            {"sub": "a\x00b"},
            {"email": ["ada@example.com"]},
            {"email": "x" * 255},
        ],
    )
    async def test_bad_claims(client: ${Caller}, settings: ${Settings}, changes: ${Json}) -> None:
        await assert_refused(client, ${access_token}(settings, **changes))
  `,
  py`
    async def test_clocks_may_differ_by_seconds(client: ${Caller}, settings: ${Settings}) -> None:
        now = ${claims}(settings)["iat"]

        await assert_accepted(client, ${access_token}(settings, exp=now - 5))
        await assert_accepted(client, ${access_token}(settings, nbf=now + 5))
        await assert_refused(client, ${access_token}(settings, exp=now - 15))
        await assert_refused(client, ${access_token}(settings, nbf=now + 15))
  `,
  py`
    async def test_the_issuer_is_compared_to_the_letter(client: ${Caller}, settings: ${Settings}) -> None:
        await assert_refused(client, ${access_token}(settings, iss=f"{settings.oidc_issuer}/"))
  `,
];

const headerTests: readonly Part[] = [
  py`
    @${pytest}.mark.parametrize("kind", ["at+jwt", "AT+JWT", "application/at+jwt", "JWT"])
    async def test_types_of_access_tokens(client: ${Caller}, settings: ${Settings}, kind: str) -> None:
        await assert_accepted(client, ${TRUSTED}.sign(${claims}(settings), typ=kind))
  `,
  py`
    @${pytest}.mark.parametrize(
        "header", [{"typ": "logout+jwt"}, {"typ": "dpop+jwt"}, {"kid": ""}, {"kid": "made-up"}]
    )
    async def test_bad_headers(client: ${Caller}, settings: ${Settings}, header: ${Json}) -> None:
        await assert_refused(client, ${TRUSTED}.sign(${claims}(settings), **header))
  `,
  py`
    @${pytest}.mark.parametrize("missing", ["alg", "kid"])
    async def test_incomplete_headers(client: ${Caller}, settings: ${Settings}, missing: str) -> None:
        header = {"alg": "RS256", "kid": "trusted"}
        del header[missing]

        await assert_refused(client, forge(header, ${claims}(settings), lambda _: b"x" * 256))
  `,
  py`
    @${pytest}.mark.parametrize(
        "token", ["nonsense", "a.b.c", "e30.e30.e30", "..", "é", "{token}x", "x{token}", "{token}.x"]
    )
    async def test_garbage(client: ${Caller}, settings: ${Settings}, token: str) -> None:
        text = token.format(token=${access_token}(settings))

        response = await client.get(${ME}, headers={b"Authorization": b"Bearer " + text.encode()})

        ${assert_problem}(response, 401, "unauthenticated")
  `,
];

const signatureTests: readonly Part[] = [
  py`
    async def test_keys_of_others(client: ${Caller}, settings: ${Settings}) -> None:
        thief = ${SigningKey}(${TRUSTED}.key_id)

        await assert_refused(client, thief.sign(${claims}(settings)))
        await assert_refused(client, thief.sign(${claims}(settings), jwk=thief.public()))
        await assert_refused(
            client, thief.sign(${claims}(settings), jku="https://thief.example.com/jwks.json")
        )
  `,
  py`
    async def test_changed_claims(client: ${Caller}, settings: ${Settings}) -> None:
        header, _, signature = ${access_token}(settings).split(".")
        payload = encode(${json}.dumps(${claims}(settings, sub="another")).encode()).decode()

        await assert_refused(client, f"{header}.{payload}.{signature}")
        await assert_refused(client, f"{header}.{payload}.")
  `,
  py`
    @${pytest}.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
    async def test_no_signature(client: ${Caller}, settings: ${Settings}, algorithm: str) -> None:
        header = {"alg": algorithm, "kid": "trusted", "typ": "at+jwt"}

        await assert_refused(client, forge(header, ${claims}(settings), lambda _: b""))
  `,
  py`
    @${pytest}.mark.parametrize("algorithm", ["HS256", "RS256"])
    @${pytest}.mark.parametrize("encoding", [${Encoding}.PEM, ${Encoding}.DER])
    async def test_public_keys_are_no_shared_secrets(
        client: ${Caller}, settings: ${Settings}, algorithm: str, encoding: ${Encoding}
    ) -> None:
        public = ${TRUSTED}.private.public_key()
        secret = public.public_bytes(encoding, ${PublicFormat}.SubjectPublicKeyInfo)
        header = {"alg": algorithm, "kid": "trusted", "typ": "at+jwt"}

        def sign(message: bytes) -> bytes:
            return ${hmac}.digest(secret, message, ${hashlib}.sha256)

        await assert_refused(client, forge(header, ${claims}(settings), sign))
  `,
  py`
    async def test_the_setting_chooses_the_algorithm(client_with: ${conftest.ClientFactory}) -> None:
        elliptic = ${SigningKey}("elliptic", "ES256")
        issuer = ${Issuer}(${TRUSTED}, elliptic)
        by_algorithm = {"RS256": ${TRUSTED}, "ES256": elliptic}

        for chosen in by_algorithm:
            client = await client_with(**issuer.settings, oidc_algorithm=chosen)
            for algorithm, key in by_algorithm.items():
                assert_outcome = assert_accepted if algorithm == chosen else assert_refused
                await assert_outcome(client, key.sign(${claims}(client.app.state.settings)))
        issuer.stop()
  `,
];

/** The tests of tokens. */
export const tokensModule: ModuleSpec = {
  path: 'tests/test_auth_tokens.py',
  doc: 'Which access tokens are good, and that no others are taken for them.',
  body: paragraphs(shared, claimTests, headerTests, signatureTests),
};
