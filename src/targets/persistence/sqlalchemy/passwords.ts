/** The statements of the service of passwords, as users of SQLAlchemy write them. */
import { authModels, database } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import { py } from '../../../python/index.ts';
import type { PasswordStatements } from '../../types.ts';

const { LoginSession, PasswordResetToken, User } = authModels;
const { utc_now } = database;

export const passwordStatements: PasswordStatements = {
  replace: py`
    await self._session.scalar(
        ${sa.update}(${User})
        .where(${User}.id == user.id, ${User}.password_hash == checked_hash)
        .values(password_hash=password_hash)
        .returning(${User}.id)
    )
  `,
  set: py`
    user.password_hash = password_hash
    await self._session.flush()
  `,
  revokeAll: py`
    await self._session.execute(
        ${sa.update}(${LoginSession})
        .where(${LoginSession}.user_id == user.id, ${LoginSession}.revoked_at.is_(None))
        .values(revoked_at=${utc_now}())
    )
    await self._session.execute(
        ${sa.delete}(${PasswordResetToken}).where(${PasswordResetToken}.user_id == user.id)
    )
  `,
  takeToken: py`
    user_id = await self._session.scalar(
        ${sa.delete}(${PasswordResetToken})
        .where(${PasswordResetToken}.token_hash == token_hash, ${PasswordResetToken}.expires_at > ${utc_now}())
        .returning(${PasswordResetToken}.user_id)
    )
    await self._session.commit()
  `,
  userById: py`await self._session.get_one(${User}, user_id)`,
  afterwards: {
    dependency: null,
    parameter: py`database: ${database.Database}`,
    argument: py`request.app.state.database`,
    keep: py`self._database = database`,
    within: (body) => py`
      async with self._database.session() as session:
          ${body}
    `,
  },
  userByEmail: py`await session.scalar(${sa.select}(${User}).where(${User}.email == email))`,
  replaceToken: py`
    await session.execute(
        ${sa.delete}(${PasswordResetToken}).where(${PasswordResetToken}.user_id == user.id)
    )
    session.add(token)
    await session.commit()
  `,
};
