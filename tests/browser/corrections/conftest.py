"""The service, a publisher's server before it, and somebody who reads there and reports."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Error

from tests.browser.appeal.engines import ENGINES, WIDE, Window
from tests.browser.corrections.desk import Desk
from tests.browser.corrections.desk import desk as running_desk
from tests.browser.corrections.pages import article, files
from tests.browser.newsroom import HOST
from tests.browser.origin import Origin, Page, origin

_PATIENCE_S = 10.0


class Reporter:
    """Somebody with a window, and the pages that are made for them."""

    def __init__(self, window: Window, site: Origin, desk: Desk, name: str) -> None:
        self.window, self.site, self.desk = window, site, desk
        #: A path of this reader's own, so that no other's reports are in the way.
        self.path = f"/{name}"

    def open(self, page: Page | None = None, size: tuple[int, int] = WIDE, query: str = "") -> None:
        """Go to the article, and wait for the line at its end."""
        self.site.pages[self.path] = page or article()
        self.window.size(*size)
        self.window.go(f"http://{HOST}{self.path}{query}")
        self.until("window.caption && !!caption()")

    def choose(self, first: str, last: str = "") -> None:
        """Select from some words to some others."""
        self.js(f"void choose({first!r}, {last or first!r})")

    def ask(self, first: str, last: str = "") -> None:
        """Select and press Ctrl+Enter, until the dialog stands."""
        self.choose(first, last)
        self.window.press("Control+Enter")
        self.until("!!dialog()")

    def send(self, suggestion: str = "", comment: str = "") -> None:
        """Fill the dialog in and press its button by the keyboard."""
        for number, text in enumerate((suggestion, comment)):
            if text:
                self.js(f"void (fields()[{number}].value = {text!r})")
        self.press("Send")

    def press(self, label: str) -> None:
        self.js(f"void pressed({label!r}).focus()")
        self.window.press("Enter")

    def report(self, words: str, suggestion: str, comment: str = "") -> None:
        """All of it, until the newsroom has it."""
        self.ask(words)
        self.send(suggestion, comment)
        self.says("The newsroom has it")
        self.press("Close")
        self.until("!dialog()")

    def says(self, words: str) -> None:
        """Until the dialog, or the line at the article's end, says so."""
        self.until(f"(dialog() ? dialog().textContent : voice().textContent).includes({words!r})")

    def js(self, expression: str) -> Any:
        return self.window.js(expression)

    def until(self, expression: str) -> None:
        """Until it holds on the page, which may be another by then."""
        self.wait(lambda: self.js(expression), expression)

    def wait(self, holds: Callable[[], object], what: str) -> None:
        end = time.monotonic() + _PATIENCE_S
        while True:
            with contextlib.suppress(Error, RuntimeError):
                if holds():
                    return
            assert time.monotonic() < end, f"never: {what}"
            time.sleep(0.05)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="session")
def site(desk: Desk) -> Iterator[Origin]:
    with origin(desk.port, files()) as running:
        yield running


@pytest.fixture(scope="module", params=ENGINES)
def window(request: pytest.FixtureRequest, site: Origin) -> Iterator[Window]:
    with ENGINES[request.param](site.port) as made:
        yield made


@pytest.fixture
def reporter(window: Window, site: Origin, desk: Desk, request: pytest.FixtureRequest) -> Iterator[Reporter]:
    """Nothing is thrown, moved or forbidden on the page, or the test fails."""
    window.fresh()
    name = "".join(sign if sign.isalnum() else "-" for sign in request.node.name)
    made = Reporter(window, site, desk, name)
    yield made
    assert made.js("window.roots ? [thrown, violations, shifts] : [[], [], []]") == [[], [], []]
