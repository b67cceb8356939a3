/** Liveness and readiness probes. */
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence } from '../../targets/types.ts';
import { type ModuleSpec, type Part, py } from '../../python/index.ts';
import { errors } from '../../plan/own-symbols.ts';
import { fastapi, modules, pydantic, typing } from '../../plan/symbols.ts';

const { logging } = modules;
const { Literal } = typing;
const { APIRouter } = fastapi;
const { BaseModel } = pydantic;
const { ServiceUnavailableError, problems } = errors;

const readiness = ({ parameter, statement, errors: unreachable }: Persistence['ping']): Part => py`
  @router.get(
      "/ready",
      operation_id="check_readiness",
      summary="Check readiness",
      description="Answers 200 when the database does; send no traffic while this fails.",
      response_model=Health,
      responses=${problems}(${ServiceUnavailableError}),
  )
  async def check_readiness(${[parameter]}) -> Health:
      """Ask the database for a sign of life."""
      try:
          ${statement}
      except ${unreachable} as error:
          logger.warning("not ready", exc_info=error)
          raise ${ServiceUnavailableError} from error
      return Health()
`;

/** app/core/health.py. */
export const healthModule = ({ has }: ServicePlan, { flow, ping }: Persistence): ModuleSpec => ({
  path: 'app/core/health.py',
  doc: has.readiness ? 'Liveness and readiness probes.' : 'The liveness probe.',
  body: flow.part(py`
    ${has.readiness && py`logger = ${logging}.getLogger(__name__)`}

    router = ${APIRouter}(prefix="/health", tags=["health"])


    class Health(${BaseModel}):
        """The answer of a probe that succeeds."""

        status: ${Literal}["ok"] = "ok"


    @router.get(
        "/live",
        operation_id="check_liveness",
        summary="Check liveness",
        description="Answers as long as the process runs; restart it when this fails.",
        response_model=Health,
        responses=${problems}(),
    )
    async def check_liveness() -> Health:
        """Answer without touching any dependency."""
        return Health()


    ${has.readiness && readiness(ping)}
  `),
});
