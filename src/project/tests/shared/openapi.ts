/** tests/test_openapi.py: the documentation is complete. */
import { kebab } from '../../../plan/index.ts';
import { fastapi, modules, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import { authTestsOf } from './auth/index.ts';
import type { RouteFact } from '../../route-fact.ts';
import { routeFacts } from '../../route-facts.ts';
import { type Route, routesOf } from '../../resource/routes.ts';
import { table } from '../resource/parts.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';

const { json, pytest, re } = modules;
const { Any } = typing;
const { FastAPI } = fastapi;

/** The tests of the OpenAPI document. */
export const openapiTests = (suite: Suite): ModuleSpec => ({
  path: 'tests/test_openapi.py',
  doc: 'The documentation is complete: no route may be added without it.',
  body: paragraphs(
    py`Operation = dict[str, ${Any}]`,
    fixtures,
    described,
    grouped(suite),
    stableIds(routeFacts(suite.plan)),
    headers(suite.resources),
    security(suite),
    problems,
    authTestsOf(suite)?.openapi,
    references,
  ),
});

const fixtures = py`
  @${pytest}.fixture
  def schema(app: ${FastAPI}) -> dict[str, ${Any}]:
      return app.openapi()


  @${pytest}.fixture
  def operations(schema: dict[str, ${Any}]) -> dict[str, Operation]:
      """The documentation of every route, by its operation id."""
      return {
          operation["operationId"]: operation
          for path in schema["paths"].values()
          for operation in path.values()
      }
`;

const described = py`
  async def test_documentation_is_served(client: ${helpers.Caller}) -> None:
      for path in ("/docs", "/redoc", "/openapi.json"):
          assert (await client.get(path)).status_code == 200


  def test_operations_are_described(operations: dict[str, Operation]) -> None:
      for operation in operations.values():
          assert operation["summary"]
          assert operation["description"].endswith(".")
`;

function grouped({ plan, resources }: Suite): Part {
  const elsewhere = resources.flatMap(({ resource }) =>
    routesOf(resource)
      .filter((each) => !each.isBelow)
      .map((each) => `${plan.config.api_prefix}${each.suffix}`),
  );
  const inPath = py`assert tags <= set(path.split("/"))`;
  return py`
    def test_operations_are_grouped(schema: dict[str, ${Any}]) -> None:
        groups = {${['auth', 'health', ...resources.map(({ resource }) => kebab(resource.plural))]}}
        ${elsewhere.length > 0 && py`elsewhere = {${[...new Set(elsewhere)]}}`}

        for path, operations in schema["paths"].items():
            tags = {tag for operation in operations.values() for tag in operation["tags"]}
            assert len(tags) == 1
            ${
              elsewhere.length > 0
                ? py`
                    assert tags <= groups
                    if path not in elsewhere:
                        ${inPath}
                  `
                : py`assert tags <= groups & set(path.split("/"))`
            }
  `;
}

const stableIds = (routes: readonly RouteFact[]): Part => py`
  def test_operation_ids_are_stable(operations: dict[str, Operation]) -> None:
      assert sorted(operations) == ${table(
        routes
          .map((each) => each.operation_id)
          .toSorted()
          .map((id) => py`${id}`),
      )}
`;

/** Headers of successful answers. */
function headers(resources: readonly ResourceSuite[]): Part {
  const rows = resources.flatMap(({ resource }) =>
    routesOf(resource).flatMap((route) => {
      const names = [
        ...(resource.locked && route.row === resource ? ['ETag'] : []),
        ...(route.operation === 'create' && resource.operations.has('get') ? ['Location'] : []),
      ];
      return names.length > 0 ? [py`(${[route.functionName, String(route.success), py`{${names}}`]})`] : [];
    }),
  );
  if (rows.length === 0) return null;
  return py`
    @${pytest}.mark.parametrize(("operation_id", "status", "headers"), ${table(rows)})
    def test_headers_are_documented(
        operations: dict[str, Operation], operation_id: str, status: str, headers: set[str]
    ) -> None:
        documented = operations[operation_id]["responses"][status]["headers"]

        assert set(documented) == headers
        assert all(header["schema"] == {"type": "string"} for header in documented.values())
  `;
}

/** Which routes need a caller, which take one, and which do not care. */
function security(suite: Suite): Part {
  const { resources } = suite;
  const scheme = authTestsOf(suite)?.scheme ?? '';
  const routes = resources.flatMap(({ resource }) => routesOf(resource));
  const ids = (caller: Route['caller']): string[] =>
    routes
      .filter((route) => route.caller === caller)
      .map((route) => route.functionName)
      .toSorted();
  if (routes.length === 0) return null;
  return py`
    def test_security_is_declared(operations: dict[str, Operation]) -> None:
        ${check(ids('required'), py`[{${scheme}: []}]`)}
        ${check(ids('optional'), py`[{${scheme}: []}, {}]`)}
        ${ids('none').length > 0 && openRoutes(ids('none'))}
  `;
}

const check = (names: readonly string[], declared: Part): Part =>
  names.length > 0 &&
  py`
    for operation_id in ${table(names.map((name) => py`${name}`))}:
        assert operations[operation_id].get("security") == ${declared}
  `;

const openRoutes = (names: readonly string[]): Part => py`
  for operation_id in ${table(names.map((name) => py`${name}`))}:
      assert "security" not in operations[operation_id]
`;

const problems = py`
  def test_errors_are_problems(operations: dict[str, Operation]) -> None:
      for operation in operations.values():
          for status, response in operation["responses"].items():
              if status >= "400":
                  assert list(response["content"]) == ["application/problem+json"]
                  media = response["content"]["application/problem+json"]
                  assert media["schema"] == {"$ref": "#/components/schemas/Problem"}
                  assert all(
                      example["value"]["status"] == int(status)
                      for example in media["examples"].values()
                  )
          assert {"422", "429", "500"} <= set(operation["responses"])
`;

const references = py`
  def test_references_resolve(schema: dict[str, ${Any}]) -> None:
      known = schema["components"]["schemas"]

      used = ${re}.findall(r'"\$ref": "#/components/schemas/(\w+)"', ${json}.dumps(schema))

      assert "Problem" in used
      assert set(used) <= set(known)
`;
