/** app/auth/dependencies.py: who is calling, however they prove it. */
import type { Persistence } from '../../types.ts';
import { doorAlias, doors, listAsksLate, type ServicePlan } from '../../../plan/index.ts';
import { type ModuleSpec, Name, type Part, py } from '../../../python/index.ts';
import { authExceptions, authModels, authService } from '../../../plan/own-symbols.ts';
import { abc, fastapi, typing } from '../../../plan/symbols.ts';

const { Annotated, Any } = typing;
const { Depends, Request } = fastapi;
const { AuthenticationError } = authExceptions;
const { User } = authModels;
const { AuthService } = authService;

/** What callers send to prove who they are. */
export interface Credential {
  /** The variable of the security scheme, the statement that makes it, and the alias of what it finds. */
  readonly scheme: Name;
  readonly definition: Part;
  readonly alias: Name;
  /** The variable that holds what was sent. */
  readonly variable: Name;
  /** Arguments of the service besides the session. */
  readonly serviceArguments: readonly Part[];
  /** Statements that read `variable` from `request`, or None; for lists that seldom need to know their caller. */
  readonly read: Part;
  /** Expression: what is raised at a door, whose `grants` the caller has none of. */
  readonly refusal: Part;
}

/** The dependencies of routes that want a role or a scope. */
function grantDependencies(plan: ServicePlan, { refusal }: Credential): Part {
  const all = doors(plan.resources);
  if (all.length === 0) return null;
  return py`


    def require(*grants: str) -> ${abc.Callable}[[${User}], ${abc.Awaitable}[${User}]]:
        """Make a dependency that provides the caller if they hold one of \`grants\`."""

        async def get_holder(user: CurrentUser) -> ${User}:
            if user.grants.isdisjoint(grants):
                raise ${refusal}
            return user

        return get_holder


    ${all.map(
      (door) =>
        py`${new Name(doorAlias(door))} = ${Annotated}[${User}, ${Depends}(require(${door.map((grant) => `${grant.kind}:${grant.name}`)}))]`,
    )}
  `;
}

/** For lists that seldom need to know their caller: one dependency, where the caller would be four. */
const userFinder = (
  { flow: { awaitable }, session }: Persistence,
  { scheme, read, variable, serviceArguments }: Credential,
): Part => py`


  # \`openapi_extra\` of routes with a \`UserFinder\`.
  SELDOM_AUTH: dict[str, ${Any}] = {"security": [{${scheme}.scheme_name: []}, {}]}


  async def get_user_finder(${[session.dependency, py`request: ${Request}`]}) -> ${abc.Callable}[[], ${awaitable(py`${User} | None`)}]:
      """Provide a function that finds the caller, for routes that seldom need to know."""

      async def find_user() -> ${User} | None:
          service = ${AuthService}(${[session.argument, ...serviceArguments]})
          ${read}
          return await get_optional_user(${variable}, service)

      return find_user


  UserFinder = ${Annotated}[${abc.Callable}[[], ${awaitable(py`${User} | None`)}], ${Depends}(get_user_finder)]
`;

/** The module that provides callers; `more` are dependencies of its own. */
export const dependenciesModule = (
  plan: ServicePlan,
  persistence: Persistence,
  credential: Credential,
  more: Part = null,
): ModuleSpec => ({
  path: 'app/auth/dependencies.py',
  doc: 'Who is calling.',
  body: persistence.flow.part(py`
    ${credential.definition}

    ${credential.alias} = ${Annotated}[str | None, ${Depends}(${credential.scheme})]

    # \`openapi_extra\` of routes that also serve anonymous callers.
    OPTIONAL_AUTH: dict[str, ${Any}] = {"security": [{}]}


    async def get_auth_service(${[persistence.session.dependency, credential.serviceArguments.length > 0 && py`request: ${Request}`]}) -> ${AuthService}:
        """Provide the auth service."""
        return ${AuthService}(${[persistence.session.argument, ...credential.serviceArguments]})


    AuthServiceDep = ${Annotated}[${AuthService}, ${Depends}(get_auth_service)]


    async def get_optional_user(${credential.variable}: ${credential.alias}, service: AuthServiceDep) -> ${User} | None:
        """Provide the caller, or None for an anonymous one; a ${credential.variable} that is sent must be valid."""
        return await service.authenticate(${credential.variable}) if ${credential.variable} else None


    OptionalUser = ${Annotated}[${User} | None, ${Depends}(get_optional_user)]


    async def get_current_user(user: OptionalUser) -> ${User}:
        """Provide the caller; anonymous ones are turned away."""
        if user is None:
            raise ${AuthenticationError}
        return user


    CurrentUser = ${Annotated}[${User}, ${Depends}(get_current_user)]
    ${plan.resources.some(listAsksLate) && userFinder(persistence, credential)}
    ${grantDependencies(plan, credential)}
    ${more}
  `),
});
