/** Who is calling. */
import type { Persistence } from '../../types.ts';
import { doorAlias, doors, listAsksLate, type ServicePlan } from '../../../plan/index.ts';
import { type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import { authExceptions, authModels, authService } from '../../../plan/own-symbols.ts';
import { abc, fastapi, fastapiSecurity, fastapiSecurityUtils, typing } from '../../../plan/symbols.ts';

const { Annotated, Any } = typing;
const { Depends, Request } = fastapi;
const { OAuth2PasswordBearer } = fastapiSecurity;
const { AuthenticationError } = authExceptions;
const { User } = authModels;
const { AuthService } = authService;

/** The dependencies of routes that want a role or a scope. */
function grantDependencies(plan: ServicePlan): Part {
  const all = doors(plan.resources);
  if (all.length === 0) return null;
  return py`


    def require(*grants: str) -> ${abc.Callable}[[${User}], ${abc.Awaitable}[${User}]]:
        """Make a dependency that provides the caller if they hold one of \`grants\`."""

        async def get_holder(user: CurrentUser) -> ${User}:
            if user.grants.isdisjoint(grants):
                raise ${authExceptions.ForbiddenError}
            return user

        return get_holder


    ${all.map(
      (door) =>
        py`${new Name(doorAlias(door))} = ${Annotated}[${User}, ${Depends}(require(${door.map((grant) => `${grant.kind}:${grant.name}`)}))]`,
    )}
  `;
}

/** For lists that seldom need to know their caller: one dependency, where the caller would be four. */
const userFinder = ({ flow: { awaitable }, session }: Persistence): Part => py`


  # \`openapi_extra\` of routes with a \`UserFinder\`.
  SELDOM_AUTH: dict[str, ${Any}] = {"security": [{_bearer.scheme_name: []}, {}]}


  async def get_user_finder(${[session.dependency, py`request: ${Request}`]}) -> ${abc.Callable}[[], ${awaitable(py`${User} | None`)}]:
      """Provide a function that finds the caller, for routes that seldom need to know."""

      async def find_user() -> ${User} | None:
          service = ${AuthService}(${[session.argument, py`request.app.state.token_signer`]})
          scheme, token = ${fastapiSecurityUtils.get_authorization_scheme_param}(request.headers.get("Authorization"))
          return await get_optional_user(token if scheme.lower() == "bearer" else None, service)

      return find_user


  UserFinder = ${Annotated}[${abc.Callable}[[], ${awaitable(py`${User} | None`)}], ${Depends}(get_user_finder)]
`;

/** app/auth/dependencies.py. */
export const dependenciesModule = (plan: ServicePlan, persistence: Persistence): ModuleSpec => ({
  path: 'app/auth/dependencies.py',
  doc: 'Who is calling.',
  body: persistence.flow.part(py`
    _bearer = ${OAuth2PasswordBearer}(
        tokenUrl=${`${plan.config.api_prefix}/auth/login`},
        refreshUrl=${`${plan.config.api_prefix}/auth/refresh`},
        auto_error=False,
        description="Log in with an email address and a password.",
    )

    _Token = ${Annotated}[str | None, ${Depends}(_bearer)]

    # \`openapi_extra\` of routes that also serve anonymous callers.
    OPTIONAL_AUTH: dict[str, ${Any}] = {"security": [{}]}


    async def get_auth_service(${[persistence.session.dependency, py`request: ${Request}`]}) -> ${AuthService}:
        """Provide the auth service."""
        return ${AuthService}(${[persistence.session.argument, py`request.app.state.token_signer`]})


    AuthServiceDep = ${Annotated}[${AuthService}, ${Depends}(get_auth_service)]


    async def get_optional_user(token: _Token, service: AuthServiceDep) -> ${User} | None:
        """Provide the caller, or None for an anonymous one; a token that is sent must be valid."""
        return await service.authenticate(token) if token else None


    OptionalUser = ${Annotated}[${User} | None, ${Depends}(get_optional_user)]


    async def get_current_user(user: OptionalUser) -> ${User}:
        """Provide the caller; anonymous ones are turned away."""
        if user is None:
            raise ${AuthenticationError}
        return user


    CurrentUser = ${Annotated}[${User}, ${Depends}(get_current_user)]
    ${plan.resources.some(listAsksLate) && userFinder(persistence)}
    ${grantDependencies(plan)}
  `),
});
