"""A room's pages, made from its templates and the shared ones."""

from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from service.page import headers, language
from service.page.files import Files

_SHARED = Path(__file__).parent / "templates"
_SCRIPT_SAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


class Templates:
    """The templates of `room/templates`, then those shared by all, `shared/base.html` first among them.

    `known` are values that every template knows, besides `asset`, which gives a static file's address.
    """

    def __init__(self, room: Path, **known: object) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([room / "templates", _SHARED]),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            lambda text: language.translations().gettext(text) if text else "",
            lambda *forms: language.translations().ngettext(*forms),
            newstyle=True,
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.globals.update(
            known, asset=Files(room).address, language=language.language, say=language.gettext
        )
        self._environment.filters["script_json"] = script_json

    def render(self, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
        """The answer that a template makes of `values`."""
        text = self._environment.get_template(template).render(values)
        # A lone surrogate in a title must not cost the page.
        return HTMLResponse(text.encode("utf-8", "replace"), status, headers.PAGE)


def script_json(value: Any) -> Markup:
    """`value` as JSON that cannot end the script element it stands in."""
    return Markup(msgspec.json.encode(value).decode().translate(_SCRIPT_SAFE))  # noqa: S704 (escaped just here)
