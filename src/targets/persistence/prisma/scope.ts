/** Which rows a caller can reach, as conditions of the client. */
import type { ResourcePlan, ScopePlan, ServicePlan } from '../../../plan/index.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ScopeWriter } from '../shared/scope.ts';
import { conditionOf, EVERYTHING, NOTHING } from './expressions.ts';
import { providerOf } from './providers.ts';
import { whereInput } from './symbols.ts';

const NOT_DELETED = py`{"deleted_at": None}`;

/** What the state of the row must be, apart from the caller; a row of a deleted parent is as good as gone. */
function stateConditions(scope: ScopePlan, resource: ResourcePlan): Part[] {
  const deleted = py`{"NOT": [${NOT_DELETED}]}`;
  const own = resource.softDelete ? [scope.deleted ? deleted : NOT_DELETED] : [];
  const parents = resource.relations.filter(
    (each) => each.relation.onDelete === 'cascade' && each.target()?.softDelete && each.target() !== resource,
  );
  return [
    ...own,
    ...parents.map(({ relation, attribute }) => {
      const there = py`{"${new Name(relation.name)}": {"is": ${NOT_DELETED}}}`;
      return relation.nullable ? py`{"OR": [{"${new Name(attribute)}": None}, ${there}]}` : there;
    }),
  ];
}

/** Scopes as lists of conditions, all of which hold. */
export const scopeWriter = (plan: ServicePlan): ScopeWriter => ({
  returns: (resource) => py`list[${whereInput(resource.className)}]`,
  condition: (resource) => whereInput(resource.className),
  everything: EVERYTHING,
  nothing: NOTHING,
  definitions: () => null,
  state: stateConditions,
  owns: (resource) => py`{"${new Name(resource.owner?.attribute ?? 'id')}": str(viewer.id)}`,
  of: (expr, resource) => conditionOf(expr, resource, providerOf(plan)),
  both: (conditions) => (conditions.length === 1 ? conditions[0] : py`{"AND": [${[...conditions]}]}`),
  either: (conditions) => py`{"OR": [${[...conditions]}]}`,
  anyOf: (conditions) => py`{"OR": ${conditions}}`,
  result: (conditions) => py`[${[...conditions]}]`,
});
