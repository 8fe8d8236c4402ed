"""One address and its methods."""

from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.api.problems import problem

Handler = Callable[[Request], Awaitable[Response]]


class Resource:
    """Answers one method (GET also HEAD, None every one), and the others with a problem that names it."""

    def __init__(self, method: str | None, handler: Handler) -> None:
        self._methods = ("GET", "HEAD") if method == "GET" else (method,) if method else ()
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application of a route; Starlette's own refusal of a method is plain text."""
        request = Request(scope, receive)
        if not self._methods or request.method in self._methods:
            response = await self._handler(request)
        else:
            allow = ", ".join(self._methods)
            response = problem("method-not-allowed", f"This address takes {allow}.", headers={"Allow": allow})
        await response(scope, receive, send)


def json(content: object) -> Response:
    """An answer of numbers, which nobody should keep: the next question's are newer."""
    headers = {"Cache-Control": "no-store"}
    return Response(msgspec.json.encode(content), media_type="application/json", headers=headers)
