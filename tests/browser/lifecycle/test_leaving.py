"""Ways to leave a page: each tells how far the reader got, once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article, text
from tests.browser.views import detected, settle, views

pytestmark = pytest.mark.browser

LEAVE: dict[str, Callable[[Page], object]] = {
    "link": lambda page: page.evaluate("location.href = '/leaving/elsewhere'"),
    "reload": lambda page: page.reload(),
    "close": lambda page: page.close(),
    "close-asking": lambda page: page.close(run_before_unload=True),
}


@pytest.mark.parametrize("way", LEAVE)
def test_leaving_is_told_once(site: Origin, news: Newsroom, page: Page, way: str) -> None:
    path = f"/leaving/{way}"
    site.pages[path] = article(text(100, 3000))
    page.goto(news.url(path))
    (first,) = detected(site, path)
    page.mouse.wheel(0, 900)
    page.wait_for_function("scrollY === 900")
    settle(page)
    before = len(site.beacons(path))
    LEAVE[way](page)
    site.wait_for_beacon(path, lambda beacon: beacon["v"] == first["v"] and beacon.get("d", 0) > 50)
    told = [beacon for beacon in site.beacons(path)[before:] if beacon["v"] == first["v"]]
    assert len(told) == 1


def test_a_reload_is_a_view_of_its_own(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/leaving/again"
    site.pages[path] = article(text(100, 3000))
    page.goto(news.url(path))
    detected(site, path)
    page.reload()
    detected(site, path, 2)
    settle(page)
    assert [view["h"] for view in views(site, path)] == ["navigate", "reload"]
