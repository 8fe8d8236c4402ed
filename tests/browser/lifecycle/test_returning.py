"""Pages that come back: from the back/forward cache, from a discarded tab, after half an hour."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.firefox import firefox
from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article, text
from tests.browser.views import Beacon, detected, paths, rest, settle, views

pytestmark = pytest.mark.browser
#: Engines keep no page in memory that nobody may store.
KEPT = {"Cache-Control": "no-cache"}
RESTORED = "addEventListener('pageshow', (event) => { window.restored = event.persisted })"
#: How often Firefox is given a page to keep.
GOES = 4
DISCARDED = "Object.defineProperty(document, 'wasDiscarded', { get: () => true })"


def _add(site: Origin, engine: str) -> tuple[str, str]:
    one, two = f"/returning/{engine}/one", f"/returning/{engine}/two"
    for path in (one, two):
        site.pages[path] = article(text(100, 3000) + f"<script>{RESTORED}</script>", headers=KEPT)
    return one, two


def _assert_restored(one: str, two: str, found: list[Beacon]) -> None:
    assert paths(found) == [one, two, one]
    assert [view["h"] for view in found] == ["navigate", "navigate", "restore"]
    assert found[2]["e"] < 3000


def test_chromium_restores_a_page_as_a_new_view(site: Origin, news: Newsroom, page: Page) -> None:
    one, two = _add(site, "chromium")
    page.goto(news.url(one))
    detected(site, one)
    page.goto(news.url(two))
    detected(site, two)
    # A restored page never fires `load`.
    page.go_back(wait_until="commit")
    page.wait_for_function("window.restored")
    detected(site, one, 2)
    _assert_restored(one, two, views(site, "/returning/chromium"))


def test_firefox_restores_a_page_as_a_new_view(site: Origin, news: Newsroom) -> None:
    """Whether it keeps a page is the browser's choice: on a busy machine it may need asking again."""
    with firefox(site.port) as browser:
        tab = browser.tab()
        for go in range(GOES):
            one, two = _add(site, f"firefox/{go}")
            tab.go(news.url(one))
            detected(site, one)
            # A page that still waits for an answer is not kept.
            rest()
            tab.go(news.url(two))
            detected(site, two)
            tab.js("void history.back()")
            detected(site, one, 2)
            if tab.js("window.restored"):
                break
    _assert_restored(one, two, views(site, f"/returning/firefox/{go}"))


def test_a_discarded_tab_resumes_its_view(
    site: Origin, news: Newsroom, page: Page, context: BrowserContext
) -> None:
    """The browser threw the page away and loads it again when the reader comes back: no second page view."""
    path = "/returning/discarded"
    site.pages[path] = article(text(100, 3000))
    page.goto(news.url(path))
    detected(site, path)
    page.close()
    restored = context.new_page()
    restored.add_init_script(DISCARDED)
    restored.goto(news.url(path))
    first, second = detected(site, path, 2)
    assert [bool(first.get("rs")), bool(second.get("rs"))] == [False, True]
    restored.goto("about:blank")
    settle(restored)
    assert news.stored(path, sum(view["e"] for view in views(site, path)), "views") == (1,)


@pytest.mark.parametrize("minutes", [29, 31])
def test_half_an_hour_without_an_act_ends_a_view(
    site: Origin, news: Newsroom, page: Page, minutes: int
) -> None:
    path = f"/returning/after-{minutes}"
    site.pages[path] = article(text(100, 3000))
    page.clock.install()
    page.goto(news.url(path))
    (first,) = detected(site, path)
    page.clock.fast_forward(f"{minutes}:00")
    page.mouse.move(200, 300)
    page.mouse.wheel(0, 300)
    settle(page)
    page.goto("about:blank")
    found = views(site, path)
    assert found[0]["v"] == first["v"]
    assert found[0]["e"] < 10_000
    assert [bool(view.get("rs")) for view in found] == ([False] if minutes < 30 else [False, True])
