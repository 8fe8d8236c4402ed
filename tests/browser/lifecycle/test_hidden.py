"""A tab that goes to the back tells its totals at once, and counts nothing until it is seen."""

import pytest

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article, text
from tests.browser.reading.hands import ENGINES
from tests.browser.views import QUIET_S, detected, rest, views

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("engine", ENGINES)
def test_hiding_is_told(site: Origin, news: Newsroom, engine: str) -> None:
    path = f"/hidden/{engine}"
    site.pages[path] = article(text(100, 3000))
    with ENGINES[engine](site.port) as hands:
        hands.go(news.url(path))
        detected(site, path)
        rest()
        hands.wheel(900)
        before = len(site.beacons(path))
        hands.hide()
        site.wait_for(lambda: len(site.beacons(path)) > before, "a beacon on hiding")
        (hidden,) = views(site, path)
        rest()
        assert len(site.beacons(path)) == before + 1
        hands.back()
        hands.hide()
        rest()
        (later,) = views(site, path)
    assert later["v"] == hidden["v"]
    assert later["f"] - hidden["f"] < QUIET_S * 1000


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_opened_in_the_back_waits(site: Origin, news: Newsroom, engine: str) -> None:
    """Nothing is asked and nothing is told before somebody sees the page."""
    path = f"/hidden/opened-{engine}"
    site.pages["/hidden/first"] = article('<a href="#">', head="")
    site.pages[path] = article(text(100, 3000))
    with ENGINES[engine](site.port) as hands:
        hands.go(news.url("/hidden/first"))
        hands.hide()
        hands.js(f"void (location.href = {path!r})")
        site.wait_for(lambda: site.asked(path), "the page")
        rest()
        assert site.beacons(path) == []
        hands.back()
        (view,) = detected(site, path)
    assert view["h"] == "navigate"
