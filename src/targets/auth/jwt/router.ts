/** Routes of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { Persistence } from '../../types.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { meRoutes, takenErrors } from '../accounts/me.ts';
import { passwordRoutes } from './password-routes.ts';
import { authDependencies, authExceptions, authSchemas, errors, rateLimit } from '../../../plan/own-symbols.ts';
import { fastapi, httpStatus, typing } from '../../../plan/symbols.ts';

const { HTTPStatus } = httpStatus;
const { Annotated } = typing;
const { APIRouter, Depends, Form } = fastapi;
const { AuthServiceDep, no_store, ThrottleDep } = authDependencies;
const { InvalidCredentialsError, InvalidRefreshTokenError, TooManyAttemptsError } = authExceptions;
const { LoginForm, RefreshRequest, TokenPair, UserCreate, UserRead } = authSchemas;
const { BODY_ERRORS, problems } = errors;
const { rate_limit } = rateLimit;

/** app/auth/router.py. */
export const routerModule = (plan: ServicePlan, { flow }: Persistence): ModuleSpec => ({
  path: 'app/auth/router.py',
  doc: 'Routes of the auth domain.',
  body: flow.part(py`
    router = ${APIRouter}(${[
      py`prefix="/auth"`,
      py`tags=["auth"]`,
      plan.has.rateLimits && py`dependencies=[${Depends}(${rate_limit}("auth"))]`,
    ]})


    @router.post(
        "/register",
        operation_id="register_user",
        summary="Register",
        description="Creates an account. Log in afterwards to get tokens.",
        status_code=${HTTPStatus}.CREATED,
        response_model=${UserRead},
        responses=${problems}(*${BODY_ERRORS}, ${takenErrors(plan)}),
    )
    async def register_user(data: ${UserCreate}, service: ${AuthServiceDep}) -> ${UserRead}:
        """Create an account."""
        return ${UserRead}.model_validate(await service.register(data))


    @router.post(
        "/login",
        operation_id="login",
        summary="Log in",
        description=(
            "Exchanges an email address and a password for an access and a refresh token. "
            "After several failures the next attempts have to wait."
        ),
        response_model=${TokenPair},
        dependencies=[${Depends}(${no_store})],
        responses=${problems}(*${BODY_ERRORS}, ${InvalidCredentialsError}, ${TooManyAttemptsError}),
    )
    async def login(
        form: ${Annotated}[${LoginForm}, ${Form}()], service: ${AuthServiceDep}, throttle: ${ThrottleDep}
    ) -> ${TokenPair}:
        """Start a login session."""
        return await service.login(form, throttle)


    @router.post(
        "/refresh",
        operation_id="refresh_tokens",
        summary="Refresh tokens",
        description=(
            "Exchanges a refresh token for a new pair. Each refresh token works once: using it "
            "again ends the login session, because one of its two users must be a thief."
        ),
        response_model=${TokenPair},
        dependencies=[${Depends}(${no_store})],
        responses=${problems}(*${BODY_ERRORS}, ${InvalidRefreshTokenError}),
    )
    async def refresh_tokens(data: ${RefreshRequest}, service: ${AuthServiceDep}) -> ${TokenPair}:
        """Rotate the refresh token."""
        return await service.refresh(data.refresh_token)


    @router.post(
        "/logout",
        operation_id="logout",
        summary="Log out",
        description="Ends the login session at once; its access tokens stop working too.",
        status_code=${HTTPStatus}.NO_CONTENT,
        response_model=None,
        responses=${problems}(*${BODY_ERRORS}, ${InvalidRefreshTokenError}),
    )
    async def logout(data: ${RefreshRequest}, service: ${AuthServiceDep}) -> None:
        """End the login session."""
        await service.logout(data.refresh_token)


    ${meRoutes(plan, 'access token')}


    ${passwordRoutes}
  `),
});
