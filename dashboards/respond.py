"""Answers of the dashboards: a template, rendered, under headers that let nothing foreign run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup
from starlette.responses import HTMLResponse

from dashboards.assets import asset
from dashboards.definitions import DEFINITIONS

#: No inline script and no inline style: figures travel as JSON data, and their style sheet is a file of ours.
CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_SCRIPT_SAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script_json(value: Any) -> Markup:
    """`value` as JSON that cannot end the script element it stands in."""
    return Markup(msgspec.json.encode(value).decode().translate(_SCRIPT_SAFE))  # noqa: S704 (escaped just here)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset=asset, definitions=DEFINITIONS)
    environment.filters["script_json"] = script_json
    return environment


_TEMPLATES = _environment()


def render(template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The answer that `template` makes of `context`."""
    text = _TEMPLATES.get_template(template).render(context)
    # A lone surrogate in a title must not cost the page.
    return HTMLResponse(text.encode("utf-8", "replace"), status, HEADERS)


def message(title: str, text: str, status: int) -> HTMLResponse:
    """A whole page with one thing to say."""
    return render("message.html", {"title": title, "text": text}, status)
