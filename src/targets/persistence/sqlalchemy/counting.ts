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

/** Counts the rows of a statement, in a column of it. */
export const totalFunction: Part = py`
  def _total(statement: ${sa.Select}[*tuple[${typing.Any}, ...]], order: SortOrder) -> ${sa.Label}[int]:
      limit = None if COUNT_LIMIT is None else COUNT_LIMIT + 1
      rows = statement.with_only_columns(order.columns[-1]).limit(limit).subquery()
      return ${sa.select}(${sa.func}.count()).select_from(rows).scalar_subquery().label(_TOTAL)
`;
