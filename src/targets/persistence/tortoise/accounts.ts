/** The statements of the account service, as users of Tortoise write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import type { AccountStatements } from '../../types.ts';
import { apart, insertWithLists, prefetchLists, setDocuments, updateWithLists } from './account-lists.ts';
import { attemptStatements } from './attempts.ts';
import { identityStatements } from './identities.ts';
import { keyStatements } from './keys.ts';
import { passwordStatements } from './passwords.ts';
import { database, transactions } from './symbols.ts';

const { LoginSession, User } = authModels;
const { translated, utc_now } = database;

const byEmail = (email: Part): Part => py`await ${User}.get_or_none(email=${email})`;

export const accountStatements: AccountStatements = {
  apart,
  insertUser: (violations, plan) => py`
    ${setDocuments(plan)}
    ${insertWithLists(
      plan,
      py`
        with ${translated}(${violations}):
            await user.save()
      `,
    )}
  `,
  updateUser: (violations, plan) => py`
    changes = data.model_dump()
    ${updateWithLists(
      plan,
      py`
        if changes:
            with ${translated}(${violations}):
                await ${User}.filter(id=user.id).update(**changes)
      `,
    )}
    for name, value in changes.items():
        setattr(user, name, value)
  `,
  userByEmail: byEmail,
  releaseConnection: null,
  atomic: (changes) => py`
    async with ${transactions.in_transaction}():
        ${changes}
  `,
  hasPassword: py`
    await ${User}.filter(id=user.id, password_hash=password_hash).select_for_update().first()
  `,
  startSession: py`await ${LoginSession}.create(id=claims.sid, user_id=user.id, refresh_id=claims.jti)`,
  rotateSession: py`
    await ${LoginSession}.filter(
        id=claims.sid, refresh_id=claims.jti, revoked_at__isnull=True
    ).update(refresh_id=rotated.jti)
  `,
  rotationLost: py`not swapped`,
  keepRotation: null,
  userBySession: (plan) => py`
    await ${User}.get_or_none(
        login_sessions__id=claims.sid, login_sessions__revoked_at__isnull=True
    )${prefetchLists(plan)}
  `,
  endSession: py`
    await ${LoginSession}.filter(id=session_id, revoked_at__isnull=True).update(
        revoked_at=${utc_now}()
    )
  `,
  keys: keyStatements,
  attempts: attemptStatements,
  passwords: passwordStatements,
  identities: identityStatements,
  command: {
    userByEmail: byEmail,
    store: (attributes) => py`await user.save(update_fields=[${[...attributes]}])`,
  },
};
