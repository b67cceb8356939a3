/** Failures of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { httpStatus } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { accountErrors, authenticationError, emailTaken } from '../accounts/exceptions.ts';

const { HTTPStatus } = httpStatus;
const { AppError } = errors;

/** app/auth/exceptions.py. */
export const exceptionsModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/auth/exceptions.py',
  doc: 'Failures of the auth domain.',
  body: py`
    ${authenticationError('No API key, or one that is unknown, expired or revoked.', "Send a valid API key: 'X-API-Key: <key>'.", 'ApiKey')}


    class KeyNotFoundError(${AppError}):
        """The caller has no such key, or revoked it."""

        status = ${HTTPStatus}.NOT_FOUND
        type = "/problems/key-not-found"
        title = "Key not found"
        detail = "You have no such key."


    ${plan.hasScopes && limitedKey}


    ${accountErrors(plan, emailTaken)}
  `,
});

const limitedKey = py`
  class LimitedKeyError(${AppError}):
      """A key that is limited to scopes was used to make or change keys."""

      status = ${HTTPStatus}.FORBIDDEN
      type = "/problems/limited-key"
      title = "Limited key"
      detail = "A key that is limited to scopes cannot make or change keys."
`;
