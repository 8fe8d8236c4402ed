"""Paste this, open an article, see the tick: in a real browser, while the page stays open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import chromium
from tests.browser.newsroom import EDITOR, HOST, Newsroom, newsroom

pytestmark = pytest.mark.browser
READ = "/environment/swifts-in-the-grain-silo"
#: Served by the demo like any host, and not on the site's list.
STRANGE = f"http://staging.{HOST}"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Newsroom]:
    """A service that no page has told anything yet."""
    with newsroom(tmp_path) as found:
        yield found


def sign_in(page: Page, news: Newsroom) -> None:
    page.goto(news.url("/login?next=/s/demo/setup"))
    page.fill("input[name=email]", EDITOR)
    page.fill("input[name=password]", news.password)
    page.click("button[type=submit]")
    page.wait_for_url("**/s/demo/setup")


def test_the_tick_comes_while_the_page_is_open(fresh: Newsroom) -> None:
    problems: list[str] = []
    with chromium(fresh.port, viewport={"width": 390, "height": 900}) as context:
        setup, article = context.new_page(), context.new_page()
        setup.on("pageerror", lambda error: problems.append(str(error)))
        setup.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        sign_in(setup, fresh)
        seen = setup.get_by_role("status")
        expect(seen).to_contain_text("Waiting for the first beacon")
        article.goto(STRANGE + READ)
        expect(seen).to_contain_text(STRANGE)
        expect(seen).to_contain_text("Waiting for the first beacon")
        article.goto(fresh.url(READ))
        expect(seen).to_contain_text("The tag works")
        expect(seen).to_contain_text(f"http://{HOST}{READ}")
        overflow = setup.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert problems == []
    assert overflow <= 0


def test_without_scripts_the_page_is_looked_at_again(news: Newsroom) -> None:
    with chromium(news.port) as context:
        article = context.new_page()
        article.goto(news.url(READ))
        news.wait_for(where=(("is", "article", (READ,)),))
    with chromium(news.port, java_script_enabled=False) as context:
        setup = context.new_page()
        sign_in(setup, news)
        expect(setup.get_by_role("status")).to_contain_text("The tag works")
        expect(setup.get_by_role("link", name="Look again")).to_be_visible()
