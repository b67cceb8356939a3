/** The statements of the account service, as users of SQLAlchemy write them. */
import { authModels, database } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { AccountStatements } from '../../types.ts';
import { attemptStatements } from './attempts.ts';
import { identityStatements } from './identities.ts';
import { keyStatements } from './keys.ts';
import { passwordStatements } from './passwords.ts';

const { LoginSession, User } = authModels;
const { translated, utc_now } = database;

const commit = (violations: Part): Part => py`
  with ${translated}(${violations}):
      await self._session.commit()
`;

export const accountStatements: AccountStatements = {
  apart: () => [],
  insertUser: (violations, plan) => py`
    ${plan.accountTables.bare && plan.account.lists.map((each) => py`user.${new Name(each.attribute)} = []`)}
    self._session.add(user)
    ${commit(violations)}
  `,
  updateUser: (violations) => py`
    for name, value in data.model_dump().items():
        setattr(user, name, value)
    ${commit(violations)}
  `,
  userByEmail: (email) => py`await self._session.scalar(${sa.select}(${User}).where(${User}.email == ${email}))`,
  releaseConnection: py`
    # Hashing waits for a core; the connection must not wait with it.
    await self._session.commit()
  `,
  atomic: (changes) => py`
    ${changes}
    await self._session.commit()
  `,
  startSession: py`self._session.add(${LoginSession}(id=claims.sid, user_id=user.id, refresh_id=claims.jti))`,
  hasPassword: py`
    await self._session.scalar(
        ${sa.select}(${User}.id)
        .where(${User}.id == user.id, ${User}.password_hash == password_hash)
        .with_for_update(read=True)
    )
  `,
  rotateSession: py`
    await self._session.scalar(
        ${sa.update}(${LoginSession})
        .where(
            ${LoginSession}.id == claims.sid,
            ${LoginSession}.refresh_id == claims.jti,
            ${LoginSession}.revoked_at.is_(None),
        )
        .values(refresh_id=rotated.jti)
        .returning(${LoginSession}.id)
    )
  `,
  rotationLost: py`swapped is None`,
  keepRotation: py`await self._session.commit()`,
  userBySession: () => py`
    await self._session.scalar(
        ${sa.select}(${User})
        .join(${LoginSession}, ${LoginSession}.user_id == ${User}.id)
        .where(${LoginSession}.id == claims.sid, ${LoginSession}.revoked_at.is_(None))
    )
  `,
  endSession: py`
    await self._session.execute(
        ${sa.update}(${LoginSession})
        .where(${LoginSession}.id == session_id, ${LoginSession}.revoked_at.is_(None))
        .values(revoked_at=${utc_now}())
    )
    await self._session.commit()
  `,
  keys: keyStatements,
  attempts: attemptStatements,
  passwords: passwordStatements,
  identities: identityStatements,
  command: {
    userByEmail: (email) => py`await session.scalar(${sa.select}(${User}).where(${User}.email == ${email}))`,
    store: () => py`await session.commit()`,
  },
};
