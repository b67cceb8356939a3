/** tests/test_throttle.py: guessing passwords takes time. */
import { authModels, authThrottle, database } from '../../../../../plan/own-symbols.ts';
import { collections, dates, fastapi, modules } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { helpers } from '../../../symbols.ts';

const { asyncio, pytest } = modules;
const { Counter } = collections;
const { timedelta } = dates;
const { FastAPI, Request } = fastapi;
const { LoginAttempt } = authModels;
const { utc_now } = database;
const { AUTH, Caller, Json, ME, PASSWORD, assert_problem, log_in } = helpers;

/** The tests of throttled attempts; those of attackers where there are tests of those. */
export const throttleModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/test_throttle.py',
  doc: 'Guessing passwords takes time.',
  body: paragraphs(
    py`
      WRONG = "not the right password"
      # As the settings of the tests say.
      FAILURES = 10
    `,
    helpersOf(suite),
    basics,
    suite.plan.has.hardeningTests && attacks(suite),
  ),
});

/** The clock goes on for the rows, not for the process. */
const helpersOf = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def wait(app: ${FastAPI}, minutes: int) -> None:
      """Make all attempts as old as that."""
      made_at = ${utc_now}() - ${timedelta}(minutes=minutes)
      ${flow.part(tests.changeAll(LoginAttempt, py`created_at=made_at`))}


  async def fail(client: ${Caller}, email: str, times: int = FAILURES) -> None:
      for _ in range(times):
          ${assert_problem}(await ${log_in}(client, email, WRONG), 401, "invalid-credentials")
`;

const basics: readonly Part[] = [
  py`
    @${pytest}.mark.parametrize("is_known", [True, False])
    async def test_too_many_failures_make_callers_wait(
        client: ${Caller}, account: ${Json}, is_known: bool
    ) -> None:
        email = account["email"] if is_known else "nobody@example.com"
        await fail(client, email)

        for password in (WRONG, account["password"]):
            response = await ${log_in}(client, email, password)
            ${assert_problem}(response, 429, "too-many-attempts")
            assert 14 * 60 < int(response.headers["Retry-After"]) <= 15 * 60
  `,
  py`
    async def test_after_the_wait_the_password_is_right_again(
        app: ${FastAPI}, client: ${Caller}, account: ${Json}
    ) -> None:
        await fail(client, account["email"])
        await wait(app, 14)
        denied = await ${log_in}(client, account["email"], account["password"])
        ${assert_problem}(denied, 429, "too-many-attempts")
        assert int(denied.headers["Retry-After"]) <= 60

        # The attempt that was denied does not prolong the wait.
        await wait(app, 15)
        assert (await ${log_in}(client, account["email"], account["password"])).status_code == 200
  `,
  py`
    async def test_a_login_forgets_failures(client: ${Caller}, account: ${Json}) -> None:
        for _ in range(2):
            await fail(client, account["email"], FAILURES - 1)
            assert (await ${log_in}(client, account["email"], ${PASSWORD})).status_code == 200
  `,
  py`
    async def test_reset_mails_are_few(client: ${Caller}, account: ${Json}) -> None:
        for email in (account["email"], "nobody@example.com"):
            responses = [
                await client.post(f"{${AUTH}}/password-reset", json={"email": email}) for _ in range(4)
            ]

            assert [each.status_code for each in responses] == [202, 202, 202, 429]
            ${assert_problem}(responses[3], 429, "too-many-attempts")
            assert 14 * 60 < int(responses[3].headers["Retry-After"]) <= 15 * 60
  `,
];

const attacks = ({ persistence: { flow, tests } }: Suite): readonly Part[] => [
  py`
    async def test_simultaneous_guesses_count_each_other(client: ${Caller}, account: ${Json}) -> None:
        guesses = (${log_in}(client, account["email"], WRONG) for _ in range(3 * FAILURES))

        statuses = ${Counter}(response.status_code for response in await ${asyncio}.gather(*guesses))

        assert statuses[401] <= FAILURES
        assert statuses[401] + statuses[429] == 3 * FAILURES
  `,
  py`
    async def test_guesses_from_everywhere_do_not_lock_a_person_out(
        app: ${FastAPI}, client: ${Caller}, account: ${Json}
    ) -> None:
        assert (await ${log_in}(client, account["email"], ${PASSWORD})).status_code == 200
        for number in range(4):
            async with ${Caller}(app, ip=f"192.0.2.{number}") as attacker:
                await fail(attacker, account["email"])

        async with ${Caller}(app, ip="198.51.100.1") as stranger:
            response = await ${log_in}(stranger, account["email"], ${PASSWORD})
            ${assert_problem}(response, 429, "too-many-attempts")
        assert (await ${log_in}(client, account["email"], ${PASSWORD})).status_code == 200
  `,
  py`
    async def test_addresses_are_forgotten(app: ${FastAPI}, client: ${Caller}, account: ${Json}) -> None:
        assert (await ${log_in}(client, account["email"], ${PASSWORD})).status_code == 200
        long_ago = ${utc_now}() - ${timedelta}(days=91)
        ${flow.part(tests.changeAll(LoginAttempt, py`succeeded_at=long_ago`))}
        for number in range(4):
            async with ${Caller}(app, ip=f"192.0.2.{number}") as attacker:
                await fail(attacker, account["email"])

        response = await ${log_in}(client, account["email"], ${PASSWORD})

        ${assert_problem}(response, 429, "too-many-attempts")
  `,
  py`
    async def test_a_reset_ends_the_wait(
        app: ${FastAPI}, client: ${Caller}, account: ${Json}, caplog: ${pytest}.LogCaptureFixture
    ) -> None:
        for number in range(4):
            async with ${Caller}(app, ip=f"192.0.2.{number}") as attacker:
                await fail(attacker, account["email"])
        denied = await ${log_in}(client, account["email"], ${PASSWORD})
        ${assert_problem}(denied, 429, "too-many-attempts")

        await client.post(f"{${AUTH}}/password-reset", json={"email": account["email"]})
        token = caplog.text.partition("#token=")[2].splitlines()[0]
        body = {"token": token, "new_password": WRONG}
        response = await client.post(f"{${AUTH}}/password-reset/confirm", json=body)

        assert response.status_code == 204
        assert (await ${log_in}(client, account["email"], WRONG)).status_code == 200
  `,
  py`
    async def test_guesses_at_many_accounts_from_one_address(client: ${Caller}) -> None:
        for number in range(10):
            await fail(client, f"nobody{number}@example.com")

        response = await ${log_in}(client, "somebody@example.com", WRONG)

        ${assert_problem}(response, 429, "too-many-attempts")
  `,
  py`
    async def test_thieves_of_a_token_cannot_guess_the_password(
        client: ${Caller}, account: ${Json}, tokens: ${Json}
    ) -> None:
        headers = {"Authorization": f"Bearer {tokens['access_token']}"}
        body = {"current_password": WRONG, "new_password": WRONG}
        responses = [
            await client.post(f"{${ME}}/password", json=body, headers=headers)
            for _ in range(FAILURES + 1)
        ]

        assert {response.status_code for response in responses[:-1]} == {403}
        ${assert_problem}(responses[-1], 429, "too-many-attempts")
        denied = await ${log_in}(client, account["email"], ${PASSWORD})
        ${assert_problem}(denied, 429, "too-many-attempts")
  `,
  py`
    @${pytest}.mark.parametrize(
        ("host", "address"),
        [
            ("192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("not an address", "unknown"),
            (None, "unknown"),
        ],
    )
    def test_addresses_of_clients(host: str | None, address: str) -> None:
        scope = {"type": "http", "client": (host, 50000) if host else None}

        assert ${authThrottle.client_address}(${Request}(scope)) == address
  `,
];
