"""The files that pages load: where they are served, under an address that changes with their content."""

import functools
import hashlib
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
PREFIX = "/static"
_FOREVER = "public, max-age=31536000, immutable"


class _Versioned(StaticFiles):
    """Static files that a browser may keep for a year when it asked for them with their version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"].startswith(b"v=") and response.status_code == 200:
            response.headers["Cache-Control"] = _FOREVER
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


@functools.cache
def asset(name: str) -> str:
    """The address of `static/{name}`, with twelve hexadecimal digits of its SHA-256 as its version."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"{PREFIX}/{name}?v={digest[:12]}"


def route() -> Mount:
    """The route of every static file; mount it once."""
    # Plotly alone is 1.2 MB, and 0.4 MB so.
    return Mount(PREFIX, GZipMiddleware(_Versioned(directory=STATIC), compresslevel=6), name="static")
