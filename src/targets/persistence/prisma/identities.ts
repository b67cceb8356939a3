/** The statements of the service of accounts that an issuer vouches for, as users of Prisma Client Python write them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import type { IdentityStatements } from '../../types.ts';

const users = py`${authModels.User}.prisma(self._db)`;

/** Fetches the lists of accounts with them. */
export const includeLists = ({ account }: ServicePlan): Part =>
  account.lists.length > 0 && py`include={${account.lists.map((each) => py`${each.list!.rows}: True`)}}`;

const ofSubject = (plan: ServicePlan): Part[] => [
  py`where={"issuer": claims.iss, "subject": claims.sub}`,
  includeLists(plan),
];

export const identityStatements: IdentityStatements = {
  holder: (plan) => py`await ${users}.find_first(${ofSubject(plan)})`,
  returnOther: (plan) => py`return await ${users}.find_first_or_raise(${ofSubject(plan)})`,
};
