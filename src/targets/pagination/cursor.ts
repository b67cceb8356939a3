/** Cursor (keyset) pagination that works for any statement and any sort order. */
import type { ServicePlan } from '../../plan/index.ts';
import { type ModuleSpec, py } from '../../python/index.ts';
import type { Pagination, Persistence } from '../types.ts';
import { dependency, limits, longLists, scopeMethod, slice, types } from './common.ts';
import { config, errors, pagination } from '../../plan/own-symbols.ts';
import { dataclassModule, fastapi, httpStatus, modules, pydantic, pydanticCore, typing } from '../../plan/symbols.ts';

const { base64, hashlib, hmac, json } = modules;
const { dataclass } = dataclassModule;
const { HTTPStatus } = httpStatus;
const { Annotated, Any, Generic, Self } = typing;
const { Request } = fastapi;
const { MISSING, BaseModel, ConfigDict, Field } = pydantic;
const { to_jsonable_python } = pydanticCore;
const { Settings } = config;
const { AppError } = errors;

const cursors = py`
  next_cursor: str | None
  prev_cursor: str | None
`;

/** app/core/pagination.py. */
const paginationModule = (plan: ServicePlan, { keyset }: Persistence): ModuleSpec => ({
  path: 'app/core/pagination.py',
  doc: 'Cursor (keyset) pagination that works for any statement and any sort order.',
  body: py`
    ${types(keyset)}

    _MAC_BYTES = 16

    ${limits(plan)}


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

        ${scopeMethod(['limit', 'cursor'])}


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


    ${slice('The rows of one page and the cursors of its neighbours.', cursors)}


    @${dataclass}(frozen=True, slots=True)
    class Position:
        """Where a page starts: just after (or, going back, just before) a row."""

        backward: bool
        values: tuple[${Any}, ...]


    ${keyset.sortOrders(plan)}


    class CursorSigner:
        """Turns positions into opaque cursors and back; a cursor is bound to one list by its MAC."""

        def __init__(self, settings: ${Settings}) -> None:
            secret = settings.secret_key.get_secret_value().encode()
            self._key = ${hmac}.digest(secret, b"pagination-cursor", ${hashlib}.sha256)

        def sign(self, position: Position, scope: str) -> str:
            """Encode \`position\` for the list called \`scope\`."""
            payload = ${json}.dumps(${to_jsonable_python}([position.backward, *position.values])).encode()
            return ${base64}.urlsafe_b64encode(self._mac(payload, scope) + payload).decode()

        def verify(self, cursor: str, scope: str, order: SortOrder) -> Position:
            """Decode \`cursor\`; raises \`InvalidCursorError\` unless it was made by \`sign\` for \`scope\`."""
            try:
                raw = ${base64}.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
            except ValueError as error:
                raise InvalidCursorError from error
            mac, payload = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
            if not ${hmac}.compare_digest(mac, self._mac(payload, scope)):
                raise InvalidCursorError
            backward, *values = ${json}.loads(payload)
            typed = (_typed(value, column) for value, column in zip(values, ${keyset.keyTypes}, strict=True))
            return Position(backward, tuple(typed))

        def _mac(self, payload: bytes, scope: str) -> bytes:
            digest = ${hmac}.digest(self._key, scope.encode() + b"\0" + payload, ${hashlib}.sha256)
            return digest[:_MAC_BYTES]


    ${keyset.typed(plan)}


    ${longLists(plan)}


    ${keyset.paginator(plan)}


    ${dependency()}


    ${keyset.functions(plan)}
  `,
});

/** Signed, opaque cursors over a keyset. */
export const cursor: Pagination = {
  key: 'cursor',
  paging: {
    parameters: ['limit', 'cursor'],
    signed: true,
    failures: [{ symbol: pagination.InvalidCursorError, status: 422, value: 'a cursor' }],
    note: `**Cursors are positions.** They are signed together with the sort order and the filters, so a
cursor works only for the list that it came from.`,
  },
  module: paginationModule,
  state: py`app.state.paginator = ${pagination.Paginator}(settings)`,
};
