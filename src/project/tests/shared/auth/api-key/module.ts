/** tests/test_auth.py: accounts and their keys. */
import type { ServicePlan } from '../../../../../plan/index.ts';
import { authModels, database } from '../../../../../plan/own-symbols.ts';
import { dates, fastapi, httpxPackage, modules, typing } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import type { Persistence } from '../../../../../targets/types.ts';
import type { Suite } from '../../../suite.ts';
import { helpers } from '../../../symbols.ts';
import { meTests } from '../me.ts';
import { limitedKeys } from './limited.ts';

const { pytest } = modules;
const { Any } = typing;
const { timedelta } = dates;
const { FastAPI } = fastapi;
const { AUTH, Caller, Json, ME, assert_invalid, assert_problem } = helpers;
const { ApiKey } = authModels;
const { utc_now } = database;

/** The tests of accounts and keys. */
export const authModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/test_auth.py',
  doc: 'Accounts and their keys.',
  body: paragraphs(
    helpersOf(suite.persistence),
    making(suite.plan),
    stored(suite.persistence),
    ends,
    lastUse,
    newestFirst,
    refused,
    limitedKeys(suite),
    meTests(suite.plan, ['email', 'id']),
  ),
});

const helpersOf = ({ flow, tests }: Persistence): Part[] => [
  py`
    KEYS = f"{${AUTH}}/keys"
  `,
  py`
    async def new_key(client: ${Caller}, **body: ${Any}) -> ${Json}:
        """A key that its owner makes."""
        response = await client.post(KEYS, json={"name": "laptop", **body})
        assert response.status_code == 201, response.text
        return response.json()
  `,
  py`
    async def get_me(client: ${Caller}, key: str) -> ${httpxPackage.Response}:
        return await client.get(${ME}, headers={"X-API-Key": key})
  `,
  py`
    async def change_keys(app: ${FastAPI}, **values: ${Any}) -> None:
        """Change every key in the database."""
        ${flow.part(py`
        ${tests.changeAll(ApiKey, py`**values`)}
        `)}
  `,
];

const making = ({ hasScopes }: ServicePlan): Part[] => [
  py`
    async def test_new_keys_work_and_are_shown_once(stranger: ${Caller}, client: ${Caller}) -> None:
        response = await stranger.post(KEYS, json={"name": "laptop"})

        made = response.json()
        assert response.status_code == 201
        assert response.headers["Cache-Control"] == "no-store"
        key = made.pop("key")
        assert key.startswith(made["prefix"])
        assert len(key) > len(made["prefix"]) + 32
        assert (made["name"], made["expires_at"], made["last_used_at"]) == ("laptop", None, None)
        ${hasScopes && py`assert made["scopes"] is None`}
        page = (await stranger.get(KEYS)).json()
        assert page["items"][0] == made
        assert (await get_me(client, key)).json() == (await stranger.get(${ME})).json()
  `,
  py`
    @${pytest}.mark.parametrize("days", [1, 3650])
    async def test_lifetimes_at_the_edge(stranger: ${Caller}, days: int) -> None:
        made = await new_key(stranger, expires_in_days=days)

        created, expires = (${dates.datetime}.fromisoformat(made[name]) for name in ("created_at", "expires_at"))
        assert abs(expires - created - ${timedelta}(days=days)) < ${timedelta}(seconds=5)
  `,
  py`
    @${pytest}.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "x" * 101),
            ("name", "a\x00b"),
            ("name", 1),
            ("name", None),
            ("expires_in_days", 0),
            ("expires_in_days", 3651),
            ("expires_in_days", "1"),
            ("user_id", "01890000-0000-7000-8000-000000000000"),
            ("key_hash", "x"),
        ],
    )
    async def test_create_rejects(stranger: ${Caller}, field: str, value: ${Any}) -> None:
        response = await stranger.post(KEYS, json={"name": "laptop", field: value})

        ${assert_invalid}(response, f"/body/{field}")
  `,
];

const stored = ({ flow, tests }: Persistence): Part => py`
  async def test_secrets_are_not_stored(app: ${FastAPI}, stranger: ${Caller}) -> None:
      made = await new_key(stranger)

      ${flow.part(py`
      ${tests.readAll(ApiKey)}
      `)}
      assert len(rows) == 2
      assert all(made["key"] not in str(value) for row in rows for value in row)
`;

const ends: readonly Part[] = [
  py`
    async def test_revoked_keys_end_at_once(client: ${Caller}, stranger: ${Caller}) -> None:
        made = await new_key(stranger)

        response = await stranger.delete(f"{KEYS}/{made['id']}")

        assert response.status_code == 204
        ${assert_problem}(await get_me(client, made["key"]), 401, "unauthenticated")
        ${assert_problem}(await stranger.delete(f"{KEYS}/{made['id']}"), 404, "key-not-found")
        ${assert_problem}(await stranger.post(f"{KEYS}/{made['id']}/rotate", json={}), 404, "key-not-found")
        assert (await stranger.get(KEYS)).json()["total"] == 1
  `,
  py`
    async def test_rotation_replaces_the_secret(client: ${Caller}, stranger: ${Caller}) -> None:
        old = await new_key(stranger, expires_in_days=1)

        response = await stranger.post(f"{KEYS}/{old['id']}/rotate", json={})

        new = response.json()
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert new["key"] != old["key"]
        assert new["key"].startswith(new["prefix"])
        assert (new["id"], new["name"], new["expires_at"]) == (old["id"], old["name"], None)
        ${assert_problem}(await get_me(client, old["key"]), 401, "unauthenticated")
        assert (await get_me(client, new["key"])).status_code == 200
  `,
  py`
    async def test_rotation_can_give_another_lifetime(stranger: ${Caller}) -> None:
        made = await new_key(stranger)

        new = await stranger.post(f"{KEYS}/{made['id']}/rotate", json={"expires_in_days": 1})
        wrong = await stranger.post(f"{KEYS}/{made['id']}/rotate", json={"expires_in_days": 0})

        assert new.json()["expires_at"] > made["created_at"]
        ${assert_invalid}(wrong, "/body/expires_in_days")
  `,
  py`
    async def test_keys_of_others_are_not_found(app: ${FastAPI}, stranger: ${Caller}) -> None:
        made = await new_key(stranger)
        async with ${Caller}(app, await ${helpers.sign_in}(app, await ${helpers.create_user}(app))) as other:
            ${assert_problem}(await other.delete(f"{KEYS}/{made['id']}"), 404, "key-not-found")
            ${assert_problem}(await other.post(f"{KEYS}/{made['id']}/rotate", json={}), 404, "key-not-found")
            assert made["id"] not in [key["id"] for key in (await other.get(KEYS)).json()["items"]]

        assert (await get_me(stranger, made["key"])).status_code == 200
  `,
  py`
    async def test_expired_keys(app: ${FastAPI}, client: ${Caller}, stranger: ${Caller}) -> None:
        made = await new_key(stranger)
        await change_keys(app, expires_at=${utc_now}() + ${timedelta}(minutes=1))
        assert (await get_me(client, made["key"])).status_code == 200

        await change_keys(app, expires_at=${utc_now}() - ${timedelta}(seconds=1))

        ${assert_problem}(await get_me(client, made["key"]), 401, "unauthenticated")
  `,
];

const lastUse: Part = py`
  async def test_last_use_is_kept_to_the_minute(app: ${FastAPI}, stranger: ${Caller}) -> None:
      async def last_use() -> ${dates.datetime}:
          [key] = (await stranger.get(KEYS)).json()["items"]
          return ${dates.datetime}.fromisoformat(key["last_used_at"])

      first = await last_use()

      assert ${utc_now}() - first < ${timedelta}(minutes=1)
      assert await last_use() == first
      recent = ${utc_now}() - ${timedelta}(seconds=50)
      await change_keys(app, last_used_at=recent)
      assert await last_use() == recent
      await change_keys(app, last_used_at=${utc_now}() - ${timedelta}(seconds=61))
      assert await last_use() > recent
`;

const newestFirst: Part = py`
  async def test_keys_are_listed_newest_first(stranger: ${Caller}) -> None:
      made = [await new_key(stranger, name=name) for name in ("first", "second")]

      page = (await stranger.get(KEYS, params={"limit": 2})).json()

      assert [key["id"] for key in page["items"]] == [made[1]["id"], made[0]["id"]]
      assert page["total"] == 3
      assert all("key" not in key and "key_hash" not in key for key in page["items"])
      rest = (await stranger.get(page["links"]["next"])).json()
      assert [key["name"] for key in rest["items"]] == ["test"]
`;

const refused: readonly Part[] = [
  py`
    @${pytest}.mark.parametrize(
        ("method", "path"),
        [("GET", ${ME}), ("GET", KEYS), ("POST", KEYS), ("DELETE", f"{KEYS}/01890000-0000-7000-8000-000000000000")],
    )
    async def test_a_key_is_needed(client: ${Caller}, method: str, path: str) -> None:
        body = {"name": "laptop"} if method == "POST" else None

        response = await client.request(method, path, json=body)

        ${assert_problem}(response, 401, "unauthenticated")
        assert response.headers["WWW-Authenticate"] == "ApiKey"
  `,
  py`
    @${pytest}.mark.parametrize("wrong", ["{key}x", "x{key}", "{prefix}", "{id}", "é"])
    async def test_wrong_keys(client: ${Caller}, stranger: ${Caller}, wrong: str) -> None:
        made = await new_key(stranger)

        response = await client.get(${ME}, headers={b"X-API-Key": wrong.format(**made).encode()})

        ${assert_problem}(response, 401, "unauthenticated")
  `,
  py`
    async def test_keys_are_no_bearer_tokens(client: ${Caller}, stranger: ${Caller}) -> None:
        made = await new_key(stranger)

        for headers in ({"Authorization": f"Bearer {made['key']}"}, {"X-API-Key": f"Bearer {made['key']}"}):
            ${assert_problem}(await client.get(${ME}, headers=headers), 401, "unauthenticated")
        ${assert_problem}(await client.get(${ME}, params={"X-API-Key": made["key"]}), 401, "unauthenticated")
  `,
];
