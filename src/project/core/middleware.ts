/** Request ids, the access log and the last line of defence against unexpected errors. */
import { type ModuleSpec, py } from '../../python/index.ts';
import { errors, requestLogging } from '../../plan/own-symbols.ts';
import {
  fastapi,
  modules,
  starletteDatastructures,
  starletteExceptions,
  starletteTypes,
  times,
  uuidUtils,
} from '../../plan/symbols.ts';

const { logging, re } = modules;
const { perf_counter } = times;
const { Request } = fastapi;
const { MutableHeaders } = starletteDatastructures;
const { HTTPException } = starletteExceptions;
const { ASGIApp, Message, Receive, Scope, Send } = starletteTypes;
const { uuid7 } = uuidUtils;
const { ContentTooLargeError, problem_response } = errors;
const { request_id_var } = requestLogging;

/** app/core/middleware.py. */
export const middlewareModule = (): ModuleSpec => ({
  path: 'app/core/middleware.py',
  doc: 'Request ids, the access log and the last line of defence against unexpected errors.',
  body: py`
    logger = ${logging}.getLogger(__name__)

    _SAFE_REQUEST_ID = ${re}.compile(r"[A-Za-z0-9._-]{1,64}")


    class RequestContextMiddleware:
        """Wraps every request.

        It answers unexpected errors and limits the body itself: what Starlette does for these sits
        outside of all other middleware, so the responses would be no problems with a request id.
        """

        def __init__(self, app: ${ASGIApp}, max_body_bytes: int) -> None:
            self._app = app
            self._max_body_bytes = max_body_bytes

        async def __call__(self, scope: ${Scope}, receive: ${Receive}, send: ${Send}) -> None:
            """Handle one ASGI connection."""
            if scope["type"] != "http":
                await self._app(scope, receive, send)
                return

            request = ${Request}(scope, receive)
            token = ${request_id_var}.set(_request_id(request))
            # Dependencies put headers here that every response must carry, errors included.
            request.state.response_headers = {"X-Request-ID": ${request_id_var}.get()}
            started_at = ${perf_counter}()
            received = 0
            status: int | None = None

            async def receive_limited() -> ${Message}:
                nonlocal received
                message = await receive()
                received += len(message.get("body", b""))
                if received > self._max_body_bytes:
                    raise ${HTTPException}(413, ${ContentTooLargeError}.detail)
                return message

            async def send_with_headers(message: ${Message}) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    ${MutableHeaders}(scope=message).update(request.state.response_headers)
                await send(message)

            try:
                await self._app(scope, receive_limited, send_with_headers)
            except Exception as error:
                logger.exception("unhandled error")
                if status is not None:
                    raise
                response = await ${problem_response}(request, error)
                await response(scope, receive, send_with_headers)
            finally:
                logger.info(
                    "request",
                    extra={
                        "method": request.method,
                        "path": request.url.path,
                        "status": status,
                        "duration_ms": round((${perf_counter}() - started_at) * 1000, 1),
                    },
                )
                ${request_id_var}.reset(token)


    def _request_id(request: ${Request}) -> str:
        given = request.headers.get("X-Request-ID", "")
        return given if _SAFE_REQUEST_ID.fullmatch(given) else str(${uuid7}())
  `,
});
