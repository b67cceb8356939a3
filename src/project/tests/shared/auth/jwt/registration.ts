/** Tests of registration: what makes an account, and what does not. */
import type { Persistence } from '../../../../../targets/types.ts';
import type { ServicePlan } from '../../../../../plan/index.ts';
import { fastapi, modules, typing } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import { caseRow, isShown, writable } from '../../../resource/parts.ts';
import { samplesOf } from '../../../samples/index.ts';
import { helpers } from '../../../symbols.ts';

const { json, pytest } = modules;
const { Any } = typing;
const { FastAPI } = fastapi;
const { AUTH, Caller, Json, PASSWORD, assert_invalid, assert_problem, credentials, log_in } = helpers;

/** What responses show of an account. */
const shownNames = (plan: ServicePlan): string[] => [
  'id',
  'email',
  ...(plan.hasRoles ? ['roles'] : []),
  ...(plan.hasScopes ? ['scopes'] : []),
  ...plan.account.fields.filter(isShown).map((each) => each.json),
  'created_at',
];

/** Values that the fields of the design, and those of the server, do not take. */
const rejectedFields = (plan: ServicePlan): Part[] => [
  ...(plan.hasRoles ? [py`("roles", [${plan.design.roles[0] ?? 'admin'}]),`] : []),
  ...(plan.hasScopes ? [py`("scopes", [${plan.design.scopes[0] ?? 'all'}]),`] : []),
  ...plan.account.fields.filter(({ field }) => field.readOnly).map((each) => py`(${each.json}, None),`),
  ...writable(plan.account).flatMap((each) =>
    samplesOf(each).rejected.map((sample) => py`${caseRow(each.json, sample)},`),
  ),
];

/** The tests of the register route. */
export const registrationTests = (plan: ServicePlan, { flow, tests }: Persistence): Part[] => [
  py`
    async def test_register_creates_an_account(app: ${FastAPI}, client: ${Caller}) -> None:
        response = await client.post(f"{${AUTH}}/register", json=${credentials}(email="Ada@Example.com"))

        assert response.status_code == 201
        user = response.json()
        assert set(user) == {${shownNames(plan)}}
        assert user["email"] == "ada@example.com"
        ${flow.part(tests.onlyUser)}
        assert str(saved.id) == user["id"]
        assert saved.password_hash.startswith("$argon2id$")
  `,
  py`
    @${pytest}.mark.parametrize("change", [str, str.upper])
    async def test_register_rejects_a_taken_email(
        client: ${Caller}, account: ${Json}, change: ${Any}
    ) -> None:
        body = ${credentials}(email=change(account["email"]))

        ${assert_problem}(await client.post(f"{${AUTH}}/register", json=body), 409, "email-taken")
  `,
  py`
    @${pytest}.mark.parametrize(
        ("field", "value"),
        [
            ("email", "not an address"),
            ("email", "a\x00@example.com"),
            ("email", f"a@{'x' * 250}.com"),
            ("email", None),
            ("password", "x" * 11),
            ("password", "x" * 129),
            ("password", None),
            ("id", None),
            ("is_superuser", True),
            ${rejectedFields(plan)}
        ],
    )
    async def test_register_rejects(client: ${Caller}, field: str, value: ${Any}) -> None:
        response = await client.post(f"{${AUTH}}/register", json=${credentials}(**{field: value}))

        ${assert_invalid}(response, f"/body/{field}")
        assert ${PASSWORD} not in response.text
  `,
  py`
    @${pytest}.mark.parametrize("length", [12, 128])
    async def test_password_lengths_at_the_edge(client: ${Caller}, length: int) -> None:
        body = ${credentials}(password="x" * length)

        assert (await client.post(f"{${AUTH}}/register", json=body)).status_code == 201
        assert (await ${log_in}(client, body["email"], body["password"])).status_code == 200
  `,
  py`
    async def test_password_that_cannot_be_encoded(client: ${Caller}) -> None:
        response = await client.post(
            f"{${AUTH}}/register",
            content=${json}.dumps(${credentials}(password="\ud800" * 12)),
            headers={"Content-Type": "application/json"},
        )

        ${assert_invalid}(response, "/body/password")
  `,
];
