/** The function `sort_orders` of app/core/pagination.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { abc } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { sortsNulls } from './sorts.ts';

/** The function; `columns` is the annotation of the columns of one order. */
export const sortOrdersFunction = (plan: ServicePlan, columns: Part): Part => py`
  def sort_orders(${[
    py`columns: ${abc.Mapping}[str, ${columns}]`,
    sortsNulls(plan) && py`nullable: ${abc.Collection}[str] = ()`,
  ]}) -> dict[str, SortOrder]:
      """Make the sort orders of a list: \`columns\` by name, and in reverse by \`-name\`."""
      orders: dict[str, SortOrder] = {}
      for name, key in columns.items():
          orders[name] = SortOrder(${made(plan, false)})
          orders[f"-{name}"] = SortOrder(${made(plan, true)})
      return orders
`;

const made = (plan: ServicePlan, descending: boolean): Part[] => [
  py`key`,
  descending ? py`descending=True` : py`descending=False`,
  sortsNulls(plan) && py`nullable=name in nullable`,
];
