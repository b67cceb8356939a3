/** What all ways of cutting lists into pages have in common, in app/core/pagination.py. */
import type { ServicePlan } from '../../plan/index.ts';
import { abc, dataclassModule, fastapi, modules, typing } from '../../plan/symbols.ts';
import { doc, type Part, py } from '../../python/index.ts';
import type { PageStatements } from '../types.ts';

const { math, time } = modules;
const { Annotated, TypeVar } = typing;

/** The types of items and rows. */
export const types = ({ row }: PageStatements): Part => py`
  T = ${TypeVar}("T")
  Row = ${row}
`;

/** How far lists are counted. */
export const limits = ({ has }: ServicePlan): Part =>
  has.loadTuning
    ? rememberedLimits
    : py`
        # \`total\` is exact up to here and a lower bound beyond.
        COUNT_LIMIT = 10_000
      `;

const rememberedLimits = py`
  # \`total\` is exact up to here and a lower bound beyond, so that no list pays for counting a
  # large table; None counts every row.
  COUNT_LIMIT: int | None = 10_000

  # A list that was longer than that is not counted again for so long.
  RECOUNT_SECONDS = 10
  _MOST_LONG_LISTS = 1_000
`;

/** The list that a query asks for, whatever the page: method of `PageQuery`, whose parameters of the page are `names`. */
export const scopeMethod = (names: readonly string[]): Part => py`
  def scope(self) -> str:
      """Return everything that decides which list this is, as opposed to which page."""
      return self.model_dump_json(exclude={${names}})
`;

/** What a paginator gives; `more` are members besides the rows and their total. */
export const slice = (about: string, more: Part): Part => py`
  @${dataclassModule.dataclass}(frozen=True, slots=True)
  class Slice:
      ${doc(about)}

      rows: ${abc.Sequence}[Row]
      total: int
      total_is_exact: bool
      ${more}
`;

/** The memory of a paginator. */
export const longLists = ({ has }: ServicePlan): Part => has.loadTuning && memory;

const memory = py`
  class LongLists:
      """Remembers for a moment which lists are long, and what was given as their total."""

      def __init__(self) -> None:
          self._noted: dict[str, tuple[int, float]] = {}

      def note(self, name: str, total: int) -> None:
          """Remember the lower bound \`total\` of the list called \`name\`."""
          if len(self._noted) >= _MOST_LONG_LISTS:
              self._noted.clear()
          self._noted[name] = total, ${time}.monotonic()

      def total(self, name: str) -> int | None:
          """Return what was noted for the list called \`name\`, unless that was long ago."""
          total, noted_at = self._noted.get(name, (0, -${math}.inf))
          return total if ${time}.monotonic() - noted_at < RECOUNT_SECONDS else None
`;

/** How routes get the paginator. */
export const dependency = (): Part => py`
  async def get_paginator(request: ${fastapi.Request}) -> Paginator:
      """Provide what cuts the lists of this application into pages."""
      return request.app.state.paginator


  PaginatorDep = ${Annotated}[Paginator, ${fastapi.Depends}(get_paginator)]
`;
