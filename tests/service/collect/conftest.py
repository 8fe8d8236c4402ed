"""A collector over a real journal, and a browser to send it beacons."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message

from service.appeals.ruleset import Ruleset
from service.catalog.book import SiteBook
from service.catalog.sites import Article, Site
from service.collect.appeals import Appeals
from service.collect.arrivals import Arrivals
from service.collect.articles import ArticleNotes
from service.collect.countries import Countries
from service.collect.decisions import Decisions
from service.collect.endpoint import Collector
from service.collect.enrich import Enricher
from service.collect.limiter import Limiter
from service.collect.pseudonym import Salts
from service.journal.journal import Journal
from tests.service.views import NOON_MS

ORIGIN = "https://www.example.org"
SITE = Site(key="demo", name="Demo", origins=(ORIGIN, "https://k.example.org"))
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Answer:
    """The status, headers and body of an answer."""

    def __init__(self, messages: list[Message]) -> None:
        start, *rest = messages
        self.status: int = start["status"]
        self.headers: dict[str, str] = {name.decode(): value.decode() for name, value in start["headers"]}
        self.body = b"".join(message.get("body", b"") for message in rest).decode()

    @property
    def reason(self) -> str:
        return self.headers.get("x-kindly", "")


class Notes(ArticleNotes):
    """What is known of articles; pages are not asked unless a test says so."""

    asking = False

    def asks(self, site: str, path: str, now_ms: int) -> bool:
        return self.asking and super().asks(site, path, now_ms)


class Service:
    """A collector with everything it needs; `sites` is the catalog, `rules` those live, `now` its clock."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.sites = [SITE]
        self.articles: list[Article] = []
        self.counts: Counter[str] = Counter()
        self.now = NOON_MS
        self.unread = 0
        self.limiter = Limiter(0, 1)
        self.book = SiteBook(self._load)
        self.notes = Notes(self._put)
        self.rules: Ruleset | None = None
        self.decisions = Decisions()
        self.arrivals = Arrivals()
        self.foreign = 0
        self.corrects: set[str] = set()
        self._enricher = Enricher(Salts({}, journal.save_salt), Countries(), self.notes.story_of)

    async def _load(self) -> list[Site]:
        return self.sites

    async def _put(self, articles: Any) -> None:
        self.articles += articles

    def _count_foreign(self) -> None:
        self.foreign += 1

    def collector(self) -> Collector:
        return Collector(
            sites=self.book,
            limiter=self.limiter,
            enricher=self._enricher,
            notes=self.notes,
            appeals=Appeals(lambda _: self.rules, self.notes.topic_of, self.decisions),
            journal=self.journal,
            arrivals=self.arrivals,
            count=lambda reason: self.counts.update([reason]),
            foreign_revenue=self._count_foreign,
            corrects=self.corrects.__contains__,
            clock=lambda: self.now,
        )

    async def send(
        self, *chunks: bytes, method: str = "POST", cut: bool = False, **headers: str | None
    ) -> Answer:
        """Send a request; None takes a header away, `cut` ends it before its last byte."""
        whole = {"origin": ORIGIN, "user-agent": AGENT} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        scope = {
            "type": "http",
            "method": method,
            "path": "/v1/read",
            "client": ("192.0.2.1", 50_000),
            "headers": [
                (name.encode(), value.encode("latin-1")) for name, value in whole.items() if value is not None
            ],
        }
        ahead = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        ahead.append({"type": "http.disconnect"} if cut else {"type": "http.request", "body": b""})
        told: list[Message] = []

        async def receive() -> Message:
            return ahead.pop(0)

        async def send(message: Any) -> None:
            told.append(message)

        await self.collector()(scope, receive, send)
        self.unread = len(ahead)
        return Answer(told)


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    journal = await Journal.start(tmp_path, checkpoint_s=3_600)
    yield Service(journal)
    if not journal._stopping:
        await journal.stop()
