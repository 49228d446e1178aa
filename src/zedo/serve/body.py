"""Bodies that are read no further than they may be long."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zedo.serve.limits import TooLargeError


class BoundedBody:
    """ASGI middleware: reading more than ``most`` bytes of a body raises TooLargeError, and so does announcing them."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a body that counts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced, read = Headers(scope=scope).get("content-length", ""), 0

        async def counting() -> Message:
            nonlocal read
            if announced.isdecimal() and int(announced) > self._most:
                raise self._too_large()
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise self._too_large()
            return message

        await self._app(scope, counting, send)

    def _too_large(self) -> TooLargeError:
        return TooLargeError(f"a body of more than {self._most / 1e6:g} MB, which is the most that is read")
