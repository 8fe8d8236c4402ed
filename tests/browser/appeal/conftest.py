"""The windows, and the pages that they open: a publisher's server without the service."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Error

from tests.browser.appeal.engines import ENGINES, WIDE, Window
from tests.browser.appeal.pages import HOST, STRICT, appeal, article, asking, files
from tests.browser.origin import Origin, origin

_PATIENCE_S = 8.0
_FOCUSED = """(({ textContent, tagName }) => window.root && root.activeElement
  ? root.activeElement.textContent
  : `<${textContent.length < 50 ? textContent : tagName}>`)(document.activeElement)"""
ATTEMPTED, RENDERED, VIEWABLE, DISMISSED, HOW, CLAIMED = 2, 4, 8, 16, 32, 64
WAY, VERIFIED, REFUTED, FAILED, WAITED = 128, 256, 512, 1024, 2048


class Reader:
    """Somebody with a window in which an article is open."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def open(self, path: str, *, size: tuple[int, int] = WIDE, memory: str = "before") -> None:
        """Go to an article; `memory` is what the device remembers by then."""
        self.window.size(*size)
        self.window.go(HOST + path)
        self.js(f"void (localStorage.kindly = {memory!r})" if memory else "void localStorage.clear()")

    def ask(self, form: str, **changed: Any) -> None:
        self.show(appeal(form, **changed))

    def show(self, shown: Mapping[str, Any]) -> None:
        self.js(f"void {asking(shown)}")

    def js(self, expression: str) -> Any:
        return self.window.js(expression)

    def within(self, expression: str) -> Any:
        """What an expression over `root`, the appeal's shadow, finds; nothing while there is none."""
        return self.js(f"window.root && ({expression})")

    def button(self, text: str, *, dialog: int = 0) -> str:
        """An expression for the button or link with that text, in the first or the second panel."""
        found = f"[...root.children[{dialog}].querySelectorAll('button, a')]"
        return f"{found}.find((one) => one.textContent === {text!r})"

    def press_on(self, text: str, *, dialog: int = 0) -> None:
        """Press a button by the keyboard."""
        self.js(f"void {self.button(text, dialog=dialog)}.focus()")
        self.window.press("Enter")

    def focused(self) -> str:
        """The text of what has the focus: in the appeal, or, in angles, on the page."""
        return str(self.js(_FOCUSED))

    def stages(self) -> int:
        return int(self.js("stages()"))

    def wait_for(self, *stages: int) -> None:
        """Until all of these are told of."""
        wanted = sum(stages)
        self.until(lambda: self.stages() & wanted == wanted, f"stages {stages}")

    def until(self, found: Callable[[], object], what: str) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not found():
            if time.monotonic() > end:
                raise AssertionError(
                    f"never seen: {what}; told {self.js('told')}, thrown {self.js('thrown')}"
                )
            time.sleep(0.03)

    def until_on_page(self, expression: str) -> None:
        """Until an expression holds, on a page that may be another by then."""

        def holds() -> bool:
            with contextlib.suppress(Error, RuntimeError):
                return bool(self.js(expression))
            return False

        end = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"never true: {expression}")
            time.sleep(0.05)

    def gone(self) -> bool:
        return bool(self.js("!window.host || !host.isConnected"))

    def wait_until_gone(self) -> None:
        self.until(self.gone, "the appeal's end")

    def rest(self, ms: int) -> None:
        """For what is not expected."""
        time.sleep(ms / 1000)


@pytest.fixture(scope="module")
def site() -> Iterator[Origin]:
    """Made-up pages; nobody answers anything else."""
    with origin(9, files()) as running:
        running.pages["/"] = article(headers=STRICT)
        running.pages["/rtl"] = article(direction="rtl", headers=STRICT)
        running.pages["/short"] = article(1, headers=STRICT)
        running.pages["/subscribe"] = article(1, headers=STRICT)
        yield running


@pytest.fixture(scope="module", params=ENGINES)
def window(request: pytest.FixtureRequest, site: Origin) -> Iterator[Window]:
    with ENGINES[request.param](site.port) as made:
        yield made


@pytest.fixture
def reader(window: Window) -> Iterator[Reader]:
    """Nothing is thrown, moved or forbidden on the page, or the test fails."""
    window.fresh()
    made = Reader(window)
    yield made
    assert made.js("window.told ? [thrown, violations, shifts] : [[], [], []]") == [[], [], []]
