/** How the total of a list is counted, in app/core/pagination.py. */
import { type Part, py } from '../../../python/index.ts';
import { expressions } from './symbols.ts';

/** Method of a paginator: the total of the list called `name`, and whether it is exact. */
export const totalMethod: Part = py`
  async def _total(self, rows: Rows, name: str) -> tuple[int, bool]:
      known = self._long_lists.total(name)
      if known is not None:
          return known, False
      counted = await _count(rows)
      if COUNT_LIMIT is None or counted <= COUNT_LIMIT:
          return counted, True
      self._long_lists.note(name, COUNT_LIMIT)
      return COUNT_LIMIT, False
`;

/** Counts rows, up to one more than the limit. */
export const countFunction: Part = py`
  async def _count(rows: Rows) -> int:
      if COUNT_LIMIT is None:
          return await rows.count()
      ids = ${expressions.Subquery}(rows.limit(COUNT_LIMIT + 1).values("id"))
      return await rows.model.filter(id__in=ids).count()
`;

/** Counts rows for every page, where nothing is remembered. */
export const plainCountFunction: Part = py`
  async def _count(rows: Rows) -> tuple[int, bool]:
      # How many rows there are, and whether these are all.
      ids = ${expressions.Subquery}(rows.limit(COUNT_LIMIT + 1).values("id"))
      counted = await rows.model.filter(id__in=ids).count()
      return min(counted, COUNT_LIMIT), counted <= COUNT_LIMIT
`;
