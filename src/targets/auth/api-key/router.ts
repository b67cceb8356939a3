/** Routes of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import {
  authDependencies,
  authExceptions,
  authSchemas,
  errors,
  pagination,
  rateLimit,
} from '../../../plan/own-symbols.ts';
import { fastapi, httpStatus, typing, uuids } from '../../../plan/symbols.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';
import { meRoutes } from '../accounts/me.ts';

const { HTTPStatus } = httpStatus;
const { Annotated } = typing;
const { APIRouter, Depends, Query, Request, Response } = fastapi;
const { AuthServiceDep, CurrentUser, KeyManager } = authDependencies;
const { AuthenticationError, KeyNotFoundError, LimitedKeyError } = authExceptions;
const { KeyCreate, KeyRead, KeyRotate, NewKey } = authSchemas;
const { BODY_ERRORS, problems } = errors;
const { Page, PageQuery, PaginatorDep } = pagination;

/** app/auth/router.py. */
export function routerModule(plan: ServicePlan, { flow }: Persistence): ModuleSpec {
  const Manager = plan.hasScopes ? KeyManager : CurrentUser;
  const refused: Part[] = [AuthenticationError, plan.hasScopes && LimitedKeyError];
  return {
    path: 'app/auth/router.py',
    doc: 'Routes of the auth domain.',
    body: flow.part(py`
      router = ${APIRouter}(${[
        py`prefix="/auth"`,
        py`tags=["auth"]`,
        plan.has.rateLimits && py`dependencies=[${Depends}(${rateLimit.rate_limit}("auth"))]`,
      ]})


      ${meRoutes(plan, 'API key')}


      @router.post(
          "/keys",
          operation_id="create_key",
          summary="Create a key",
          description="Makes a key for the account of the caller. Its secret is in this answer only.",
          status_code=${HTTPStatus}.CREATED,
          response_model=${NewKey},
          responses=${problems}(${[py`*${BODY_ERRORS}`, ...refused]}),
      )
      async def create_key(
          data: ${KeyCreate}, user: ${Manager}, service: ${AuthServiceDep}, response: ${Response}
      ) -> ${NewKey}:
          """Make a key."""
          response.headers["Cache-Control"] = "no-store"
          return await service.create_key(user, data)


      @router.get(
          "/keys",
          operation_id="list_keys",
          summary="List my keys",
          description="Lists the keys of the account, the newest first, without their secrets.",
          response_model=${Page}[${KeyRead}],
          responses=${problems}(${[AuthenticationError, ...plan.paging.failures.map((each) => each.symbol)]}),
      )
      async def list_keys(
          query: ${Annotated}[${PageQuery}, ${Query}()],
          user: ${CurrentUser},
          service: ${AuthServiceDep},
          paginator: ${PaginatorDep},
          request: ${Request},
      ) -> ${Page}[${KeyRead}]:
          """List the caller's keys."""
          page = await service.list_keys(user, query, paginator)
          items = [${KeyRead}.model_validate(row) for row in page.rows]
          return ${Page}[${KeyRead}].build(items, page, request)


      @router.post(
          "/keys/{key_id}/rotate",
          operation_id="rotate_key",
          summary="Rotate a key",
          description=(
              "Gives a key another secret, which is in this answer only. The old one stops working at "
              "once."
          ),
          response_model=${NewKey},
          responses=${problems}(${[py`*${BODY_ERRORS}`, ...refused, KeyNotFoundError]}),
      )
      async def rotate_key(
          key_id: ${uuids.UUID}, data: ${KeyRotate}, user: ${Manager}, service: ${AuthServiceDep}, response: ${Response}
      ) -> ${NewKey}:
          """Replace the secret of a key."""
          response.headers["Cache-Control"] = "no-store"
          return await service.rotate_key(user, key_id, data)


      @router.delete(
          "/keys/{key_id}",
          operation_id="revoke_key",
          summary="Revoke a key",
          description="Ends a key for good, at once.",
          status_code=${HTTPStatus}.NO_CONTENT,
          response_model=None,
          responses=${problems}(${[...refused, KeyNotFoundError]}),
      )
      async def revoke_key(key_id: ${uuids.UUID}, user: ${Manager}, service: ${AuthServiceDep}) -> None:
          """End a key."""
          await service.revoke_key(user, key_id)
    `),
  };
}
