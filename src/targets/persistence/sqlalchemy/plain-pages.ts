/** Paginators that count their lists for every page: two statements, and nothing is remembered. */
import { config } from '../../../plan/own-symbols.ts';
import { pydantic, sa, saAsync, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

const { Select, func, select } = sa;

const statement = py`${Select}[*tuple[${typing.Any}, ...]]`;

/** Pages after, or before, a position. */
export const plainKeysetPaginator: Part = py`
  class Paginator:
      """Cuts lists into pages."""

      def __init__(self, settings: ${config.Settings}) -> None:
          self._signer = CursorSigner(settings)

      async def page(
          self, session: ${saAsync.AsyncSession}, statement: ${statement}, *, query: PageQuery, order: SortOrder
      ) -> Slice:
          """Run a filtered but unordered \`statement\` for the page that \`query\` asks for."""
          scope = f"{order.columns[0].class_.__name__}{query.scope()}"
          position = None if query.cursor is ${pydantic.MISSING} else self._signer.verify(query.cursor, scope, order)
          found = await session.execute(_seek(statement, order, position, query.limit))
          names = found.keys()
          rows = [dict(zip(names, row, strict=True)) for row in found]
          more = len(rows) > query.limit
          rows = rows[: query.limit]
          if position is not None and position.backward:
              rows = rows[::-1]
          ends = _neighbours(rows, order, position, more=more)
          next_cursor, prev_cursor = (end and self._signer.sign(end, scope) for end in ends)
          total, is_exact = await _count(session, statement, order)
          return Slice(rows, total, is_exact, next_cursor, prev_cursor)
`;

/** Pages after a number of rows. */
export const plainOffsetPaginator: Part = py`
  class Paginator:
      """Cuts lists into pages."""

      async def page(
          self, session: ${saAsync.AsyncSession}, statement: ${statement}, *, query: PageQuery, order: SortOrder
      ) -> Slice:
          """Run a filtered but unordered \`statement\` for the page that \`query\` asks for."""
          # One row more than asked for tells whether there is another page.
          page = statement.order_by(*order.terms).limit(query.limit + 1).offset(query.offset)
          found = await session.execute(page)
          names = found.keys()
          rows = [dict(zip(names, row, strict=True)) for row in found]
          more = len(rows) > query.limit
          total, is_exact = await _count(session, statement, order)
          if not is_exact:
              # A page far behind shows that there are more rows than were counted.
              total = max(total, query.offset + len(rows))
          return Slice(rows[: query.limit], total, is_exact, more, query)
`;

/** Counts a list for both. */
export const countFunction: Part = py`
  async def _count(
      session: ${saAsync.AsyncSession}, statement: ${statement}, order: SortOrder
  ) -> tuple[int, bool]:
      # How many rows there are, and whether these are all.
      rows = statement.with_only_columns(order.columns[-1]).limit(COUNT_LIMIT + 1).subquery()
      counted = (await session.scalars(${select}(${func}.count()).select_from(rows))).one()
      return min(counted, COUNT_LIMIT), counted <= COUNT_LIMIT
`;
