/** Cursor (keyset) pagination that works for any statement and any sort order. */
import type { ServicePlan } from '../../plan/index.ts';
import { type ModuleSpec, py } from '../../python/index.ts';
import type { Pagination, Persistence } from '../types.ts';
import { config, errors, pagination } from '../../plan/own-symbols.ts';
import {
  abc,
  dataclassModule,
  fastapi,
  httpStatus,
  modules,
  orm,
  pydantic,
  pydanticCore,
  typing,
} from '../../plan/symbols.ts';

const { base64, hashlib, hmac, json, time } = modules;
const { Sequence } = abc;
const { dataclass } = dataclassModule;
const { HTTPStatus } = httpStatus;
const { Annotated, Any, Generic, Self, TypeVar } = typing;
const { Depends, Request } = fastapi;
const { MISSING, BaseModel, ConfigDict, Field } = pydantic;
const { to_jsonable_python } = pydanticCore;
const { InstrumentedAttribute } = orm;
const { Settings } = config;
const { AppError } = errors;

/** app/core/pagination.py. */
const paginationModule = (plan: ServicePlan, persistence: Persistence): ModuleSpec => ({
  path: 'app/core/pagination.py',
  doc: 'Cursor (keyset) pagination that works for any statement and any sort order.',
  body: py`
    T = ${TypeVar}("T")
    Row = dict[str, ${Any}]

    _MAC_BYTES = 16

    # \`total\` is exact up to here and a lower bound beyond, so that no list pays for counting a
    # large table; None counts every row.
    COUNT_LIMIT: int | None = 10_000

    # A list that was longer than that is not counted again for so long.
    RECOUNT_SECONDS = 10
    _MOST_LONG_LISTS = 1_000


    class InvalidCursorError(${AppError}):
        """The cursor was altered, or made for another list."""

        status = ${HTTPStatus}.UNPROCESSABLE_ENTITY
        type = "/problems/invalid-cursor"
        title = "Invalid cursor"
        detail = "Use a cursor unchanged, and only with the filters and sort order it was made for."


    class PageQuery(${BaseModel}):
        """Query parameters of every list; domains add their filters and a \`sort\`."""

        model_config = ${ConfigDict}(extra="forbid")

        limit: int = ${Field}(default=${plan.config.page_size}, ge=1, le=${plan.config.max_page_size}, description="Items per page.")
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
        total_is_exact: bool = ${Field}(description="False when there are more items than \`total\`.")
        next_cursor: str | None
        prev_cursor: str | None
        links: PageLinks

        @classmethod
        def build(cls, items: list[T], page: "Slice", request: ${Request}) -> ${Self}:
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
                total_is_exact=page.total_is_exact,
                next_cursor=page.next_cursor,
                prev_cursor=page.prev_cursor,
                links=PageLinks(
                    current=request.url.path + query,
                    next=link(page.next_cursor),
                    prev=link(page.prev_cursor),
                ),
            )


    @${dataclass}(frozen=True, slots=True)
    class Slice:
        """The rows of one page and the cursors of its neighbours."""

        rows: ${Sequence}[Row]
        total: int
        total_is_exact: bool
        next_cursor: str | None
        prev_cursor: str | None


    @${dataclass}(frozen=True, slots=True)
    class Position:
        """Where a page starts: just after (or, going back, just before) a row."""

        backward: bool
        values: tuple[${Any}, ...]


    ${persistence.keyset(plan)}


    class CursorSigner:
        """Turns positions into opaque cursors and back; a cursor is bound to one list by its MAC."""

        def __init__(self, settings: ${Settings}) -> None:
            secret = settings.secret_key.get_secret_value().encode()
            self._key = ${hmac}.digest(secret, b"pagination-cursor", ${hashlib}.sha256)

        def sign(self, position: Position, scope: str) -> str:
            """Encode \`position\` for the list called \`scope\`."""
            payload = ${json}.dumps(${to_jsonable_python}([position.backward, *position.values])).encode()
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
            backward, *values = ${json}.loads(payload)
            typed = (_typed(value, column) for value, column in zip(values, keyset.columns, strict=True))
            return Position(backward, tuple(typed))

        def _mac(self, payload: bytes, scope: str) -> bytes:
            digest = ${hmac}.digest(self._key, scope.encode() + b"\0" + payload, ${hashlib}.sha256)
            return digest[:_MAC_BYTES]


    def _typed(value: object, column: ${InstrumentedAttribute}[${Any}]) -> object:
        # JSON has fewer types than columns.
        ${persistence.cursorValue(plan)}


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
            total, noted_at = self._noted.get(name, (0, -${modules.math}.inf))
            return total if ${time}.monotonic() - noted_at < RECOUNT_SECONDS else None


    ${persistence.paginator(plan)}


    async def get_paginator(request: ${Request}) -> Paginator:
        """Provide what cuts the lists of this application into pages."""
        return request.app.state.paginator


    PaginatorDep = ${Annotated}[Paginator, ${Depends}(get_paginator)]


    ${persistence.keysetFunctions(plan)}
  `,
});

/** Signed, opaque cursors over a keyset. */
export const cursor: Pagination = {
  key: 'cursor',
  module: paginationModule,
  state: py`app.state.paginator = ${pagination.Paginator}(settings)`,
};
