"""What stands around every page of a site."""

import datetime as dt

import pytest
from starlette.datastructures import QueryParams
from starlette.requests import Request

from dashboards.pages.frame import frame
from dashboards.shown import Shown, read_shown
from service.catalog.sites import Site

SITE = Site(key="a b", name="A", origins=("https://a.example",))
TODAY = dt.date(2026, 11, 23)


def asked(query: str = "") -> Request:
    return Request({"type": "http", "query_string": query.encode(), "headers": []})


@pytest.mark.parametrize(
    ("shown", "query", "first", "last"),
    [
        (read_shown(QueryParams("from=2026-11-01&to=2026-11-05"), TODAY), "", "2026-11-01", "2026-11-05"),
        (None, "from=never&to=2026-11-05", "never", "2026-11-05"),
        (None, "", "", ""),
    ],
)
def test_the_days_that_were_typed_stay_where_they_are_wrong(
    shown: Shown | None, query: str, first: str, last: str
) -> None:
    found = frame(asked(query), SITE, "results", TODAY, shown)
    assert (found["first"], found["last"]) == (first, last)


@pytest.mark.parametrize(("plain", "kept"), [(False, False), (True, True)])
def test_presets_lead_to_the_page_itself_and_keep_tables(plain: bool, kept: bool) -> None:
    presets = frame(asked(), SITE, "results", TODAY, None, plain)["presets"]
    assert presets
    for preset in presets:
        assert preset.href.startswith("/s/a%20b/results?range=")
        assert ("plain=1" in preset.href) is kept


def test_the_sites_pages_have_their_addresses() -> None:
    found = frame(asked(), SITE, "overview", TODAY, None)
    assert [found[name] for name in ("overview", "appeals")] == ["/s/a%20b/overview", "/s/a%20b/appeals"]


def test_presets_keep_all_else() -> None:
    shown = read_shown(QueryParams("compare=year&f=is:device:phone"), TODAY)
    hrefs = [preset.href for preset in frame(asked(), SITE, "overview", TODAY, shown)["presets"]]
    assert hrefs[2] == "/s/a%20b/overview?range=7d&compare=year&f=is%3Adevice%3Aphone"


@pytest.mark.parametrize("page", ["overview", "results"])
def test_the_page_one_is_on_is_marked(page: str) -> None:
    pages = frame(asked(), SITE, page, TODAY, None)["pages"]
    assert [one.href for one in pages if one.here] == [f"/s/a%20b/{page}"]
