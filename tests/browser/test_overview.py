"""The overview in a real browser: every panel is drawn, nothing is refused or thrown, nothing overflows."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import chromium
from tests.browser.newsroom import Newsroom

pytestmark = pytest.mark.browser
READ = "/science/why-the-foghorn-sounds-lower"


def sign_in(page: Page, news: Newsroom) -> None:
    page.goto(news.url("/s/demo/overview"))
    page.fill("input[name=email]", "editor@demo.example")
    page.fill("input[name=password]", news.password)
    page.click("button[type=submit]")
    page.wait_for_url("**/s/demo/overview")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_overview_is_drawn(news: Newsroom, width: int, scheme: str) -> None:
    problems: list[str] = []
    with chromium(news.port, viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(news.url(READ))
        news.wait_for(where=(("is", "article", (READ,)),))
        sign_in(page, news)
        expect(page.locator("[hx-get]")).not_to_have_count(0)
        expect(page.locator("[aria-busy=true], .skeleton, .failed")).to_have_count(0, timeout=20_000)
        # Plotly is the last script to arrive, and draws what is there already.
        expect(page.locator(".panel .figure:has(.main-svg)")).not_to_have_count(0, timeout=20_000)
        expect(page.locator(".panel .figure:not(:has(.main-svg))")).to_have_count(0, timeout=20_000)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert problems == []
    assert overflow <= 0
