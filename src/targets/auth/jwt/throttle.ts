/** app/auth/throttle.py: whoever guesses passwords has to wait. */
import { authExceptions, authModels, config, database } from '../../../plan/own-symbols.ts';
import { abc, dates, fastapi, ipaddress, maths, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';

const { Sequence } = abc;
const { datetime, timedelta } = dates;
const { Request } = fastapi;
const { ceil } = maths;
const { NamedTuple } = typing;
const { IPv6Address, IPv6Network, ip_address } = ipaddress;
const { TooManyAttemptsError } = authExceptions;
const { LoginAttempt } = authModels;
const { Settings } = config;
const { utc_now } = database;

/** app/auth/throttle.py. */
export const throttleModule = ({ accounts: { attempts }, flow, session }: Persistence): ModuleSpec => ({
  path: 'app/auth/throttle.py',
  doc: [
    'Guessing passwords takes time: failed attempts are counted by account and by client address.',
    '',
    'Attempts are rows of the database, so all processes count together, and each is stored before it',
    'is made, so simultaneous ones count each other. An attempt that has to wait is not counted: the wait',
    'does not grow. Attackers cannot lock a person out: what they do to an account elsewhere does not matter at',
    'addresses from which it was logged in to lately, or from which its password was reset.',
  ].join('\n'),
  body: flow.part(py`
    _WINDOW = ${timedelta}(minutes=15)
    # For how long an address belongs to an account after a login.
    _FAMILIAR = ${timedelta}(days=90)


    class _Limits(${NamedTuple}):
        """How many attempts there may be within the window."""

        here: int
        account: int
        address: int


    class Throttle:
        """Counts the attempts of one client; an account need not exist to be counted."""

        def __init__(${[py`self`, session.parameter, py`settings: ${Settings}`, py`address: str`]}) -> None:
            ${session.keep}
            self._settings = settings
            self._address = address

        async def count_login(self, email: str) -> None:
            """Count an attempt to prove a password, before it is made."""
            limit = self._settings.login_throttle
            await self._count("login", email, _Limits(limit, limit * 4, limit * 10))

        async def count_reset(self, email: str) -> None:
            """Count a request for a mail, which nobody should get many of."""
            limit = self._settings.reset_throttle
            await self._count("reset", email, _Limits(limit, limit, limit * 10))

        async def let_in(self, email: str) -> None:
            """Forget what failed here, and know this address from now on; part of a transaction."""
            attempt = ${LoginAttempt}(
                purpose="login", email=email, address=self._address, succeeded_at=${utc_now}()
            )
            ${attempts.letIn}

        async def _count(self, purpose: str, email: str, limits: _Limits) -> None:
            attempt = ${LoginAttempt}(purpose=purpose, email=email, address=self._address)
            ${attempts.insert}
            now = ${utc_now}()
            others = await self._others(attempt, now)
            failed = [each for each in others if each.succeeded_at is None]
            of_account = [each for each in failed if each.email == email]
            of_address = [each for each in failed if each.address == self._address]
            here = [each for each in of_account if each.address == self._address]
            is_familiar = len(failed) < len(others)
            wait = max(
                _wait(here, limits.here, now),
                _wait(of_address, limits.address, now),
                0 if is_familiar else _wait(of_account, limits.account, now),
            )
            if wait > 0:
                ${attempts.withdraw}
                raise ${TooManyAttemptsError}(headers={"Retry-After": str(wait)})

        async def _others(self, attempt: ${LoginAttempt}, now: ${datetime}) -> ${Sequence}[${LoginAttempt}]:
            failed_since, familiar_since = now - _WINDOW, now - _FAMILIAR
            return ${attempts.others}


    def _wait(failed: list[${LoginAttempt}], limit: int, now: ${datetime}) -> int:
        # Seconds until fewer than \`limit\` of them are within the window.
        newest = sorted(each.created_at for each in failed)[-limit:]
        return ${ceil}((newest[0] + _WINDOW - now).total_seconds()) if len(newest) == limit else 0


    def client_address(request: ${Request}) -> str:
        """Return the address of a client; of IPv6 its network, because one client has all of that."""
        try:
            address = ${ip_address}(request.client.host if request.client else "")
        except ValueError:
            return "unknown"
        if not isinstance(address, ${IPv6Address}):
            return str(address)
        return str(address.ipv4_mapped or ${IPv6Network}((int(address), 64), strict=False))
  `),
});
