/** Where the neighbours of a page start, in app/core/pagination.py. */
import { type Part, py } from '../../../python/index.ts';

/** The function `_neighbours`: positions for the next and the previous page, from the rows of a page and its own position. */
export const neighboursFunction: Part = py`
  def _neighbours(
      rows: list[Row], order: SortOrder, position: Position | None, *, more: bool
  ) -> tuple[Position | None, Position | None]:
      # Where the next and the previous page start.
      if not rows:
          return None, None
      backward = position is not None and position.backward
      has_next = more or backward
      has_prev = more if backward else position is not None
      return (
          order.position(rows[-1], backward=False) if has_next else None,
          order.position(rows[0], backward=True) if has_prev else None,
      )
`;
