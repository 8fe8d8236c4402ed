"""One newsroom for all browser tests: they read different articles, or with different browsers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import launched
from tests.browser.newsroom import Newsroom, newsroom
from tests.browser.origin import Origin, origin


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with newsroom(tmp_path_factory.mktemp("newsroom")) as found:
        yield found


@pytest.fixture(scope="session")
def site(news: Newsroom) -> Iterator[Origin]:
    """The newsroom with made-up pages and a note of every beacon. Tests add pages of their own."""
    with origin(news.port) as running:
        yield running


@pytest.fixture(scope="module")
def browser(site: Origin) -> Iterator[Browser]:
    """One Chromium for a module, which then cannot start another: Playwright runs once in a thread."""
    with launched(site.port) as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A clean profile."""
    with browser.new_context() as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab. Nothing is thrown and nothing is refused in it, or the test fails."""
    tab = context.new_page()
    problems = listen(tab)
    yield tab
    assert problems == []


def listen(page: Page) -> list[str]:
    """All errors of a page, uncaught or in the console, from now on."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    return problems
