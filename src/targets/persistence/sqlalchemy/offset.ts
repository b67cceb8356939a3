/** How a page after a number of rows is asked of the database: the last part of app/core/pagination.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { sa, saAsync, typing, uuids } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { cappedMethod, fetchRows, findTotal, totalColumn, totalFunction } from './counting.ts';
import { countFunction, plainOffsetPaginator } from './plain-pages.ts';

const { Select } = sa;

/** The class that asks for pages; there is one object of it in an application. */
export const offsetPaginator = ({ has }: ServicePlan): Part =>
  has.loadTuning ? rememberingPaginator : plainOffsetPaginator;

const rememberingPaginator = py`
  ${totalColumn}


  class Paginator:
      """Cuts lists into pages."""

      def __init__(self) -> None:
          self._long_lists = LongLists()

      async def page(
          self,
          session: ${saAsync.AsyncSession},
          statement: ${Select}[*tuple[${typing.Any}, ...]],
          *,
          query: PageQuery,
          order: SortOrder,
          viewer_id: ${uuids.UUID} | None = None,
      ) -> Slice:
          """Run a filtered but unordered \`statement\` for the page that \`query\` asks for.

          \`viewer_id\` tells apart lists that do not show the same to everybody.
          """
          name = f"{order.columns[0].class_.__name__}{query.scope()}{viewer_id}"
          known = self._long_lists.total(name)
          # One row more than asked for tells whether there is another page.
          page = statement.order_by(*order.terms).limit(query.limit + 1).offset(query.offset)
          ${fetchRows}
          end = query.offset + len(rows)
          ${findTotal(py`not more and (rows or query.offset == 0)`, py`end`)}
          # A page far behind shows that there are more rows than were counted.
          return Slice(rows[: query.limit], total if is_exact else max(total, end), is_exact, more, query)

      ${cappedMethod}
`;

/** What it is made of. */
export const offsetFunctions = ({ has }: ServicePlan): Part => (has.loadTuning ? totalFunction : countFunction);
