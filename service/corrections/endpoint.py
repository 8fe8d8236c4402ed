"""`/v1/note`: what pages ask and send about mistakes. GET and POST there, and POST `/v1/note/check`.

A plain ASGI application, as the collector is: every page view of a site that takes corrections asks once.
"""

import time
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

import msgspec
import structlog
from starlette.types import Receive, Scope, Send

from service.appeals.contrast import safe
from service.catalog.book import SiteBook
from service.catalog.desks import Desk
from service.catalog.errors import CatalogError
from service.catalog.origins import normalise
from service.catalog.sites import Site
from service.collect import bots
from service.collect.enrich import Asker, Enricher, article_of, own_hosts
from service.collect.exchange import Answer, Headers, asker_of, body_of, give, give_other, sentence
from service.collect.reasons import Dropped
from service.collect.urls import origin_of, parse_page
from service.corrections.book import DeskBook, Watched
from service.corrections.reasons import RETRY_S, STATUS, Turned
from service.corrections.taking import Taking
from service.corrections.throttle import Throttle
from service.corrections.wire import decode_check, decode_note
from service.corrections.words import spoken
from service.corrections.work import Work

_log = structlog.get_logger()
_encode = msgspec.json.Encoder().encode

PATH, CHECK_PATH = "/v1/note", "/v1/note/check"
#: A dialog that was open for less was filled in by a program.
QUICKEST_MS = 1_500
_LONGEST_QUERY = 8_192
_LONGEST_URL = 2_048

Handler = Callable[[Headers, Asker, str, Scope, Receive], Awaitable[Answer]]


class Notes:
    """Answers pages. `count` is called with the reason of every answer, a key of `reasons.STATUS`."""

    def __init__(
        self,
        *,
        sites: SiteBook,
        desks: DeskBook,
        watched: Watched,
        taking: Taking,
        enricher: Enricher,
        throttle: Throttle,
        work: Work,
        count: Callable[[str], None],
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._sites = sites
        self._desks = desks
        self._watched = watched
        self._taking = taking
        self._enricher = enricher
        self._throttle = throttle
        self._work = work
        self._count = count
        self._clock = clock
        self._served: dict[str, dict[str, Handler]] = {
            PATH: {"GET": self._tell, "POST": self._take},
            CHECK_PATH: {"POST": self._check},
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = dict(scope["headers"])
        origin = normalise(headers.get(b"origin", b"").decode("latin-1"))
        served = self._served[scope["path"]]
        handler = served.get(scope["method"])
        if handler is None:
            await give_other(scope["method"], ", ".join(served).encode(), self._cors(origin), send)
            return
        answer = await self._answer(handler, headers, origin, scope, receive)
        self._count(answer.reason)
        if answer.reason == "honeypot":
            answer = answer._replace(reason="taken")
        await give(answer, self._cors(origin), send)

    def _cors(self, origin: str) -> str:
        return origin if origin in self._sites.origins else ""

    async def _answer(
        self, handler: Handler, headers: Headers, origin: str, scope: Scope, receive: Receive
    ) -> Answer:
        try:
            return await handler(headers, asker_of(scope, headers), origin, scope, receive)
        except Turned as turned:
            return _refusal(turned.reason, turned.body or sentence(turned))
        except Dropped as dropped:
            return _refusal(dropped.reason, sentence(dropped))
        except CatalogError as error:
            _log.error("a report could not be written", error=str(error))
            return _refusal("busy", sentence(Turned("busy")))

    async def _tell(self, _: Headers, asker: Asker, origin: str, scope: Scope, _receive: Receive) -> Answer:
        """What a page is to say and to look for; 204 where its site takes no reports."""
        if not self._throttle.asks(asker.address):
            raise Turned("rate")
        asked = _query(scope["query_string"])
        site = await self._site(asked.get("site", ""), asked.get("url", ""), origin)
        desk = self._desks.of(site.key)
        if desk is None:
            return Answer(204, "off")
        article = _article(site, asked.get("url", ""), asked.get("c", ""))
        told = spoken(desk, asked.get("lang", ""), site.policy.language) | {
            "theme": safe(site.policy.theme),
            "open": [
                (one.id, one.words, one.hash)
                for one in await self._watched.of(site.key, article)
                if one.words
            ],
        }
        if self._throttle.flooded(site.key):
            told["work"] = self._work.set(site.key, self._clock())
        return Answer(200, "told", _encode(told))

    async def _take(
        self, headers: Headers, asker: Asker, origin: str, _scope: Scope, receive: Receive
    ) -> Answer:
        """Keep a reader's report."""
        if not self._throttle.address(asker.address):
            raise Turned("rate")
        note = decode_note(await body_of(headers, receive))
        site = await self._site(note.site, note.url, origin)
        self._desk(site)
        article = _article(site, note.url, note.canonical or "")
        if note.name:
            return Answer(200, "honeypot", _encode({"state": "taken"}))
        if note.took < QUICKEST_MS:
            raise Turned("quick")
        now = self._clock()
        if not self._throttle.site(site.key):
            raise Turned("rate")
        if self._throttle.flooded(site.key) and not self._work.done(note.work, site.key, now):
            raise Turned("work", body=_encode({"work": self._work.set(site.key, now)}))
        state = await self._taking.take(note, site.key, article, self._reader(site, asker, now), now)
        return Answer(200, state, _encode({"state": state}))

    async def _check(
        self, headers: Headers, asker: Asker, origin: str, _scope: Scope, receive: Receive
    ) -> Answer:
        """Keep what a page found of its article's corrections; programs' pages are not believed."""
        if not self._throttle.asks(asker.address):
            raise Turned("rate")
        check = decode_check(await body_of(headers, receive))
        site = await self._site(check.site, check.url, origin)
        self._desk(site)
        article = _article(site, check.url, check.canonical or "")
        if not bots.reason(asker.user_agent):
            now = self._clock()
            await self._taking.check(check, site.key, article, self._reader(site, asker, now), now)
        return Answer(204, "checked")

    async def _site(self, key: str, url: str, origin: str) -> Site:
        """The site, if this page may speak for it; a request without Origin is judged by the page's URL."""
        site = await self._sites.find(key)
        if site is None:
            raise Turned("site")
        if (origin or origin_of(url)) not in site.origins:
            raise Turned("origin")
        return site

    def _desk(self, site: Site) -> Desk:
        desk = self._desks.of(site.key)
        if desk is None:
            raise Turned("off")
        return desk

    def _reader(self, site: Site, asker: Asker, now: int) -> str:
        """The pseudonym of the day, '' for a browser that asks for none: as with views."""
        return "" if asker.privacy_signals else str(self._enricher.reader(site, asker, now))


def _refusal(reason: str, body: bytes) -> Answer:
    return Answer(STATUS[reason], reason, body, RETRY_S.get(reason, 0))


def _query(query: bytes) -> dict[str, str]:
    try:
        found = parse_qs(query[:_LONGEST_QUERY].decode("latin-1"), max_num_fields=20)
    except ValueError:
        raise Turned("invalid", "The query has too many fields.") from None
    return {name: values[0][:_LONGEST_URL] for name, values in found.items()}


def _article(site: Site, url: str, canonical: str) -> str:
    """The article's key, as views have it."""
    try:
        page = parse_page(url)
    except ValueError as error:
        raise Turned("invalid", f"$.url is {error}.") from None
    return article_of(url, canonical, page.host, own_hosts(site.origins))
