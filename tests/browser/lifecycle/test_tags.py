"""However the tag comes onto a page: one view, one answer, and nothing thrown."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import TAG, article, text
from tests.browser.views import detected, settle, views
from tests.browser.visits import read_all

pytestmark = pytest.mark.browser

_SET = "Object.assign(tag.dataset, { site: 'demo', consent: 'notice' }); tag.src = '/k.js';"
_INSERT = f"const tag = document.createElement('script'); {_SET} document.head.append(tag);"
PLACES = {
    "defer": TAG,
    "async": TAG.replace("defer", "async"),
    "blocking": TAG.replace("defer ", ""),
    "module": TAG.replace("defer", 'type="module"'),
    "inserted": f"<script>{_INSERT}</script>",
    "inserted-in-order": f"<script>{_INSERT.replace(_SET, 'tag.async = false;' + _SET)}</script>",
    "inserted-by-module": f'<script type="module">{_INSERT}</script>',
    "inserted-after-load": f"<script>onload = () => setTimeout(() => {{ {_INSERT} }}, 500)</script>",
    "written": "<script>document.write('" + TAG.replace("</", r"<\/") + "')</script>",
}


@pytest.fixture(scope="module")
def thrown(browser: Browser, site: Origin, news: Newsroom) -> dict[str, list[str]]:
    pages = {f"/tags/{place}": article(text(100, 3000), head=head) for place, head in PLACES.items()}
    last = article(text(100, 3000) + PLACES["blocking"], head="")
    return read_all(browser, site, news, {**pages, "/tags/end-of-body": last})


@pytest.mark.parametrize("place", [*PLACES, "end-of-body"])
def test_every_way_of_embedding_is_one_view(site: Origin, thrown: dict[str, list[str]], place: str) -> None:
    path = f"/tags/{place}"
    (view,) = views(site, path)
    assert (view["s"], view["b"], view["j"]) == ("demo", "none", "notice")
    assert {sent.status for sent in site.sent(path)} <= {200, 204}
    assert thrown[path] == []


def test_one_of_two_tags_wins(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/tags/twice"
    site.pages[path] = article(text(100, 3000), head=TAG + TAG.replace("defer", "async"))
    warnings: list[str] = []
    page.on("console", lambda said: warnings.append(said.text) if said.type == "warning" else None)
    page.goto(news.url(path))
    detected(site, path)
    settle(page)
    assert len(views(site, path)) == 1
    assert len(warnings) == 1
    assert "kindly" in warnings[0].lower()


def test_a_tag_of_no_known_site_falls_silent(site: Origin, news: Newsroom, context: BrowserContext) -> None:
    path = "/tags/unknown"
    site.pages[path] = article(text(100, 3000), head=TAG.replace("demo", "nobody"))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(news.url(path))
    detected(site, path)
    page.mouse.wheel(0, 800)
    settle(page)
    page.goto("about:blank")
    settle(page)
    assert [(sent.status, sent.reason) for sent in site.sent(path)] == [(400, "site")]
    assert errors == []
