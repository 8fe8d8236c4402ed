"""A window in which an appeal is read, the same in Chromium and in Firefox."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from playwright.sync_api import Page

from tests.browser.chromium import launched
from tests.browser.firefox import Firefox, Tab, firefox

WIDE, PHONE, ZOOMED = (1280, 800), (390, 844), (320, 256)
_KEYS = {
    "Tab": "\ue004",
    "Escape": "\ue00c",
    "Enter": "\ue007",
    "Space": " ",
    "Shift": "\ue008",
    "Control": "\ue009",
    "End": "\ue010",
    "ArrowDown": "\ue015",
}
_MOUSE = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}


class Window(Protocol):
    """What a reader does. `press` takes a key's name, also one with `Shift+` before it.

    A `fresh` window has the keyboard on its page, wherever it went before.
    """

    def fresh(self) -> None: ...
    def go(self, url: str) -> None: ...
    def js(self, expression: str) -> Any: ...
    def press(self, key: str) -> None: ...
    def size(self, width: int, height: int) -> None: ...
    def point(self, x: int, y: int) -> None: ...
    def wheel(self, pixels: int) -> None: ...


class ChromiumWindow:
    def __init__(self, page: Page) -> None:
        self.page = page

    def fresh(self) -> None:
        """The keyboard of this one never leaves the page."""

    def go(self, url: str) -> None:
        self.page.goto(url)

    def js(self, expression: str) -> Any:
        return self.page.evaluate(f"(async () => ({expression}))()")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def point(self, x: int, y: int) -> None:
        self.page.mouse.move(x, y)

    def wheel(self, pixels: int) -> None:
        self.page.mouse.wheel(0, pixels)


class FirefoxWindow:
    def __init__(self, browser: Firefox) -> None:
        self.browser = browser
        self.open()

    def open(self) -> None:
        self.context = self.browser.tell("browsingContext.create", type="tab")["context"]
        self.tab = Tab(self.browser, self.context)
        self.tab.front()

    def fresh(self) -> None:
        old = self.tab
        self.open()
        old.close()

    def go(self, url: str) -> None:
        self.tab.go(url)

    def js(self, expression: str) -> Any:
        return self.tab.js(expression)

    def press(self, key: str) -> None:
        values = [_KEYS[name] for name in key.split("+")]
        down = [{"type": "keyDown", "value": value} for value in values]
        up = [{"type": "keyUp", "value": value} for value in reversed(values)]
        self.tab.perform({"type": "key", "id": "keys"}, *down, *up)

    def size(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self.browser.tell("browsingContext.setViewport", context=self.context, viewport=viewport)

    def point(self, x: int, y: int) -> None:
        self.tab.perform(_MOUSE, {"type": "pointerMove", "x": x, "y": y})

    def wheel(self, pixels: int) -> None:
        self.tab.wheel(pixels)


@contextlib.contextmanager
def chromium_window(port: int) -> Iterator[Window]:
    with launched(port) as browser:
        yield ChromiumWindow(browser.new_page())


@contextlib.contextmanager
def firefox_window(port: int) -> Iterator[Window]:
    with firefox(port) as browser:
        yield FirefoxWindow(browser)


ENGINES: dict[str, Callable[[int], contextlib.AbstractContextManager[Window]]] = {
    "Chrome": chromium_window,
    "Firefox": firefox_window,
}
