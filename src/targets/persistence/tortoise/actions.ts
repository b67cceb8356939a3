/** Actions as one UPDATE each, which finds no row when what the action decided upon has changed. */
import type { ActionPlan, ResourcePlan } from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { typing } from '../../../plan/symbols.ts';
import { doc, isPresent, Name, type Part, py } from '../../../python/index.ts';
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
import { kept } from './counters.ts';
import { procedures } from './procedures.ts';
import { database, expressions } from './symbols.ts';

const { F } = expressions;

/** Actions in Tortoise. */
export const actionWriter: ActionWriter = { change, method, procedures };

function change(action: ActionPlan, resource: ResourcePlan): Part {
  const values = [
    ...action.assignments.map((each) => py`${each.column.attribute}: ${assigned(each, action, resource)}`),
    ...action.counters.map((each) => {
      const sign = new Name(each.direction === 'up' ? '+' : '-');
      const { attribute } = each.field;
      return py`${attribute}: ${F}(${attribute}) ${sign} ${kept(each, amountOf(each, action, resource))}`;
    }),
  ];
  const conditions = [
    asksForLife(action, resource) && py`"deleted_at": None`,
    ...unchangedColumns(action).map((each) => py`${each}: ${resource.row}.${new Name(each)}`),
    ...action.counters.flatMap((each) => {
      if (!each.bound) return [];
      const { passed, limit } = limitOf(each, scopeOf(action, resource), resource);
      return [py`${`${each.field.attribute}__${OPERATORS[passed]}`}: ${limit}`];
    }),
  ].filter(isPresent);
  return py`await self._change(${[resource.row, py`{${values}}`, py`{${conditions}}`]})`;
}

function method(resource: ResourcePlan): Part {
  const { model, row, timestamps, locked } = resource;
  const touched = [
    timestamps && py`"updated_at": ${database.utc_now}()`,
    locked && py`"version": ${F}("version") + 1`,
  ].filter(isPresent);
  const run = py`changed = await ${model}.filter(id=${row}.id, **conditions).update(**values)`;
  return py`
    async def _change(
        self, ${row}: ${model}, values: dict[str, ${typing.Any}], conditions: dict[str, ${typing.Any}]
    ) -> ${model}:
        ${doc(`Give the ${resource.noun} some values in one statement, if it still meets the conditions.`, 8)}
        ${touched.length > 0 && py`values = values | {${touched}}`}
        ${translating(resource, run)}
        if not changed:
            raise ${errors.EditConflictError}
        return await self._one(${row}.id, ${model}.all())
  `;
}
