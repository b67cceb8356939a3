/** Actions as one UPDATE each, which finds no row when what the action decided upon has changed. */
import type { ActionPlan, Counter, ResourcePlan } from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { typing } from '../../../plan/symbols.ts';
import { doc, infix, isPresent, type Part, py } from '../../../python/index.ts';
import {
  type ActionWriter,
  amountOf,
  asksForLife,
  assigned,
  limitOf,
  OPERATORS,
  scopeOf,
  unchangedColumns,
} from '../shared/actions.ts';
import { translating } from '../shared/service.ts';
import { procedures } from './procedures.ts';
import type { Provider } from './providers.ts';
import { database, whereInput } from './symbols.ts';

/** Actions in Prisma, for a database. */
export const actionWriter = (provider: Provider): ActionWriter => ({
  change: (action, resource) => change(action, resource, provider),
  method,
  procedures: procedures(provider),
});

function change(action: ActionPlan, resource: ResourcePlan, provider: Provider): Part {
  const stored = (counter: Counter, amount: Part): Part => provider.types.of(counter.field.field).stored(amount);
  const values = action.assignments.map((each) => py`${each.column.attribute}: ${assigned(each, action, resource)}`);
  const counted = action.counters.map((each) => {
    const verb = each.direction === 'up' ? 'increment' : 'decrement';
    return py`${each.field.attribute}: {${verb}: ${stored(each, amountOf(each, action, resource))}}`;
  });
  const bounds = action.counters.flatMap((each) => {
    if (!each.bound) return [];
    const { passed, limit } = limitOf(each, scopeOf(action, resource), resource);
    return [py`${each.field.attribute}: {${OPERATORS[passed]}: ${stored(each, limit)}}`];
  });
  const unchanged = [...unchangedColumns(action), ...(asksForLife(action, resource) ? ['deleted_at'] : [])];
  const asRead = py`${database.columns}(${[resource.row, ...unchanged.map((each) => py`${each}`)]})`;
  const given = [unchanged.length > 0 && asRead, bounds.length > 0 && py`{${bounds}}`].filter(isPresent);
  const conditions = given.length > 0 ? infix('|', given) : py`{}`;
  const all = [resource.row, py`{${values}}`, conditions, counted.length > 0 && py`counted={${counted}}`];
  return py`await self._change(${all})`;
}

function method(resource: ResourcePlan): Part {
  const { model, row, timestamps, locked } = resource;
  const counts = resource.actions.some((each) => each.counters.length > 0);
  const counted = counts && py` | (counted or {})`;
  const raised = locked && py` | {"version": {"increment": 1}}`;
  const run = py`stored = await ${model}.prisma(self._db).update_many(${[
    py`where={"id": str(${row}.id), **conditions}`,
    py`data=${database.columns}(changed, *values)${counted}${raised}`,
  ]})`;
  return py`
    async def _change(${[
      py`self`,
      py`${row}: ${model}`,
      py`values: dict[str, ${typing.Any}]`,
      py`conditions: ${whereInput(resource.className)}`,
      counts && py`counted: dict[str, ${typing.Any}] | None = None`,
    ]}) -> ${model}:
        ${doc(`Give the ${resource.noun} some values in one statement, if it still meets the conditions.`, 8)}
        ${timestamps && py`values = values | {"updated_at": ${database.utc_now}()}`}
        changed = ${row}.model_copy(update=values)
        ${translating(resource, run)}
        if not stored:
            raise ${errors.EditConflictError}
        return await self._one(${row}.id, [])
  `;
}
