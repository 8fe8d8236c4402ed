"""The pages of sign-in, made from their templates, with the headers that keep them safe."""

import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

_HERE = Path(__file__).parent
STYLE_FILE = _HERE / "static" / "accounts.css"
STYLE_PATH = "/static/accounts.css"

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers send `Origin: null` with the form, which `same_origin` refuses.
    "Referrer-Policy": "same-origin",
}

_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_templates.globals["style"] = f"{STYLE_PATH}?v={hashlib.sha256(STYLE_FILE.read_bytes()).hexdigest()[:12]}"


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page of this folder's `templates`."""
    return HTMLResponse(_templates.get_template(template).render(values), status, _HEADERS)
