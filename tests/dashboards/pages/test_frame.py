"""What stands around every page of a site."""

import datetime as dt

import pytest
from starlette.requests import Request

from dashboards.dates import Range, read_range
from dashboards.pages.frame import frame
from service.catalog.sites import Site

SITE = Site(key="a b", name="A", origins=("https://a.example",))
TODAY = dt.date(2026, 11, 23)


def asked(query: str = "") -> Request:
    return Request({"type": "http", "query_string": query.encode(), "headers": []})


@pytest.mark.parametrize(
    ("span", "query", "first", "last"),
    [
        (read_range({"from": "2026-11-01", "to": "2026-11-05"}, TODAY), "", "2026-11-01", "2026-11-05"),
        (None, "from=never&to=2026-11-05", "never", "2026-11-05"),
        (None, "", "", ""),
    ],
)
def test_the_days_that_were_typed_stay_where_they_are_wrong(
    span: Range | None, query: str, first: str, last: str
) -> None:
    found = frame(asked(query), SITE, "results", TODAY, span)
    assert (found["first"], found["last"]) == (first, last)


@pytest.mark.parametrize(("plain", "kept"), [(False, False), (True, True)])
def test_presets_lead_to_the_page_itself_and_keep_tables(plain: bool, kept: bool) -> None:
    presets = frame(asked(), SITE, "results", TODAY, None, plain)["presets"]
    assert presets
    for _, _, address in presets:
        assert address.startswith("/s/a%20b/results?range=")
        assert ("plain=1" in address) is kept


def test_the_sites_pages_have_their_addresses() -> None:
    found = frame(asked(), SITE, "overview", TODAY, None)
    assert [found[name] for name in ("overview", "appeals")] == ["/s/a%20b/overview", "/s/a%20b/appeals"]
