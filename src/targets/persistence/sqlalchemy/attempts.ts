/** The statements that count attempts to log in, as users of SQLAlchemy write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import { py } from '../../../python/index.ts';
import type { AttemptStatements } from '../../types.ts';

const { LoginAttempt } = authModels;

const commit = py`await self._session.commit()`;

export const attemptStatements: AttemptStatements = {
  insert: py`
    self._session.add(attempt)
    ${commit}
  `,
  others: py`
    (
        await self._session.scalars(
            ${sa.select}(${LoginAttempt}).where(
                ${LoginAttempt}.purpose == attempt.purpose,
                ${LoginAttempt}.id != attempt.id,
                ${sa.or_}(
                    ${sa.and_}(
                        ${LoginAttempt}.succeeded_at.is_(None),
                        ${LoginAttempt}.created_at > failed_since,
                        ${sa.or_}(
                            ${LoginAttempt}.email == attempt.email, ${LoginAttempt}.address == attempt.address
                        ),
                    ),
                    ${sa.and_}(
                        ${LoginAttempt}.succeeded_at > familiar_since,
                        ${LoginAttempt}.email == attempt.email,
                        ${LoginAttempt}.address == attempt.address,
                    ),
                ),
            )
        )
    ).all()
  `,
  withdraw: py`
    await self._session.delete(attempt)
    ${commit}
  `,
  letIn: py`
    await self._session.execute(
        ${sa.delete}(${LoginAttempt}).where(
            ${LoginAttempt}.purpose == "login",
            ${LoginAttempt}.email == attempt.email,
            ${LoginAttempt}.address == attempt.address,
        )
    )
    self._session.add(attempt)
  `,
};
