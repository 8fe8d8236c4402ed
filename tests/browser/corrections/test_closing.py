"""A correction closes itself once the pages of three readers hold its words no more."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.appeal.engines import ChromiumWindow
from tests.browser.chromium import launched
from tests.browser.corrections.conftest import Reporter
from tests.browser.corrections.desk import Desk
from tests.browser.corrections.pages import MISTAKE, article
from tests.browser.newsroom import HOST
from tests.browser.origin import Origin

pytestmark = pytest.mark.browser
#: A page looks three seconds after it is loaded; what says that it is a program is not believed.
_PATIENCE_S = 15.0
_AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
)


@pytest.fixture(scope="module")
def browser(site: Origin) -> Iterator[Browser]:
    with launched(site.port) as started:
        yield started


def read(browser: Browser, path: str, readers: range) -> None:
    """Readers of different browsers open the article, and stay until their pages have looked."""
    contexts = [browser.new_context(user_agent=_AGENT.format(number)) for number in readers]
    pages = [context.new_page() for context in contexts]
    checks: list[str] = []
    for page in pages:
        page.on(
            "requestfinished",
            lambda one: checks.append(one.url) if one.url.endswith("/v1/note/check") else None,
        )
        page.goto(f"http://{HOST}{path}")
    end = time.monotonic() + _PATIENCE_S
    while len(checks) < len(pages) and time.monotonic() < end:
        pages[0].wait_for_timeout(100)
    for context in contexts:
        context.close()
    assert len(checks) == len(pages)


def test_mended_words_close_their_correction(browser: Browser, site: Origin, desk: Desk) -> None:
    page = browser.new_page()
    reporter = Reporter(ChromiumWindow(page), site, desk, "closing")
    reporter.open()
    reporter.report("midle", "middle")
    reporter.report("214 people", "241 people")
    page.close()
    wrong, other = desk.corrections(reporter.path)
    read(browser, reporter.path, range(130, 133))
    assert [one.state for one in desk.corrections(reporter.path)] == ["new", "new"]
    site.pages[reporter.path] = article("<p>Corrected.</p>" + MISTAKE.replace("midle", "middle"))
    read(browser, reporter.path, range(130, 133))
    mended, still = desk.corrections(reporter.path)
    assert (mended.id, mended.state, mended.fixed_by) == (wrong.id, "fixed", "readers")
    assert (still.id, still.state) == (other.id, "new")


def test_one_reader_closes_nothing(browser: Browser, site: Origin, desk: Desk) -> None:
    page = browser.new_page()
    reporter = Reporter(ChromiumWindow(page), site, desk, "not-closing")
    reporter.open()
    reporter.report("midle", "middle")
    page.close()
    site.pages[reporter.path] = article(MISTAKE.replace("midle", "middle"))
    for _ in range(3):
        read(browser, reporter.path, range(130, 131))
    assert [one.state for one in desk.corrections(reporter.path)] == ["new"]
