/** Rules of accounts, whatever proves who they are. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authModels, authSchemas, errors } from '../../../plan/own-symbols.ts';
import { from, Name, type Part, py, type Sym } from '../../../python/index.ts';
import type { AccountStatements } from '../../types.ts';
import { accountUpdate } from './schemas.ts';

/** The constant that maps constraints of the accounts to errors; `identityTaken` is that of two which are called the same. */
export const violations = (plan: ServicePlan, identityTaken: Sym): Part => py`
  _VIOLATIONS: dict[str, type[${errors.AppError}]] = {
      ${`uq_users_${plan.accountTables.identity.join('_')}`}: ${identityTaken},
      ${plan.account.uniques.map((unique) => py`${unique.name}: ${from('app.auth.exceptions', unique.errorClass)[unique.errorClass]},`)}
  }
`;

/** The method that changes an account; null where nothing can be changed. */
export function updateMethod(plan: ServicePlan, accounts: AccountStatements): Part {
  if (!accountUpdate(plan)) return null;
  return py`
    async def update(self, user: ${authModels.User}, data: ${authSchemas.UserUpdate}) -> ${authModels.User}:
        """Apply the given fields."""
        ${accounts.updateUser(new Name('_VIOLATIONS'), plan)}
        return user
  `;
}
