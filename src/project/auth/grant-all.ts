/** The account of sample data may do everything. */
import type { ServicePlan } from '../../plan/index.ts';
import { type Part, py, value } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';

/** Statements that give `user` every role and scope; null where there are none. */
export function grantAll({ design, hasRoles, hasScopes }: ServicePlan, { accounts }: Persistence): Part {
  if (!hasRoles && !hasScopes) return null;
  return py`
    ${hasRoles && py`user.roles = ${value(design.roles)}`}
    ${hasScopes && py`user.scopes = ${value(design.scopes)}`}
    ${accounts.command.store([...(hasRoles ? ['roles'] : []), ...(hasScopes ? ['scopes'] : [])])}
  `;
}
