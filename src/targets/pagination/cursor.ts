/** Cursor (keyset) pagination that works for any statement and any sort order. */
import { type ModuleSpec, py } from '../../python/index.ts';
import { config, errors } from '../../plan/own-symbols.ts';
import {
  abc,
  dataclassModule,
  fastapi,
  httpStatus,
  modules,
  orm,
  pydantic,
  pydanticCore,
  sa,
  saAsync,
  typing,
  uuids,
} from '../../plan/symbols.ts';

const { base64, hashlib, hmac, json } = modules;
const { Sequence } = abc;
const { dataclass } = dataclassModule;
const { HTTPStatus } = httpStatus;
const { Annotated, Any, Generic, Self, TypeVar } = typing;
const { UUID } = uuids;
const { Depends, Request } = fastapi;
const { MISSING, BaseModel, ConfigDict, Field, TypeAdapter } = pydantic;
const { to_jsonable_python } = pydanticCore;
const { Select, func, tuple_ } = sa;
const { AsyncSession } = saAsync;
const { InstrumentedAttribute } = orm;
const { Settings, SettingsDep } = config;
const { AppError } = errors;

/** app/core/pagination.py. */
export const paginationModule = (): ModuleSpec => ({
  path: 'app/core/pagination.py',
  doc: 'Cursor (keyset) pagination that works for any statement and any sort order.',
  body: py`
    T = ${TypeVar}("T")

    _MAC_BYTES = 16


    class InvalidCursorError(${AppError}):
        """The cursor was altered, or made for another list."""

        status = ${HTTPStatus}.UNPROCESSABLE_ENTITY
        type = "/problems/invalid-cursor"
        title = "Invalid cursor"
        detail = "Use a cursor unchanged, and only with the filters and sort order it was made for."


    class PageQuery(${BaseModel}):
        """Query parameters of every list; domains add their filters and a \`sort\`."""

        model_config = ${ConfigDict}(extra="forbid")

        limit: int = ${Field}(default=20, ge=1, le=100, description="Items per page.")
        cursor: ${Annotated}[str, ${Field}(max_length=2000)] | ${MISSING} = ${Field}(
            default=${MISSING}, description="\`next_cursor\` or \`prev_cursor\` of an earlier page."
        )

        def scope(self) -> str:
            """Return everything that decides which list this is, as opposed to which page."""
            return self.model_dump_json(exclude={"limit", "cursor"})


    class PageLinks(${BaseModel}):
        """Relative links that keep all other query parameters."""

        current: str = ${Field}(serialization_alias="self")
        next: str | None
        prev: str | None


    class Page(${BaseModel}, ${Generic}[T]):
        """One page of a list."""

        items: list[T]
        total: int = ${Field}(description="Number of items on all pages.")
        next_cursor: str | None
        prev_cursor: str | None
        links: PageLinks

        @classmethod
        def build(cls, items: list[T], page: "Slice[Any]", request: ${Request}) -> ${Self}:
            """Wrap the serialized \`items\` of \`page\` in the envelope."""

            def link(cursor: str | None) -> str | None:
                if cursor is None:
                    return None
                url = request.url.include_query_params(cursor=cursor)
                return f"{url.path}?{url.query}"

            query = f"?{request.url.query}" if request.url.query else ""
            return cls(
                items=items,
                total=page.total,
                next_cursor=page.next_cursor,
                prev_cursor=page.prev_cursor,
                links=PageLinks(
                    current=request.url.path + query,
                    next=link(page.next_cursor),
                    prev=link(page.prev_cursor),
                ),
            )


    @${dataclass}(frozen=True, slots=True)
    class Slice(${Generic}[T]):
        """The rows of one page and the cursors of its neighbours."""

        rows: ${Sequence}[T]
        total: int
        next_cursor: str | None
        prev_cursor: str | None


    @${dataclass}(frozen=True, slots=True)
    class Keyset:
        """A sort order: a column that is never null, and a unique one that breaks ties."""

        columns: tuple[${InstrumentedAttribute}[${Any}], ${InstrumentedAttribute}[${UUID}]]
        descending: bool

        def position(self, row: object, *, backward: bool) -> "Position":
            """Return the position just after (or before) \`row\`."""
            value, row_id = (getattr(row, column.key) for column in self.columns)
            return Position(backward, value, row_id)


    @${dataclass}(frozen=True, slots=True)
    class Position:
        """Where a page starts: just after (or, going back, just before) a row."""

        backward: bool
        value: ${Any}
        id: ${UUID}


    class CursorSigner:
        """Turns positions into opaque cursors and back; a cursor is bound to one list by its MAC."""

        def __init__(self, settings: ${Settings}) -> None:
            secret = settings.secret_key.get_secret_value().encode()
            self._key = ${hmac}.digest(secret, b"pagination-cursor", ${hashlib}.sha256)

        def sign(self, position: Position, scope: str) -> str:
            """Encode \`position\` for the list called \`scope\`."""
            payload = ${json}.dumps(
                ${to_jsonable_python}([position.backward, position.value, position.id])
            ).encode()
            return ${base64}.urlsafe_b64encode(self._mac(payload, scope) + payload).decode()

        def verify(self, cursor: str, scope: str, keyset: Keyset) -> Position:
            """Decode \`cursor\`; raises \`InvalidCursorError\` unless it was made by \`sign\` for \`scope\`."""
            try:
                raw = ${base64}.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
            except ValueError as error:
                raise InvalidCursorError from error
            mac, payload = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
            if not ${hmac}.compare_digest(mac, self._mac(payload, scope)):
                raise InvalidCursorError
            backward, value, row_id = ${json}.loads(payload)
            column_type: ${TypeAdapter}[${Any}] = ${TypeAdapter}(keyset.columns[0].type.python_type)
            return Position(backward, column_type.validate_python(value), ${UUID}(row_id))

        def _mac(self, payload: bytes, scope: str) -> bytes:
            digest = ${hmac}.digest(self._key, scope.encode() + b"\0" + payload, ${hashlib}.sha256)
            return digest[:_MAC_BYTES]


    async def get_cursor_signer(settings: ${SettingsDep}) -> CursorSigner:
        """Provide the signer of cursors."""
        return CursorSigner(settings)


    CursorSignerDep = ${Annotated}[CursorSigner, ${Depends}(get_cursor_signer)]


    async def paginate(
        session: ${AsyncSession},
        statement: ${Select}[T],
        *,
        query: PageQuery,
        keyset: Keyset,
        signer: CursorSigner,
    ) -> Slice[T]:
        """Run a filtered but unordered \`statement\` for the page that \`query\` asks for."""
        scope = f"{keyset.columns[0].class_.__name__}{query.scope()}"
        position = None if query.cursor is ${MISSING} else signer.verify(query.cursor, scope, keyset)
        backward = position is not None and position.backward

        count = statement.with_only_columns(${func}.count(), maintain_column_froms=True)
        total = (await session.scalars(count)).one()
        found = (await session.scalars(_seek(statement, keyset, position, query.limit))).all()
        rows = found[: query.limit]
        more = len(found) > query.limit
        if backward:
            rows = rows[::-1]

        def cursor(row: T, *, backward: bool) -> str:
            return signer.sign(keyset.position(row, backward=backward), scope)

        has_next = more or backward
        has_prev = more if backward else position is not None
        return Slice(
            rows=rows,
            total=total,
            next_cursor=cursor(rows[-1], backward=False) if rows and has_next else None,
            prev_cursor=cursor(rows[0], backward=True) if rows and has_prev else None,
        )


    def _seek(statement: ${Select}[T], keyset: Keyset, position: Position | None, limit: int) -> ${Select}[T]:
        descending = keyset.descending
        if position is not None:
            descending ^= position.backward
            row, start = ${tuple_}(*keyset.columns), (position.value, position.id)
            statement = statement.where(row < start if descending else row > start)
        order = (column.desc() if descending else column.asc() for column in keyset.columns)
        # One row more than asked for tells whether there is another page.
        return statement.order_by(*order).limit(limit + 1)
  `,
});
