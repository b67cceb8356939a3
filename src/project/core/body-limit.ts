/** app/core/middleware.py of services whose requests need nothing else around them: bodies have a limit. */
import { errors } from '../../plan/own-symbols.ts';
import { starletteExceptions, starletteTypes } from '../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../python/index.ts';

const { HTTPException } = starletteExceptions;
const { ASGIApp, Message, Receive, Scope, Send } = starletteTypes;

/** The middleware that refuses large bodies. */
export const bodyLimitModule = (): ModuleSpec => ({
  path: 'app/core/middleware.py',
  doc: 'The limit on request bodies.',
  body: py`
    class BodyLimitMiddleware:
        """Refuses a body as soon as too much of it has come, whatever its length was said to be."""

        def __init__(self, app: ${ASGIApp}, max_body_bytes: int) -> None:
            self._app = app
            self._max_body_bytes = max_body_bytes

        async def __call__(self, scope: ${Scope}, receive: ${Receive}, send: ${Send}) -> None:
            """Handle one ASGI connection."""
            received = 0

            async def receive_limited() -> ${Message}:
                nonlocal received
                message = await receive()
                received += len(message.get("body", b""))
                if received > self._max_body_bytes:
                    raise ${HTTPException}(413, ${errors.ContentTooLargeError}.detail)
                return message

            await self._app(scope, receive_limited, send)
  `,
});
