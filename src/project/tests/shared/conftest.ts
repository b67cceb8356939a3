/** tests/conftest.py: a real application on a real database, and those who call it. */
import type { Persistence } from '../../../targets/types.ts';
import { config, factory } from '../../../plan/own-symbols.ts';
import { abc, contexts, fastapi, modules } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { STAFF, type Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { authTestsOf } from './auth/index.ts';

const { pytest } = modules;
const { AsyncGenerator, Awaitable, Callable } = abc;
const { FastAPI } = fastapi;
const { Settings } = config;
const { Caller, create_user, sign_in } = helpers;

const ABOUT = (
  elsewhere: boolean,
): string => `A real application on a real database: no mocks, no overridden dependencies.

Requests commit as in production, so a missing commit fails a test and races can be tested; every test starts with empty
tables.${elsewhere ? ' TEST_DATABASE_URL runs the same suite on PostgreSQL.' : ''}`;

/** The fixtures. */
export const conftestModule = (suite: Suite): ModuleSpec => ({
  path: 'tests/conftest.py',
  doc: ABOUT(!suite.persistence.oneDatabase),
  body: paragraphs(
    py`
      ClientFactory = ${Callable}[..., ${Awaitable}[${Caller}]]
      ${(suite.plan.hasAccounts || triesActions(suite)) && py`Callers = dict[str, ${Caller}]`}
    `,
    suite.persistence.flow.part(suite.persistence.tests.databaseUrl(suite.plan)),
    settings(suite),
    authTestsOf(suite)?.fixtures,
    app(suite),
    cleanTables(suite),
    fixtures(suite),
    suite.plan.hasAccounts ? everyone(suite) : triesActions(suite) && onlyClient(suite),
    clientWith(suite.persistence),
  ),
});

/** Whether tests of actions name their callers. */
const triesActions = ({ resources }: Suite): boolean =>
  resources.some(({ resource }) => resource.actions.some((each) => !each.procedure));

/** Without accounts, everybody is the same. */
const onlyClient = ({ owner }: Suite): Part => py`
  @${pytest}.fixture
  def callers(${owner}: ${Caller}) -> Callers:
      """Everyone whom the access rules tell apart."""
      return {${owner.id}: ${owner}}
`;

const settings = (suite: Suite): Part => py`
  @${pytest}.fixture(scope="session")
  def settings(${[py`database_url: str`, authTestsOf(suite)?.issuer?.parameter]}) -> ${Settings}:
      return ${Settings}(
          ${suite.plan.hasSecret && py`secret_key="only-for-tests-" + "x" * 49,  # pyright: ignore[reportArgumentType]`}
          database_url=database_url,
          ${authTestsOf(suite)?.fixedSettings?.map((each) => py`${each},`)}
          ${authTestsOf(suite)?.issuer?.settings}
          ${suite.plan.has.rateLimits && rateLimits(suite)}
          cors_origins=[],
          ${suite.plan.has.requestIds && py`log_level="INFO",`}
      )
`;

const rateLimits = (suite: Suite): Part => py`
  rate_limit_default="10000/second",
  ${authTestsOf(suite)?.settings.map((each) => py`${each},`)}
  rate_limit_storage="async+memory://",
`;

const app = ({ plan: { has }, persistence: { tests } }: Suite): Part => py`
  @${pytest}.fixture(scope="session")
  async def app(settings: ${Settings}) -> ${AsyncGenerator}[${FastAPI}]:
      ${has.migrations && tests.migrate}
      app = ${factory.create_app}(settings)
      async with app.router.lifespan_context(app):
          yield app
`;

const cleanTables = ({ plan, persistence: { tests, flow } }: Suite): Part =>
  flow.part(py`
  @${pytest}.fixture(autouse=True)
  async def clean_tables(app: ${FastAPI}) -> None:
      ${tests.clean(plan)}
`);

function fixtures({ owner, grants, hasStaff, plan }: Suite): Part[] {
  const names = (kind: 'role' | 'scope'): string[] =>
    grants.filter((each) => each.kind === kind).map((each) => each.name);
  const all = [
    names('role').length > 0 && py`roles=[${names('role')}]`,
    names('scope').length > 0 && py`scopes=[${names('scope')}]`,
  ];
  return [
    py`
      @${pytest}.fixture
      async def client(app: ${FastAPI}) -> ${AsyncGenerator}[${Caller}]:
          """${new Name(plan.hasAccounts ? 'An anonymous caller' : 'Anybody')}."""
          async with ${Caller}(app) as client:
              yield client
    `,
    plan.hasAccounts && signedIn(owner, 'A caller who is logged in and owns what the tests create.', []),
    plan.hasAccounts && signedIn(new Name('stranger'), 'A caller who is logged in and owns nothing.', []),
    hasStaff && signedIn(STAFF, 'A caller who owns what the tests create, and whom every rule lets in.', all),
  ].filter((each) => each !== false);
}

const signedIn = (id: Name, about: string, grants: readonly Part[]): Part => py`
  @${pytest}.fixture
  async def ${id}(app: ${FastAPI}) -> ${AsyncGenerator}[${Caller}]:
      ${doc(about)}
      async with ${Caller}(app, await ${sign_in}(app, await ${create_user}(${[py`app`, ...grants]}))) as client:
          yield client
`;

/** Everyone whom access rules can tell apart. */
function everyone({ owner, grants, hasStaff }: Suite): Part {
  const known: readonly Name[] = [owner, new Name('stranger'), ...(hasStaff ? [STAFF] : [])];
  const parameters = [
    grants.length > 0 && py`app: ${FastAPI}`,
    py`client: ${Caller}`,
    ...known.map((each) => py`${each}: ${Caller}`),
  ];
  const all = py`{${[py`"anonymous": client`, ...known.map((each) => py`${each.id}: ${each}`)]}}`;
  if (grants.length === 0) {
    return py`
      @${pytest}.fixture
      def callers(${parameters}) -> Callers:
          """Everyone whom the access rules tell apart."""
          return ${all}
    `;
  }
  const table = grants.map(({ kind, name }) => py`${`${kind}:${name}`}: {${[py`${`${kind}s`}: [${name}]`]}},`);
  return py`
    GRANTS: dict[str, dict[str, list[str]]] = {
        ${table}
    }


    @${pytest}.fixture
    async def callers(${parameters}) -> ${AsyncGenerator}[Callers]:
        """Everyone whom the access rules tell apart, holders of each grant among them."""
        found = ${all}
        async with ${contexts.AsyncExitStack}() as stack:
            for name, grant in GRANTS.items():
                token = await ${sign_in}(app, await ${create_user}(app, **grant))
                found[name] = await stack.enter_async_context(${Caller}(app, token))
            yield found
  `;
}

function clientWith({ tests }: Persistence): Part {
  const started = tests.lifespanOf(new Name('other'));
  return py`
  @${pytest}.fixture
  async def client_with(settings: ${Settings}, app: ${FastAPI}) -> ${AsyncGenerator}[ClientFactory]:
      """Makes anonymous callers of applications with other settings on the same database."""
      async with ${contexts.AsyncExitStack}() as stack:

          async def build(**overrides: object) -> ${Caller}:
              other = ${factory.create_app}(settings.model_copy(update=overrides))
              ${started !== null && py`await stack.enter_async_context(${started})`}
              return await stack.enter_async_context(${Caller}(other))

          yield build
`;
}
