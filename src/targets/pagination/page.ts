/** `?page=3&limit=20`: pages by their number. */
import { modules, pydantic } from '../../plan/symbols.ts';
import { py } from '../../python/index.ts';
import { numbered } from './numbered.ts';

const { Field } = pydantic;

/** Numbered pages. */
export const page = numbered({
  key: 'page',
  about: 'Numbered pages for any statement and any sort order.',
  bound: py`
    # Far beyond any list, and within what databases count to.
    _MAX_PAGE = 10_000_000
  `,
  parameter: py`
    page: int = ${Field}(default=1, ge=1, le=_MAX_PAGE, description="The page; the first one is 1.")

    @property
    def offset(self) -> int:
        """How many items come before the page."""
        return (self.page - 1) * self.limit
  `,
  members: py`
    page: int
    pages: int | None = ${Field}(description="Number of pages; unknown while \`total\` is not exact.")
    limit: int
  `,
  variables: py`
    number = page.query.page
    pages = max(${modules.math}.ceil(page.total / page.query.limit), 1)
  `,
  values: [py`page=number`, py`pages=pages if page.total_is_exact else None`, py`limit=page.query.limit`],
  links: { first: py`1`, prev: py`number - 1`, next: py`number + 1`, last: py`pages` },
  hasPrev: py`number > 1`,
  note: `**Pages are counted from the start of a list.** A row that comes or goes while somebody turns the
pages moves all rows behind it, so the next page may repeat one or leave one out, and a page far
behind takes longer, since all rows before it are read.`,
});
