"""The pages on which an editor writes appeals, in a real browser: accessible, and nothing overflows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chromium import launched
from tests.browser.conftest import listen
from tests.browser.newsroom import EDITOR, SITE, Newsroom

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "snippets" / "lists" / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = (
    """axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].target))"""
)
#: An appeal's shadow is closed, also in the preview: the test opens it.
OPENED = """{
  const real = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return real.call(this, { ...options, mode: 'open' });
  };
}"""
PAGES = (
    "appeals",
    "appeals/trace",
    "appeals/1",
    "appeals/1/publish",
    "appeals/1/history",
    "appeals/1/simulate",
    "results",
    "notes",
    "saved",
    "shares",
    "report",
    "appearance",
    "money",
    "corrections/settings",
)
#: Width and colours: each page is seen in both widths and both colours.
LOOKS = ((1280, "light"), (390, "dark"))


@pytest.fixture(scope="module")
def signed_in(news: Newsroom) -> Iterator[BrowserContext]:
    """An editor at work; the first appeal is written when the module begins."""
    with launched(news.port) as browser, browser.new_context() as context:
        context.add_init_script(OPENED)
        page = context.new_page()
        page.goto(news.url(f"/login?next=/s/{SITE}/appeals"))
        page.fill("input[name=email]", EDITOR)
        page.fill("input[name=password]", news.password)
        page.click("button[type=submit]")
        page.get_by_role("button", name="Write it").click()
        page.wait_for_url(f"**/s/{SITE}/appeals/*")
        page.close()
        yield context


@pytest.fixture
def tab(signed_in: BrowserContext) -> Iterator[Page]:
    page = signed_in.new_page()
    problems = listen(page)
    yield page
    assert problems == []
    page.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(news: Newsroom, tab: Page, name: str, width: int, scheme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    answer = tab.goto(news.url(f"/s/{SITE}/{name}"), wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200
    tab.evaluate(AXE.read_text("utf-8"))
    assert tab.evaluate(VIOLATIONS) == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_preview_follows_what_is_typed_and_saving_keeps_it(news: Newsroom, tab: Page) -> None:
    tab.goto(news.url(f"/s/{SITE}/appeals/1"))
    title = tab.get_by_label("Title").first
    title.fill("Would you help us?")
    preview = tab.frame_locator("iframe").first
    expect(preview.get_by_text("Would you help us?")).to_be_visible()
    expect(title).to_be_focused()
    tab.get_by_role("button", name="Save the draft").click()
    expect(tab.get_by_label("Title").first).to_have_value("Would you help us?")
    tab.reload()
    expect(tab.get_by_label("Title").first).to_have_value("Would you help us?")


def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is_lost(
    news: Newsroom, signed_in: BrowserContext
) -> None:
    tab = signed_in.new_page()
    tab.goto(news.url(f"/s/{SITE}/appeals/1"))
    priority = tab.get_by_label("Priority")
    priority.evaluate("(field) => field.removeAttribute('max')")
    tab.get_by_label("Name").first.fill("A name to keep")
    priority.fill("5000")
    tab.once("dialog", lambda dialog: dialog.accept())
    with tab.expect_response(lambda answer: answer.request.method == "POST") as posted:
        tab.get_by_role("button", name="Save the draft").click()
    assert posted.value.status == 422
    expect(tab.get_by_label("Name").first).to_have_value("A name to keep")
    expect(tab.get_by_label("Priority")).to_have_value("5000")
    expect(tab.get_by_label("Priority")).to_have_attribute("aria-invalid", "true")
    tab.close()
