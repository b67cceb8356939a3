/** How tests run a command line. */
import type { ServicePlan } from '../../plan/index.ts';
import { config } from '../../plan/own-symbols.ts';
import { abc, modules } from '../../plan/symbols.ts';
import { from, type Part, py } from '../../python/index.ts';
import { requiredSettings } from '../auth/index.ts';

const { asyncio, pytest } = modules;
const { Awaitable, Callable } = abc;

/** Statements that put the required `settings` into the environment of a test. */
export function environment(plan: ServicePlan): Part {
  const required = requiredSettings(plan);
  if (required.length === 0) return null;
  return py`
    for name in (${required}):
        monkeypatch.setenv(name.upper(), getattr(settings, name))
  `;
}

/** Runs a command line on the database of the tests; `module` has its `main`. */
export const commandFixture = (module: string, plan: ServicePlan): Part => py`
  Command = ${Callable}[..., ${Awaitable}[None]]


  @${pytest}.fixture
  def command(settings: ${config.Settings}, monkeypatch: ${pytest}.MonkeyPatch) -> Command:
      """Runs the command line on the database of the tests."""
      ${plan.hasSecret && py`monkeypatch.setenv("SECRET_KEY", settings.secret_key.get_secret_value())`}
      monkeypatch.setenv("DATABASE_URL", settings.database_url)
      ${environment(plan)}

      async def run(*arguments: str) -> None:
          await ${asyncio}.to_thread(${from(module, 'main').main}, arguments)

      return run
`;
