/** tests/helpers.py: callers, accounts and problems, for every test. */
import { authModels, authSchemas, authSecurity, errors } from '../../../plan/own-symbols.ts';
import { fastapi, httpxPackage, itertools, pydantic, typing, uuidUtils } from '../../../plan/symbols.ts';
import { type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { samplesOf } from '../samples/index.ts';
import type { ResourceSuite, Suite } from '../suite.ts';

const { Any } = typing;
const { FastAPI } = fastapi;
const { ASGITransport, AsyncClient, Response } = httpxPackage;
const { LoginSession, User } = authModels;
const { Claims, TokenKind, TokenSigner } = authSecurity;

/** The helpers module. */
export const helpersModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/helpers.py',
  doc: 'Callers, accounts and problems, for every test.',
  body: paragraphs(
    py`
      API = ${suite.plan.config.api_prefix}
      AUTH = f"{API}/auth"
      ME = f"{AUTH}/me"
      PASSWORD = "correct horse battery"

      Json = dict[str, ${Any}]
      numbers = ${itertools.count}(1)
    `,
    caller,
    suite.resources.some((each) => each.able.has('create')) && create,
    credentials(suite),
    createUser(suite),
    suite.resources.some(refersToAccounts) && account,
    signIn(suite),
    usesDatabase(suite) && suite.persistence.tests.helpers.forRows,
    suite.resources.some((each) => !each.able.has('create')) && insert(suite),
    suite.resources.some((each) => each.stored.length > 0) && change(suite),
    problems,
    answer,
    suite.persistence.tests.helpers.always,
  ),
});

const caller = py`
  class Caller(${AsyncClient}):
      """Calls an application without a network; anonymous unless there is a token."""

      def __init__(self, app: ${FastAPI}, token: str | None = None, ip: str = "127.0.0.1") -> None:
          headers = {"Authorization": f"Bearer {token}"} if token else {}
          transport = ${ASGITransport}(app, client=(ip, 50000))
          super().__init__(transport=transport, base_url="http://test", headers=headers)
          self.app = app
`;

const create = py`
  async def create(client: Caller, url: str, payload: Json) -> Json:
      """Create a row through the API."""
      response = await client.post(url, json=payload)
      assert response.status_code == 201, response.text
      return response.json()
`;

/** What a registration must hold besides the address and the password. */
function credentials({ plan }: Suite): Part {
  const required = plan.account.fields.filter(
    ({ field }) => field.required || (field.unique && !field.nullable && !field.readOnly),
  );
  const entries = required.map((each) => py`${each.json}: ${samplesOf(each).fresh.code}`);
  const numbered = required.some((each) => samplesOf(each).fresh.numbered);
  const email = numbered ? py`f"user{number}@example.com"` : py`f"user{next(numbers)}@example.com"`;
  return py`
    def credentials(**overrides: ${Any}) -> Json:
        """The body of a valid registration; every call is different."""
        ${numbered && py`number = next(numbers)`}
        return {${[py`"email": ${email}`, py`"password": PASSWORD`, ...entries, py`**overrides`]}}
  `;
}

function createUser({ plan, grants, persistence: { flow, tests } }: Suite): Part {
  const columns = grants.length > 0;
  const own = plan.account.fields.some(({ field }) => !field.readOnly);
  const parameters = [py`app: ${FastAPI}`, columns && py`**columns: ${Any}`];
  const values = own
    ? py`**data.model_dump(exclude={"password"}), password_hash="!"`
    : py`email=credentials()["email"], password_hash="!"`;
  return py`
    async def create_user(${parameters}) -> ${User}:
        """Insert an account that nobody can log in to: hashing real passwords is slow."""
        ${own && py`data = ${authSchemas.UserCreate}.model_validate(credentials())`}
        ${flow.part(tests.insert(new Name('user'), User, [values, columns && py`**columns`]))}
  `;
}

/** Whether tests need accounts that rows refer to, apart from owners. */
const refersToAccounts = ({ resource }: ResourceSuite): boolean =>
  resource.relations.some((each) => each !== resource.owner && !each.relation.readOnly && each.target() === null);

const usesDatabase = ({ resources }: Suite): boolean =>
  resources.some((each) => each.stored.length > 0 || !each.able.has('create'));

const account = py`
  async def create_account(client: Caller) -> Json:
      """Insert an account that rows can refer to."""
      return {"id": str((await create_user(client.app)).id)}
`;

const insert = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def insert(app: ${FastAPI}, model: type[${tests.model}], schema: type[${pydantic.BaseModel}], values: Json) -> Json:
      """Store a row and return it as responses show it."""
      ${flow.part(tests.insertJson)}
      return schema.model_validate(row).model_dump(mode="json", by_alias=True)
`;

const change = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def change(app: ${FastAPI}, model: type[${tests.model}], row: Json, values: Json) -> Json:
      """Store values in the columns of a row and return it with them."""
      ${flow.part(tests.change)}
      return row | values
`;

const signIn = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def sign_in(app: ${FastAPI}, user: ${User}) -> str:
      """Start a login session for \`user\` and return an access token."""
      claims = ${Claims}(sub=user.id, sid=${uuidUtils.uuid7}(), jti=${uuidUtils.uuid7}())
      ${flow.part(tests.insert(null, LoginSession, [py`id=claims.sid`, py`user_id=user.id`, py`refresh_id=claims.jti`]))}
      return ${TokenSigner}(app.state.settings).issue(${TokenKind}.ACCESS, claims)
`;

const problems = py`
  def assert_problem(response: ${Response}, status: int, code: str | None = None) -> Json:
      """Check that a response is the problem called \`code\`, if it has a name; return its body."""
      assert response.status_code == status, response.text
      assert response.headers["Content-Type"] == ${errors.PROBLEM_JSON}
      problem = response.json()
      assert problem["type"] == (f"/problems/{code}" if code else "about:blank")
      assert problem["status"] == status
      assert problem["title"]
      assert problem["detail"]
      assert problem["instance"] == response.request.url.path
      assert problem["request_id"] == response.headers["X-Request-ID"]
      return problem


  def assert_invalid(response: ${Response}, *expected: str) -> None:
      """Check that exactly the values at these JSON pointers were refused."""
      problem = assert_problem(response, 422, "validation-failed")
      assert {error["location"] for error in problem["errors"]} == set(expected)
`;

const answer = py`
  def assert_answer(response: ${Response}, status: int, code: str | None) -> None:
      """Check that a response is a success, or else the problem called \`code\`."""
      if code is None:
          assert response.status_code == status, response.text
      else:
          assert_problem(response, status, code)
      assert (response.headers.get("WWW-Authenticate") == "Bearer") == (status == 401)
`;
