/** How a page after (or before) a position is asked of the database: the last part of app/core/pagination.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { config } from '../../../plan/own-symbols.ts';
import { pydantic, typing, uuids } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { neighboursFunction } from '../shared/neighbours.ts';
import { sortsNulls } from '../shared/sorts.ts';
import { countFunction, plainCountFunction, totalMethod } from './counting.ts';
import { sortedFunction } from './sort-orders.ts';
import { expressions } from './symbols.ts';

const { MISSING } = pydantic;
const { Q } = expressions;

/** The class that asks for pages; there is one object of it in an application. */
export const paginator = ({ has }: ServicePlan): Part => (has.loadTuning ? rememberingPaginator : plainPaginator);

const plainPaginator = py`
  class Paginator:
      """Cuts lists into pages."""

      def __init__(self, settings: ${config.Settings}) -> None:
          self._signer = CursorSigner(settings)

      async def page(self, rows: Rows, *, query: PageQuery, order: SortOrder) -> Slice:
          """Cut the page that \`query\` asks for out of filtered but unordered \`rows\`."""
          scope = f"{rows.model.__name__}{query.scope()}"
          position = None if query.cursor is ${MISSING} else self._signer.verify(query.cursor, scope, order)
          found = await _seek(rows, order, position, query.limit)
          more = len(found) > query.limit
          found = found[: query.limit]
          if position is not None and position.backward:
              found = found[::-1]
          ends = _neighbours(found, order, position, more=more)
          next_cursor, prev_cursor = (end and self._signer.sign(end, scope) for end in ends)
          total, is_exact = await _count(rows)
          return Slice(found, total, is_exact, next_cursor, prev_cursor)
`;

const rememberingPaginator = py`
  class Paginator:
      """Cuts lists into pages."""

      def __init__(self, settings: ${config.Settings}) -> None:
          self._signer = CursorSigner(settings)
          self._long_lists = LongLists()

      async def page(
          self,
          rows: Rows,
          *,
          query: PageQuery,
          order: SortOrder,
          viewer_id: ${uuids.UUID} | None = None,
      ) -> Slice:
          """Cut the page that \`query\` asks for out of filtered but unordered \`rows\`.

          \`viewer_id\` tells apart lists that do not show the same to everybody.
          """
          scope = f"{rows.model.__name__}{query.scope()}"
          position = None if query.cursor is ${MISSING} else self._signer.verify(query.cursor, scope, order)
          backward = position is not None and position.backward

          found = await _seek(rows, order, position, query.limit)
          more = len(found) > query.limit
          if position is None and not more:
              total, is_exact = len(found), True
          else:
              total, is_exact = await self._total(rows, f"{scope}{viewer_id}")
          found = found[: query.limit]
          if backward:
              found = found[::-1]
          ends = _neighbours(found, order, position, more=more)
          next_cursor, prev_cursor = (end and self._signer.sign(end, scope) for end in ends)
          return Slice(found, total, is_exact, next_cursor, prev_cursor)

      ${totalMethod}
`;

/** What it is made of. */
export const keysetFunctions = (plan: ServicePlan): Part => py`
  ${plan.has.loadTuning ? countFunction : plainCountFunction}


  ${sortedFunction(plan)}


  def _seek(rows: Rows, order: SortOrder, position: Position | None, limit: int) -> Rows:
      falling = order.descending ^ (position is not None and position.backward)
      if position is not None:
          rows = rows.filter(_beyond(order, position, falling=falling))
      # One row more than asked for tells whether there is another page.
      return _sorted(rows, order, falling=falling).limit(limit + 1)


  def _beyond(order: SortOrder, position: Position, *, falling: bool) -> ${Q}:
      comparison = "lt" if falling else "gt"
      *first, (key, end) = zip(order.columns, position.values, strict=True)
      beyond = _where(f"{key}__{comparison}", end)
      for name, value in first:
          further = ${sortsNulls(plan) ? py`_further(name, value, falling=falling)` : py`_where(f"{name}__{comparison}", value)`}
          beyond = further | (_where(name, value) & beyond)
      return beyond


  def _where(key: str, value: object) -> ${Q}:
      condition: dict[str, ${typing.Any}] = {key: value}
      return ${Q}(**condition)


  ${sortsNulls(plan) && furtherFunction}


  ${neighboursFunction}
`;

const furtherFunction = py`
  def _further(name: str, value: object, *, falling: bool) -> ${Q}:
      # Null is greater than every value.
      if value is None:
          return _where(f"{name}__isnull", False) if falling else ${Q}(id__in=[])
      if falling:
          return _where(f"{name}__lt", value)
      return _where(f"{name}__gt", value) | _where(f"{name}__isnull", True)
`;

/** Gives a value that came out of a cursor as JSON the type of its column. */
export const typed = (plan: ServicePlan): Part => py`
  def _typed(value: object, kind: type[${typing.Any}]) -> object:
      # JSON has fewer types than columns.
      ${
        sortsNulls(plan) &&
        py`
          if value is None:
              return None
        `
      }
      adapter: ${pydantic.TypeAdapter}[${typing.Any}] = ${pydantic.TypeAdapter}(kind)
      return adapter.validate_python(value)
`;
