"""Beacons may come late, twice and in any order: the view is the same."""

import pytest
from playwright.sync_api import Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin, verdict
from tests.browser.pages import article, text
from tests.browser.views import detected, settle

pytestmark = pytest.mark.browser
_WHAT = ("views", "engaged_s", "scroll_pct", "finish_rate", "concluded_views")


def test_any_order_gives_the_same_view(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/order"
    site.pages[path] = article(text(30, 2000))
    site.instead = verdict(204, "ok")
    try:
        page.goto(news.url(path))
        detected(site, path)
        for _ in range(6):
            page.mouse.wheel(0, 300)
            page.wait_for_timeout(1000)
        page.goto("about:blank")
        settle(page)
    finally:
        site.instead = None
    sent = site.sent(path)
    assert len(sent) > 2
    statuses = [site.deliver(one) for one in (*reversed(sent), *sent[1:], sent[0])]
    last = sent[-1].beacon
    assert set(statuses) <= {200, 204}
    assert news.stored(path, last["e"], *_WHAT) == (1, last["e"] / 1000, 100, 1.0, 1)
