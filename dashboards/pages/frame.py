"""What stands around every page of a site: where its pages are, and which days are shown."""

import datetime as dt
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from dashboards.dates import PRESETS, Range
from dashboards.respond import message
from service.catalog.sites import Site

PAGES = ("overview", "results", "appeals", "setup")


def frame(
    request: Request, site: Site, page: str, today: dt.date, span: Range | None, plain: bool = False
) -> dict[str, Any]:
    """What `range.html` and a page's head need. `span`: None where the days asked for are wrong."""
    base = f"/s/{quote(site.key, safe='')}"
    kept = {"plain": "1"} if plain else {}
    return {
        "site": site,
        "today": today,
        "span": span,
        "plain": plain,
        "presets": [
            (name, words, f"{base}/{page}?" + urlencode({"range": name} | kept)) for name, words, _ in PRESETS
        ],
        "first": str(span.first) if span else request.query_params.get("from", ""),
        "last": str(span.last) if span else request.query_params.get("to", ""),
        **{name: f"{base}/{name}" for name in PAGES},
    }


def no_such_site() -> Response:
    """The answer where the address names no site."""
    text = "No site has this key. Look at the address again, or ask whoever runs Kindly here to add it."
    return message("There is no such site", text, 404)
