/** Puts the application together. */
import type { ServicePlan } from '../../plan/index.ts';
import { importAs, type ModuleSpec, type Part, prose, py } from '../../python/index.ts';
import {
  authRouter,
  config,
  errors,
  healthRouter,
  middleware,
  rateLimit,
  requestLogging,
} from '../../plan/own-symbols.ts';
import type { Targets } from '../../targets/types.ts';
import { hasEndpointsOfItsOwn } from '../resource/router.ts';
import { abc, contexts, cors, fastapi, typing, typingExtensions } from '../../plan/symbols.ts';

const { AsyncGenerator } = abc;
const { asynccontextmanager } = contexts;
const { Any } = typing;
const { FastAPI } = fastapi;
const { CORSMiddleware } = cors;
const { override } = typingExtensions;
const { Settings } = config;
const { Problem, register_error_handlers } = errors;
const { configure_logging } = requestLogging;
const { BodyLimitMiddleware, RequestContextMiddleware } = middleware;
const { RateLimiter } = rateLimit;

/** Includes every router below the prefix of the API: one level, and the resources first, for each route tried costs time. */
function include(plan: ServicePlan): Part {
  const routers = [
    ...plan.resources
      .filter((resource) => resource.operations.size > 0)
      .flatMap((resource) => [
        importAs(`app.${resource.module}.router`, 'router', `${resource.module}_router`),
        ...(hasEndpointsOfItsOwn(resource)
          ? [importAs(`app.${resource.module}.router`, 'endpoints', `${resource.module}_endpoints`)]
          : []),
      ]),
    ...(plan.hasAccounts ? [authRouter] : []),
  ];
  const prefix = plan.config.api_prefix !== '' && py`prefix=${plan.config.api_prefix}`;
  const [only] = routers;
  if (routers.length === 1) return py`app.include_router(${[only, prefix]})`;
  return py`
    for router in (${routers}):
        app.include_router(${[py`router`, prefix]})
  `;
}

/** Headers of answers that scripts of other origins may read. */
const exposedHeaders = ({ has }: ServicePlan): string[] => [
  'ETag',
  'Location',
  ...(has.rateLimits ? ['RateLimit', 'RateLimit-Policy'] : []),
  ...(has.requestIds ? ['X-Request-ID'] : []),
];

/** app/factory.py. */
export const factoryModule = (plan: ServicePlan, targets: Targets): ModuleSpec => ({
  path: 'app/factory.py',
  doc: 'Puts the application together.',
  body: py`
    _EXPOSED_HEADERS = [${exposedHeaders(plan)}]

    ${targets.persistence.tablesAtStart(plan)}


    class Application(${FastAPI}):
        """FastAPI, with the schema that all documented problems refer to."""

        @${override}
        def openapi(self) -> dict[str, ${Any}]:
            schema = super().openapi()
            problem = ${Problem}.model_json_schema(ref_template="#/components/schemas/{model}")
            schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
            ${targets.authentication.documentation?.schema}
            return schema


    @${asynccontextmanager}
    async def lifespan(app: ${FastAPI}) -> ${AsyncGenerator}[None]:
        ${targets.persistence.lifespan(plan)}


    def create_app(settings: ${Settings}) -> ${FastAPI}:
        """Build an application that depends on nothing but \`settings\`."""
        ${plan.has.requestIds && py`${configure_logging}(settings.log_level)`}
        app = Application(
            title=${plan.title},
            ${plan.design.description !== undefined && py`description=${prose(plan.design.description, 20)},`}
            version="1.0.0",
            lifespan=lifespan,
            redirect_slashes=False,
            ${targets.authentication.documentation?.application}
        )
        app.state.settings = settings
        ${targets.persistence.state}
        ${targets.authentication.state}
        ${plan.hasLists && targets.pagination.state}
        ${plan.has.rateLimits && py`app.state.rate_limiter = ${RateLimiter}(settings)`}

        ${register_error_handlers}(app)
        if settings.cors_origins:
            app.add_middleware(
                ${CORSMiddleware},
                allow_origins=settings.cors_origins,
                allow_methods=["*"],
                allow_headers=["*"],
                expose_headers=_EXPOSED_HEADERS,
            )
        app.add_middleware(${plan.has.requestIds ? RequestContextMiddleware : BodyLimitMiddleware}, max_body_bytes=settings.max_body_bytes)

        ${include(plan)}
        app.include_router(${healthRouter})
        return app
  `,
});
