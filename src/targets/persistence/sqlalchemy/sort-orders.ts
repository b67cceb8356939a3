/** Sort orders of lists, as app/core/pagination.py has them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { sortOrdersFunction } from '../shared/sort-orders.ts';
import { sortsNulls } from '../shared/sorts.ts';
import { dataclassModule, functools, orm, sa, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

const { Any } = typing;
const { InstrumentedAttribute } = orm;

/** Rows of lists are columns by their names. */
export const rowType: Part = py`dict[str, ${Any}]`;

const TERMS = py`list[${sa.UnaryExpression}[${Any}]]`;

/**
 * `SortOrder`, and how a service makes those of a resource. `reverse` is what the class has besides when pages are also
 * read from their end.
 */
export const sortOrders = (plan: ServicePlan, reverse: Part): Part => py`
  @${dataclassModule.dataclass}(frozen=True)
  class SortOrder:
      """How rows are sorted: by columns of which the last one is unique."""

      columns: tuple[${InstrumentedAttribute}[${Any}], ...]
      descending: bool
      ${sortsNulls(plan) && py`nullable: bool = False`}

      @${functools.cached_property}
      def terms(self) -> ${TERMS}:
          """What to order by."""
          ${reverse ? py`return self._terms(descending=self.descending)` : terms(plan, py`self.descending`)}

      ${reverse}


  ${sortOrdersFunction(plan, py`tuple[${InstrumentedAttribute}[${Any}], ...]`)}
`;

/** The order by that falls where `descending` is true. Rows without a value come last, as if it were the greatest. */
function terms(plan: ServicePlan, descending: Part): Part {
  if (!sortsNulls(plan)) {
    return py`return [column.desc() if ${descending} else column.asc() for column in self.columns]`;
  }
  return py`
    columns = (self.columns[0].is_(None), *self.columns) if self.nullable else self.columns
    return [column.desc() if ${descending} else column.asc() for column in columns]
  `;
}

/** Reading from the end, and the positions that pages start from. */
export const readFromTheEnd = (plan: ServicePlan): Part => py`
  @${functools.cached_property}
  def reverse_terms(self) -> ${TERMS}:
      """What to order by to read the rows from their end."""
      return self._terms(descending=not self.descending)

  def position(self, row: Row, *, backward: bool) -> Position:
      """Return the position just after (or before) \`row\`."""
      return Position(backward, tuple(row[column.key] for column in self.columns))

  def _terms(self, *, descending: bool) -> ${TERMS}:
      ${terms(plan, py`descending`)}
`;
