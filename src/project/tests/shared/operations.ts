/** tests/test_operations.py: what operators rely on. */
import type { BrokenRow } from '../../../targets/types.ts';
import type { ProjectParts, ServicePlan } from '../../../plan/index.ts';
import { listed } from '../../root/about.ts';
import { environment } from '../command.ts';
import type { Suite } from '../suite.ts';
import { config, requestLogging } from '../../../plan/own-symbols.ts';
import { fastapi, modules, pathlib, pydantic, uuids } from '../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import { conftest, helpers } from '../symbols.ts';
import type { FieldPlan } from '../../../plan/index.ts';
import { authTestsOf } from './auth/index.ts';
import type { Probe } from './probe.ts';

const { importlib, json, logging, pytest, sys } = modules;
const { UUID } = uuids;
const { FastAPI } = fastapi;
const { ValidationError } = pydantic;
const { Settings, load_settings } = config;
const { JsonFormatter, request_id_var } = requestLogging;
const { ClientFactory } = conftest;
const { Caller } = helpers;

/** The tests of settings, probes, logs and migrations. */
export function operationsTests(suite: Suite, probe: Probe): ModuleSpec {
  const {
    persistence: { tests },
    plan: { has },
  } = suite;
  return {
    path: 'tests/test_operations.py',
    doc: `What operators rely on: ${subjects(has)}.`,
    body: paragraphs(
      py`ORIGIN = "https://app.example.com"`,
      has.readiness ? [probes, tests.withoutDatabase] : liveness,
      has.hardeningTests && tests.database(brokenRow(suite)),
      has.requestIds && [requestIds(probe), logs],
      crossOrigin(probe),
      start(suite.plan),
      has.migrations && tests.migrations(suite.plan),
    ),
  };
}

const subjects = (has: ProjectParts): string =>
  listed([
    'settings',
    has.readiness ? 'probes' : 'the probe',
    ...(has.requestIds ? ['request ids', 'logs'] : []),
    'CORS',
    ...(has.migrations ? ['migrations'] : []),
  ]);

const liveness = py`
  async def test_liveness(client: ${Caller}) -> None:
      response = await client.get("/health/live")

      assert response.status_code == 200
      assert response.json() == {"status": "ok"}
`;

const probes = py`
  @${pytest}.mark.parametrize("probe", ["live", "ready"])
  async def test_probes(client: ${Caller}, probe: str) -> None:
      response = await client.get(f"/health/{probe}")

      assert response.status_code == 200
      assert response.json() == {"status": "ok"}

`;

/** A row that the database refuses; null when it takes anything. */
function brokenRow(suite: Suite): BrokenRow | null {
  const ofAccounts = authTestsOf(suite)?.orphan;
  if (ofAccounts) return ofAccounts;
  const strict = suite.resources.find(({ resource }) => resource.fields.some(isNeeded));
  return strict ? { model: strict.resource.model, table: strict.resource.table, values: [] } : null;
}

const isNeeded = ({ field, list }: FieldPlan): boolean => field.required && !field.nullable && !list;

const requestIds = (probe: Probe): Part => py`
  @${pytest}.mark.parametrize("given", ["abc-123", "A.b_9", "x" * 64])
  async def test_request_id_of_the_caller_is_kept(client: ${Caller}, given: str) -> None:
      response = await client.get(${probe.path}, headers={"X-Request-ID": given})

      assert response.headers["X-Request-ID"] == given


  @${pytest}.mark.parametrize("given", ["", "a b", 'a"b', "x" * 65])
  async def test_unsafe_request_ids_are_replaced(client: ${Caller}, given: str) -> None:
      response = await client.get(${probe.path}, headers={"X-Request-ID": given})

      assert ${UUID}(response.headers["X-Request-ID"]).version == 7


  async def test_every_request_is_logged(
      client: ${Caller}, caplog: ${pytest}.LogCaptureFixture
  ) -> None:
      await client.get(${probe.path})

      [record] = [record for record in caplog.records if record.message == "request"]
      logged = vars(record)
      assert (logged["method"], logged["path"], logged["status"]) == ("GET", ${probe.path}, ${probe.status})
      assert 0 < logged["duration_ms"] < 10_000
`;

const logs = py`
  def test_log_lines_are_json() -> None:
      record = ${logging}.makeLogRecord(
          {"name": "app", "levelname": "INFO", "msg": "hello %s", "args": ("you",), "size": 3}
      )
      token = ${request_id_var}.set("id-1")

      line = ${json}.loads(${JsonFormatter}().format(record))

      ${request_id_var}.reset(token)
      assert line.pop("time").endswith("+00:00")
      assert line == {
          "level": "INFO",
          "logger": "app",
          "message": "hello you",
          "request_id": "id-1",
          "size": 3,
      }


  def test_log_lines_hold_exceptions() -> None:
      try:
          raise ValueError("broken")
      except ValueError:
          record = ${logging}.makeLogRecord({"exc_info": ${sys}.exc_info()})

      assert "ValueError: broken" in ${json}.loads(${JsonFormatter}().format(record))["exception"]
`;

const crossOrigin = (probe: Probe): Part => py`
  async def test_cors_is_off_by_default(client: ${Caller}) -> None:
      response = await client.get(${probe.path}, headers={"Origin": ORIGIN})

      assert "Access-Control-Allow-Origin" not in response.headers


  async def test_cors_for_configured_origins(client_with: ${ClientFactory}) -> None:
      client = await client_with(cors_origins=[ORIGIN])

      allowed = await client.get(${probe.path}, headers={"Origin": ORIGIN})
      other = await client.get(${probe.path}, headers={"Origin": "https://evil.example"})

      assert allowed.headers["Access-Control-Allow-Origin"] == ORIGIN
      assert "ETag" in allowed.headers["Access-Control-Expose-Headers"]
      assert "Access-Control-Allow-Origin" not in other.headers
`;

const secret = py`
  @${pytest}.mark.parametrize("secret", [None, "too short"])
  def test_there_is_no_default_secret(
      monkeypatch: ${pytest}.MonkeyPatch, tmp_path: ${pathlib.Path}, secret: str | None
  ) -> None:
      monkeypatch.chdir(tmp_path)
      monkeypatch.delenv("SECRET_KEY", raising=False)
      if secret:
          monkeypatch.setenv("SECRET_KEY", secret)

      with ${pytest}.raises(${ValidationError}, match="secret_key"):
          ${load_settings}()
`;

const start = (plan: ServicePlan): Part => py`
  ${plan.hasSecret && secret}


  def test_entry_point(monkeypatch: ${pytest}.MonkeyPatch, settings: ${Settings}) -> None:
      ${plan.hasSecret && py`monkeypatch.setenv("SECRET_KEY", "x" * 32)`}
      monkeypatch.setenv("DATABASE_URL", settings.database_url)
      ${environment(plan)}

      main = ${importlib}.import_module("app.main")

      assert isinstance(main.app, ${FastAPI})
      assert main.app.state.settings.database_url == settings.database_url
`;
