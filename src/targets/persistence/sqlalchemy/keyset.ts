/** How a page of a list is asked of the database: the last part of app/core/pagination.py. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { config } from '../../../plan/own-symbols.ts';
import { abc, dataclassModule, functools, orm, pydantic, sa, saAsync, typing, uuids } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

const { func, Select, select } = sa;
const { MISSING } = pydantic;

/** The sort orders of a resource, as requests name them, by columns that may be null. */
export const nullableSorts = ({ resource, fields, relations }: ResourcePlan): string[] => [
  ...new Set(
    resource.sorts
      .map((sort) => sort.field)
      .filter(
        (field) =>
          fields.some((plan) => plan.json === field && plan.field.nullable) ||
          relations.some((plan) => plan.relation.name === field && plan.relation.nullable),
      ),
  ),
];

/** Whether any list can be sorted by a column that may be null. */
export const sortsNulls = ({ resources }: ServicePlan): boolean =>
  resources.some((resource) => nullableSorts(resource).length > 0);

/** `Keyset`, and how a service makes those of a resource. */
export const keyset = (plan: ServicePlan): Part => py`
  @${dataclassModule.dataclass}(frozen=True)
  class Keyset:
      """A sort order: columns of which the last one is unique."""

      columns: tuple[${orm.InstrumentedAttribute}[${typing.Any}], ...]
      descending: bool
      ${sortsNulls(plan) && py`nullable: bool = False`}

      @${functools.cached_property}
      def order(self) -> list[${sa.UnaryExpression}[${typing.Any}]]:
          """The order of rows."""
          return self._order(descending=self.descending)

      @${functools.cached_property}
      def reverse_order(self) -> list[${sa.UnaryExpression}[${typing.Any}]]:
          """The order in which a page before a position is read."""
          return self._order(descending=not self.descending)

      def position(self, row: Row, *, backward: bool) -> Position:
          """Return the position just after (or before) \`row\`."""
          return Position(backward, tuple(row[column.key] for column in self.columns))

      def _order(self, *, descending: bool) -> list[${sa.UnaryExpression}[${typing.Any}]]:
          ${
            sortsNulls(plan)
              ? py`
                  columns = (self.columns[0].is_(None), *self.columns) if self.nullable else self.columns
                  return [column.desc() if descending else column.asc() for column in columns]
                `
              : py`return [column.desc() if descending else column.asc() for column in self.columns]`
          }


  def sort_orders(${[
    py`columns: ${abc.Mapping}[str, tuple[${orm.InstrumentedAttribute}[${typing.Any}], ...]]`,
    sortsNulls(plan) && py`nullable: ${abc.Collection}[str] = ()`,
  ]}) -> dict[str, Keyset]:
      """Make the sort orders of a list: \`columns\` by name, and in reverse by \`-name\`."""
      orders: dict[str, Keyset] = {}
      for name, key in columns.items():
          orders[name] = Keyset(${[py`key`, py`descending=False`, sortsNulls(plan) && py`nullable=name in nullable`]})
          orders[f"-{name}"] = Keyset(${[py`key`, py`descending=True`, sortsNulls(plan) && py`nullable=name in nullable`]})
      return orders
`;

/** The class that asks for pages; there is one object of it in an application. */
export const paginator = (): Part => py`
  # The column of the total; no field begins with an underscore.
  _TOTAL = "_total"


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
          keyset: Keyset,
          viewer_id: ${uuids.UUID} | None = None,
      ) -> Slice:
          """Run a filtered but unordered \`statement\` for the page that \`query\` asks for.

          \`viewer_id\` tells apart lists that do not show the same to everybody.
          """
          scope = f"{keyset.columns[0].class_.__name__}{query.scope()}"
          position = None if query.cursor is ${MISSING} else self._signer.verify(query.cursor, scope, keyset)
          backward = position is not None and position.backward

          name = f"{scope}{viewer_id}"
          known = self._long_lists.total(name)
          page = _seek(statement, keyset, position, query.limit)
          if known is None:
              page = page.add_columns(_total(statement, keyset))
          found = await session.execute(page)
          names = found.keys()
          rows = [dict(zip(names, row, strict=True)) for row in found]
          more = len(rows) > query.limit
          if position is None and not more:
              total, is_exact = len(rows), True
          elif known is not None:
              total, is_exact = known, False
          elif rows:
              total, is_exact = self._capped(rows[0][_TOTAL], name)
          else:
              counted = await session.scalars(${select}(_total(statement, keyset)))
              total, is_exact = self._capped(counted.one(), name)
          rows = rows[: query.limit]
          if backward:
              rows = rows[::-1]
          ends = _neighbours(rows, keyset, position, more=more)
          next_cursor, prev_cursor = (end and self._signer.sign(end, scope) for end in ends)
          return Slice(rows, total, is_exact, next_cursor, prev_cursor)

      def _capped(self, counted: int, name: str) -> tuple[int, bool]:
          if COUNT_LIMIT is None or counted <= COUNT_LIMIT:
              return counted, True
          self._long_lists.note(name, COUNT_LIMIT)
          return COUNT_LIMIT, False
`;

/** What it is made of. */
export const keysetFunctions = (plan: ServicePlan): Part => py`
  def _total(statement: ${Select}[*tuple[${typing.Any}, ...]], keyset: Keyset) -> ${sa.Label}[int]:
      limit = None if COUNT_LIMIT is None else COUNT_LIMIT + 1
      rows = statement.with_only_columns(keyset.columns[-1]).limit(limit).subquery()
      return ${select}(${func}.count()).select_from(rows).scalar_subquery().label(_TOTAL)


  def _seek(
      statement: ${Select}[*tuple[${typing.Any}, ...]], keyset: Keyset, position: Position | None, limit: int
  ) -> ${Select}[*tuple[${typing.Any}, ...]]:
      order = keyset.order
      if position is not None:
          order = keyset.reverse_order if position.backward else order
          ${
            sortsNulls(plan)
              ? py`row, start = _place(keyset, position)`
              : py`row, start = ${sa.tuple_}(*keyset.columns), position.values`
          }
          falling = keyset.descending ^ position.backward
          statement = statement.where(row < start if falling else row > start)
      # One row more than asked for tells whether there is another page.
      return statement.order_by(*order).limit(limit + 1)


  def _neighbours(
      rows: list[Row], keyset: Keyset, position: Position | None, *, more: bool
  ) -> tuple[Position | None, Position | None]:
      # Where the next and the previous page start.
      if not rows:
          return None, None
      backward = position is not None and position.backward
      has_next = more or backward
      has_prev = more if backward else position is not None
      return (
          keyset.position(rows[-1], backward=False) if has_next else None,
          keyset.position(rows[0], backward=True) if has_prev else None,
      )


  ${sortsNulls(plan) && placeFunction}
`;

const placeFunction = py`
  def _place(keyset: Keyset, position: Position) -> tuple[${sa.Tuple}, tuple[${typing.Any}, ...]]:
      if not keyset.nullable:
          return ${sa.tuple_}(*keyset.columns), position.values
      # Rows without a value come last. Null compares with nothing, so whether there is a value
      # is compared first, and the value only where there is one.
      is_null = keyset.columns[0].is_(None)
      if position.values[0] is None:
          return ${sa.tuple_}(is_null, *keyset.columns[1:]), (True, *position.values[1:])
      return ${sa.tuple_}(is_null, *keyset.columns), (False, *position.values)
`;

/** Returns `value`, which came out of a cursor as JSON, with the type of `column`. */
export const cursorValue = (plan: ServicePlan): Part => py`
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
