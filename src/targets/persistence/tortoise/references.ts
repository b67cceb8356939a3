/** That a row is there which a request refers to, and that the caller may see it. */
import type { RelationPlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { scopeSymbol } from '../shared/scope.ts';
import { viewerArgument } from '../shared/service.ts';
import { database } from './symbols.ts';

/** The statement that checks the reference of a relation, over `data`. */
export function referenceCheck(plan: RelationPlan): Part {
  const target = plan.target();
  const scope = target?.scopes.visible;
  const id = py`id=data.${new Name(plan.attribute)}`;
  const rows =
    target && scope
      ? py`${scopeSymbol(target, scope)}(${[viewerArgument(scope)]}).filter(${id})`
      : py`${authModels.User}.filter(${id})`;
  return py`await ${database.check_reference}(${[`/body/${plan.json}`, rows]})`;
}
