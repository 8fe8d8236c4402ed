"""`POST /v1/read`: admit -> decode -> identify -> enrich -> record, then answer.

A plain ASGI application: for most beacons the steps take 16 µs together, and Starlette's request and response
objects would take 12.
"""

import time
from collections.abc import Callable
from functools import lru_cache

from starlette.types import Receive, Scope, Send

from service.catalog.book import SiteBook
from service.catalog.origins import normalise
from service.catalog.sites import Site
from service.collect.articles import ArticleNotes
from service.collect.enrich import Asker, Enricher, check_age
from service.collect.limiter import Limiter
from service.collect.reasons import STATUS, Dropped
from service.collect.urls import origin_of
from service.collect.wire import Beacon, decode
from service.journal.journal import Journal, Refused

MOST_BYTES = 16_384
RETRY_AFTER_S = 5

Headers = dict[bytes, bytes]


class Collector:
    """Takes beacons; `count` is called with the reason of every answer."""

    def __init__(
        self,
        *,
        sites: SiteBook,
        limiter: Limiter,
        enricher: Enricher,
        notes: ArticleNotes,
        journal: Journal,
        count: Callable[[str], None],
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._sites = sites
        self._limiter = limiter
        self._enricher = enricher
        self._notes = notes
        self._journal = journal
        self._count = count
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
            await self._record(beacon, site, _asker(scope, headers))
            reason, detail = "ok", ""
        except Dropped as dropped:
            reason, detail = dropped.reason, str(dropped)
        except Refused as refused:
            reason, detail = refused.reason, str(Dropped(refused.reason))
        self._count(reason)
        # A site that was added a moment ago is known by now.
        await _answer(reason, detail, cors or (origin if origin in self._sites.origins else ""), send)

    def _admit(self, scope: Scope) -> None:
        client = scope.get("client")
        if not self._limiter.allow(client[0] if client else ""):
            raise Dropped("rate")

    async def _identify(self, beacon: Beacon, origin: str) -> Site:
        """The site, if this page may send for it; a request without Origin is judged by the page's URL."""
        site = await self._sites.find(beacon.site)
        if site is None:
            raise Dropped("site")
        if (origin or origin_of(beacon.url)) not in site.origins:
            raise Dropped("origin")
        return site

    async def _record(self, beacon: Beacon, site: Site, asker: Asker) -> None:
        now = self._clock()
        known = self._journal.open.get((site.key, beacon.view))
        check_age(beacon, now, known)
        if known is None and self._journal.is_closed(site.key, beacon.view):
            raise Dropped("closed")
        view = self._enricher.view(beacon, site, asker, now, known)
        # No await may come between the check and the queue: a view closes only between two of them.
        committed = self._journal.record(view)
        if beacon.article is not None:
            self._notes.note(view.site, view.origin.article, beacon.article, now)
        await committed


def _asker(scope: Scope, headers: Headers) -> Asker:
    client = scope.get("client")
    return Asker(
        client[0] if client else "",
        headers.get(b"user-agent", b"").decode("latin-1"),
        headers.get(b"sec-gpc") == b"1" or headers.get(b"dnt") == b"1",
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


async def _answer(reason: str, detail: str, cors: str, send: Send) -> None:
    headers = _headers(reason, cors)
    if reason != "ok":
        body = f"{detail}\n".encode("utf-8", "replace")
        headers = [
            *headers,
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
    else:
        body = b""
    await send({"type": "http.response.start", "status": STATUS[reason], "headers": headers})
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
