/** Rate limiting per client address, announced in the IETF RateLimit headers. */
import { authKitOf } from '../auth/index.ts';
import type { ServicePlan } from '../../plan/index.ts';
import { type ModuleSpec, py } from '../../python/index.ts';
import { config, errors } from '../../plan/own-symbols.ts';
import {
  abc,
  fastapi,
  limitsPackage,
  limitsStorage,
  limitsStrategies,
  maths,
  modules,
  typing,
} from '../../plan/symbols.ts';

const { time } = modules;
const { Awaitable, Callable } = abc;
const { ceil } = maths;
const { Literal } = typing;
const { Request } = fastapi;
const { RateLimitItem, parse } = limitsPackage;
const { FixedWindowRateLimiter } = limitsStrategies;
const { storage_from_string } = limitsStorage;
const { Settings } = config;
const { RateLimitError } = errors;

/** app/core/rate_limit.py; null where nothing is counted. */
export const rateLimitModule = (plan: ServicePlan): ModuleSpec | null => (plan.has.rateLimits ? limiter(plan) : null);

const limiter = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/core/rate_limit.py',
  doc: 'Rate limiting per client address, announced in the IETF RateLimit headers.',
  body: py`
    Policy = ${Literal}["default"${authKitOf(plan)?.isLimited && py`, "auth"`}]


    class RateLimiter:
        """The limits of one application and the counters behind them."""

        def __init__(self, settings: ${Settings}) -> None:
            self._limiter = ${FixedWindowRateLimiter}(${storage_from_string}(settings.rate_limit_storage))
            self._limits: dict[Policy, ${RateLimitItem}] = {
                "default": ${parse}(settings.rate_limit_default),
                ${authKitOf(plan)?.isLimited && py`"auth": ${parse}(settings.rate_limit_auth),`}
            }

        async def hit(self, policy: Policy, client: str) -> tuple[bool, int, dict[str, str]]:
            """Count one request; return whether it may pass, the seconds to wait and the headers."""
            limit = self._limits[policy]
            allowed = await self._limiter.hit(limit, policy, client)
            stats = await self._limiter.get_window_stats(limit, policy, client)
            reset = max(${ceil}(stats.reset_time - ${time}.time()), 0)
            headers = {
                "RateLimit-Policy": f'"{policy}";q={limit.amount};w={limit.get_expiry()}',
                "RateLimit": f'"{policy}";r={stats.remaining};t={reset}',
            }
            return allowed, reset, headers


    def rate_limit(policy: Policy) -> ${Callable}[[${Request}], ${Awaitable}[None]]:
        """Make a dependency that counts the request against \`policy\`."""

        async def enforce(request: ${Request}) -> None:
            limiter: RateLimiter = request.app.state.rate_limiter
            client = request.client.host if request.client else "unknown"
            allowed, reset, headers = await limiter.hit(policy, client)
            request.state.response_headers.update(headers)
            if not allowed:
                raise ${RateLimitError}(headers={"Retry-After": str(reset)})

        return enforce
  `,
});
