/** `?limit=20&offset=40`: pages after a number of items. */
import { pydantic } from '../../plan/symbols.ts';
import { py } from '../../python/index.ts';
import { numbered } from './numbered.ts';

const { Field } = pydantic;

/** Limit and offset. */
export const offset = numbered({
  key: 'offset',
  about: 'Limit and offset for any statement and any sort order.',
  bound: py`
    # Far beyond any list, and within what databases count to.
    _MAX_OFFSET = 1_000_000_000
  `,
  parameter: py`
    offset: int = ${Field}(
        default=0, ge=0, le=_MAX_OFFSET, description="How many items come before the page."
    )
  `,
  members: py`
    limit: int
    offset: int
  `,
  variables: py`limit, offset = page.query.limit, page.query.offset`,
  values: [py`limit=limit`, py`offset=offset`],
  links: {
    first: py`0`,
    prev: py`max(offset - limit, 0)`,
    next: py`offset + limit`,
    last: py`max(page.total - 1, 0) // limit * limit`,
  },
  hasPrev: py`offset > 0`,
  note: `**Offsets count from the start of a list.** A row that comes or goes while somebody turns the
pages moves all rows behind it, so the next page may repeat one or leave one out, and a page far
behind takes longer, since all rows before it are read.`,
});
