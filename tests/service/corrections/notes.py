"""The endpoint over a real catalog, and a browser to send it what pages do."""

import contextlib
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
from starlette.types import Message

from service.catalog.book import SiteBook
from service.catalog.catalog import Catalog
from service.catalog.corrections import STATES, Correction
from service.catalog.sites import Site
from service.collect.countries import Countries
from service.collect.enrich import Enricher
from service.collect.pseudonym import Salts
from service.corrections.book import DeskBook, Watched
from service.corrections.endpoint import CHECK_PATH, PATH, Notes
from service.corrections.taking import Taking, watching
from service.corrections.throttle import Throttle
from service.corrections.work import Work
from tests.service.collect.conftest import AGENT, Answer
from tests.service.views import NOON_MS

ORIGIN = "https://www.example.org"
SITE = Site(key="demo", name="Demo", origins=(ORIGIN,))
URL = f"{ORIGIN}/2026/bridge"
_numbers = itertools.count()


def body(**keys: Any) -> bytes:
    """A report as the tag sends it; None takes a key away."""
    note: dict[str, Any] = {
        "site": "demo",
        "id": f"{next(_numbers):022}",
        "url": URL,
        "exact": "1936",
        "prefix": "The bridge over the river was built in ",
        "suffix": " by the city, and the ferry went on for years.",
        "position": 39,
        "suggestion": "1963",
        "language": "en",
        "version": "1.0",
        "took": 9_000,
        "name": "",
    }
    return json.dumps({key: value for key, value in (note | keys).items() if value is not None}).encode()


def words(**keys: Any) -> bytes:
    """What a page found, as the tag sends it."""
    return msgspec.json.encode({"site": "demo", "url": URL} | keys)


class Service:
    """The endpoint with everything it needs; `now` is its clock, `counts` its answers by reason."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.now = NOON_MS
        self.counts: Counter[str] = Counter()
        self.book = SiteBook(catalog.sites)
        self.desks = DeskBook(catalog.desks)
        self.throttle = Throttle(0)
        self.work = Work(bits=4)
        self.fresh = watching(catalog, lambda: self.now)
        # What the desk decides is seen at once.
        self.watched = Watched(self.fresh._load, clock=itertools.count(step=60).__next__)
        self.taking = Taking(catalog, self.watched)
        self._enricher = Enricher(Salts({}, lambda _key, _salt: None), Countries(), lambda _site, _path: None)

    def notes(self) -> Notes:
        return Notes(
            sites=self.book,
            desks=self.desks,
            watched=self.watched,
            taking=self.taking,
            enricher=self._enricher,
            throttle=self.throttle,
            work=self.work,
            count=lambda reason: self.counts.update([reason]),
            clock=lambda: self.now,
        )

    async def send(self, *chunks: bytes, path: str = PATH, method: str = "POST", **how: Any) -> Answer:
        """Send a request of the reader at `address`; `cut` ends it early, what is not named is a header."""
        told: list[Message] = []
        headers = {"origin": ORIGIN, "user-agent": AGENT} | {
            name.replace("_", "-"): value
            for name, value in how.items()
            if name not in {"address", "query", "cut"}
        }
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": how.get("query", b""),
            "client": (how.get("address", "192.0.2.1"), 50_000),
            "headers": [
                (name.encode(), value.encode("latin-1"))
                for name, value in headers.items()
                if value is not None
            ],
        }
        ahead: list[Message] = [
            {"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks
        ]
        ahead.append({"type": "http.disconnect"} if how.get("cut") else {"type": "http.request", "body": b""})

        async def receive() -> Message:
            return ahead.pop(0)

        async def send(message: Message) -> None:
            told.append(message)

        await self.notes()(scope, receive, send)
        return Answer(told)

    async def ask(self, query: str = f"site=demo&url={URL}", **how: Any) -> Answer:
        """What a page is told."""
        return await self.send(method="GET", query=query.encode(), **how)

    async def open(self) -> list[list[Any]]:
        """The corrections that a page is to look for."""
        found: list[list[Any]] = json.loads((await self.ask()).body)["open"]
        return found

    async def check(self, address: str, **keys: Any) -> Answer:
        """A page of a reader says what it found."""
        return await self.send(words(**keys), path=CHECK_PATH, address=address)

    async def corrections(self) -> list[Correction]:
        """All there are, the first first."""
        return sorted(await self.catalog.corrections("demo", STATES, 10_000), key=lambda one: one.id)


@contextlib.asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Service]:
    """The endpoint, for one site whose desk is on."""
    catalog = await Catalog.open(folder)
    await catalog.add_site(SITE)
    await catalog.put_desk("demo", on=True)
    service = Service(catalog)
    await service.book.refresh()
    await service.desks.refresh()
    yield service
    await catalog.close()
