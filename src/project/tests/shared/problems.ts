/** tests/test_problems.py: failures outside of the domains. */
import { middleware as middlewares } from '../../../plan/own-symbols.ts';
import { abc, httpxPackage, modules, starletteTypes } from '../../../plan/symbols.ts';
import { fstring, isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { routesOf } from '../../resource/routes.ts';
import { table } from '../resource/parts.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { conftest, helpers } from '../symbols.ts';
import { authTestsOf, type BodyRoute } from './auth/index.ts';
import type { Probe } from './probe.ts';

const { logging, pytest } = modules;
const { AsyncGenerator } = abc;
const { ASGITransport, AsyncClient } = httpxPackage;
const { Message, Receive, Scope, Send } = starletteTypes;
const { RequestContextMiddleware } = middlewares;
const { ClientFactory } = conftest;
const { Caller, assert_invalid, assert_problem } = helpers;

/** The tests of the error format. */
export function problemTests(suite: Suite, probe: Probe): ModuleSpec {
  const body = bodyRouteOf(suite);
  return {
    path: 'tests/test_problems.py',
    doc: 'Failures outside of the domains: every one is a problem document.',
    body: paragraphs(
      unknownPaths(probe),
      unsupportedMethod(suite),
      body && malformedBodies(body),
      suite.plan.has.hardeningTests && surrogates(suite),
      body && largeBodies(body),
      probe.tests && unexpectedError(probe.tests, suite),
      suite.plan.has.requestIds && middleware,
    ),
  };
}

/** A route that takes JSON: one of the accounts, or else one that creates rows. */
function bodyRouteOf(suite: Suite): BodyRoute | undefined {
  const ofAccounts = authTestsOf(suite)?.body;
  if (ofAccounts) return ofAccounts;
  const tests = suite.resources.find((each) => each.able.has('create'));
  return tests && { who: tests.who, path: tests.url, member: 'x' };
}

const unknownPaths = (probe: Probe): Part => py`
  async def test_unknown_path(client: ${Caller}) -> None:
      problem = ${assert_problem}(await client.get("/nowhere"), 404)

      assert problem["title"] == "Not Found"
      assert problem["errors"] == []


  async def test_trailing_slash_is_another_path(client: ${Caller}) -> None:
      ${assert_problem}(await client.get(f"{${probe.path}}/"), 404)
`;

/** Paths and the methods that they have. */
function unsupportedMethod(suite: Suite): Part {
  const [first] = suite.resources;
  const rows = [
    ...(first ? resourceMethods(first) : []),
    authTestsOf(suite)?.allowed(suite),
    py`("/docs", "GET, HEAD")`,
  ].filter(isPresent);
  return py`
    @${pytest}.mark.parametrize(("path", "allowed"), ${table(rows)})
    async def test_unsupported_method(client: ${Caller}, path: str, allowed: str) -> None:
        response = await client.put(path)

        ${assert_problem}(response, 405)
        assert sorted(response.headers["Allow"].split(", ")) == allowed.split(", ")
  `;
}

function resourceMethods({ resource, url }: ResourceSuite): Part[] {
  const routes = routesOf(resource).filter(
    (route) => !route.action && !route.link && !route.suffix.endsWith('/restore'),
  );
  const allowed = (isItem: boolean): string =>
    routes
      .filter((route) => (route.suffix !== '') === isItem)
      .map((route) => route.method)
      .toSorted()
      .join(', ');
  return [
    allowed(false) !== '' && py`(${url}, ${allowed(false)})`,
    allowed(true) !== '' && py`(${fstring(url, '/42')}, ${allowed(true)})`,
  ].filter(isPresent);
}

const malformedBodies = ({ who, path, member }: BodyRoute): Part => py`
  async def test_malformed_json(${who}: ${Caller}) -> None:
      response = await ${who}.post(
          ${path}, content=b"{", headers={"Content-Type": "application/json"}
      )

      ${assert_problem}(response, 422, "validation-failed")


  async def test_body_that_is_no_text(${who}: ${Caller}) -> None:
      response = await ${who}.post(
          ${path},
          content=b'{"${new Name(member)}": "\xff"}',
          headers={"Content-Type": "application/json"},
      )

      ${assert_problem}(response, 400)


  async def test_body_of_another_type(${who}: ${Caller}) -> None:
      response = await ${who}.post(
          ${path}, content=b"{}", headers={"Content-Type": "text/plain"}
      )

      ${assert_invalid}(response, "/body")
`;

/** Halves of surrogate pairs, which JSON can hold and no database can. */
function surrogates(suite: Suite): Part {
  const { resources } = suite;
  const accounts = authTestsOf(suite)?.surrogates ?? [];
  const text = resources
    .filter((each) => each.able.has('create'))
    .flatMap((tests) =>
      tests.resource.fields
        .filter(({ field }) => !field.readOnly && (field.type === 'string' || field.type === 'text'))
        .map((plan) => ({ tests, plan })),
    )[0];
  if (!text && accounts.length === 0) return null;
  const who = text?.tests.who ?? authTestsOf(suite)?.body?.who ?? new Name('client');
  const body = text && (text.plan.list ? py`["\ud800"]` : py`"\ud800"`);
  return py`
    @${pytest}.mark.parametrize(
        ("path", "body"),
        [
            ${text && py`(${text.tests.url}, rb'{"${new Name(text.plan.json)}": ${body}}'),`}
            ${accounts.map((each) => py`${each},`)}
        ],
    )
    async def test_halves_of_surrogate_pairs(${who}: ${Caller}, path: str, body: bytes) -> None:
        response = await ${who}.post(
            path, content=body, headers={"Content-Type": "application/json"}
        )

        ${assert_problem}(response, 422, "validation-failed")
  `;
}

const largeBodies = ({ path }: BodyRoute): Part => py`
  async def test_body_that_is_too_large(client_with: ${ClientFactory}) -> None:
      client = await client_with(max_body_bytes=10)

      accepted, refused = [
          await client.post(${path}, content=b"x" * size, headers={"Content-Type": "application/json"})
          for size in (10, 11)
      ]

      ${assert_problem}(accepted, 422, "validation-failed")
      ${assert_problem}(refused, 413)


  async def test_body_that_grows_too_large(client_with: ${ClientFactory}) -> None:
      async def stream() -> ${AsyncGenerator}[bytes]:
          for _ in range(3):
              yield b"xxxx"

      client = await client_with(max_body_bytes=10)

      ${assert_problem}(await client.post(${path}, content=stream()), 413)
`;

const unexpectedError = (tests: ResourceSuite, { plan: { has } }: Suite): Part =>
  has.requestIds ? loggedError(tests, has.rateLimits) : raisedError(tests);

const failingList = ({ resource }: ResourceSuite): Part => py`
  def fail(*_: object) -> None:
      raise RuntimeError("secret detail")

  monkeypatch.setattr(${resource.own('service', `${resource.className}Service`)}, "list_page", fail)
`;

/** The server logs what an application raises after it has answered. */
const raisedError = (tests: ResourceSuite): Part => py`
  async def test_unexpected_errors_are_not_shown(${tests.who}: ${Caller}, monkeypatch: ${pytest}.MonkeyPatch) -> None:
      ${failingList(tests)}
      transport = ${ASGITransport}(${tests.who}.app, raise_app_exceptions=False)

      async with ${AsyncClient}(transport=transport, base_url="http://test", headers=${tests.who}.headers) as caller:
          response = await caller.get(${tests.url})

      ${assert_problem}(response, 500, "internal-error")
      assert "secret detail" not in response.text
`;

const loggedError = (tests: ResourceSuite, limited: boolean): Part => py`
  async def test_unexpected_errors_are_logged_and_not_shown(
      ${tests.who}: ${Caller}, monkeypatch: ${pytest}.MonkeyPatch, caplog: ${pytest}.LogCaptureFixture
  ) -> None:
      ${failingList(tests)}

      response = await ${tests.who}.get(${tests.url})

      ${assert_problem}(response, 500, "internal-error")
      assert "secret detail" not in response.text
      ${limited && py`assert response.headers["RateLimit"]`}
      [record] = [record for record in caplog.records if record.levelno >= ${logging}.ERROR]
      assert record.message == "unhandled error"
      assert "secret detail" in caplog.text
`;

const middleware = py`
  async def test_errors_after_the_response_has_started_are_raised() -> None:
      async def app(_scope: ${Scope}, _receive: ${Receive}, send: ${Send}) -> None:
          await send({"type": "http.response.start", "status": 200, "headers": []})
          raise RuntimeError("too late")

      sent: list[${Message}] = []

      async def send(message: ${Message}) -> None:
          sent.append(message)

      async def receive() -> ${Message}:
          raise AssertionError

      scope: ${Scope} = {"type": "http", "method": "GET", "path": "/", "headers": []}
      with ${pytest}.raises(RuntimeError, match="too late"):
          await ${RequestContextMiddleware}(app, 1)(scope, receive, send)
      assert [message["type"] for message in sent] == ["http.response.start"]


  async def test_other_connections_pass_through() -> None:
      seen: list[str] = []

      async def inner(scope: ${Scope}, _receive: ${Receive}, _send: ${Send}) -> None:
          seen.append(scope["type"])

      async def receive() -> ${Message}:
          raise AssertionError

      async def send(_message: ${Message}) -> None:
          raise AssertionError

      await ${RequestContextMiddleware}(inner, 1)({"type": "lifespan"}, receive, send)

      assert seen == ["lifespan"]
`;
