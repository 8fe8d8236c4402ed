"""Serves the tag, the scripts that it loads when needed, and the baits and controls with which it detects.

`/k.js` has an ETag and is checked again every hour; `/k.js?v=VERSION` never changes and is kept for a year.
The same holds for `/k/*.js`.
"""

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from importlib.resources import files

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

_HOUR = "public, max-age=3600, stale-while-revalidate=86400"
_YEAR = "public, max-age=31536000, immutable"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}

Endpoint = Callable[[Request], Awaitable[Response]]


class Bait(msgspec.Struct, frozen=True):
    """A bait's path, its neutral control's, and the answer that the tag expects of both."""

    bait: str
    control: str
    status: int
    type: str
    body: str


class Table(msgspec.Struct, frozen=True):
    """The table of baits, as it was built with the tag."""

    paths: list[Bait]


def routes() -> list[BaseRoute]:
    """`/k.js`, `/k/*.js`, and every bait and control of the tag."""
    built = files("snippets") / "dist"
    baits = msgspec.json.decode((built / "baits.json").read_bytes(), type=Table).paths
    return [
        Route("/k.js", _script((built / "k.js").read_bytes())),
        *(
            Route(f"/k/{further.name}", _script(further.read_bytes()))
            for further in (built / "k").iterdir()
            if further.name.endswith(".js")
        ),
        *(Route(path, _answer(bait)) for bait in baits for path in (bait.bait, bait.control)),
    ]


def _script(body: bytes) -> Endpoint:
    version = hashlib.sha256(body).hexdigest()[:12]
    etag = f'"{version}"'
    packed = gzip.compress(body, mtime=0)

    async def script(request: Request) -> Response:
        lasting = request.query_params.get("v") == version
        headers = {
            **_OPEN,
            "Vary": "Accept-Encoding",
            "ETag": etag,
            "Cache-Control": _YEAR if lasting else _HOUR,
        }
        asked = {
            tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")
        }
        if etag in asked or "*" in asked:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                packed, media_type="text/javascript", headers=headers | {"Content-Encoding": "gzip"}
            )
        return Response(body, media_type="text/javascript", headers=headers)

    return script


def _answer(bait: Bait) -> Endpoint:
    headers = {**_OPEN, "Cache-Control": "no-store"}

    async def answer(_: Request) -> Response:
        return Response(bait.body, bait.status, headers, media_type=bait.type or None)

    return answer
