"""`/s/{site}/live/stream`: the live page's panels as server-sent events (WHATWG HTML, section 9.2).

`panels` brings the HTML of the panels that changed, by name, as a JSON object; JSON leaves no line break by
which a title could end a line of the stream. `beat` says that nothing changed, `stale` that nothing is known,
`end` that the session has ended.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from dashboards.dates import DEFAULT, preset, today_in
from dashboards.feed import Feeds, FullError, Told
from dashboards.pages.ask import Ask
from dashboards.pages.desk import Desk, Endpoint
from dashboards.pages.live import PAGE, Snapshot
from dashboards.respond import render
from dashboards.shown import Shown, usual_grain
from service.catalog.sites import Site
from service.metrics.live import Live
from service.page.language import _, language

#: Answers, which come once a second, between two heartbeats, and between two looks at the session.
BEAT_EVERY = 5
CHECK_EVERY = 5
HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would keep events back until it has a bufferful
    "X-Content-Type-Options": "nosniff",
}


class Stream:
    """Streams the live panels. `still` tells whether a request's session goes on; `who` is who asks."""

    def __init__(
        self,
        desk: Desk,
        feeds: Feeds[Live],
        still: Callable[[Request], Awaitable[bool]],
        who: Callable[[Request], Hashable],
    ) -> None:
        self._desk, self._feeds, self._still, self._who = desk, feeds, still, who
        self._drawn: dict[Hashable, tuple[Told[Live], asyncio.Task[dict[str, str]]]] = {}

    def routes(self, guard: Callable[[Endpoint], Endpoint]) -> list[BaseRoute]:
        """The stream's route. `guard` decides who may see a site."""
        return [Route(f"/s/{{site}}/{PAGE.name}/stream", guard(self.endpoint), name="live-stream")]

    async def endpoint(self, request: Request) -> Response:
        """The stream; 404 for no such site, 429 where one person has too many."""
        site = await self._desk.sites(request.path_params["site"])
        if site is None:
            return PlainTextResponse(_("There is no such site."), 404)
        seat = contextlib.ExitStack()
        try:
            seat.enter_context(self._feeds.seat(self._who(request)))
        except FullError:
            text = _("You look at as many live pages as one person can. Close one of them.")
            return PlainTextResponse(text, 429, {"Retry-After": "30"})
        return _Streaming(self._events(request, site), seat)

    async def _events(self, request: Request, site: Site) -> AsyncGenerator[bytes, None]:
        sent: dict[str, str] = {}
        quiet = turn = 0
        async with contextlib.aclosing(self._feeds.follow(site.key)) as answers:
            async for told in answers:
                turn += 1
                if turn % CHECK_EVERY == 0 and not await self._still(request):
                    yield event("end", "")
                    return
                if told.value is None:
                    yield event("stale", "")
                    continue
                panels = await self._panels(request, site, told, told.value)
                changed = {name: html for name, html in panels.items() if sent.get(name) != html}
                quiet = 0 if changed else quiet + 1
                if changed:
                    sent = panels
                    yield event("panels", msgspec.json.encode(changed).decode())
                elif quiet % BEAT_EVERY == 0:
                    yield event("beat", "")

    async def _panels(self, request: Request, site: Site, told: Told[Live], now: Live) -> dict[str, str]:
        """Every panel's HTML: drawn once for all who read the same language and numbers."""
        span = preset(DEFAULT, today_in(site.timezone, self._desk.clock()))
        ask = self._desk.ask(request, site, PAGE, Shown(range=span, grain=usual_grain(span)))
        key = site.key, language(), ask.numbers
        known = self._drawn.get(key)
        if known is None or known[0] is not told:
            ask = msgspec.structs.replace(ask, metrics=Snapshot(ask.metrics, now))
            known = self._drawn[key] = told, asyncio.create_task(self._draw(ask))
        return await asyncio.shield(known[1])

    async def _draw(self, ask: Ask) -> dict[str, str]:
        answers = await self._desk.all_panels(ask, PAGE)
        return {
            name: bytes(render("panels/panel.html", {"panel": panel, "plain": False}).body).decode()
            for name, panel in answers.items()
        }


class _Streaming(StreamingResponse):
    """Closes its events and gives the seat back however the client goes."""

    def __init__(self, events: AsyncGenerator[bytes, None], seat: contextlib.ExitStack) -> None:
        super().__init__(events, headers=HEADERS, media_type="text/event-stream")
        self._events, self._seat = events, seat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._seat:
            async with contextlib.aclosing(self._events):
                await super().__call__(scope, receive, send)


def event(name: str, data: str) -> bytes:
    """One event of the stream; `data` has no line break."""
    return f"event: {name}\ndata: {data}\n\n".encode("utf-8", "replace")
