"""What stands around every page of a site: where its pages are, and what is shown."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboards.dates import preset, presets
from dashboards.pages.book import BY_NAME, PAGES
from dashboards.respond import message
from dashboards.shown import Shown, grains, usual_grain
from service.catalog.sites import Site
from service.metrics.dimensions import DIMENSIONS
from service.page.language import _

#: Pages with a room of their own: name and words.
OTHERS = ("corrections", "results", "appeals", "setup")


class Link(msgspec.Struct, frozen=True):
    """A word that leads somewhere; `here` where one is there already."""

    words: str
    href: str
    here: bool = False


def frame(
    request: Request, site: Site, page: str, today: dt.date, shown: Shown | None, plain: bool = False
) -> dict[str, Any]:
    """What `range.html` and a page's head need. `shown`: None where what is asked for makes no sense."""
    base = f"/s/{quote(site.key, safe='')}"
    kept = {"plain": "1"} if plain else {}
    span = shown.range if shown else None
    query = shown.query() if shown else ""
    elsewhere = shown.bare.query() if shown else ""

    def address(name: str, text: str | None = None) -> str:
        text = (query if name == page else elsewhere) if text is None else text
        text = "&".join(filter(None, (text, urlencode(kept))))
        return f"{base}/{name}" + (f"?{text}" if text else "")

    return {
        "site": site,
        "today": today,
        "span": span,
        "shown": shown,
        "plain": plain,
        "pages": _pages(page, address),
        "here": f"{base}/{page}",
        "presets": [
            Link(words, address(page, _preset(shown, name, today)), span is not None and span.name == name)
            for name, words in presets()
        ],
        "first": str(span.first) if span else request.query_params.get("from", ""),
        "last": str(span.last) if span else request.query_params.get("to", ""),
        "filters": [
            (op, name, values, address(page, shown.without(place).query()))
            for place, (op, name, values) in enumerate(shown.filters)
        ]
        if shown
        else [],
        "dimensions": FILTERS,
        "grains": grains(span) if span else [],
        **{name: f"{base}/{name}" for name in ("overview", *OTHERS)},
    }


#: What the form of filters offers, in this order.
FILTERS = tuple(name for name in DIMENSIONS if name not in {"day", "hour", "bot", "arm_rule", "arm_variant"})


def _pages(page: str, address: Callable[..., str]) -> list[Link]:
    named = [(one.name, _(one.heading)) for one in PAGES if not (one.needs or one.under)]
    page = BY_NAME[page].under or page if page in BY_NAME else page
    others = [
        ("corrections", _("Corrections")),
        ("results", _("Results")),
        ("report", _("Weekly report")),
        ("appeals", _("Appeals")),
        ("setup", _("Set up the tag")),
    ]
    return [Link(words, address(name), name == page) for name, words in named] + [
        Link(words, address(name, ""), name == page) for name, words in others
    ]


def _preset(shown: Shown | None, name: str, today: dt.date) -> str:
    """The same of a preset's days, at the grain that is usual for them."""
    days = preset(name, today)
    return shown.query(range=days, grain=usual_grain(days)) if shown else urlencode({"range": name})


def narrowed(request: Request, shown: Shown) -> Response:
    """From the form of filters to the page that has its filter; tables stay tables."""
    plain = "&plain=1" if request.query_params.get("plain") == "1" else ""
    return RedirectResponse(f"{request.url.path}?{shown.query()}{plain}", 303)


def no_such_site() -> Response:
    """The answer where the address names no site."""
    text = _("No site has this key. Look at the address again, or ask whoever runs Kindly here to add it.")
    return message(_("There is no such site"), text, 404)
