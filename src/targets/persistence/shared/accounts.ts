/** What accounts have in common whatever stores them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { abc } from '../../../plan/symbols.ts';
import { doc, type Part, py } from '../../../python/index.ts';

/** The property that joins roles and scopes. */
export function grantsProperty(plan: ServicePlan): Part {
  const roles = py`{f"role:{role}" for role in self.roles}`;
  const scopes = py`{f"scope:{scope}" for scope in self.scopes}`;
  const all = plan.hasRoles && plan.hasScopes ? py`${roles} | ${scopes}` : plan.hasRoles ? roles : scopes;
  return py`
    @property
    def grants(self) -> set[str]:
        ${doc(`What routes ask for, such as \`${plan.hasRoles ? `role:${plan.design.roles[0] ?? 'admin'}` : `scope:${plan.design.scopes[0] ?? 'read'}`}\`.`)}
        return ${all}
  `;
}

/** Attributes for roles and scopes that no column keeps; null where columns do. */
export function passingGrants({ accountTables, hasRoles, hasScopes }: ServicePlan): Part {
  if (accountTables.keepsGrants || (!hasRoles && !hasScopes)) return null;
  return py`
    # What the request proves of the caller: it is not stored.
    ${hasRoles && py`roles: ${abc.Sequence}[str] = ()`}
    ${hasScopes && py`scopes: ${abc.Sequence}[str] = ()`}
  `;
}
