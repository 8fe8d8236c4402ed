"""A server, its ledger, and what the crash tests do with the two."""

import asyncio
import datetime as dt
import random
import time
from collections.abc import Callable
from pathlib import Path

import uvloop

from tests.crash.ledger import AGENT, CLEAN, Ledger, Sent, Verdict
from tests.load.client import Answer, Load, Reply, drive, post, send
from tests.load.server import ORIGIN, SITE, Server

CONNECTIONS = 32
#: Queries may be so far behind, and a busy machine later.
FOLLOWS_S = 5.0
#: A server that is to die, or to stop, has so many seconds for it.
MOST_S = 30.0
#: Views close, ship and merge every moment, so that a kill may find one open, closing, shipped or merged.
METRICS = "crash"
FAST = f"--view-idle 0.6 --ship 0.4 --checkpoint 0.3 --merge 1 --live 0.2 --metrics-token {METRICS}".split()


class Trial:
    """One data folder's story. `token` opens the API."""

    def __init__(self, data: Path, token: str, *options: str) -> None:
        self.server = Server(data, *FAST, *options)
        self.ledger = Ledger(self.server.port)
        self._token = token

    def load(self, seconds: float, then: Callable[[], None] | None = None) -> None:
        """Send for so long; or do `then` after so long, with beacons on their way, until it ends the load."""
        uvloop.run(self._load(seconds, then))

    async def _load(self, seconds: float, then: Callable[[], None] | None) -> None:
        ledger = self.ledger
        ledger.until = time.monotonic() + seconds + (MOST_S if then else 0)
        timer = asyncio.get_running_loop().call_later(seconds, then) if then else None
        load = Load(ledger.ask, ledger.answered, ledger.broken)
        async with asyncio.timeout(seconds + 2 * MOST_S):
            await drive(load, self.server.port, CONNECTIONS)
        if timer:
            timer.cancel()

    def verdict(self) -> Verdict:
        """Ask the API for every view and hold the answer against the ledger."""
        today = dt.datetime.now(dt.UTC).date()
        rows = [
            (article, views, engaged_s)
            for part in self.ledger.questions()
            for (article,), (views, engaged_s) in self.server.query(
                self._token,
                site=SITE,
                metrics=["views", "engaged_s"],
                dimensions=["article"],
                filters=[["contains", "article", [part]]],
                limit=100_000,
                **{"from": str(today - dt.timedelta(days=1)), "to": str(today + dt.timedelta(days=1))},
            )
        ]
        return self.ledger.verdict(rows)

    def followed(self) -> Verdict:
        """The verdict on a server that was just sent beacons: queries may be two seconds behind, not more."""
        end = time.monotonic() + FOLLOWS_S
        while (found := self.verdict()) != CLEAN and not (found.doubled or found.unknown):
            if time.monotonic() > end:
                break
            time.sleep(0.1)
        return found

    def replay(self, times: int) -> set[tuple[int, str]]:
        """Send snapshots again that were sent before; which answers they got."""
        replies = [self.post(self.ledger.old_snapshot()) for _ in range(times)]
        return {(reply.status, reply.headers["x-kindly"]) for reply in replies}

    def post(self, sent: Sent) -> Reply:
        """One beacon on a connection of its own; its whole answer."""
        reply = post(self.server.port, self.ledger.body(sent), origin=ORIGIN, agent=AGENT)
        self.ledger.answered(sent, Answer(reply.status, reply.headers.get("x-kindly", ""), 0.0))
        return reply

    def gauge(self, name: str) -> float:
        """One number of `/metrics`."""
        page = send(self.server.port, "GET", "/metrics", headers={"Authorization": f"Bearer {METRICS}"})
        numbers = dict(line.rsplit(" ", 1) for line in page.body.decode().splitlines() if line[:1] != "#")
        return float(numbers[name])

    def until(self, true: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait until this is true; fails, saying what was waited for, when it does not become so."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"{what}: not within {seconds:g} s; {self.server.log()}"
            time.sleep(0.05)


def moment(most_s: float) -> float:
    """Some moment within so many seconds."""
    return random.uniform(0.02, most_s)
