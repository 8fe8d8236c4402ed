"""A metrics room, sites and titles that answer from memory, and a client that asks the pages in process."""

import datetime as dt
from collections.abc import Collection

import httpx
from starlette.applications import Starlette

from dashboards import respond
from dashboards.dates import Range
from dashboards.numbers import Numbers
from dashboards.pages.ask import Ask
from dashboards.pages.overview import Endpoint, routes
from service.catalog.sites import Site
from service.metrics.live import Live
from service.metrics.metrics import Answer
from service.metrics.query import Query, QueryError, Row, check
from service.page.files import Files

NOW = dt.datetime(2025, 11, 23, 12, tzinfo=dt.UTC).timestamp()
TODAY = dt.date(2025, 11, 23)
SITE = Site(key="herald", name="The Herald & Sons", origins=("https://news.test",), timezone="Europe/Kyiv")
HOSTILE = "</script><script>alert(1)</script><a href='javascript:alert(2)'>x</a>"

TOTALS = {
    "views": 1_234,
    "readers": 987,
    "engaged_s": 41.4,
    "scroll_pct": 63.2,
    "read_rate": 0.214,
    "block_rate": 0.25,
    "blocked_views": 250,
    "concluded_views": 1_000,
    "revenue": 12_345.6,
    "rpm": 2.345,
    "revenue_at_risk": 3_456.7,
    "appeals_shown": 400,
    "allowed": 12,
    "recovered_gross": 9.87,
}
NOTHING = dict.fromkeys(TOTALS) | {"views": 0, "readers": 0, "blocked_views": 0, "concluded_views": 0}
LABELS: dict[tuple[str, ...], list[tuple[str, ...]]] = {
    (): [()],
    ("day",): [("2025-11-21",), ("2025-11-23",)],
    ("hour",): [("2025-11-23 00:00",), ("2025-11-23 09:00",)],
    ("browser", "blocker"): [("Firefox", "none"), ("Firefox", "requests"), (HOSTILE, "none"), ("", "dns")],
    ("device", "blocker"): [("phone", "none"), ("phone", "cosmetic"), ("tv", "none")],
    ("article",): [("/a",), ("/hostile",)],
}


class FakeMetrics:
    """Gives every row the same metrics; checks and keeps the queries. `fails` is raised instead."""

    def __init__(self, values: dict[str, float | None] | None = None, fails: str = "") -> None:
        self.values = TOTALS if values is None else values
        self.fails = fails
        self.asked: list[Query] = []

    async def answer(self, query: Query) -> Answer:
        check(query)
        self.asked.append(query)
        if self.fails:
            raise QueryError(self.fails)
        labels = LABELS[query.dimensions] if self.values is TOTALS or not query.dimensions else []
        metrics = tuple(self.values[name] for name in query.metrics)
        return Answer(tuple(Row(label, metrics) for label in labels), {})

    async def live(self, site: str, now_ms: int) -> Live:  # noqa: ARG002 (the room's own signature)
        return Live((0,) * 29 + (7,), 12, (("/a", 5), ("/hostile", 2)))


async def no_titles(site: str, paths: Collection[str]) -> dict[str, str]:
    return {}


async def some_titles(site: str, paths: Collection[str]) -> dict[str, str]:
    return {path: HOSTILE if path == "/hostile" else "Титул" for path in paths}


async def one_site(key: str) -> Site | None:
    return SITE if key == SITE.key else None


def open_door(endpoint: Endpoint) -> Endpoint:
    return endpoint


def client(metrics: FakeMetrics, language: str = "en") -> httpx.AsyncClient:
    """A client of an app that is only these pages, at noon of 23 Nov 2025."""
    app = Starlette(
        routes=[
            *routes(metrics, one_site, some_titles, open_door, clock=lambda: NOW),
            Files(respond.FOLDER).route(),
        ]
    )
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(
        transport=transport, base_url="http://k.test", headers={"Accept-Language": language}
    )


def ask(metrics: FakeMetrics, span: Range, numbers: Numbers | None = None) -> Ask:
    """A panel's question about SITE."""
    return Ask(
        metrics=metrics,
        titles=no_titles,
        site=SITE,
        range=span,
        numbers=numbers or Numbers(),
        now_ms=round(NOW * 1000),
        home="http://k.test/",
    )
