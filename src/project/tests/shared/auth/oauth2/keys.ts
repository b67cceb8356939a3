/** tests/test_auth_keys.py: how the keys of the issuer are fetched and kept. */
import { abc, httpxPackage, modules, typing } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import { conftest, helpers, issuers } from '../../../symbols.ts';

const { asyncio, pytest } = modules;
const { Any } = typing;
const { Caller, Json, ME, assert_problem } = helpers;
const { claims, Issuer, SigningKey, TRUSTED } = issuers;

const shared: readonly Part[] = [
  py`
    class Clock:
        """Time that passes when a test says so."""

        def __init__(self) -> None:
            self.now = 1000.0

        def __call__(self) -> float:
            return self.now
  `,
  py`
    @${pytest}.fixture
    def clock(monkeypatch: ${pytest}.MonkeyPatch) -> Clock:
        clock = Clock()
        monkeypatch.setattr("app.auth.keys.monotonic", clock)
        return clock
  `,
  py`
    @${pytest}.fixture
    def issuer() -> ${abc.Generator}[${Issuer}]:
        """An issuer that nobody has asked yet."""
        issuer = ${Issuer}(${TRUSTED})
        yield issuer
        issuer.stop()
  `,
  py`
    @${pytest}.fixture
    async def caller(client_with: ${conftest.ClientFactory}, issuer: ${Issuer}) -> ${Caller}:
        """Calls an application that has no keys yet."""
        return await client_with(**issuer.settings)
  `,
  py`
    async def get_me(
        caller: ${Caller}, key: ${SigningKey} = ${TRUSTED}, **header: ${Any}
    ) -> ${httpxPackage.Response}:
        token = key.sign(${claims}(caller.app.state.settings), **header)
        return await caller.get(${ME}, headers={"Authorization": f"Bearer {token}"})
  `,
];

const fetching: readonly Part[] = [
  py`
    async def test_keys_are_fetched_once(caller: ${Caller}, issuer: ${Issuer}) -> None:
        issuer.delay = 0.05

        responses = await ${asyncio}.gather(*(get_me(caller) for _ in range(10)))

        assert [response.status_code for response in responses] == [200] * 10
        assert issuer.requests == 1
        assert (await get_me(caller)).status_code == 200
        assert issuer.requests == 1
  `,
  py`
    async def test_made_up_keys_do_not_become_requests(
        caller: ${Caller}, issuer: ${Issuer}, clock: Clock
    ) -> None:
        await get_me(caller)

        for number in range(5):
            ${assert_problem}(await get_me(caller, kid=f"made-up-{number}"), 401, "unauthenticated")
        assert issuer.requests == 1
        clock.now += 11
        for number in range(5):
            ${assert_problem}(await get_me(caller, kid=f"made-up-{number}"), 401, "unauthenticated")
        assert issuer.requests == 2
  `,
  py`
    async def test_tokens_with_other_algorithms_do_not_become_requests(
        caller: ${Caller}, issuer: ${Issuer}
    ) -> None:
        elliptic = ${SigningKey}("unknown", "ES256")

        ${assert_problem}(await get_me(caller, elliptic), 401, "unauthenticated")
        assert issuer.requests == 0
  `,
  py`
    async def test_rotation(caller: ${Caller}, issuer: ${Issuer}, clock: Clock) -> None:
        new = ${SigningKey}("new")
        assert (await get_me(caller)).status_code == 200

        issuer.publish(${TRUSTED}.public(), new.public())
        ${assert_problem}(await get_me(caller, new), 401, "unauthenticated")
        clock.now += 11
        assert (await get_me(caller, new)).status_code == 200
        assert (await get_me(caller)).status_code == 200

        issuer.publish(new.public())
        clock.now += 601
        ${assert_problem}(await get_me(caller), 401, "unauthenticated")
        assert (await get_me(caller, new)).status_code == 200
        assert issuer.requests == 3
  `,
  py`
    async def test_callers_do_not_wait_while_keys_are_renewed(
        caller: ${Caller}, issuer: ${Issuer}, clock: Clock
    ) -> None:
        await get_me(caller)
        clock.now += 601
        issuer.delay = 0.5
        issuer.asked.clear()

        renewing = ${asyncio}.create_task(get_me(caller))
        await ${asyncio}.to_thread(issuer.asked.wait, 5)
        assert (await get_me(caller)).status_code == 200
        assert not renewing.done()

        assert (await renewing).status_code == 200
        assert issuer.requests == 2
  `,
];

const failing: readonly Part[] = [
  py`
    def assert_unavailable(response: ${httpxPackage.Response}) -> None:
        ${assert_problem}(response, 503, "issuer-unavailable")
        assert response.headers["Retry-After"] == "10"
        assert "WWW-Authenticate" not in response.headers
  `,
  py`
    async def test_known_keys_are_kept_while_the_issuer_fails(
        caller: ${Caller}, issuer: ${Issuer}, clock: Clock
    ) -> None:
        await get_me(caller)
        issuer.status = 500

        clock.now += 3600
        assert (await get_me(caller)).status_code == 200
        assert_unavailable(await get_me(caller, kid="perhaps-new"))
        assert issuer.requests == 2
        clock.now += 1
        assert_unavailable(await get_me(caller))

        issuer.status = 200
        assert_unavailable(await get_me(caller))
        clock.now += 10
        assert (await get_me(caller)).status_code == 200
        ${assert_problem}(await get_me(caller, kid="made-up"), 401, "unauthenticated")
        assert issuer.requests == 3
  `,
  py`
    @${pytest}.mark.parametrize("status", [204, 302, 404, 500, 503])
    async def test_no_answer(caller: ${Caller}, issuer: ${Issuer}, status: int) -> None:
        issuer.status = status
        issuer.body = issuer.body if status >= 300 else b""

        assert_unavailable(await get_me(caller))
        assert_unavailable(await get_me(caller))
        assert issuer.requests == 1
  `,
  py`
    @${pytest}.mark.parametrize(
        "body", [b"", b"garbage", b"\xff", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [1]}', b'{"keys": []}']
    )
    async def test_garbage_is_no_key_set(caller: ${Caller}, issuer: ${Issuer}, body: bytes) -> None:
        issuer.body = body

        assert_unavailable(await get_me(caller))
  `,
  py`
    @${pytest}.mark.parametrize(
        "changes",
        [
            {"use": "enc"},
            {"alg": "RS512"},
            {"alg": "HS256"},
            {"kid": None},
            {"kid": 1},
            {"kty": None},
            {"kty": "oct", "k": "c2VjcmV0"},
            {"kty": "EC", "crv": "P-256"},
            {"n": "!"},
            {"n": None},
            {"e": 3},
        ],
    )
    async def test_keys_for_other_uses(caller: ${Caller}, issuer: ${Issuer}, changes: ${Json}) -> None:
        issuer.publish(${TRUSTED}.public(**changes))

        assert_unavailable(await get_me(caller))
  `,
  py`
    async def test_bad_keys_do_not_spoil_good_ones(caller: ${Caller}, issuer: ${Issuer}) -> None:
        elliptic = ${SigningKey}("elliptic", "ES256")
        plain = ${TRUSTED}.public(use=None, alg=None)
        issuer.publish({}, {"kid": "no-type"}, elliptic.public(), plain, elliptic.public(alg="RS256"))

        assert (await get_me(caller)).status_code == 200
  `,
  py`
    @${pytest}.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
    async def test_short_keys_sign_nothing(caller: ${Caller}, issuer: ${Issuer}) -> None:
        short = ${SigningKey}("short", bits=1024)
        issuer.publish(short.public())

        ${assert_problem}(await get_me(caller, short), 401, "unauthenticated")
  `,
  py`
    async def test_issuer_that_is_down(client_with: ${conftest.ClientFactory}) -> None:
        issuer = ${Issuer}(${TRUSTED})
        issuer.stop()

        assert_unavailable(await get_me(await client_with(**issuer.settings)))
  `,
  py`
    async def test_slow_issuer(
        caller: ${Caller}, issuer: ${Issuer}, monkeypatch: ${pytest}.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.auth.keys._TIMEOUT_SECONDS", 0.05)
        issuer.delay = 0.3

        assert_unavailable(await get_me(caller))
  `,
];

/** The tests of the keys. */
export const keysModule: ModuleSpec = {
  path: 'tests/test_auth_keys.py',
  doc: 'The keys of the issuer: fetched when needed, kept for a while, and never many requests.',
  body: paragraphs(shared, fetching, failing),
};
