/** The statements that count attempts to log in, as users of Prisma Client Python write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { AttemptStatements } from '../../types.ts';
import { database } from './symbols.ts';

const { LoginAttempt } = authModels;
const { current, everything } = database;

export const attemptStatements: AttemptStatements = {
  insert: py`await ${LoginAttempt}.prisma(self._db).create(data=${everything}(attempt))`,
  others: py`
    await ${LoginAttempt}.prisma(self._db).find_many(
        where={
            "purpose": attempt.purpose,
            "id": {"not": str(attempt.id)},
            "OR": [
                {
                    "succeeded_at": None,
                    "created_at": {"gt": failed_since},
                    "OR": [{"email": attempt.email}, {"address": attempt.address}],
                },
                {
                    "succeeded_at": {"gt": familiar_since},
                    "email": attempt.email,
                    "address": attempt.address,
                },
            ],
        }
    )
  `,
  withdraw: py`await ${LoginAttempt}.prisma(self._db).delete_many(where={"id": str(attempt.id)})`,
  letIn: py`
    attempts = ${LoginAttempt}.prisma(${current}(self._db))
    await attempts.delete_many(
        where={"purpose": "login", "email": attempt.email, "address": attempt.address}
    )
    await attempts.create(data=${everything}(attempt))
  `,
};
