/** Sort orders of lists, as app/core/pagination.py has them. */
import type { ServicePlan } from '../../../plan/index.ts';
import { abc, dataclassModule, typing } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';
import { sortOrdersFunction } from '../shared/sort-orders.ts';
import { sortsNulls } from '../shared/sorts.ts';

const { Any } = typing;
const COLUMNS = py`${abc.Mapping}[str, Kind]`;

/** The argument of a query for what is fetched with rows. */
export const includeArgument = (plan: ServicePlan): Part => includes(plan) && py`include=rows.include`;

/** Whether lists show values that are kept in tables of their own. */
const includes = (plan: ServicePlan): boolean =>
  plan.resources.some(({ operations, lists }) => operations.has('list') && lists.some(({ field }) => !field.writeOnly));

/** What lists are made of: a table, and `SortOrder`s, which a service makes; `more` is what the class has besides. */
export const sortOrders = (plan: ServicePlan, flow: Flow, more: Part): Part => py`
  # The client has types for each table, and none for any of them.
  Clause = ${Any}
  Kind = ${Any}


  class Table(${typing.Protocol}):
      """What is asked of a table, whatever its rows are."""

      def find_many(${[
        py`self`,
        py`*`,
        py`take: int`,
        !plan.paging.parameters.includes('cursor') && py`skip: int`,
        py`where: Clause`,
        includes(plan) && py`include: Clause`,
        py`order: Clause`,
      ]}) -> ${flow.awaitable(py`list[${Any}]`)}:
          """Read rows."""
          ...

      def count(self, *, take: int | None, where: Clause) -> ${flow.awaitable(py`int`)}:
          """Count rows, up to \`take\`."""
          ...


  @${dataclassModule.dataclass}(frozen=True, slots=True)
  class Rows:
      """The rows of a table that fulfil all conditions, in no order yet."""

      table: Table
      where: list[Clause]
      ${includes(plan) && py`include: Clause = None`}


  @${dataclassModule.dataclass}(frozen=True)
  class SortOrder:
      """How rows are sorted: by columns, with their types, of which the last one is unique."""

      columns: ${COLUMNS}
      descending: bool
      ${sortsNulls(plan) && py`nullable: bool = False`}

      def clauses(self, *, falling: bool) -> list[dict[str, ${Any}]]:
          """Return the order as the client takes it."""
          direction = "desc" if falling else "asc"
          ${
            sortsNulls(plan)
              ? py`
                  clauses: list[dict[str, ${Any}]] = [{name: direction} for name in self.columns]
                  if self.nullable:
                      # Databases disagree on where null belongs; here it is greater than every value.
                      nulls = {"sort": direction, "nulls": "first" if falling else "last"}
                      clauses[0] = {next(iter(self.columns)): nulls}
                  return clauses
                `
              : py`return [{name: direction} for name in self.columns]`
          }

      ${more}


  ${sortOrdersFunction(plan, COLUMNS)}
`;

/** The positions that pages start from. */
export const position = py`
  def position(self, row: Row, *, backward: bool) -> Position:
      """Return the position just after (or before) \`row\`."""
      return Position(backward, tuple(getattr(row, name) for name in self.columns))
`;
