/** Dependencies of accounts with a password. */
import { authPasswords, authThrottle, database } from '../../../plan/own-symbols.ts';
import { fastapi, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

const { Annotated } = typing;
const { Depends, Request, Response } = fastapi;
const { PasswordService, ResetLinks } = authPasswords;
const { client_address, Throttle } = authThrottle;
const { SessionDep } = database;

/** What the routes of passwords and tokens need besides the caller. */
export const moreDependencies: Part = py`


  async def get_throttle(session: ${SessionDep}, request: ${Request}) -> ${Throttle}:
      """Provide what makes the client wait who guesses passwords."""
      return ${Throttle}(session, request.app.state.settings, ${client_address}(request))


  ThrottleDep = ${Annotated}[${Throttle}, ${Depends}(get_throttle)]


  async def get_password_service(
      session: ${SessionDep}, auth: AuthServiceDep, throttle: ThrottleDep
  ) -> ${PasswordService}:
      """Provide the service of passwords."""
      return ${PasswordService}(session, auth, throttle)


  PasswordServiceDep = ${Annotated}[${PasswordService}, ${Depends}(get_password_service)]


  async def get_reset_links(request: ${Request}) -> ${ResetLinks}:
      """Provide what mails the links."""
      return request.app.state.reset_links


  ResetLinksDep = ${Annotated}[${ResetLinks}, ${Depends}(get_reset_links)]


  async def no_store(response: ${Response}) -> None:
      """Keep tokens out of every cache (RFC 6749, section 5.1)."""
      response.headers["Cache-Control"] = "no-store"
`;
