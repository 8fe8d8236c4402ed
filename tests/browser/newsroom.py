"""The real service with the demo newsroom and no history, for browsers to read."""

import contextlib
import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.load.server import Server, add_token, kindly

SITE = "demo"
#: Not localhost: filter lists make exceptions for it.
HOST = "www.ferry-bell.test"
ARTICLE = "/local/ferry-chain-parts-mid-river"
_ZONE = ZoneInfo("Europe/Kyiv")


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

    def wait_for(self, *metrics: str, where: tuple[Any, ...], by: tuple[str, ...] = ()) -> tuple[Any, ...]:
        """The only row of a query, once there is one: open views are shown within two seconds."""
        end = time.monotonic() + 10
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
