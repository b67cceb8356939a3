/** Dependencies of accounts with a password. */
import { authPasswords, authThrottle, mail } from '../../../plan/own-symbols.ts';
import { fastapi, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';

const { Annotated } = typing;
const { Depends, Request, Response } = fastapi;
const { PasswordService, ResetLinks } = authPasswords;
const { client_address, Throttle } = authThrottle;
const { Mailer } = mail;

/** What the routes of passwords and tokens need besides the caller. */
export const moreDependencies = ({ session, accounts: { passwords } }: Persistence): Part => py`


  async def get_throttle(${[session.dependency, py`request: ${Request}`]}) -> ${Throttle}:
      """Provide what makes clients wait that guess passwords."""
      return ${Throttle}(${[session.argument, py`request.app.state.settings`, py`${client_address}(request)`]})


  ThrottleDep = ${Annotated}[${Throttle}, ${Depends}(get_throttle)]


  async def get_password_service(${[session.dependency, py`auth: AuthServiceDep`, py`throttle: ThrottleDep`]}) -> ${PasswordService}:
      """Provide the service of passwords."""
      return ${PasswordService}(${[session.argument, py`auth`, py`throttle`]})


  PasswordServiceDep = ${Annotated}[${PasswordService}, ${Depends}(get_password_service)]


  async def get_mailer(request: ${Request}) -> ${Mailer}:
      """Provide the application's way to send mail."""
      return request.app.state.mailer


  MailerDep = ${Annotated}[${Mailer}, ${Depends}(get_mailer)]


  async def get_reset_links(request: ${Request}, mailer: MailerDep) -> ${ResetLinks}:
      """Provide what mails links after the request."""
      return ${ResetLinks}(${[passwords.afterwards.argument, py`mailer`, py`request.app.state.settings`]})


  ResetLinksDep = ${Annotated}[${ResetLinks}, ${Depends}(get_reset_links)]


  async def no_store(response: ${Response}) -> None:
      """Keep tokens out of every cache (RFC 6749, section 5.1)."""
      response.headers["Cache-Control"] = "no-store"
`;
