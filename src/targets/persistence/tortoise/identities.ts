/** The statements of the service of accounts that an issuer vouches for, as users of Tortoise write them. */
import { authModels } from '../../../plan/own-symbols.ts';
import { py } from '../../../python/index.ts';
import type { IdentityStatements } from '../../types.ts';
import { prefetchLists } from './account-lists.ts';

const { User } = authModels;

const ofSubject = py`issuer=claims.iss, subject=claims.sub`;

export const identityStatements: IdentityStatements = {
  holder: (plan) => py`await ${User}.get_or_none(${ofSubject})${prefetchLists(plan)}`,
  returnOther: (plan) => py`return await ${User}.get(${ofSubject})${prefetchLists(plan)}`,
};
