"""Open pages in a browser, and see what the server stored of them."""

import contextlib
import datetime as dt
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser.matrix.browsers import Browser, Place, Tab
from tests.browser.matrix.cells import Setup
from tests.browser.matrix.chromiums import Chromium
from tests.browser.matrix.line import Line
from tests.browser.matrix.pages import ADSENSE, HOST, KINDS, NETWORKS, SITE, article, frame
from tests.browser.origin import Origin, html, origin
from tests.load.server import Server, add_token, kindly

#: WebPageTest's "3G slow": 400 ms there and back, 400 kbit/s.
_3G = (0.4, 50_000.0)
#: Longer than the tag's second look, so that it is offline too.
_OFFLINE_S = 4.0
#: The second look comes 2 s after the first answer.
_SECOND_LOOK_S = 3.0
_HIDDEN_S = 0.7
_SHOWN_S = 10.0
_FIRST_S = 30.0
_LIVE_S = "0.2"
#: So many runs of a group at once: 5 x 9 kinds are 45 tabs.
_TOGETHER = 5
_TROUBLE = ("offline", "one ad host down", "slow")


@dataclass
class Cell:
    """What was seen of one kind of page in one browser, run for run."""

    setup: Setup
    kind: str
    #: The state that the server stored, or why there is none.
    stored: Counter[str] = field(default_factory=Counter)
    #: How long the first answer took, ms.
    decided_ms: list[int] = field(default_factory=list)


class Press:
    """The service, a publisher's server before it, and a line to it."""

    def __init__(self, server: Server, token: str, pages: Origin, line: Line) -> None:
        self._server = server
        self._token = token
        self._origin = pages
        self._line = line
        self._printed = 0

    def read(self, setup: Setup, runs: int) -> dict[str, Cell]:
        """Every kind of page of a setup, so many times; a cell a kind."""
        cells = {kind: Cell(setup, kind) for kind in setup.expected}
        place = Place(self._line.port, proxied=setup.proxied)
        with setup.start(place) as browser:
            for group in _groups(setup):
                for done in range(0, runs, _TOGETHER):
                    more = min(_TOGETHER, runs - done)
                    self._read_group(browser, place, [cells[kind] for kind in group], more)
        return cells

    def _read_group(self, browser: Browser, place: Place, cells: list[Cell], runs: int) -> None:
        """Read without closing a tab before all were looked at twice."""
        opened: list[tuple[Cell, str, Tab]] = []
        for cell in cells:
            with self._condition(cell.kind):
                opened += [(cell, *self._open(browser, place, cell)) for _ in range(runs)]
        time.sleep(_SECOND_LOOK_S)
        for _, _, tab in opened:
            tab.close()
        states = self._stored([path for _, path, _ in opened])
        for cell, path, _ in opened:
            cell.stored[states.get(path, "nothing")] += 1

    @contextlib.contextmanager
    def _condition(self, kind: str) -> Iterator[None]:
        if kind == "slow":
            with self._line.slow(*_3G):
                yield
        elif kind == "one ad host down":
            self._origin.refused.add(ADSENSE)
            try:
                yield
            finally:
                self._origin.refused.clear()
        else:
            yield

    def _open(self, browser: Browser, place: Place, cell: Cell) -> tuple[str, Tab]:
        """A page of its own in a tab of its own, until its first beacon tells a state."""
        self._printed += 1
        path = f"/local/ferry-chain-{self._printed:06}"
        kind = KINDS[cell.kind]
        self._origin.pages[path] = article(kind, place.suffix)
        self._origin.pages["/frame" + path] = frame(place.url(path))
        tab = _tab(browser, cell.kind)
        tab.go(place.url(("/frame" if kind.framed else "") + path))
        if cell.kind == "hidden":
            self._show(tab, path, cell)
        elif cell.kind == "offline":
            self._go_offline(tab)
        first = self._first(path)
        if first is not None and "x" in first:
            cell.decided_ms.append(first["x"])
        return path, tab

    def _show(self, tab: Tab, path: str, cell: Cell) -> None:
        time.sleep(_HIDDEN_S)
        if self._origin.beacons(path):
            cell.stored["sent while hidden"] += 1
        tab.front()

    def _go_offline(self, tab: Tab) -> None:
        """The page is there; then nothing answers while the reader consents, until the line is back."""
        with self._line.cut():
            tab.js("void kindly('consent', true)")
            time.sleep(_OFFLINE_S)

    def _first(self, path: str) -> Mapping[str, Any] | None:
        with contextlib.suppress(AssertionError):
            found: Mapping[str, Any] = self._origin.wait_for(
                lambda: next((one for one in self._origin.beacons(path) if "b" in one), None), path, _FIRST_S
            )
            return found
        return None

    def _stored(self, paths: list[str]) -> dict[str, str]:
        """The state of each article, once the server shows what it was told last, or after a while."""
        until = time.monotonic() + _SHOWN_S
        time.sleep(0.5)
        while True:
            states = self._query()
            told = {path: str((self._origin.beacons(path) or [{}])[-1].get("b")) for path in paths}
            if all(states.get(path) == state for path, state in told.items()) or time.monotonic() > until:
                return states
            time.sleep(0.2)

    def _query(self) -> dict[str, str]:
        today = dt.datetime.now(dt.UTC).date()
        rows = self._server.query(
            self._token,
            site=SITE,
            metrics=["views"],
            dimensions=["article", "blocker"],
            limit=10_000,
            **{"from": str(today - dt.timedelta(days=1)), "to": str(today)},
        )
        return {path: state for (path, state), _ in rows}


def _groups(setup: Setup) -> list[list[str]]:
    """Kinds that can be read together: what is slow or away is so for the second look of other tabs too.

    The cut line comes before the slow one: a page that was offline is not looked at again once it is back.
    """
    troubled = [kind for kind in _TROUBLE if kind in setup.expected]
    calm = [kind for kind in setup.expected if kind not in _TROUBLE]
    return [group for group in (calm, troubled) if group]


def _tab(browser: Browser, kind: str) -> Tab:
    if kind == "Save-Data":
        assert isinstance(browser, Chromium)
        return browser.saving_data()
    return browser.tab(hidden=kind == "hidden")


@contextlib.contextmanager
def press(data: Path) -> Iterator[Press]:
    """A service with an empty site, and all that is needed to read pages of it."""
    with contextlib.ExitStack() as stack:
        server = Server(data, "--live", _LIVE_S)
        pages = stack.enter_context(origin(server.port, NETWORKS))
        pages.pages["/"] = html("<!doctype html><title>Ferry Bell</title>")
        line = Line(pages.port)
        stack.callback(line.close)
        # Without a proxy the port is a part of the origin.
        for_site = [f"--origin=http://{HOST}", f"--origin=http://{HOST}:{line.port}"]
        kindly("site", "add", SITE, "--name", "Matrix", *for_site, "--data", str(data))
        token = add_token(data, SITE)
        stack.enter_context(server)
        yield Press(server, token, pages, line)
