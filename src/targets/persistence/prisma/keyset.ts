/** How a page after (or before) a position is asked of the database: the last part of app/core/pagination.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { config } from '../../../plan/own-symbols.ts';
import { pydantic, typing, uuids } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { neighboursFunction } from '../shared/neighbours.ts';
import { sortsNulls } from '../shared/sorts.ts';
import { plainCountFunction, totalMethod } from './counting.ts';
import { includeArgument } from './sort-orders.ts';

const { MISSING } = pydantic;
const { Any } = typing;
const CONDITION = py`dict[str, ${Any}]`;

/** The class that asks for pages; there is one object of it in an application. */
export const paginator = (plan: ServicePlan): Part =>
  plan.has.loadTuning ? rememberingPaginator(plan) : plainPaginator(plan);

const found = (plan: ServicePlan): Part => py`
  falling = order.descending ^ backward
  after = [] if position is None else [_beyond(order, position, falling=falling)]
  # One row more than asked for tells whether there is another page.
  found = await rows.table.find_many(${[
    py`take=query.limit + 1`,
    py`where={"AND": [*rows.where, *after]}`,
    includeArgument(plan),
    py`order=order.clauses(falling=falling)`,
  ]})
`;

const plainPaginator = (plan: ServicePlan): Part => py`
  class Paginator:
      """Cuts lists into pages."""

      def __init__(self, settings: ${config.Settings}) -> None:
          self._signer = CursorSigner(settings)

      async def page(self, rows: Rows, *, query: PageQuery, order: SortOrder) -> Slice:
          """Cut the page that \`query\` asks for out of filtered but unordered \`rows\`."""
          scope = f"{type(query).__name__}{query.scope()}"
          position = None if query.cursor is ${MISSING} else self._signer.verify(query.cursor, scope, order)
          backward = position is not None and position.backward
          ${found(plan)}
          more = len(found) > query.limit
          found = found[: query.limit]
          if backward:
              found = found[::-1]
          ends = _neighbours(found, order, position, more=more)
          next_cursor, prev_cursor = (end and self._signer.sign(end, scope) for end in ends)
          total, is_exact = await _count(rows)
          return Slice(found, total, is_exact, next_cursor, prev_cursor)
`;

const rememberingPaginator = (plan: ServicePlan): Part => py`
  class Paginator:
      """Cuts lists into pages."""

      def __init__(self, settings: ${config.Settings}) -> None:
          self._signer = CursorSigner(settings)
          self._long_lists = LongLists()

      async def page(self, rows: Rows, *, query: PageQuery, order: SortOrder, viewer_id: ${uuids.UUID} | None = None) -> Slice:
          """Cut the page that \`query\` asks for out of filtered but unordered \`rows\`.

          \`viewer_id\` tells apart lists that do not show the same to everybody.
          """
          scope = f"{type(query).__name__}{query.scope()}"
          position = None if query.cursor is ${MISSING} else self._signer.verify(query.cursor, scope, order)
          backward = position is not None and position.backward
          ${found(plan)}
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
  ${!plan.has.loadTuning && plainCountFunction}


  def _beyond(order: SortOrder, position: Position, *, falling: bool) -> ${CONDITION}:
      comparison = "lt" if falling else "gt"
      kinds = order.columns.items()
      *first, (key, end) = [
          (name, _stored(value, kind)) for (name, kind), value in zip(kinds, position.values, strict=True)
      ]
      beyond: ${CONDITION} = {key: {comparison: end}}
      for name, value in first:
          further = ${sortsNulls(plan) ? py`_further(name, value, falling=falling) if order.nullable else {name: {comparison: value}}` : py`{name: {comparison: value}}`}
          beyond = {"OR": [further, {name: value, "AND": [beyond]}]}
      return beyond


  ${sortsNulls(plan) && furtherFunction}


  def _stored(value: object, kind: Kind) -> object:
      # A value as conditions take it.
      ${
        sortsNulls(plan) &&
        py`
          if value is None:
              return None
        `
      }
      adapter: ${pydantic.TypeAdapter}[${Any}] = ${pydantic.TypeAdapter}(kind)
      return adapter.dump_python(value)


  ${neighboursFunction}
`;

const furtherFunction = py`
  def _further(name: str, value: object, *, falling: bool) -> ${CONDITION}:
      # Null is greater than every value.
      if value is None:
          return {"NOT": [{name: None}]} if falling else {"id": {"in": []}}
      if falling:
          return {name: {"lt": value}}
      return {"OR": [{name: {"gt": value}}, {name: None}]}
`;

/** Gives a value that came out of a cursor as JSON the type of its column. */
export const typed = (plan: ServicePlan): Part => py`
  def _typed(value: object, kind: Kind) -> object:
      # JSON has fewer types than columns.
      ${
        sortsNulls(plan) &&
        py`
          if value is None:
              return None
        `
      }
      adapter: ${pydantic.TypeAdapter}[${Any}] = ${pydantic.TypeAdapter}(kind)
      return adapter.validate_python(value)
`;
