/** Which rows a caller can reach, as SQL expressions that every query starts from. */
import type { ResourcePlan, ScopePlan } from '../../../plan/index.ts';
import { sa } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ScopeWriter } from '../shared/scope.ts';
import { sqlCondition } from './expressions.ts';

const LIVE = new Name('_LIVE');
const DELETED = new Name('_DELETED');

/** Whether a row is deleted, as conditions that are made once. */
function lifeConditions(resource: ResourcePlan): Part {
  if (!resource.softDelete) return null;
  const { all } = resource.scopes;
  return py`
    ${all.some((scope) => !scope.deleted) && py`${LIVE} = ${resource.model}.deleted_at.is_(None)`}
    ${all.some((scope) => scope.deleted) && py`${DELETED} = ${resource.model}.deleted_at.is_not(None)`}
  `;
}

function stateConditions(scope: ScopePlan, resource: ResourcePlan): Part[] {
  const own = resource.softDelete ? [scope.deleted ? DELETED : LIVE] : [];
  const parents = resource.relations.filter(
    (each) => each.relation.onDelete === 'cascade' && each.target()?.softDelete && each.target() !== resource,
  );
  return [
    ...own,
    ...parents.map((each) => livingParent(each.attribute, each.relation.nullable, each.target()!, resource)),
  ];
}

/** A row of a deleted parent is as good as gone. */
function livingParent(attribute: string, nullable: boolean, parent: ResourcePlan, resource: ResourcePlan): Part {
  const key = py`${resource.model}.${new Name(attribute)}`;
  const exists = py`${sa.exists}().where(${[py`${parent.model}.id == ${key}`, py`${parent.model}.deleted_at.is_(None)`]})`;
  return nullable ? py`${sa.or_}(${[py`${key}.is_(None)`, exists]})` : exists;
}

function conjunction(parts: readonly Part[]): Part {
  if (parts.length === 0) return py`${sa.true}()`;
  return parts.length === 1 ? parts[0] : py`${sa.and_}(${[...parts]})`;
}

/** Scopes as conditions. */
export const scopeWriter: ScopeWriter = {
  returns: () => py`${sa.ColumnElement}[bool]`,
  condition: () => py`${sa.ColumnElement}[bool]`,
  everything: py`${sa.true}()`,
  nothing: py`${sa.false}()`,
  definitions: lifeConditions,
  state: stateConditions,
  owns: (resource) => py`${resource.model}.${new Name(resource.owner?.attribute ?? 'id')} == viewer.id`,
  of: sqlCondition,
  both: conjunction,
  either: (conditions) => py`${sa.or_}(${[...conditions]})`,
  anyOf: (conditions) => py`${sa.or_}(*${conditions})`,
  result: conjunction,
};
