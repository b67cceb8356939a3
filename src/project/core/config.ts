/** Settings, read from the environment and `.env`. */
import { authKitOf, requiredSettings } from '../auth/index.ts';
import type { ServicePlan } from '../../plan/index.ts';
import type { DatabaseUrls, Persistence } from '../../targets/types.ts';
import { doc, type ModuleSpec, type Part, py } from '../../python/index.ts';
import { fastapi, pydantic, pydanticSettings, typing } from '../../plan/symbols.ts';

const { Annotated, Literal } = typing;
const { Depends, Request } = fastapi;
const { Field, SecretStr } = pydantic;
const { BaseSettings, SettingsConfigDict } = pydanticSettings;

const rateLimits = (plan: ServicePlan): Part => py`
  rate_limit_default: str = "120/minute"
  ${authKitOf(plan)?.isLimited && py`rate_limit_auth: str = "10/minute"`}
  rate_limit_storage: str = "async+memory://"
`;

/** Where rows are kept when `DATABASE_URL` is not set. */
export function databaseUrl(plan: ServicePlan, urls: DatabaseUrls): string {
  const name = plan.slug.replaceAll('-', '_');
  return plan.config.database === 'sqlite'
    ? urls.sqlite(`./${name}.db`)
    : urls.postgresql(`${name}:${name}@localhost:5432/${name}`);
}

/** Which settings have no default, as the beginning of a sentence; empty where all have. */
function withoutDefault(plan: ServicePlan): string {
  const issuer = requiredSettings(plan).length > 0;
  if (issuer && plan.hasSecret) return ' The issuer and `SECRET_KEY` have no default on purpose.';
  if (issuer) return ' The issuer has no default on purpose.';
  return plan.hasSecret ? ' `SECRET_KEY` has no default on purpose.' : '';
}

/** app/core/config.py. */
export const configModule = (plan: ServicePlan, { urls }: Persistence): ModuleSpec => ({
  path: 'app/core/config.py',
  doc: 'Settings, read from the environment and `.env`.',
  body: py`
    class Settings(${BaseSettings}):
        ${doc(`Everything that differs between deployments.${withoutDefault(plan)}`)}

        model_config = ${SettingsConfigDict}(env_file=".env", extra="ignore", frozen=True)

        ${plan.hasSecret && py`secret_key: ${SecretStr} = ${Field}(min_length=32)`}
        database_url: str = ${databaseUrl(plan, urls)}
        ${plan.has.requestIds && py`log_level: ${Literal}["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"`}
        ${authKitOf(plan)
          ?.settings(plan)
          .map((each) => each.field)}
        ${plan.has.rateLimits && rateLimits(plan)}
        max_body_bytes: int = ${Field}(default=1_048_576, gt=0)
        cors_origins: list[str] = []


    def load_settings() -> Settings:
        """Read the environment; raises a readable error when a value is missing or wrong."""
        return Settings.model_validate({})


    async def get_settings(request: ${Request}) -> Settings:
        """Provide the settings this application was created with."""
        return request.app.state.settings


    SettingsDep = ${Annotated}[Settings, ${Depends}(get_settings)]
  `,
});
