"""What the overview asks, panel by panel: taken from the panels themselves."""

import asyncio
import datetime as dt
import statistics
import time
from collections.abc import Collection

import msgspec

from dashboards.dates import Range
from dashboards.numbers import Numbers
from dashboards.pages.ask import Ask
from dashboards.pages.overview import PAGE
from dashboards.shown import Shown, usual_grain
from service.catalog.sites import Site
from service.metrics.live import MINUTES, Live
from service.metrics.metrics import Answer, Meta
from service.metrics.query import Query
from service.metrics.results import Results
from tests.bench import history
from tests.bench.history import History
from tests.load.server import Server

Filter = tuple[str, str, list[str]]
#: Values of a dimension that are tried as filters. One that was not asked for before is in no cache.
TRIES = 4
NO_META: Meta = {"units": {}, "timezone": "UTC", "rows": 0, "total_rows": 0, "took_ms": 0.0}
FILTERED = ("article", "channel", "device", "browser", "os", "section", "country", "blocker")


class Panel(msgspec.Struct, frozen=True):
    """A panel's name and its question."""

    name: str
    query: Query


class Times(msgspec.Struct, frozen=True):
    """Milliseconds of one question: cold, once more, and the slowest with new filters.

    With one, with three, and with one that names several of what a reader may change within a day.
    """

    name: str
    cold: float
    again: float
    one_filter: float
    three_filters: float
    several: float


class _Listener:
    """In the place of the metrics: keeps the questions and answers nothing."""

    def __init__(self) -> None:
        self.asked: list[Query] = []

    async def answer(self, query: Query) -> Answer:
        self.asked.append(query)
        return Answer((), NO_META)

    async def live(self, _site: str, _now_ms: int) -> Live:
        return Live((0,) * MINUTES, 0, ())

    async def results(
        self, _site: str, _rule: int, _first: dt.date, _last: dt.date, curve: bool = True
    ) -> Results:
        raise NotImplementedError


async def _no_titles(site: str, paths: Collection[str]) -> dict[str, str]:
    return {}


def panels(story: History) -> list[Panel]:
    """The first question of every panel that asks one (the last 30 minutes are no question of a range)."""
    return [Panel(name, query) for name, query in asyncio.run(_panels(story)) if query]


async def _panels(story: History) -> list[tuple[str, Query | None]]:
    first, last = dt.date.fromisoformat(story.first), dt.date.fromisoformat(story.last)
    span = Range(first, last, "custom", last + dt.timedelta(days=1))
    found = []
    for place in PAGE.places:
        listener = _Listener()
        await place.answer(
            Ask(
                metrics=listener,
                titles=_no_titles,
                site=Site(key=history.SITE, name=history.NAME, origins=(history.ORIGIN,)),
                shown=Shown(range=span, grain=usual_grain(span)),
                numbers=Numbers(),
                now_ms=0,
                home="",
            )
        )
        found.append((place.heading, listener.asked[0] if listener.asked else None))
    return found


def ask(server: Server, token: str, query: Query, filters: list[Filter] | None = None) -> float:
    """Milliseconds until the API has answered."""
    body = msgspec.json.encode({**msgspec.to_builtins(query), "filters": filters or []})
    began = time.perf_counter()
    reply = server.ask(token, body)
    took = (time.perf_counter() - began) * 1000
    if reply.status != 200:
        raise RuntimeError(f"{reply.status}: {reply.body[:300]!r}")
    return took


def values(server: Server, token: str, story: History, dimension: str) -> list[str]:
    """The most frequent values of a dimension."""
    rows = server.query(
        token,
        site=history.SITE,
        metrics=["views"],
        dimensions=[dimension],
        limit=TRIES,
        **{"from": story.first, "to": story.last},
    )
    return [str(row[0]) for row, _ in rows if row[0]]


def filters(server: Server, token: str, story: History) -> tuple[list[list[Filter]], ...]:
    """Some single filters, some sets of three, and some of several values."""
    known = {name: values(server, token, story, name) for name in FILTERED}
    single: list[list[Filter]] = [[("is", name, found[:1])] for name, found in known.items()]
    three: list[list[Filter]] = [
        [
            ("is", "channel", [channel]),
            ("is", "device", known["device"][:2]),
            ("is_not", "os", known["os"][-1:]),
        ]
        for channel in known["channel"]
    ]
    several: list[list[Filter]] = [
        [("is", "channel", known["channel"][:2])],
        [("is_not", "section", known["section"][:1])],
    ]
    return single, three, several


def time_all(server: Server, token: str, story: History) -> list[Times]:
    """Every question: of a server that has just started, again, at worst with filters that are new to it."""
    asked = panels(story)
    server.start()
    single, three, several = filters(server, token, story)
    server.stop()
    history.forget_files(story.data)
    server.start()
    return [
        Times(
            panel.name,
            ask(server, token, panel.query),
            statistics.median(ask(server, token, panel.query) for _ in range(5)),
            max(ask(server, token, panel.query, one) for one in single),
            max(ask(server, token, panel.query, some) for some in three),
            max(ask(server, token, panel.query, some) for some in several),
        )
        for panel in asked
    ]
