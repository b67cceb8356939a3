/** Puts the application together. */
import { type ModuleSpec, py } from '../../python/index.ts';
import {
  authRouter,
  config,
  contextMiddleware,
  database,
  errors,
  healthRouter,
  postsRouter,
  rateLimit,
  requestLogging,
} from '../../plan/own-symbols.ts';
import { abc, contexts, cors, fastapi, modules, typing, typingExtensions } from '../../plan/symbols.ts';

const { AsyncGenerator } = abc;
const { asynccontextmanager } = contexts;
const { Any } = typing;
const { httpx } = modules;
const { APIRouter, FastAPI } = fastapi;
const { CORSMiddleware } = cors;
const { override } = typingExtensions;
const { router: auth_router } = authRouter;
const { Settings } = config;
const { Database } = database;
const { Problem, register_error_handlers } = errors;
const { router: health_router } = healthRouter;
const { configure_logging } = requestLogging;
const { RequestContextMiddleware } = contextMiddleware;
const { RateLimiter } = rateLimit;
const { router: posts_router } = postsRouter;

/** app/factory.py. */
export const factoryModule = (): ModuleSpec => ({
  path: 'app/factory.py',
  doc: 'Puts the application together.',
  body: py`
    _EXPOSED_HEADERS = ["ETag", "Location", "RateLimit", "RateLimit-Policy", "X-Request-ID"]


    class BlogApi(${FastAPI}):
        """FastAPI, with the schema that all documented problems refer to."""

        @${override}
        def openapi(self) -> dict[str, ${Any}]:
            schema = super().openapi()
            problem = ${Problem}.model_json_schema(ref_template="#/components/schemas/{model}")
            schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
            return schema


    @${asynccontextmanager}
    async def lifespan(app: ${FastAPI}) -> ${AsyncGenerator}[None]:
        """Open what must not outlive the application, and close it again."""
        async with ${httpx}.AsyncClient(timeout=5) as client:
            app.state.http_client = client
            yield
        await app.state.database.close()


    def create_app(settings: ${Settings}) -> ${FastAPI}:
        """Build an application that depends on nothing but \`settings\`."""
        ${configure_logging}(settings.log_level)
        app = BlogApi(
            title="Blog API",
            summary="Blog posts with tags, drafts and soft delete.",
            version="1.0.0",
            lifespan=lifespan,
            redirect_slashes=False,
        )
        app.state.settings = settings
        app.state.database = ${Database}(settings.database_url)
        app.state.rate_limiter = ${RateLimiter}(settings)

        ${register_error_handlers}(app)
        if settings.cors_origins:
            app.add_middleware(
                ${CORSMiddleware},
                allow_origins=settings.cors_origins,
                allow_methods=["*"],
                allow_headers=["*"],
                expose_headers=_EXPOSED_HEADERS,
            )
        app.add_middleware(${RequestContextMiddleware}, max_body_bytes=settings.max_body_bytes)

        api = ${APIRouter}(prefix="/api/v1")
        api.include_router(${auth_router})
        api.include_router(${posts_router})
        app.include_router(api)
        app.include_router(${health_router})
        return app
  `,
});
