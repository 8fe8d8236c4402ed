"""Single-page apps: one view a page, however the app changes its address."""

import pytest
from playwright.sync_api import Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article
from tests.browser.views import detected, paths, settle, views

pytestmark = pytest.mark.browser

#: `route` is how most routers go to another page; `intercept` is how those do that know the Navigation API.
APP = """<main></main><a href="#"></a><script>
const show = () => {
  document.title = location.pathname;
  document.querySelector("main").innerHTML =
    `<article data-kindly-article style="height:3000px"><h1>${location.pathname}</h1></article>`;
  scrollTo(0, 0);
};
const route = (path) => { history.pushState({}, "", path); show(); };
const intercept = () => navigation.addEventListener("navigate", (event) => {
  if (event.canIntercept) event.intercept({ handler: async () => show() });
});
addEventListener("popstate", show);
show();
</script>"""
#: Engines without the Navigation API.
WITHOUT = "delete window.navigation"
ENGINE = pytest.mark.parametrize("script", ["", WITHOUT], ids=["navigation-api", "history-api"])


@pytest.fixture
def app(site: Origin, news: Newsroom, page: Page, request: pytest.FixtureRequest) -> str:
    """The prefix of an app's pages, its first page open."""
    if script := request.node.callspec.params.get("script") if hasattr(request.node, "callspec") else "":
        page.add_init_script(script)
    prefix = f"/app/{str(request.node.name).translate(str.maketrans('[', '-', ']'))}"
    for name in ("one", "two", "two-and-a-half", "three"):
        site.pages[f"{prefix}/{name}"] = article(APP)
    page.goto(news.url(f"{prefix}/one"))
    detected(site, prefix)
    return prefix


@ENGINE
def test_each_route_is_one_view(site: Origin, page: Page, app: str, script: str) -> None:
    page.mouse.wheel(0, 900)
    settle(page)
    page.evaluate(f"route('{app}/two')")
    detected(site, app, 2)
    settle(page)
    page.evaluate("history.back()")
    detected(site, app, 3)
    settle(page)
    found = views(site, app)
    assert paths(found) == [f"{app}/one", f"{app}/two", f"{app}/one"]
    assert [view["h"] for view in found] == ["navigate", "route", "route"]
    assert [view.get("d", 0) > 50 for view in found] == [True, False, False]
    assert found[1]["r"].endswith(f"{app}/one")


@ENGINE
def test_loading_is_one_view(site: Origin, page: Page, app: str, script: str) -> None:
    """Routers write the address they find once more while they start."""
    page.evaluate("history.replaceState({ started: true }, '', location.href)")
    settle(page)
    assert paths(views(site, app)) == [f"{app}/one"]


@ENGINE
def test_query_and_hash_are_the_same_page(site: Origin, page: Page, app: str, script: str) -> None:
    for address in ("?page=2", "#comments", "?sort=new#c7"):
        for change in ("replaceState", "pushState"):
            page.evaluate(f"history.{change}({{}}, '', '{address}')")
        settle(page)
    assert len(views(site, app)) == 1


@ENGINE
def test_a_redirected_route_is_one_view(site: Origin, page: Page, app: str, script: str) -> None:
    page.evaluate(f"route('{app}/two'); history.replaceState({{}}, '', '{app}/two-and-a-half')")
    detected(site, app, 2)
    settle(page)
    assert paths(views(site, app)) == [f"{app}/one", f"{app}/two-and-a-half"]


def test_intercepted_navigation_is_one_view(site: Origin, page: Page, app: str) -> None:
    page.evaluate(f"intercept(); document.querySelector('a').href = '{app}/two'; document.links[0].click()")
    detected(site, app, 2)
    page.evaluate(f"navigation.navigate('{app}/three')")
    detected(site, app, 3)
    settle(page)
    assert paths(views(site, app)) == [f"{app}/one", f"{app}/two", f"{app}/three"]


def test_routes_are_stored_as_articles(site: Origin, news: Newsroom, page: Page, app: str) -> None:
    settle(page)
    page.evaluate(f"route('{app}/two')")
    detected(site, app, 2)
    page.mouse.wheel(0, 1200)
    settle(page)
    page.goto("about:blank")
    settle(page)
    one, two = views(site, app)
    assert news.stored(f"{app}/one", one["e"], "views", "scroll_pct") == (1, one["d"])
    assert news.stored(f"{app}/two", two["e"], "views", "scroll_pct") == (1, 64)
