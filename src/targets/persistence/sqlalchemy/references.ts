/** That a row is there which a request refers to, and that the caller may see it. */
import type { RelationPlan } from '../../../plan/index.ts';
import { authModels, database } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { scopeSymbol } from '../shared/scope.ts';
import { viewerArgument } from '../shared/service.ts';

/** The statement that checks the reference of a relation, over `data`. */
export function referenceCheck(plan: RelationPlan): Part {
  const target = plan.target();
  const model = target?.model ?? authModels.User;
  const scope = target?.scopes.visible;
  const conditions = [
    py`${model}.id == data.${new Name(plan.attribute)}`,
    target && scope && py`${scopeSymbol(target, scope)}(${[viewerArgument(scope)]})`,
  ];
  return py`await ${database.check_reference}(self._session, ${[`/body/${plan.json}`, py`${sa.select}(${model}.id).where(${conditions})`]})`;
}
