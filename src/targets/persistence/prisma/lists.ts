/** Lists of a resource as the rows that they are stored as. */
import type { FieldPlan, ResourcePlan } from '../../../plan/index.ts';
import { abc, typing } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';

/** The lists that an update may change; they are stored with their row in one transaction. */
export const changeable = (resource: ResourcePlan): FieldPlan[] =>
  resource.operations.has('update') ? resource.lists.filter(({ field }) => !field.readOnly && !field.immutable) : [];

/** The rows of a list, made of the values in \`given\`. */
export const listRows = (plan: FieldPlan, resource: ResourcePlan, given: Part): Part =>
  py`${resource.own('models', plan.list!.className)}.rows(${given})`;

/** Takes the lists out of \`changes\`, as rows. */
export function changedLists(resource: ResourcePlan, lists: readonly FieldPlan[]): Part {
  if (lists.length > 1) {
    return py`
      lists = {
          rows: make(changes.pop(name))
          for name, (rows, make) in ${LIST_ROWS}.items()
          if name in changes
      }
    `;
  }
  return py`
    lists: dict[str, list[${typing.Any}]] = {}
    ${lists.map(
      (plan) => py`
        if ${plan.attribute} in changes:
            lists[${plan.list!.rows}] = ${listRows(plan, resource, py`changes.pop(${plan.attribute})`)}
      `,
    )}
  `;
}

/** The constant that says how several lists become rows. */
const LIST_ROWS = new Name('_LIST_ROWS');

/** That constant; null where an update changes one list at most. */
export function listRowsTable(resource: ResourcePlan): Part {
  const lists = changeable(resource);
  if (lists.length < 2) return null;
  const entries = lists.map(
    (plan) => py`${plan.attribute}: (${[plan.list!.rows, py`${resource.own('models', plan.list!.className)}.rows`]}),`,
  );
  return py`
    ${LIST_ROWS}: dict[str, tuple[str, ${abc.Callable}[[${typing.Any}], list[${typing.Any}]]]] = {
        ${entries}
    }
  `;
}
