/** How the total of a list is counted, in app/core/pagination.py. */
import { sa, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

/** The column that a page has besides those of its rows. */
export const totalColumn: Part = py`
  # The column of the total; no field begins with an underscore.
  _TOTAL = "_total"
`;

/** Method of a paginator: a total that is known to be no more than it was counted to. */
export const cappedMethod: Part = py`
  def _capped(self, counted: int, name: str) -> tuple[int, bool]:
      if COUNT_LIMIT is None or counted <= COUNT_LIMIT:
          return counted, True
      self._long_lists.note(name, COUNT_LIMIT)
      return COUNT_LIMIT, False
`;

/** Statements of a paginator: the rows of `page`, with a total unless it is known; `more` tells of another page. */
export const fetchRows: Part = py`
  if known is None:
      page = page.add_columns(_total(statement, order))
  found = await session.execute(page)
  names = found.keys()
  rows = [dict(zip(names, row, strict=True)) for row in found]
  more = len(rows) > query.limit
`;

/** Statement of a paginator: the total, which is `whole` where the rows themselves tell (`isWhole`). */
export const findTotal = (isWhole: Part, whole: Part): Part => py`
  if ${isWhole}:
      total, is_exact = ${whole}, True
  elif known is not None:
      total, is_exact = known, False
  elif rows:
      total, is_exact = self._capped(rows[0][_TOTAL], name)
  else:
      counted = await session.scalars(${sa.select}(_total(statement, order)))
      total, is_exact = self._capped(counted.one(), name)
`;

/** Counts the rows of a statement, in a column of it. */
export const totalFunction: Part = py`
  def _total(statement: ${sa.Select}[*tuple[${typing.Any}, ...]], order: SortOrder) -> ${sa.Label}[int]:
      limit = None if COUNT_LIMIT is None else COUNT_LIMIT + 1
      rows = statement.with_only_columns(order.columns[-1]).limit(limit).subquery()
      return ${sa.select}(${sa.func}.count()).select_from(rows).scalar_subquery().label(_TOTAL)
`;
