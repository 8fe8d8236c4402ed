"""The inbox of corrections in a real browser: accessible, worked by keyboard, and nothing in it executes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chromium import launched
from tests.browser.conftest import listen
from tests.browser.newsroom import EDITOR, SITE, Newsroom, full_newsroom
from tests.browser.test_settings import AXE, VIOLATIONS

pytestmark = pytest.mark.browser
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
INBOX = f"/s/{SITE}/corrections"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom whose readers have reported mistakes, and worse."""
    with full_newsroom(tmp_path_factory.mktemp("reported")) as news:
        yield news


@pytest.fixture(scope="module")
def contexts(full: Newsroom, news: Newsroom) -> Iterator[dict[str, BrowserContext]]:
    """Somebody who is signed in at each newsroom."""
    with launched(full.port) as browser:
        found = {}
        for name, one in (("full", full), ("empty", news)):
            found[name] = browser.new_context(proxy={"server": f"http://127.0.0.1:{one.port}"})
            page = found[name].new_page()
            page.goto(one.url(f"/login?next={INBOX}"))
            page.fill("input[name=email]", EDITOR)
            page.fill("input[name=password]", one.password)
            page.click("button[type=submit]")
            page.wait_for_url(f"**{INBOX}")
            page.close()
        yield found


@pytest.fixture
def tab(contexts: dict[str, BrowserContext], request: pytest.FixtureRequest) -> Iterator[Page]:
    page = contexts[getattr(request, "param", "full")].new_page()
    problems = listen(page)
    page.on("dialog", lambda dialog: problems.append(f"a dialog said {dialog.message}"))
    yield page
    assert problems == []
    page.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize(
    ("tab", "path"),
    [
        ("empty", ""),
        ("full", ""),
        ("full", "?state=all"),
        ("full", "?text=nothing-like-it"),
        ("full", "/1"),
        ("full", "/4"),
        ("full", "?text=goalkeeper"),
    ],
    indirect=["tab"],
)
def test_a_page_is_accessible_and_fits(full: Newsroom, tab: Page, path: str, width: int, scheme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    answer = tab.goto(full.url(INBOX + path), wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200
    tab.evaluate(AXE.read_text("utf-8"))
    assert tab.evaluate(VIOLATIONS) == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_readers_words_execute_nothing(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"{INBOX}?text=goalkeeper"))
    tab.locator(".row h2 a").first.click()
    tab.wait_for_url(re.compile(rf"{INBOX}/\d+"))
    assert tab.locator("main :is(script, img, iframe, object)").count() == 0
    assert "<script>alert(2)</script>" in tab.locator(".reports").inner_text()
    assert "‹U+202E›" in tab.locator(".reports").inner_text()


def test_keys_move_tick_and_open(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(INBOX))
    rows = tab.locator(".row")
    for key, place in (("j", 0), ("j", 1), ("k", 0), ("k", 0)):
        tab.keyboard.press(key)
        expect(rows.nth(place)).to_be_focused()
    tab.keyboard.press("x")
    tab.keyboard.press("j")
    tab.keyboard.press("x")
    expect(tab.locator("[data-ticked]")).to_have_text("2 ticked")
    number = rows.nth(1).get_attribute("data-id")
    tab.keyboard.press("o")
    tab.wait_for_url(f"**{INBOX}/{number}")
    tab.keyboard.press("o")
    tab.wait_for_url(f"**{INBOX}")


def test_keys_change_a_state_and_take_it_back(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"{INBOX}?state=new"))
    rows = tab.locator(".row")
    first, second = (rows.nth(place).get_attribute("data-id") or "" for place in (0, 1))
    tab.keyboard.press("j")
    tab.keyboard.press("r")
    expect(tab.locator(f"#correction-{first}")).to_have_count(0)
    # Whoever works through a list goes on with the next.
    expect(tab.locator(f"#correction-{second}")).to_be_focused()
    tab.keyboard.press("u")
    expect(tab.locator(f"#correction-{first}")).to_have_count(1)


def test_keys_are_about_all_that_are_ticked(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"{INBOX}?state=new"))
    there = tab.locator(".row").count()
    tab.get_by_label("All of this page").check()
    tab.keyboard.press("a")
    expect(tab.get_by_role("status")).to_contain_text(f"{there} corrections are now “Accepted”.")
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(".row")).to_have_count(there)


def test_who_types_presses_no_button(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(INBOX))
    tab.keyboard.press("/")
    search = tab.get_by_role("searchbox")
    expect(search).to_be_focused()
    tab.keyboard.type("jarfx?u")
    expect(search).to_have_value("jarfx?u")
    expect(tab.locator("#keys")).not_to_be_visible()
    tab.goto(full.url(f"{INBOX}/1"))
    tab.get_by_label("Remark for the desk").press_sequentially("far")
    assert tab.url.endswith("/1")
    # Return on a ticked box is no button either.
    tab.goto(full.url(INBOX))
    box = tab.locator(".row input[type=checkbox]").first
    box.check()
    box.press("Enter")
    assert tab.url == full.url(INBOX)


def test_help_tells_the_keys_and_turns_them_off(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(INBOX))
    tab.keyboard.press("?")
    expect(tab.locator("#keys")).to_be_visible()
    tab.evaluate(AXE.read_text("utf-8"))
    assert tab.evaluate(VIOLATIONS) == []
    tab.get_by_label("Use these keys on this device").uncheck()
    tab.keyboard.press("Escape")
    tab.reload()
    tab.keyboard.press("j")
    expect(tab.locator(".row").first).not_to_be_focused()
    tab.keyboard.press("?")
    tab.get_by_label("Use these keys on this device").check()


def test_a_remark_is_kept(full: Newsroom, tab: Page) -> None:
    tab.goto(full.url(f"{INBOX}/1"))
    tab.get_by_label("Remark for the desk").fill("Called the Trust.")
    tab.get_by_role("button", name="Keep the remark").click()
    expect(tab.locator(".acts")).to_contain_text("Called the Trust.")
