"""What the matrix asks of a browser, whatever its engine."""

import time
from collections.abc import Callable
from typing import Any, Protocol

from tests.browser.matrix.pages import HOST

_LIVE_S = 30.0


class Tab(Protocol):
    """What a reader does in a tab."""

    def go(self, url: str) -> None: ...
    def js(self, expression: str) -> Any: ...
    def front(self) -> None: ...
    def close(self) -> None: ...


class Browser(Protocol):
    """A browser of either engine."""

    def tab(self, *, hidden: bool = False) -> Tab: ...


class Place:
    """Where the pages are: every host name is to lead to that port."""

    def __init__(self, port: int, *, proxied: bool = True) -> None:
        self.port = port
        self.suffix = "" if proxied else f":{port}"

    def url(self, path: str) -> str:
        return f"http://{HOST}{self.suffix}{path}"


def poll(again: Callable[[], object], live: Callable[[], Any]) -> None:
    """Do it again until the blocker is live."""
    until = time.monotonic() + _LIVE_S
    while time.monotonic() < until:
        again()
        if live():
            return
        time.sleep(0.2)
    raise TimeoutError("the blocker never went live")
