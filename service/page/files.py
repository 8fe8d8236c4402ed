"""The files that pages load: where they are served, under an address that changes with their content."""

import functools
import hashlib
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.page import headers

PREFIX = "/static"
SHARED = Path(__file__).parent / "static"


class Files(StaticFiles):
    """The `static` folders of rooms, and after them the shared one, as if they were one folder."""

    def __init__(self, *rooms: Path) -> None:
        super().__init__()
        self.all_directories = [*(room / "static" for room in rooms), SHARED]

    def address(self, name: str) -> str:
        """`/static/{name}`, with twelve hexadecimal digits of its SHA-256. Raises FileNotFoundError."""
        path, found = self.lookup_path(name)
        if found is None:
            raise FileNotFoundError(f"no static folder has {name}")
        return f"{PREFIX}/{name}?v={_version(path)}"

    def route(self) -> Mount:
        """The route of all these files; an application has one, of every room."""
        # Plotly alone is 1.2 MB, and 0.4 MB so.
        return Mount(PREFIX, GZipMiddleware(self, compresslevel=6), name="static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept for a year when it was asked for with its version."""
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=") and response.status_code == 200
        response.headers.update(headers.VERSIONED_FILE if versioned else headers.FILE)
        return response


@functools.cache
def _version(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
