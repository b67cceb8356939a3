/** That a row is there which a request refers to, and that the caller may see it. */
import type { RelationPlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { scopeSymbol } from '../shared/scope.ts';
import { viewerArgument } from '../shared/service.ts';
import { database } from './symbols.ts';

/** The statement that checks the reference of a relation, over `data`; `db` is the client or a transaction. */
export function referenceCheck(plan: RelationPlan, db: Part = py`self._db`): Part {
  const target = plan.target();
  const scope = target?.scopes.visible;
  const id = py`"id": str(data.${new Name(plan.attribute)})`;
  const where =
    target && scope ? py`{${id}, "AND": ${scopeSymbol(target, scope)}(${[viewerArgument(scope)]})}` : py`{${id}}`;
  const model = target?.model ?? authModels.User;
  const found = py`await ${model}.prisma(${db}).count(where=${where})`;
  return py`${database.check_reference}(${[`/body/${plan.json}`, found]})`;
}
