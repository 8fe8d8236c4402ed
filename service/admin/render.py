"""The settings pages, made from their templates, under headers that let nothing foreign run."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_FILES = ("admin.css", "admin.js")
#: The address of a file by its name.
Asset = Callable[[str], str]


class Pages:
    """Renders this folder's templates; `asset` gives the addresses of the dashboards' files."""

    def __init__(self, asset: Asset) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(asset=asset, own=_own)

    def render(self, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """The answer that a template makes of `values`."""
        text = self._templates.get_template(template).render(values)
        # A lone surrogate in a page's address must not cost the page.
        return HTMLResponse(text.encode("utf-8", "replace"), status, _HEADERS)


def files() -> list[Route]:
    """The routes of this folder's own static files; they come before the dashboards'."""
    return [Route(_path(name), _file(name), methods=["GET"]) for name in _FILES]


def _path(name: str) -> str:
    return f"/static/{name}"


def _own(name: str) -> str:
    """The address of a file of ours, which changes with its content."""
    digest = hashlib.sha256((_HERE / "static" / name).read_bytes()).hexdigest()
    return f"{_path(name)}?v={digest[:12]}"


def _file(name: str) -> Callable[[Request], object]:
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}

    async def send(_: Request) -> Response:
        return FileResponse(_HERE / "static" / name, headers=headers)

    return send
