"""On a phone: a button stands by what is selected."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.appeal.engines import ChromiumWindow
from tests.browser.chromium import launched
from tests.browser.corrections.conftest import Reporter
from tests.browser.corrections.desk import Desk
from tests.browser.corrections.test_look import faultless
from tests.browser.origin import Origin

pytestmark = pytest.mark.browser
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def browser(site: Origin) -> Iterator[Browser]:
    with launched(site.port) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone's page: touch, and no fine pointer."""
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        yield context.new_page()


@pytest.fixture
def phone(page: Page, site: Origin, desk: Desk, request: pytest.FixtureRequest) -> Reporter:
    return Reporter(ChromiumWindow(page), site, desk, request.node.name)


def opened(phone: Reporter) -> None:
    phone.open(size=(390, 844))
    phone.choose("midle")
    phone.until("!!offered()")


def tap(phone: Reporter, page: Page, button: str) -> None:
    """With a finger in the middle of it."""
    box = phone.js(
        f"(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])({button}.getBoundingClientRect())"
    )
    assert isinstance(box, list)
    page.touchscreen.tap(*box)


def test_a_mistake_is_reported(phone: Reporter, page: Page) -> None:
    opened(phone)
    tap(phone, page, "offered()")
    phone.until("!!dialog()")
    phone.js("void (fields()[0].value = 'middle')")
    tap(phone, page, "pressed('Send')")
    assert phone.desk.arrived(phone.path).exact == "midle"
    phone.says("The newsroom has it")


def test_the_button_is_large_enough_and_within_the_window(phone: Reporter) -> None:
    opened(phone)
    x, y, width, height = phone.js(
        "(({ x, y, width, height }) => [x, y, width, height])(offered().getBoundingClientRect())"
    )
    assert min(width, height) >= 40
    assert 0 <= x <= 390 - width
    assert 0 <= y <= 844 - height


def test_the_button_goes_with_the_selection(phone: Reporter) -> None:
    opened(phone)
    phone.js("void getSelection().removeAllRanges()")
    phone.until("!offered()")


def test_the_button_stands_not_over_the_dialog(phone: Reporter) -> None:
    """Of a tablet with a keyboard."""
    opened(phone)
    phone.window.press("Control+Enter")
    phone.until("!!dialog() && !offered()")


def test_the_button_goes_when_the_selection_is_out_of_sight(phone: Reporter) -> None:
    opened(phone)
    phone.js("scrollTo(0, 3000)")
    phone.until("!offered()")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wrong_with_a_dark_one(browser: Browser, site: Origin, desk: Desk, width: int) -> None:
    with browser.new_context(color_scheme="dark") as context:
        reporter = Reporter(ChromiumWindow(context.new_page()), site, desk, f"dark-{width}")
        reporter.open(size=(width, 800), query="?open")
        assert reporter.js("matchMedia('(prefers-color-scheme: dark)').matches")
        faultless(reporter)


def test_nothing_is_offered_outside_the_article(phone: Reporter) -> None:
    phone.open(size=(390, 844))
    phone.choose("About us")
    phone.js("new Promise((done) => setTimeout(done, 800))")
    assert not phone.js("!!offered()")
