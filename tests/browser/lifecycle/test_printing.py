"""Paper is no screen: printing reads nothing."""

import pytest
from playwright.sync_api import Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article, text
from tests.browser.views import detected, settle

pytestmark = pytest.mark.browser
#: On paper the whole article is in view at once.
STYLE = "<style>@media print { article { height: 400px !important; overflow: hidden } }</style>"


def _print(page: Page) -> None:
    page.pdf()


def _preview(page: Page) -> None:
    """Engines that go on running the page while its print is looked at."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    settle(page)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


WAYS = {"print": _print, "preview": _preview}


@pytest.mark.parametrize("way", WAYS)
def test_printing_reads_nothing(site: Origin, news: Newsroom, page: Page, way: str) -> None:
    path = f"/printing/{way}"
    site.pages[path] = article(STYLE + text(100, 3000))
    page.goto(news.url(path))
    detected(site, path)
    settle(page)
    WAYS[way](page)
    settle(page)
    page.goto("about:blank")
    last = site.wait_for_beacon(path, lambda beacon: beacon["f"] > 2000)
    assert (last["d"], last["z"]) == (24, False)
