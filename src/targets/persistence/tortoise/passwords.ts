/** The statements of the services of passwords, as users of Tortoise write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { PasswordStatements } from '../../types.ts';
import { database, transactions } from './symbols.ts';

const { LoginSession, PasswordResetToken, User } = authModels;
const { utc_now } = database;

export const passwordStatements: PasswordStatements = {
  replace: py`
    await ${User}.filter(id=user.id, password_hash=checked_hash).update(
        password_hash=password_hash
    )
  `,
  set: py`
    user.password_hash = password_hash
    await user.save(update_fields=["password_hash"])
  `,
  revokeAll: py`
    await ${LoginSession}.filter(user_id=user.id, revoked_at__isnull=True).update(revoked_at=${utc_now}())
    await ${PasswordResetToken}.filter(user_id=user.id).delete()
  `,
  takeToken: py`
    token = await ${PasswordResetToken}.get_or_none(token_hash=token_hash, expires_at__gt=${utc_now}())
    # Of simultaneous requests one deletes the token.
    taken = token is not None and await ${PasswordResetToken}.filter(id=token.id).delete() > 0
    user_id = token.user_id if token and taken else None
  `,
  userById: py`await ${User}.get(id=user_id)`,
  afterwards: { dependency: null, parameter: null, argument: null, keep: null, within: (body) => body },
  userByEmail: py`await ${User}.get_or_none(email=email)`,
  replaceToken: py`
    async with ${transactions.in_transaction}():
        await ${PasswordResetToken}.filter(user_id=user.id).delete()
        await token.save()
  `,
};
