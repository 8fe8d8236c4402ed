"""A page that goes on with the next article at the end of each: every article is a view of its own."""

import pytest
from playwright.sync_api import Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article
from tests.browser.views import Beacon, detected, paths, settle, views

pytestmark = pytest.mark.browser
HEIGHT_PX = 1500

#: Most such pages show the address of the article that is read.
ADDRESS = """<script>
addEventListener("scroll", () => {
  const seen = [...document.querySelectorAll("[data-kindly-article]")]
    .find((one) => one.getBoundingClientRect().bottom > innerHeight / 2);
  history.replaceState({}, "", seen.dataset.kindlyArticle);
});
</script>"""
APPEND = """((url) => {
  const next = document.createElement("article");
  next.dataset.kindlyArticle = url;
  next.style.height = "1500px";
  document.body.append(next);
})"""


def _body(*urls: str) -> str:
    return "".join(
        f'<article data-kindly-article="{url}" style="height:{HEIGHT_PX}px"></article>' for url in urls
    )


def _by_path(found: list[Beacon]) -> dict[str, Beacon]:
    by_path = dict(zip(paths(found), found, strict=True))
    assert len(by_path) == len(found)
    return by_path


@pytest.mark.parametrize("address", ["", ADDRESS], ids=["same-address", "changing-address"])
def test_each_article_is_a_view(site: Origin, news: Newsroom, page: Page, address: str) -> None:
    prefix = f"/endless/{'changing' if address else 'same'}"
    one, two, three = (f"{prefix}/{name}" for name in ("one", "two", "three"))
    site.pages[one] = article(_body(one, two) + address)
    page.goto(news.url(one))
    detected(site, one)
    assert paths(views(site, prefix)) == [one]
    for _ in range(4):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(800)
    detected(site, two)
    page.evaluate(f"{APPEND}('{three}')")
    for _ in range(4):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(800)
    detected(site, three)
    first = _by_path(views(site, prefix))
    page.evaluate("scrollTo(0, 300)")
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(1500)
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(1500)
    page.goto("about:blank")
    settle(page)
    last = _by_path(views(site, prefix))
    assert list(last) == [one, two, three]
    assert [last[path]["v"] for path in last] == [first[path]["v"] for path in first]
    # Of three seconds, less the one after which the page is looked at.
    assert last[one]["e"] - first[one]["e"] > 1500
    assert last[two]["e"] - first[two]["e"] < 500
    assert (last[one]["d"], last[one]["z"]) == (100, True)
    assert last[three]["z"] is False
