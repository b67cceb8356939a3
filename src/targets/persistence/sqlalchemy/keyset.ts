/** How a page after (or before) a position is asked of the database: the last part of app/core/pagination.py. */
import type { ServicePlan } from '../../../plan/index.ts';
import { config } from '../../../plan/own-symbols.ts';
import { orm, pydantic, sa, saAsync, typing, uuids } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { cappedMethod, fetchRows, findTotal, totalColumn, totalFunction } from './counting.ts';
import { countFunction, plainKeysetPaginator } from './plain-pages.ts';
import { neighboursFunction } from '../shared/neighbours.ts';
import { sortsNulls } from '../shared/sorts.ts';

const { Select } = sa;
const { MISSING } = pydantic;

/** The class that asks for pages; there is one object of it in an application. */
export const paginator = ({ has }: ServicePlan): Part => (has.loadTuning ? rememberingPaginator : plainKeysetPaginator);

const rememberingPaginator = py`
  ${totalColumn}


  class Paginator:
      """Cuts lists into pages."""

      def __init__(self, settings: ${config.Settings}) -> None:
          self._signer = CursorSigner(settings)
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
          scope = f"{order.columns[0].class_.__name__}{query.scope()}"
          position = None if query.cursor is ${MISSING} else self._signer.verify(query.cursor, scope, order)
          backward = position is not None and position.backward

          name = f"{scope}{viewer_id}"
          known = self._long_lists.total(name)
          page = _seek(statement, order, position, query.limit)
          ${fetchRows}
          ${findTotal(py`position is None and not more`, py`len(rows)`)}
          rows = rows[: query.limit]
          if backward:
              rows = rows[::-1]
          ends = _neighbours(rows, order, position, more=more)
          next_cursor, prev_cursor = (end and self._signer.sign(end, scope) for end in ends)
          return Slice(rows, total, is_exact, next_cursor, prev_cursor)

      ${cappedMethod}
`;

/** What it is made of. */
export const keysetFunctions = (plan: ServicePlan): Part => py`
  ${plan.has.loadTuning ? totalFunction : countFunction}


  def _seek(
      statement: ${Select}[*tuple[${typing.Any}, ...]], order: SortOrder, position: Position | None, limit: int
  ) -> ${Select}[*tuple[${typing.Any}, ...]]:
      terms = order.terms
      if position is not None:
          terms = order.reverse_terms if position.backward else terms
          ${
            sortsNulls(plan)
              ? py`row, start = _place(order, position)`
              : py`row, start = ${sa.tuple_}(*order.columns), position.values`
          }
          falling = order.descending ^ position.backward
          statement = statement.where(row < start if falling else row > start)
      # One row more than asked for tells whether there is another page.
      return statement.order_by(*terms).limit(limit + 1)


  ${neighboursFunction}


  ${sortsNulls(plan) && placeFunction}
`;

const placeFunction = py`
  def _place(order: SortOrder, position: Position) -> tuple[${sa.Tuple}, tuple[${typing.Any}, ...]]:
      if not order.nullable:
          return ${sa.tuple_}(*order.columns), position.values
      # Rows without a value come last. Null compares with nothing, so whether there is a value
      # is compared first, and the value only where there is one.
      is_null = order.columns[0].is_(None)
      if position.values[0] is None:
          return ${sa.tuple_}(is_null, *order.columns[1:]), (True, *position.values[1:])
      return ${sa.tuple_}(is_null, *order.columns), (False, *position.values)
`;

/** Gives a value that came out of a cursor as JSON the type of its column. */
export const typed = (plan: ServicePlan): Part => py`
  def _typed(value: object, column: ${orm.InstrumentedAttribute}[${typing.Any}]) -> object:
      # JSON has fewer types than columns.
      ${
        sortsNulls(plan) &&
        py`
          if value is None:
              return None
        `
      }
      adapter: ${pydantic.TypeAdapter}[${typing.Any}] = ${pydantic.TypeAdapter}(column.type.python_type)
      return adapter.validate_python(value)
`;
