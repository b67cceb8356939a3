/** How a page of a list is asked of the database: the last part of app/core/pagination.py. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { pydantic, sa, saAsync, typing } from '../../../plan/symbols.ts';
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

/** What a keyset says besides its columns and its direction. */
export const keysetMembers = (plan: ServicePlan): Part => sortsNulls(plan) && py`nullable: bool = False`;

/** `paginate` and what it needs. */
export const keysetFunctions = (plan: ServicePlan): Part => py`
  # The column of the total; no field begins with an underscore.
  _TOTAL = "_total"


  async def paginate(
      session: ${saAsync.AsyncSession},
      statement: ${Select}[*tuple[${typing.Any}, ...]],
      *,
      query: PageQuery,
      keyset: Keyset,
      signer: CursorSigner,
  ) -> Slice:
      """Run a filtered but unordered \`statement\` for the page that \`query\` asks for."""
      scope = f"{keyset.columns[0].class_.__name__}{query.scope()}"
      position = None if query.cursor is ${MISSING} else signer.verify(query.cursor, scope, keyset)
      backward = position is not None and position.backward

      counted = _total(statement, keyset)
      page = _seek(statement, keyset, position, query.limit).add_columns(counted)
      found = await session.execute(page)
      names = found.keys()
      rows = [dict(zip(names, row, strict=True)) for row in found]
      more = len(rows) > query.limit
      if position is None and not more:
          total, is_exact = len(rows), True
      elif rows:
          total, is_exact = _capped(rows[0][_TOTAL])
      else:
          total, is_exact = _capped((await session.scalars(${select}(counted))).one())
      rows = rows[: query.limit]
      if backward:
          rows = rows[::-1]

      def cursor(row: Row, *, backward: bool) -> str:
          return signer.sign(keyset.position(row, backward=backward), scope)

      has_next = more or backward
      has_prev = more if backward else position is not None
      return Slice(
          rows=rows,
          total=total,
          total_is_exact=is_exact,
          next_cursor=cursor(rows[-1], backward=False) if rows and has_next else None,
          prev_cursor=cursor(rows[0], backward=True) if rows and has_prev else None,
      )


  def _total(statement: ${Select}[*tuple[${typing.Any}, ...]], keyset: Keyset) -> ${sa.Label}[int]:
      limit = None if COUNT_LIMIT is None else COUNT_LIMIT + 1
      rows = statement.with_only_columns(keyset.columns[-1]).limit(limit).subquery()
      return ${select}(${func}.count()).select_from(rows).scalar_subquery().label(_TOTAL)


  def _capped(counted: int) -> tuple[int, bool]:
      if COUNT_LIMIT is None or counted <= COUNT_LIMIT:
          return counted, True
      return COUNT_LIMIT, False


  def _seek(
      statement: ${Select}[*tuple[${typing.Any}, ...]], keyset: Keyset, position: Position | None, limit: int
  ) -> ${Select}[*tuple[${typing.Any}, ...]]:
      descending = keyset.descending
      if position is not None:
          descending ^= position.backward
          ${
            sortsNulls(plan)
              ? py`row, start = _place(keyset, position)`
              : py`row, start = ${sa.tuple_}(*keyset.columns), position.values`
          }
          statement = statement.where(row < start if descending else row > start)
      ${sortsNulls(plan) && py`columns = (keyset.columns[0].is_(None), *keyset.columns) if keyset.nullable else keyset.columns`}
      order = (column.desc() if descending else column.asc() for column in ${sortsNulls(plan) ? py`columns` : py`keyset.columns`})
      # One row more than asked for tells whether there is another page.
      return statement.order_by(*order).limit(limit + 1)


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
