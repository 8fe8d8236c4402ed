"""`POST /v1/read`: admit -> decode -> identify -> enrich -> record, then answer.

A plain ASGI application: for most beacons the steps take 16 µs together, and Starlette's request and response
objects would take 12.
"""

import time
from collections.abc import Callable

import msgspec
from starlette.types import Receive, Scope, Send

from service.catalog.book import SiteBook
from service.catalog.origins import normalise
from service.catalog.sites import Site
from service.collect.appeals import Appeals, Reply
from service.collect.arrivals import Arrivals
from service.collect.articles import ArticleNotes
from service.collect.enrich import Asker, Enricher, check_age, pays, respect
from service.collect.exchange import (
    RETRY_AFTER_S,
    Answer,
    Headers,
    asker_of,
    body_of,
    give,
    give_other,
    sentence,
)
from service.collect.limiter import Limiter
from service.collect.reasons import STATUS, Dropped
from service.collect.urls import origin_of
from service.collect.wire import Beacon, decode
from service.journal.journal import Journal, Refused

_encode = msgspec.json.Encoder().encode


class Collector:
    """Takes beacons.

    `count` is called with the reason of every answer, `foreign_revenue` for each beacon whose revenue is not
    in its site's currency, and so not taken. `corrects` tells whether a site's readers may report mistakes.
    """

    def __init__(
        self,
        *,
        sites: SiteBook,
        limiter: Limiter,
        enricher: Enricher,
        notes: ArticleNotes,
        appeals: Appeals,
        journal: Journal,
        arrivals: Arrivals,
        count: Callable[[str], None],
        foreign_revenue: Callable[[], None],
        corrects: Callable[[str], bool] = lambda _site: False,
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._sites = sites
        self._limiter = limiter
        self._enricher = enricher
        self._notes = notes
        self._appeals = appeals
        self._journal = journal
        self._arrivals = arrivals
        self._count = count
        self._foreign_revenue = foreign_revenue
        self._corrects = corrects
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = dict(scope["headers"])
        origin = normalise(headers.get(b"origin", b"").decode("latin-1"))
        cors = origin if origin in self._sites.origins else ""
        if scope["method"] != "POST":
            await give_other(scope["method"], b"POST", cors, send)
            return
        try:
            self._admit(scope)
            beacon = decode(await body_of(headers, receive))
            site = await self._identify(beacon, origin)
            asker = asker_of(scope, headers)
            reply = await self._record(respect(beacon, asker), site, asker)
            reason, body = "ok", _encode(reply) if reply else b""
        except Dropped as dropped:
            reason, body = dropped.reason, sentence(dropped)
        except Refused as refused:
            reason, body = refused.reason, sentence(Dropped(refused.reason))
        self._count(reason)
        # A site that was added a moment ago is known by now.
        await give(_answer(reason, body), cors or (origin if origin in self._sites.origins else ""), send)

    def _admit(self, scope: Scope) -> None:
        client = scope.get("client")
        if not self._limiter.allow(client[0] if client else ""):
            raise Dropped("rate")

    async def _identify(self, beacon: Beacon, origin: str) -> Site:
        """The site, if this page may send for it; a request without Origin is judged by the page's URL."""
        site = await self._sites.find(beacon.site)
        if site is None:
            raise Dropped("site")
        origin = origin or origin_of(beacon.url)
        if origin not in site.origins:
            self._arrivals.refused(site.key, origin, self._clock())
            raise Dropped("origin")
        return site

    async def _record(self, beacon: Beacon, site: Site, asker: Asker) -> Reply:
        """Put the beacon on disk, with what is decided for its reader; what to answer its page."""
        now = self._clock()
        known = self._journal.open.get((site.key, beacon.view))
        check_age(beacon, now, known)
        if known is None and self._journal.is_closed(site.key, beacon.view):
            raise Dropped("closed")
        view = self._enricher.view(beacon, site, asker, now, known)
        view, reply = self._appeals.consider(beacon, view, known, site, now)
        # No await may come between the check and the queue: a view closes only between two of them.
        committed = self._journal.record(view)
        article = view.origin.article
        if beacon.article is not None:
            self._notes.note(site.key, article, beacon.article, now)
        if beacon.revenue_micros and not pays(beacon, site):
            self._foreign_revenue()
        await committed
        self._arrivals.taken(beacon.url, view, now)
        asks = beacon.article is None and not beacon.privacy_signals and view.origin.bot != "crawler"
        if asks and self._notes.asks(site.key, article, now):
            reply["page"] = True
        # Whoever asks not to be measured may report mistakes all the same.
        if known is None and self._corrects(site.key) and view.origin.bot != "crawler":
            reply["notes"] = True
        return reply


def _answer(reason: str, body: bytes) -> Answer:
    if reason == "ok":
        return Answer(200 if body else STATUS["ok"], reason, body)
    status = STATUS[reason]
    return Answer(status, reason, body, RETRY_AFTER_S if status == 503 else 0)
