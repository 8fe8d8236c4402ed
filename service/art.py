"""`/k/art/…`: the pictures of appeals, the fixed set and the publisher's own."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from service.appeals.pictures import drawing

Picture = Callable[[str, int], Awaitable[tuple[str, bytes] | None]]

_LARGEST = 2**31 - 1
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    # A drawing opened by itself is a page: it may have its style, and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}
#: A drawing has its colours in its name, an upload a number of its own: neither ever changes.
_FOUND = {"Cache-Control": "public, max-age=31536000, immutable"}
_MISSING = {"Cache-Control": "no-store"}


def routes(picture: Picture) -> list[BaseRoute]:
    """`picture` gives the type and the bytes of an upload by site and number."""

    async def own(request: Request) -> Response:
        number: int = request.path_params["number"]
        found = await picture(request.path_params["site"], number) if number <= _LARGEST else None
        return _answer(*found) if found else _missing()

    return [Route("/k/art/{site}/{number:int}", own), Route("/k/art/{file}", _drawing)]


async def _drawing(request: Request) -> Response:
    found = drawing(request.path_params["file"])
    return _answer("image/svg+xml", found) if found else _missing()


def _answer(kind: str, content: bytes) -> Response:
    return Response(content, media_type=kind, headers=_HEADERS | _FOUND)


def _missing() -> Response:
    return Response("There is no such picture.\n", 404, _HEADERS | _MISSING, "text/plain")
