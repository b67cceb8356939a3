/** Sort orders of lists, as app/core/pagination.py has them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { abc, dataclassModule, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { sortOrdersFunction } from '../shared/sort-orders.ts';
import { sortsNulls } from '../shared/sorts.ts';
import { expressions, queries } from './symbols.ts';

const { Any } = typing;
const { Case, When } = expressions;
/** The type of the rows of a list before they are asked for. */
const rowsType = py`Rows = ${queries.QuerySet}[${Any}]`;
const COLUMNS = py`${abc.Mapping}[str, type[${Any}]]`;

/** `SortOrder`, and how a service makes those of a resource; `more` is what the class has besides. */
export const sortOrders = (plan: ServicePlan, more: Part): Part => py`
  ${rowsType}


  @${dataclassModule.dataclass}(frozen=True)
  class SortOrder:
      """How rows are sorted: by columns, with their types, of which the last one is unique."""

      columns: ${COLUMNS}
      descending: bool
      ${sortsNulls(plan) && py`nullable: bool = False`}

      ${more}


  ${sortOrdersFunction(plan, COLUMNS)}
`;

/** The positions that pages start from. */
export const position = py`
  def position(self, row: Row, *, backward: bool) -> Position:
      """Return the position just after (or before) \`row\`."""
      return Position(backward, tuple(getattr(row, name) for name in self.columns))
`;

/** The function \`_sorted\`, which puts rows in an order. Rows without a value come last, as if it were the greatest. */
export const sortedFunction = (plan: ServicePlan): Part => py`
  def _sorted(rows: Rows, order: SortOrder, *, falling: bool) -> Rows:
      names = list(order.columns)
      ${
        sortsNulls(plan) &&
        py`
          if order.nullable:
              # Databases disagree on where null belongs; here it is greater than every value.
              missing: dict[str, ${Any}] = {f"{names[0]}__isnull": True}
              rows = rows.annotate(_is_null=${Case}(${When}(**missing, then="1"), default="0"))
              names = ["_is_null", *names]
        `
      }
      return rows.order_by(*(f"-{name}" if falling else name for name in names))
`;
