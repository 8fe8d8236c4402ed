"""A metrics room, sites and titles that answer from memory, and a client that asks the pages in process."""

import datetime as dt
from collections.abc import Collection

import httpx
import msgspec
from starlette.applications import Starlette

from dashboards import respond
from dashboards.dates import Range
from dashboards.numbers import Numbers
from dashboards.pages.ask import Ask
from dashboards.pages.desk import Endpoint, routes
from dashboards.shown import Shown, usual_grain
from service.catalog.sites import Site
from service.metrics.live import Live
from service.metrics.metrics import Answer, Meta
from service.metrics.query import Query, QueryError, Row, check
from service.metrics.results import Effect, Group, Results
from service.metrics.sequential import Interval
from service.metrics.survival import Still
from service.metrics.verdict import Verdict
from service.page.files import Files

NOW = dt.datetime(2025, 11, 23, 12, tzinfo=dt.UTC).timestamp()
TODAY = dt.date(2025, 11, 23)
SITE = Site(key="herald", name="The Herald & Sons", origins=("https://news.test",), timezone="Europe/Kyiv")
HOSTILE = "</script><script>alert(1)</script><a href='javascript:alert(2)'>x</a>"

TOTALS = {
    "views": 1_234,
    "readers": 987,
    "engaged_s": 41.4,
    "focus_s": 50.5,
    "scroll_pct": 63.2,
    "read_rate": 0.214,
    "block_rate": 0.25,
    "blocked_views": 250,
    "concluded_views": 1_000,
    "revenue": 12_345.6,
    "rpm": 2.345,
    "revenue_at_risk": 3_456.7,
    "active_s": 45.5,
    "dismissed": 300,
    "appeals_shown": 400,
    "allowed": 12,
    "recovered_gross": 9.87,
}
NO_META: Meta = {"units": {}, "timezone": "UTC", "rows": 0, "total_rows": 0, "took_ms": 0.0}
NOTHING = dict.fromkeys(TOTALS) | {"views": 0, "readers": 0, "blocked_views": 0, "concluded_views": 0}
LABELS: dict[tuple[str, ...], list[tuple[str, ...]]] = {
    (): [()],
    ("day",): [("2025-11-21",), ("2025-11-23",)],
    ("hour",): [("2025-11-23 00:00",), ("2025-11-23 09:00",)],
    ("browser", "blocker"): [("Firefox", "none"), ("Firefox", "requests"), (HOSTILE, "none"), ("", "dns")],
    ("device", "blocker"): [("phone", "none"), ("phone", "cosmetic"), ("tv", "none")],
    ("article",): [("/a",), ("/hostile",)],
    ("previous",): [("/a",), ("/hostile",)],
    ("active_bin",): [("0",), ("300",)],
    ("focus_bin",): [("0",), ("300",)],
    ("engaged_bin",): [("0",), ("300",)],
    ("depth",): [("0",), ("50",), ("100",)],
    ("article", "hour"): [("/a", "2025-11-23 00:00"), ("/a", "2025-11-23 09:00")],
    ("article", "day"): [("/a", "2025-11-21"), ("/hostile", "2025-11-23")],
    ("os", "blocker"): [("Linux", "none"), ("Linux", "requests")],
    ("country", "blocker"): [("UA", "none"), ("UA", "dns"), ("XX", "none")],
    ("section", "blocker"): [(HOSTILE, "none"), (HOSTILE, "requests"), ("World", "none")],
    ("channel", "blocker"): [("ai", "none"), ("search", "requests")],
    ("blocker",): [("none",), ("requests",), ("not_run",)],
    ("confidence",): [("90",), ("60",)],
    ("channel",): [("search",), ("ai",)],
    ("day", "channel"): [("2025-11-21", "search"), ("2025-11-23", "search"), ("2025-11-21", "ai")],
    ("hour", "channel"): [("2025-11-23 00:00", "search"), ("2025-11-23 09:00", "ai")],
    ("referrer",): [("news.test",), (HOSTILE,)],
    ("utm_campaign", "utm_source", "utm_medium"): [("", "", ""), (HOSTILE, "letter", "email"), ("", "a", "")],
    ("arm_rule",): [("0",), ("1",), ("2",)],
    ("section",): [("World",), (HOSTILE,), ("",)],
    ("author",): [("A. Author",), (HOSTILE,)],
    ("device",): [("phone",), ("tv",)],
}


class FakeMetrics:
    """Gives every row the same metrics; checks and keeps the queries. `fails` is raised instead."""

    def __init__(self, values: dict[str, float | None] | None = None, fails: str = "") -> None:
        self.values = TOTALS if values is None else values
        self.fails = fails
        self.asked: list[Query] = []
        self.curves: list[bool] = []

    async def answer(self, query: Query) -> Answer:
        check(query)
        self.asked.append(query)
        if self.fails:
            raise QueryError(self.fails)
        labels = LABELS[query.dimensions] if self.values is TOTALS or not query.dimensions else []
        metrics = tuple(self.values[name] for name in query.metrics)
        return Answer(tuple(Row(label, metrics) for label in labels), NO_META)

    async def live(self, site: str, now_ms: int) -> Live:  # noqa: ARG002 (the room's own signature)
        begun, reading = (("/a", 5), ("/hostile", 2)), (("/hostile", 9), ("/a", 3))
        return Live((0,) * 29 + (7,), 12, begun, reading, (("ai", 7), ("", 5)), (("phone", 12),))

    async def results(
        self,
        site: str,  # noqa: ARG002 (the room's own signature)
        rule: int,
        first: dt.date,
        last: dt.date,
        curve: bool = True,
    ) -> Results:
        self.curves.append(curve)
        return a_result(rule, first, last)


def a_result(rule: int, first: dt.date, last: dt.date, held_out: int = 100) -> Results:
    """Of 1,900 readers asked, that they brought 0.35 EUR per 1,000 more than those held out."""
    helped = Verdict("helped", "It helped: it brought more than it cost.")
    won, lost, net = Interval(0.4, 0.2, 0.6), Interval(-0.05, -0.2, 0.1), Interval(0.35, 0.1, 0.6)
    effect = Effect(None, 0.5, won, lost, net, Interval(-0.021, -0.05, 0.01), None, helped)
    return Results(
        rule,
        first,
        last,
        "EUR",
        12,
        (Group(0, held_out, 0, 3, 0, 4.0, 90.0, 0.01), Group(1, 1_900, 1_700, 40, 31, 3.9, 88.0, 0.36)),
        effect,
        (msgspec.structs.replace(effect, variant=1),),
        (Still(1, 40, 0.95, 0.8, 0.99), Still(7, 0, None, None, None)),
        (Still(0, 40, 1.0, 0.9, 1.0), Still(1, 40, 0.95, 0.8, 0.99), Still(2, 0, None, None, None)),
    )


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
        shown=Shown(range=span, grain=usual_grain(span)),
        numbers=numbers or Numbers(),
        now_ms=round(NOW * 1000),
        home="http://k.test/",
    )
