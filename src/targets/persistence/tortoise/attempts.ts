/** The statements that count attempts to log in, as users of Tortoise write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { AttemptStatements } from '../../types.ts';
import { expressions } from './symbols.ts';

const { LoginAttempt } = authModels;
const { Q } = expressions;

export const attemptStatements: AttemptStatements = {
  insert: py`await attempt.save()`,
  others: py`
    await ${LoginAttempt}.filter(
        ${Q}(succeeded_at__isnull=True, created_at__gt=failed_since)
        & (${Q}(email=attempt.email) | ${Q}(address=attempt.address))
        | ${Q}(succeeded_at__gt=familiar_since, email=attempt.email, address=attempt.address),
        purpose=attempt.purpose,
        id__not=attempt.id,
    )
  `,
  withdraw: py`await attempt.delete()`,
  letIn: py`
    await ${LoginAttempt}.filter(
        purpose="login", email=attempt.email, address=attempt.address
    ).delete()
    await attempt.save()
  `,
};
