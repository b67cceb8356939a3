/** Which rows a caller can reach, as queries that every other one starts from. */
import type { ResourcePlan, ScopePlan } from '../../../plan/index.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ScopeWriter } from '../shared/scope.ts';
import { condition, EVERYTHING } from './expressions.ts';
import { expressions, queries } from './symbols.ts';

const { Q } = expressions;

/** What the state of the row must be, apart from the caller; a row of a deleted parent is as good as gone. */
function stateConditions(scope: ScopePlan, resource: ResourcePlan): Part[] {
  const isNull = scope.deleted ? py`False` : py`True`;
  const own = resource.softDelete ? [py`${Q}(deleted_at__isnull=${isNull})`] : [];
  const parents = resource.relations.filter(
    (each) => each.relation.onDelete === 'cascade' && each.target()?.softDelete && each.target() !== resource,
  );
  // The join finds no time of deletion where there is no parent either.
  return [...own, ...parents.map((each) => py`${Q}(${new Name(`${each.relation.name}__deleted_at__isnull`)}=True)`)];
}

/** Scopes as query sets. */
export const scopeWriter: ScopeWriter = {
  returns: (resource) => py`${queries.QuerySet}[${resource.model}]`,
  condition: () => Q,
  everything: EVERYTHING,
  nothing: py`${Q}(id__in=[])`,
  definitions: () => null,
  state: stateConditions,
  owns: (resource) => py`${Q}(${new Name(resource.owner?.attribute ?? 'id')}=viewer.id)`,
  of: condition,
  both: (conditions) =>
    conditions.reduce((left, right) => (left === null ? right : py`${left} & ${right}`), null as Part),
  either: (conditions) => py`${Q}(${[...conditions, py`join_type=${Q}.OR`]})`,
  anyOf: (conditions) => py`${Q}(*${conditions}, join_type=${Q}.OR)`,
  result: (conditions, resource) =>
    conditions.length === 0 ? py`${resource.model}.all()` : py`${resource.model}.filter(${[...conditions]})`,
};
