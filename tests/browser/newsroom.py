"""The real service with the demo newsroom and no history, for browsers to read."""

import contextlib
import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from tests.load.server import Server, add_token, kindly

SITE = "demo"
#: Not localhost: filter lists make exceptions for it.
HOST = "www.ferry-bell.test"
EDITOR = "editor@demo.example"
_ZONE = ZoneInfo("Europe/Kyiv")
_PATIENCE_S = 10.0


class Newsroom:
    """Where to read, and what the service then says of it."""

    def __init__(self, server: Server, token: str) -> None:
        self._server = server
        self._token = token
        self.port = server.port
        self.password = (server.data / "demo-password").read_text("utf-8").strip()

    def url(self, path: str) -> str:
        """A page's address, for a browser that takes the service for its proxy."""
        return f"http://{HOST}{path}"

    def query(self, *metrics: str, by: tuple[str, ...] = (), where: tuple[Any, ...] = ()) -> list[Any]:
        today = dt.datetime.now(_ZONE).date()
        return self._server.query(
            self._token,
            site=SITE,
            metrics=metrics,
            dimensions=by,
            filters=where,
            **{"from": str(today - dt.timedelta(days=1)), "to": str(today)},
        )

    def panel(self, name: str) -> str:
        """The text of a panel of the overview, as somebody who signed in sees it."""
        return self.seen(f"/s/{SITE}/overview/panel/{name}")

    def seen(self, path: str) -> str:
        """The text of a page, as somebody who signed in sees it."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", follow_redirects=True) as client:
            form = {"email": EDITOR, "password": self.password}
            client.post("/login", data=form).raise_for_status()
            return client.get(path).raise_for_status().text

    def stored(self, article: str, engaged_ms: int, *metrics: str) -> tuple[Any, ...]:
        """What is stored of an article's readings, once they are shown with that engaged time."""
        where = (("is", "article", (article,)),)
        end = time.monotonic() + _PATIENCE_S
        rows: list[Any] = []
        while time.monotonic() < end:
            rows = self.query("engaged_s", *metrics, where=where)
            if rows and rows[0][1][0] is not None and abs(rows[0][1][0] * 1000 - engaged_ms) < 1:
                return tuple(rows[0][1][1:])
            time.sleep(0.1)
        raise AssertionError(f"{article} was never engaged for {engaged_ms} ms, but {rows}")

    def wait_for(self, *metrics: str, where: tuple[Any, ...], by: tuple[str, ...] = ()) -> tuple[Any, ...]:
        """The only row of a query, once there is one: open views are shown within two seconds."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            rows = [row for row in self.query("views", *metrics, by=by, where=where) if row[1][0]]
            if rows:
                time.sleep(2)
                ((dimensions, (_, *found)),) = self.query("views", *metrics, by=by, where=where)
                return (*dimensions, *found)
            time.sleep(0.1)
        raise AssertionError(f"no view of {where} arrived: {self._server.log()}")


@contextlib.contextmanager
def newsroom(data: Path) -> Iterator[Newsroom]:
    """A demo over an empty site: the demo leaves a site that is there already without history."""
    origin = f"http://{HOST}"
    kindly("site", "add", SITE, "--name", "Empty", "--origin", origin, "--data", str(data))
    token = add_token(data, SITE)
    command = (sys.executable, "-m", "service.cli", "demo", "--data", str(data), "--origin", origin)
    with Server(data, command=(*command, "--port")) as server:
        yield Newsroom(server, token)


@contextlib.contextmanager
def full_newsroom(data: Path) -> Iterator[Newsroom]:
    """A demo as it is shown: with the history that it makes for itself."""
    command = (sys.executable, "-m", "service.cli", "demo", "--data", str(data), "--origin", f"http://{HOST}")
    with Server(data, command=(*command, "--port")) as server:
        yield Newsroom(server, add_token(data, SITE))
