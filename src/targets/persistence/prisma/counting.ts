/** How the total of a list is counted, in app/core/pagination.py. */
import { type Part, py } from '../../../python/index.ts';

/** Method of a paginator: the total of the list called `name`, and whether it is exact. */
export const totalMethod: Part = py`
  async def _total(self, rows: Rows, name: str) -> tuple[int, bool]:
      known = self._long_lists.total(name)
      if known is not None:
          return known, False
      limit = None if COUNT_LIMIT is None else COUNT_LIMIT + 1
      counted = await rows.table.count(take=limit, where={"AND": rows.where})
      if COUNT_LIMIT is None or counted <= COUNT_LIMIT:
          return counted, True
      self._long_lists.note(name, COUNT_LIMIT)
      return COUNT_LIMIT, False
`;

/** Counts rows for every page, where nothing is remembered. */
export const plainCountFunction: Part = py`
  async def _count(rows: Rows) -> tuple[int, bool]:
      # How many rows there are, and whether these are all.
      counted = await rows.table.count(take=COUNT_LIMIT + 1, where={"AND": rows.where})
      return min(counted, COUNT_LIMIT), counted <= COUNT_LIMIT
`;
