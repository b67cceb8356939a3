/** What accounts have in common whatever stores them. */
import type { ServicePlan } from '../../../plan/index.ts';
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
