"""Answers of the dashboards: a template, rendered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse

from dashboards.definitions import DEFINITIONS
from service.page.templates import Templates

FOLDER = Path(__file__).parent
_PAGES = Templates(FOLDER, definitions=DEFINITIONS)


def render(template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The answer that `template` makes of `context`."""
    return _PAGES.render(template, status, **context)


def message(title: str, text: str, status: int) -> HTMLResponse:
    """A whole page with one thing to say."""
    return _PAGES.render("shared/message.html", status, title=title, text=text)
