/** tests/test_passwords.py: changing a password, and resetting one by mail. */
import { authModels, database, mail } from '../../../../../plan/own-symbols.ts';
import { abc, collections, fastapi, httpxPackage, modules, typing } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { conftest, helpers } from '../../../symbols.ts';

const { asyncio, hashlib, pytest } = modules;
const { Any } = typing;
const { Callable } = abc;
const { Counter } = collections;
const { FastAPI } = fastapi;
const { Response } = httpxPackage;
const { PasswordResetToken, User } = authModels;
const { utc_now } = database;
const { Mailer } = mail;
const { AUTH, Caller, Json, ME, assert_invalid, assert_problem, get_me, log_in, refresh } = helpers;

/** The tests of passwords; attacks where there are tests of those. */
export const passwordModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/test_passwords.py',
  doc: 'Changing a password, and resetting one by mail.',
  body: paragraphs(
    py`
      NEW = "incorrect donkey charger"
      Outbox = list[tuple[str, str, str]]
    `,
    parts,
    changes(suite),
    resets(suite),
    suite.plan.has.hardeningTests && attacks(suite),
  ),
});

const parts: readonly Part[] = [
  py`
    @${pytest}.fixture
    def outbox(monkeypatch: ${pytest}.MonkeyPatch) -> Outbox:
        """The mails that were sent: address, subject and text."""
        sent: Outbox = []

        def send(_: ${Mailer}, to: str, subject: str, text: str) -> None:
            sent.append((to, subject, text))

        monkeypatch.setattr(${Mailer}, "send", send)
        return sent
  `,
  py`
    async def change(client: ${Caller}, token: str, **body: ${Any}) -> ${Response}:
        headers = {"Authorization": f"Bearer {token}"}
        return await client.post(f"{${ME}}/password", json=body, headers=headers)
  `,
  py`
    async def ask(client: ${Caller}, email: str) -> None:
        response = await client.post(f"{${AUTH}}/password-reset", json={"email": email})
        assert response.status_code == 202, response.text
        assert response.json() == {
            "detail": "If there is an account with this address, a mail is on its way."
        }
  `,
  py`
    async def confirm(client: ${Caller}, token: str, password: str = NEW) -> ${Response}:
        body = {"token": token, "new_password": password}
        return await client.post(f"{${AUTH}}/password-reset/confirm", json=body)
  `,
  py`
    def token_in(mail: tuple[str, str, str]) -> str:
        return mail[2].partition("#token=")[2].splitlines()[0]
  `,
];

const changes = ({ plan }: Suite): readonly Part[] =>
  [
    py`
    async def test_change_ends_all_sessions(client: ${Caller}, account: ${Json}, tokens: ${Json}) -> None:
        other = (await ${log_in}(client, account["email"], account["password"])).json()

        response = await change(
            client, tokens["access_token"], current_password=account["password"], new_password=NEW
        )

        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        new = response.json()
        assert (await ${get_me}(client, new["access_token"])).json()["email"] == account["email"]
        assert (await ${refresh}(client, new["refresh_token"])).status_code == 200
        for old in (tokens, other):
            ${assert_problem}(await ${get_me}(client, old["access_token"]), 401, "unauthenticated")
            ${assert_problem}(await ${refresh}(client, old["refresh_token"]), 401, "invalid-refresh-token")
        denied = await ${log_in}(client, account["email"], account["password"])
        ${assert_problem}(denied, 401, "invalid-credentials")
        assert (await ${log_in}(client, account["email"], NEW)).status_code == 200
  `,
    py`
    async def test_change_needs_the_current_password(
        client: ${Caller}, account: ${Json}, tokens: ${Json}
    ) -> None:
        response = await change(
            client, tokens["access_token"], current_password=NEW, new_password=NEW
        )

        ${assert_problem}(response, 403, "wrong-password")
        assert (await ${get_me}(client, tokens["access_token"])).status_code == 200
        assert (await ${log_in}(client, account["email"], account["password"])).status_code == 200
  `,
    py`
    async def test_change_needs_a_token(client: ${Caller}) -> None:
        body = {"current_password": NEW, "new_password": NEW}

        ${assert_problem}(await client.post(f"{${ME}}/password", json=body), 401, "unauthenticated")
  `,
    plan.has.hardeningTests &&
      py`
      @${pytest}.mark.parametrize(
          ("field", "value"),
          [
              ("new_password", "x" * 11),
              ("new_password", "x" * 129),
              ("new_password", None),
              ("current_password", "x" * 129),
              ("current_password", None),
              ("email", "ada@example.com"),
          ],
      )
      async def test_change_rejects(
          client: ${Caller}, tokens: ${Json}, field: str, value: ${Any}
      ) -> None:
          body = {"current_password": NEW, "new_password": NEW, field: value}

          response = await change(client, tokens["access_token"], **body)

          ${assert_invalid}(response, f"/body/{field}")
          assert NEW not in response.text
    `,
  ].filter((each) => each !== false);

const resets = ({ persistence: { flow, tests } }: Suite): readonly Part[] => [
  py`
    async def test_reset_by_mail(
        client: ${Caller}, account: ${Json}, tokens: ${Json}, outbox: Outbox
    ) -> None:
        await ask(client, account["email"].upper())
        [mail] = outbox

        response = await confirm(client, token_in(mail))

        assert mail[:2] == (account["email"], "Reset your password")
        assert "30 minutes" in mail[2]
        assert response.status_code == 204
        ${assert_problem}(await ${get_me}(client, tokens["access_token"]), 401, "unauthenticated")
        ${assert_problem}(await ${refresh}(client, tokens["refresh_token"]), 401, "invalid-refresh-token")
        denied = await ${log_in}(client, account["email"], account["password"])
        ${assert_problem}(denied, 401, "invalid-credentials")
        assert (await ${log_in}(client, account["email"], NEW)).status_code == 200
  `,
  py`
    async def test_reset_does_not_tell_who_has_an_account(client: ${Caller}, outbox: Outbox) -> None:
        await ask(client, "nobody@example.com")

        assert outbox == []
  `,
  py`
    async def test_reset_tokens_work_once(client: ${Caller}, account: ${Json}, outbox: Outbox) -> None:
        await ask(client, account["email"])
        token = token_in(outbox[0])

        assert (await confirm(client, token)).status_code == 204
        ${assert_problem}(await confirm(client, token, NEW + "!"), 401, "invalid-reset-token")
        assert (await ${log_in}(client, account["email"], NEW)).status_code == 200
  `,
  py`
    async def test_reset_tokens_expire(
        app: ${FastAPI}, client: ${Caller}, account: ${Json}, outbox: Outbox
    ) -> None:
        await ask(client, account["email"])
        ${flow.part(tests.changeAll(PasswordResetToken, py`expires_at=${utc_now}()`))}

        ${assert_problem}(await confirm(client, token_in(outbox[0])), 401, "invalid-reset-token")
        assert (await ${log_in}(client, account["email"], account["password"])).status_code == 200
  `,
];

const attacks = ({ persistence: { flow, tests } }: Suite): readonly Part[] => [
  py`
    async def test_a_newer_reset_token_replaces_older_ones(
        client: ${Caller}, account: ${Json}, outbox: Outbox
    ) -> None:
        await ask(client, account["email"])
        await ask(client, account["email"])
        older, newer = outbox

        ${assert_problem}(await confirm(client, token_in(older)), 401, "invalid-reset-token")
        assert (await confirm(client, token_in(newer))).status_code == 204
  `,
  py`
    async def test_only_one_of_simultaneous_resets_wins(
        client: ${Caller}, account: ${Json}, outbox: Outbox
    ) -> None:
        await ask(client, account["email"])
        token = token_in(outbox[0])
        passwords = [f"{NEW} {number}" for number in range(5)]

        responses = await ${asyncio}.gather(*(confirm(client, token, each) for each in passwords))

        statuses = [response.status_code for response in responses]
        assert ${Counter}(statuses) == {204: 1, 401: 4}
        winner = passwords[statuses.index(204)]
        assert (await ${log_in}(client, account["email"], winner)).status_code == 200
  `,
  py`
    async def test_reset_tokens_are_not_stored(
        app: ${FastAPI}, client: ${Caller}, account: ${Json}, outbox: Outbox
    ) -> None:
        await ask(client, account["email"])
        ${flow.part(tests.readAll(PasswordResetToken))}

        secret = token_in(outbox[0])
        assert len(secret) == 43
        hashed = ${hashlib}.sha256(secret.encode()).hexdigest()
        [row] = rows
        assert hashed in row
        assert secret not in row
        ${assert_problem}(await confirm(client, hashed), 401, "invalid-reset-token")
  `,
  py`
    async def test_a_change_drops_reset_tokens(
        client: ${Caller}, account: ${Json}, tokens: ${Json}, outbox: Outbox
    ) -> None:
        await ask(client, account["email"])
        password = {"current_password": account["password"], "new_password": NEW}
        assert (await change(client, tokens["access_token"], **password)).status_code == 200

        ${assert_problem}(await confirm(client, token_in(outbox[0])), 401, "invalid-reset-token")
  `,
  py`
    @${pytest}.mark.parametrize(
        "body",
        [
            {},
            {"token": "x"},
            {"token": "x" * 201, "new_password": NEW},
            {"token": "x", "new_password": "x" * 11},
            {"token": "x", "new_password": NEW, "email": "ada@example.com"},
        ],
    )
    async def test_reset_rejects(client: ${Caller}, body: ${Json}) -> None:
        response = await client.post(f"{${AUTH}}/password-reset/confirm", json=body)

        ${assert_problem}(response, 422, "validation-failed")
  `,
  py`
    @${pytest}.mark.parametrize(
        "email",
        [
            "ada@example.com\r\nBcc: eve@example.com",
            "ada@example.com\nSubject: hello",
            "ada@example.com,eve@example.com",
            "Ada <ada@example.com>, eve@example.com",
            "ada@example.com\x00",
        ],
    )
    async def test_addresses_cannot_hold_others_or_headers(
        client: ${Caller}, outbox: Outbox, email: str
    ) -> None:
        response = await client.post(f"{${AUTH}}/password-reset", json={"email": email})

        ${assert_invalid}(response, "/body/email")
        assert outbox == []
  `,
  py`
    async def test_without_mail_there_are_no_resets(
        client_with: ${conftest.ClientFactory}, account: ${Json}
    ) -> None:
        client = await client_with(mail_to_log=False)

        for email in (account["email"], "nobody@example.com"):
            response = await client.post(f"{${AUTH}}/password-reset", json={"email": email})
            ${assert_problem}(response, 503, "mail-unavailable")
  `,
  py`
    @${pytest}.fixture
    def meanwhile(app: ${FastAPI}, monkeypatch: ${pytest}.MonkeyPatch) -> ${Callable}[[str], None]:
        """Lets somebody else set the password while one is hashed by a module."""

        ${flow.part(py`
        async def hashed(*_: object) -> str:
            ${tests.changeAll(User, py`password_hash="!"`)}
            return "another"
        `)}

        return lambda function: monkeypatch.setattr(function, hashed)
  `,
  py`
    async def test_a_login_does_not_outlive_a_reset_of_the_same_moment(
        client: ${Caller}, account: ${Json}, meanwhile: ${Callable}[[str], None]
    ) -> None:
        meanwhile("app.auth.service.verify_password")

        response = await ${log_in}(client, account["email"], account["password"])

        ${assert_problem}(response, 401, "invalid-credentials")
  `,
  py`
    async def test_a_change_does_not_undo_a_reset_of_the_same_moment(
        client: ${Caller}, account: ${Json}, tokens: ${Json}, meanwhile: ${Callable}[[str], None]
    ) -> None:
        meanwhile("app.auth.passwords.hash_password")

        response = await change(
            client, tokens["access_token"], current_password=account["password"], new_password=NEW
        )

        ${assert_problem}(response, 403, "wrong-password")
  `,
];
