"""`POST /v1/read`: admit -> decode -> identify -> enrich -> record, then answer.

A plain ASGI application: for most beacons the steps take 16 µs together, and Starlette's request and response
objects would take 12.
"""

import time
from collections.abc import Callable
from functools import lru_cache

import msgspec
from starlette.types import Receive, Scope, Send

from service.catalog.book import SiteBook
from service.catalog.origins import normalise
from service.catalog.sites import Site
from service.collect.appeals import Appeals, Reply
from service.collect.arrivals import Arrivals
from service.collect.articles import ArticleNotes
from service.collect.enrich import Asker, Enricher, check_age, pays, respect
from service.collect.limiter import Limiter
from service.collect.reasons import STATUS, Dropped
from service.collect.urls import origin_of
from service.collect.wire import Beacon, decode
from service.journal.journal import Journal, Refused

MOST_BYTES = 16_384
RETRY_AFTER_S = 5
_encode = msgspec.json.Encoder().encode

Headers = dict[bytes, bytes]


class Collector:
    """Takes beacons.

    `count` is called with the reason of every answer, `foreign_revenue` for each beacon whose revenue is not
    in its site's currency, and so not taken.
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
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = dict(scope["headers"])
        origin = normalise(headers.get(b"origin", b"").decode("latin-1"))
        cors = origin if origin in self._sites.origins else ""
        if scope["method"] != "POST":
            await _answer_other(scope["method"], cors, send)
            return
        try:
            self._admit(scope)
            beacon = decode(await _body(headers, receive))
            site = await self._identify(beacon, origin)
            asker = _asker(scope, headers)
            reply = await self._record(respect(beacon, asker), site, asker)
            reason, body = "ok", _encode(reply) if reply else b""
        except Dropped as dropped:
            reason, body = dropped.reason, _sentence(dropped)
        except Refused as refused:
            reason, body = refused.reason, _sentence(Dropped(refused.reason))
        self._count(reason)
        # A site that was added a moment ago is known by now.
        await _answer(reason, body, cors or (origin if origin in self._sites.origins else ""), send)

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
        return reply


def _asker(scope: Scope, headers: Headers) -> Asker:
    client = scope.get("client")
    return Asker(
        client[0] if client else "",
        headers.get(b"user-agent", b"").decode("latin-1"),
        (headers.get(b"sec-gpc") == b"1") | (headers.get(b"dnt") == b"1") << 1,
    )


async def _body(headers: Headers, receive: Receive) -> bytes:
    """The request's body, counted as it streams: a wrong or missing Content-Length helps nobody."""
    declared = headers.get(b"content-length", b"")
    if declared.isdigit() and int(declared[:20]) > MOST_BYTES:
        raise Dropped("too_large")
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Dropped("malformed", "The request was cut off.")
        chunk: bytes = message.get("body", b"")
        body += chunk
        if len(body) > MOST_BYTES:
            raise Dropped("too_large")
        if not message.get("more_body", False):
            return body


@lru_cache(4_096)
def _headers(reason: str, cors: str) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"x-kindly", reason.encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"Origin"),
    ]
    if cors:
        headers.append((b"access-control-allow-origin", cors.encode()))
        headers.append((b"access-control-expose-headers", b"X-Kindly, Retry-After"))
    if STATUS[reason] == 503:
        headers.append((b"retry-after", str(RETRY_AFTER_S).encode()))
    return headers


def _sentence(dropped: Dropped) -> bytes:
    return f"{dropped}\n".encode("utf-8", "replace")


async def _answer(reason: str, body: bytes, cors: str, send: Send) -> None:
    headers, status = _headers(reason, cors), STATUS[reason]
    if body:
        kind = b"application/json" if reason == "ok" else b"text/plain; charset=utf-8"
        headers = [*headers, (b"content-type", kind), (b"content-length", str(len(body)).encode())]
        status = 200 if reason == "ok" else status
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _answer_other(method: str, cors: str, send: Send) -> None:
    """A preflight, or a method that is not served. The tag sends simple requests, which need no preflight."""
    preflight = method == "OPTIONS"
    headers = [(b"allow", b"POST, OPTIONS"), (b"vary", b"Origin"), (b"content-length", b"0")]
    if preflight and cors:
        headers += [
            (b"access-control-allow-origin", cors.encode()),
            (b"access-control-allow-methods", b"POST"),
            (b"access-control-allow-headers", b"Content-Type"),
            (b"access-control-max-age", b"86400"),
        ]
    if preflight:
        headers.remove((b"content-length", b"0"))  # a 204 has none
    await send({"type": "http.response.start", "status": 204 if preflight else 405, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
