"""What a reader can do in a browser: the same in Chromium and in Firefox."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from playwright.sync_api import BrowserContext

from tests.browser.chromium import attended_chromium
from tests.browser.firefox import Firefox, firefox

_KEYS = {"Space": " ", "PageDown": "\ue00f", "End": "\ue010", "ArrowDown": "\ue015"}
_FINGER = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}}
_MOUSE = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
_STEP_PX = 30


class Hands(Protocol):
    """Acts of a reader. `hide` brings another tab to the front, `blur` another window."""

    def go(self, url: str) -> None: ...
    def js(self, expression: str) -> Any: ...
    def wheel(self, pixels: int) -> None: ...
    def press(self, key: str) -> None: ...
    def swipe(self, pixels: int) -> None: ...
    def point(self, x: int, y: int) -> None: ...
    def click(self, x: int, y: int) -> None: ...
    def hide(self) -> None: ...
    def blur(self) -> None: ...
    def back(self) -> None: ...


class ChromiumHands:
    def __init__(self, context: BrowserContext) -> None:
        self._other = context.pages[0]
        self._page = context.new_page()
        self._devtools = context.new_cdp_session(self._page)
        self._blurred = False

    def go(self, url: str) -> None:
        self._page.goto(url)

    def js(self, expression: str) -> Any:
        return self._page.evaluate(expression)

    def wheel(self, pixels: int) -> None:
        self._page.mouse.wheel(0, pixels)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def swipe(self, pixels: int) -> None:
        self._touch("touchStart", 650)
        for y in range(650, 650 - pixels, -_STEP_PX):
            self._touch("touchMove", y)
        self._touch("touchEnd")

    def _touch(self, kind: str, *places: int) -> None:
        points = [{"x": 300, "y": y} for y in places]
        self._devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def point(self, x: int, y: int) -> None:
        self._page.mouse.move(x, y)

    def click(self, x: int, y: int) -> None:
        self._page.mouse.click(x, y)

    def hide(self) -> None:
        self._other.bring_to_front()

    def blur(self) -> None:
        # Without a desktop no window of Chromium's ever loses the focus: the page is told that it did.
        self._blurred = True
        self._page.evaluate("document.hasFocus = () => false; dispatchEvent(new Event('blur'))")

    def back(self) -> None:
        if self._blurred:
            self._page.evaluate("delete document.hasFocus; dispatchEvent(new Event('focus'))")
        self._page.bring_to_front()


class FirefoxHands:
    def __init__(self, browser: Firefox) -> None:
        self._window = browser.window()
        self._other = browser.tab()
        self._tab = browser.tab()
        self._tab.front()

    def go(self, url: str) -> None:
        self._tab.go(url)

    def js(self, expression: str) -> Any:
        return self._tab.js(expression)

    def wheel(self, pixels: int) -> None:
        self._tab.wheel(pixels)

    def press(self, key: str) -> None:
        value = _KEYS[key]
        self._tab.perform(
            {"type": "key", "id": "keys"},
            {"type": "keyDown", "value": value},
            {"type": "keyUp", "value": value},
        )

    def swipe(self, pixels: int) -> None:
        self._tab.perform(
            _FINGER,
            {"type": "pointerMove", "x": 300, "y": 650},
            {"type": "pointerDown", "button": 0},
            *({"type": "pointerMove", "x": 300, "y": y} for y in range(650, 650 - pixels, -_STEP_PX)),
            {"type": "pointerUp", "button": 0},
        )

    def point(self, x: int, y: int) -> None:
        self._tab.perform(_MOUSE, {"type": "pointerMove", "x": x, "y": y})

    def click(self, x: int, y: int) -> None:
        self._tab.perform(
            _MOUSE,
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def hide(self) -> None:
        self._other.front()

    def blur(self) -> None:
        self._window.front()

    def back(self) -> None:
        self._tab.front()


@contextlib.contextmanager
def chromium_hands(port: int) -> Iterator[Hands]:
    with attended_chromium(port) as context:
        yield ChromiumHands(context)


@contextlib.contextmanager
def firefox_hands(port: int) -> Iterator[Hands]:
    with firefox(port) as browser:
        yield FirefoxHands(browser)


ENGINES: dict[str, Callable[[int], contextlib.AbstractContextManager[Hands]]] = {
    "Chrome": chromium_hands,
    "Firefox": firefox_hands,
}
