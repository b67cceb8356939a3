/** Actions as one UPDATE each, which finds no row when what the action decided upon has changed. */
import type { ActionPlan, Counter, ResourcePlan } from '../../../plan/index.ts';
import { database, errors } from '../../../plan/own-symbols.ts';
import { sa, typing } from '../../../plan/symbols.ts';
import { doc, isPresent, Name, type Part, py } from '../../../python/index.ts';
import {
  type ActionWriter,
  amountOf,
  asksForLife,
  assigned,
  limitOf,
  scopeOf,
  unchangedColumns,
} from '../shared/actions.ts';
import { translating } from '../shared/service.ts';
import { procedures } from './procedures.ts';

/** Actions in SQLAlchemy. */
export const actionWriter: ActionWriter = { change, method, procedures };

function change(action: ActionPlan, resource: ResourcePlan): Part {
  const column = (attribute: string): Part => py`${resource.model}.${new Name(attribute)}`;
  const values = [
    ...action.assignments.map((each) => py`${each.column.attribute}: ${assigned(each, action, resource)}`),
    ...action.counters.map((each) => {
      const sign = new Name(each.direction === 'up' ? '+' : '-');
      const { attribute } = each.field;
      return py`${attribute}: ${column(attribute)} ${sign} ${amountOf(each, action, resource)}`;
    }),
  ];
  const conditions = [
    asksForLife(action, resource) && py`${column('deleted_at')}.is_(None)`,
    ...unchangedColumns(action).map((each) => py`${column(each)} == ${resource.row}.${new Name(each)}`),
    ...action.counters.flatMap((each) => bounded(each, action, resource)),
  ];
  return py`await self._change(${[resource.row, py`{${values}}`, ...conditions]})`;
}

function bounded(counter: Counter, action: ActionPlan, resource: ResourcePlan): Part[] {
  if (!counter.bound) return [];
  const { passed, limit } = limitOf(counter, scopeOf(action, resource), resource);
  return [py`${resource.model}.${new Name(counter.field.attribute)} ${new Name(passed)} ${limit}`];
}

function method(resource: ResourcePlan): Part {
  const { model, row, timestamps, locked } = resource;
  const touched = [
    py`**values`,
    timestamps && py`updated_at=${database.utc_now}()`,
    locked && py`version=${model}.version + 1`,
  ].filter(isPresent);
  const run = py`changed = await self._session.scalar(statement)`;
  return py`
    async def _change(
        self, ${row}: ${model}, values: dict[str, ${typing.Any}], *conditions: ${sa.ColumnElement}[bool]
    ) -> ${model}:
        ${doc(`Give the ${resource.noun} some values in one statement, if it still meets the conditions.`, 8)}
        statement = (
            ${sa.update}(${model})
            .where(${model}.id == ${row}.id, *conditions)
            .values(${touched})
            .returning(${model}.id)
            .execution_options(synchronize_session=False)
        )
        ${translating(resource, run)}
        if changed is None:
            raise ${errors.EditConflictError}
        await self._session.refresh(${row})
        await self._session.commit()
        return ${row}
  `;
}
