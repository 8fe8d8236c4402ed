"""Answers of the dashboards: a template, rendered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse

from dashboards.definitions import DEFINITIONS
from dashboards.words import dimension_words, op_words, value_words
from service.page.templates import Templates

FOLDER = Path(__file__).parent
_PAGES = Templates(
    FOLDER,
    definitions=DEFINITIONS,
    dimension_words=dimension_words,
    op_words=op_words,
    value_words=value_words,
)


def render(template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """The answer that `template` makes of `context`."""
    return _PAGES.render(template, status, **context)


def message(title: str, text: str, status: int) -> HTMLResponse:
    """A whole page with one thing to say."""
    return _PAGES.render("shared/message.html", status, title=title, text=text)


def text_of(template: str, context: Mapping[str, Any]) -> str:
    """What `template` makes of `context`, to be sent otherwise than as an answer."""
    return bytes(_PAGES.render(template, 200, **context).body).decode()
