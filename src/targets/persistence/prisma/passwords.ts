/** The statements of the services of passwords, as users of Prisma Client Python write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { PasswordStatements } from '../../types.ts';
import { database, prisma } from './symbols.ts';

const { LoginSession, PasswordResetToken, User } = authModels;
const { current, everything, in_transaction, utc_now } = database;

const users = py`${User}.prisma(${current}(self._db))`;

export const passwordStatements: PasswordStatements = {
  replace: py`
    await ${users}.update_many(
        where={"id": str(user.id), "password_hash": checked_hash},
        data={"password_hash": password_hash},
    )
  `,
  set: py`
    user.password_hash = password_hash
    await ${users}.update_many(
        where={"id": str(user.id)}, data={"password_hash": password_hash}
    )
  `,
  revokeAll: py`
    db = ${current}(self._db)
    await ${LoginSession}.prisma(db).update_many(
        where={"user_id": str(user.id), "revoked_at": None}, data={"revoked_at": ${utc_now}()}
    )
    await ${PasswordResetToken}.prisma(db).delete_many(where={"user_id": str(user.id)})
  `,
  takeToken: py`
    tokens = ${PasswordResetToken}.prisma(self._db)
    token = await tokens.find_first(
        where={"token_hash": token_hash, "expires_at": {"gt": ${utc_now}()}}
    )
    # Of simultaneous requests one deletes the token.
    taken = token is not None and await tokens.delete_many(where={"id": str(token.id)}) > 0
    user_id = token.user_id if token and taken else None
  `,
  userById: py`await ${User}.prisma(self._db).find_unique_or_raise(where={"id": str(user_id)})`,
  afterwards: {
    dependency: null,
    parameter: py`db: ${prisma.Prisma}`,
    argument: py`request.app.state.db`,
    keep: py`self._db = db`,
    within: (body) => body,
  },
  userByEmail: py`await ${User}.prisma(self._db).find_first(where={"email": email})`,
  replaceToken: py`
    async with ${in_transaction}(self._db) as tx:
        tokens = ${PasswordResetToken}.prisma(tx)
        await tokens.delete_many(where={"user_id": str(user.id)})
        await tokens.create(data=${everything}(token))
  `,
};
