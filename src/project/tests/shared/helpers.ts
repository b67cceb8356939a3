/** tests/helpers.py: callers, accounts and problems, for every test. */
import { errors } from '../../../plan/own-symbols.ts';
import { fastapi, httpxPackage, itertools, pydantic, typing, uuidUtils } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { type AuthTests, authTestsOf } from './auth/index.ts';

const { Any } = typing;
const { FastAPI } = fastapi;
const { ASGITransport, AsyncClient, Response } = httpxPackage;

/** The helpers module. */
export const helpersModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/helpers.py',
  doc: 'Callers, accounts and problems, for every test.',
  body: paragraphs(
    py`
      API = ${suite.plan.config.api_prefix}
      ${authTestsOf(suite)?.constants}

      Json = dict[str, ${Any}]
      numbers = ${itertools.count}(1)
    `,
    caller(suite),
    suite.resources.some((each) => each.able.has('create')) && create,
    authTestsOf(suite)?.accounts(suite),
    suite.resources.some(refersToAccounts) && account,
    usesDatabase(suite) && suite.persistence.tests.helpers.forRows(suite.plan),
    suite.resources.some(({ able, resource }) => !able.has('create') && resource.operations.size > 0) && insert(suite),
    suite.storedOnly.size > 0 && store(suite),
    (suite.changesCallers || suite.resources.some((each) => each.stored.length > 0)) && change(suite),
    problems(suite),
    answer(suite),
    suite.plan.has.migrations && suite.persistence.tests.helpers.forMigrations,
  ),
});

function caller(suite: Suite): Part {
  const kit = authTestsOf(suite);
  const { rateLimits } = suite.plan.has;
  const parameters = [
    py`self`,
    py`app: ${FastAPI}`,
    kit && py`token: str | None = None`,
    rateLimits && py`ip: str = "127.0.0.1"`,
  ];
  return py`
    class Caller(${AsyncClient}):
        ${doc(`Calls an application without a network${kit ? '; anonymous unless there is a token' : ''}.`)}

        def __init__(${parameters}) -> None:
            ${kit && py`headers = ${kit.headers} if token else {}`}
            transport = ${ASGITransport}(${[py`app`, rateLimits && py`client=(ip, 50000)`]})
            super().__init__(${[py`transport=transport`, py`base_url="http://test"`, kit && py`headers=headers`]})
            self.app = app
  `;
}

const create = py`
  async def create(client: Caller, url: str, payload: Json) -> Json:
      """Create a row through the API."""
      response = await client.post(url, json=payload)
      assert response.status_code == 201, response.text
      return response.json()
`;

/** Whether tests need accounts that rows refer to, apart from owners. */
const refersToAccounts = ({ resource }: ResourceSuite): boolean =>
  resource.relations.some((each) => each !== resource.owner && !each.relation.readOnly && each.target() === null);

const usesDatabase = ({ resources, changesCallers }: Suite): boolean =>
  changesCallers || resources.some((each) => each.stored.length > 0 || !each.able.has('create'));

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

const store = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def store(app: ${FastAPI}, model: type[${tests.model}], values: Json) -> Json:
      """Store a row that no route shows."""
      values = {"id": str(${uuidUtils.uuid7}()), **values}
      ${flow.part(tests.insertJson)}
      return values
`;

const change = ({ persistence: { flow, tests } }: Suite): Part => py`
  async def change(app: ${FastAPI}, model: type[${tests.model}], row: Json, values: Json) -> Json:
      """Store values in the columns of a row and return it with them."""
      ${flow.part(tests.change)}
      return row | values
`;

const problems = ({ plan }: Suite): Part => py`
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
      ${plan.has.requestIds && py`assert problem["request_id"] == response.headers["X-Request-ID"]`}
      return problem


  def assert_invalid(response: ${Response}, *expected: str) -> None:
      """Check that exactly the values at these JSON pointers were refused."""
      problem = assert_problem(response, 422, "validation-failed")
      assert {error["location"] for error in problem["errors"]} == set(expected)
`;

const answer = (suite: Suite): Part => py`
  def assert_answer(response: ${Response}, status: int, code: str | None) -> None:
      """Check that a response is a success, or else the problem called \`code\`."""
      if code is None:
          assert response.status_code == status, response.text
      else:
          assert_problem(response, status, code)
      ${challenge(authTestsOf(suite))}
`;

const challenge = (kit: AuthTests | undefined): Part =>
  kit && py`assert (response.headers.get("WWW-Authenticate") == ${kit.challenge}) == (status == 401)`;
