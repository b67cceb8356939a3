/** How a page after a number of rows is asked of the database: the last part of app/core/pagination.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { uuids } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { plainCountFunction, totalMethod } from './counting.ts';
import { includeArgument } from './sort-orders.ts';

/** The class that asks for pages; there is one object of it in an application. */
export const offsetPaginator = (plan: ServicePlan): Part =>
  plan.has.loadTuning ? rememberingPaginator(plan) : plainPaginator(plan);

const found = (plan: ServicePlan): Part => py`
  # One row more than asked for tells whether there is another page.
  found = await rows.table.find_many(${[
    py`take=query.limit + 1`,
    py`skip=query.offset`,
    py`where={"AND": rows.where}`,
    includeArgument(plan),
    py`order=order.clauses(falling=order.descending)`,
  ]})
`;

const plainPaginator = (plan: ServicePlan): Part => py`
  class Paginator:
      """Cuts lists into pages."""

      async def page(self, rows: Rows, *, query: PageQuery, order: SortOrder) -> Slice:
          """Cut the page that \`query\` asks for out of filtered but unordered \`rows\`."""
          ${found(plan)}
          more = len(found) > query.limit
          total, is_exact = await _count(rows)
          if not is_exact:
              # A page far behind shows that there are more rows than were counted.
              total = max(total, query.offset + len(found))
          return Slice(found[: query.limit], total, is_exact, more, query)
`;

const rememberingPaginator = (plan: ServicePlan): Part => py`
  class Paginator:
      """Cuts lists into pages."""

      def __init__(self) -> None:
          self._long_lists = LongLists()

      async def page(self, rows: Rows, *, query: PageQuery, order: SortOrder, viewer_id: ${uuids.UUID} | None = None) -> Slice:
          """Cut the page that \`query\` asks for out of filtered but unordered \`rows\`.

          \`viewer_id\` tells apart lists that do not show the same to everybody.
          """
          ${found(plan)}
          more = len(found) > query.limit
          end = query.offset + len(found)
          if not more and (found or query.offset == 0):
              total, is_exact = end, True
          else:
              name = f"{type(query).__name__}{query.scope()}{viewer_id}"
              total, is_exact = await self._total(rows, name)
          # A page far behind shows that there are more rows than were counted.
          return Slice(found[: query.limit], total if is_exact else max(total, end), is_exact, more, query)

      ${totalMethod}
`;

/** What it is made of. */
export const offsetFunctions = ({ has }: ServicePlan): Part => (has.loadTuning ? null : plainCountFunction);
