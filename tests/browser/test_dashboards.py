"""The dashboards in a real browser: every page is drawn and accessible, and everything filters everything."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboards.pages.book import PAGES
from tests.browser.chromium import launched
from tests.browser.conftest import listen
from tests.browser.newsroom import EDITOR, SITE, Newsroom, full_newsroom
from tests.browser.test_settings import AXE, LOOKS, VIOLATIONS

pytestmark = pytest.mark.browser
PATIENCE_MS = 30_000
#: An article that the demo's newsroom has.
ARTICLE = "f=is:article:/science/why-the-foghorn-sounds-lower"
ADDRESSES = [page.name + (f"?{ARTICLE}" if page.needs else "") for page in PAGES]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with months behind it."""
    with full_newsroom(tmp_path_factory.mktemp("full")) as news:
        yield news


@pytest.fixture(scope="module")
def empty(news: Newsroom) -> Newsroom:
    return news


@pytest.fixture(scope="module")
def contexts(full: Newsroom, empty: Newsroom) -> Iterator[dict[str, BrowserContext]]:
    """Somebody who is signed in at each newsroom."""
    with launched(full.port) as browser:
        yield {"full": _signed_in(browser, full), "empty": _signed_in(browser, empty)}


def _signed_in(browser: Browser, news: Newsroom) -> BrowserContext:
    context = browser.new_context(proxy={"server": f"http://127.0.0.1:{news.port}"})
    page = context.new_page()
    page.goto(news.url(f"/s/{SITE}/overview"))
    page.fill("input[name=email]", EDITOR)
    page.fill("input[name=password]", news.password)
    page.click("button[type=submit]")
    page.wait_for_url(f"**/s/{SITE}/overview")
    page.close()
    return context


@pytest.fixture
def tab(contexts: dict[str, BrowserContext], request: pytest.FixtureRequest) -> Iterator[Page]:
    page = contexts[getattr(request, "param", "full")].new_page()
    problems = listen(page)
    yield page
    assert problems == []
    page.close()


def drawn(page: Page) -> None:
    """All panels have come, and each figure, once it is looked at."""
    expect(page.locator("[aria-busy=true], .skeleton, .failed")).to_have_count(0, timeout=PATIENCE_MS)
    for figure in page.locator(".panel .figure").all():
        figure.scroll_into_view_if_needed()
        expect(figure.locator(".main-svg")).not_to_have_count(0, timeout=PATIENCE_MS)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("tab", ["full", "empty"], indirect=True)
def test_a_page_is_drawn_accessible_and_fits(
    full: Newsroom, tab: Page, address: str, width: int, scheme: str
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    answer = tab.goto(full.url(f"/s/{SITE}/{address}"))
    assert answer is not None
    assert answer.status == 200
    drawn(tab)
    tab.evaluate(AXE.read_text("utf-8"))
    assert tab.evaluate(VIOLATIONS) == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def totals(page: Page) -> list[str]:
    """The overview's first row."""
    drawn(page)
    return page.locator("#panel-totals dd.value").all_inner_texts()


def test_a_bar_that_is_clicked_filters_the_page_and_back_takes_it_back(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"/s/{SITE}/overview"))
    before = totals(tab)
    figure = tab.locator("#panel-browsers .figure")
    figure.scroll_into_view_if_needed()
    bar = figure.locator(".bars .point path").first.bounding_box()
    assert bar is not None
    tab.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    tab.wait_for_url("**f=is%3Abrowser%3A*")
    expect(tab.locator(".chips li")).to_have_count(1)
    assert totals(tab) != before
    # Restored from the back-forward cache, a page has no `load` to wait for.
    tab.go_back(wait_until="commit")
    expect(tab.locator(".chips li")).to_have_count(0)
    assert totals(tab) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f=is:os:iOS&f=is:browser:Nothing", ["is:os:iOS"]),
        ("f=is:browser:A&f=is:browser:B&page=3", []),
        ("f=is_not:browser:A", ["is_not:browser:A"]),
    ],
)
def test_a_bar_leads_where_its_row_does(full: Newsroom, tab: Page, before: str, after: list[str]) -> None:
    tab.goto(full.url(f"/s/{SITE}/overview"))
    drawn(tab)
    figure = tab.locator("#panel-browsers .figure")
    figure.scroll_into_view_if_needed()
    value = figure.evaluate("(figure) => figure.data[0].meta.values[0]")
    # The address is another than the page's, whose figure may have no bars of so narrow a filter.
    tab.evaluate("(query) => history.replaceState(null, '', query)", f"?{before}#panel-browsers")
    bar = figure.locator(".bars .point path").first.bounding_box()
    assert bar is not None
    tab.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    tab.wait_for_url(f"**is%3Abrowser%3A{value}*")
    target = urlsplit(tab.url)
    assert parse_qsl(target.query) == [("f", one) for one in [*after, f"is:browser:{value}"]]
    assert target.fragment == ""


def test_a_row_leads_on_by_keyboard(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"/s/{SITE}/overview"))
    drawn(tab)
    panel = tab.locator("#panel-devices")
    panel.locator(".numbers > summary").press("Enter")
    panel.locator("tbody a").first.press("Enter")
    tab.wait_for_url("**f=is%3Adevice%3A*")


def test_a_comparison_is_chosen_without_a_button(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"/s/{SITE}/overview?range=7d&f=is:device:phone"))
    tab.get_by_label("Compared with").select_option("weekdays")
    tab.wait_for_url("**compare=weekdays*")
    query = dict(parse_qsl(urlsplit(tab.url).query))
    assert (query["range"], query["f"]) == ("7d", "is:device:phone")
    drawn(tab)
    expect(tab.locator("#panel-totals .change")).to_have_count(6)


def test_filtered_compared_linked_and_exported_the_numbers_are_the_same(
    full: Newsroom, tab: Page, contexts: dict[str, BrowserContext], tmp_path: Path
) -> None:
    tab.goto(full.url(f"/s/{SITE}/overview?range=30d&compare=previous&f=is:device:phone"))
    seen = totals(tab)
    other = contexts["full"].new_page()
    other.goto(tab.url)
    assert totals(other) == seen
    panel = other.locator("#panel-devices")
    panel.locator(".numbers > summary").click()
    with other.expect_download() as download:
        panel.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "devices.csv")
    head, row = csv.reader((tmp_path / "devices.csv").read_text("utf-8-sig").splitlines())
    shown = panel.locator("tbody tr").first.locator("td").all_inner_texts()
    concluded = head.index("Detection concluded")
    assert int(row[concluded]) == int(re.sub(r"\D", "", shown[concluded - 1]))
    other.close()


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_figure_is_a_picture(full: Newsroom, tab: Page, tmp_path: Path, kind: str) -> None:
    tab.goto(full.url(f"/s/{SITE}/overview?range=7d"))
    drawn(tab)
    panel = tab.locator("#panel-views")
    panel.locator(".numbers > summary").click()
    with tab.expect_download() as download:
        panel.get_by_role("button", name=kind).click()
    download.value.save_as(tmp_path / "figure")
    start = (tmp_path / "figure").read_bytes()[:300]
    assert start.startswith(b"\x89PNG") if kind == "PNG" else b"<svg" in start
