"""`/s/{site}/overview`, and the panels it asks for side by side."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import Range, RangeError, read_range, today_in
from dashboards.numbers import numbers_for
from dashboards.pages.ask import Ask, Metrics, Titles
from dashboards.pages.frame import frame, no_such_site
from dashboards.pages.panels import BY_NAME, PLACES, Place
from dashboards.respond import render
from service.catalog.sites import Site
from service.metrics.query import QueryError

Endpoint = Callable[[Request], Awaitable[Response]]
Sites = Callable[[str], Awaitable[Site | None]]


def routes(
    metrics: Metrics,
    sites: Sites,
    titles: Titles,
    guard: Callable[[Endpoint], Endpoint],
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The overview and its panels. `guard` decides who may see a site; `clock` gives seconds since 1970."""
    desk = _Desk(metrics, sites, titles, clock)
    return [
        Route("/s/{site}/overview", guard(desk.overview), name="overview"),
        Route("/s/{site}/panel/{name}", guard(desk.panel), name="panel"),
    ]


class _Desk(msgspec.Struct, frozen=True):
    metrics: Metrics
    sites: Sites
    titles: Titles
    clock: Callable[[], float]

    async def overview(self, request: Request) -> Response:
        """The page: its panels come on their own, or with `plain=1` at once, as tables."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        today = today_in(site.timezone, self.clock())
        try:
            span = read_range(request.query_params, today)
        except RangeError as error:
            return _page(request, site, today, None, 400, problem=str(error))
        plain = request.query_params.get("plain") == "1"
        try:
            panels = await self._all_panels(request, site, span) if plain else {}
        except QueryError as error:
            return _page(request, site, today, span, 400, problem=str(error))
        return _page(request, site, today, span, panels=panels)

    async def panel(self, request: Request) -> Response:
        """One panel as a fragment of HTML."""
        place = BY_NAME.get(request.path_params["name"])
        if place is None:
            return _fragment_problem("", "There is no such panel.", 404)
        site = await self.sites(request.path_params["site"])
        if site is None:
            return _fragment_problem(place.heading, "There is no such site.", 404)
        try:
            span = read_range(request.query_params, today_in(site.timezone, self.clock()))
            context = await self._answer(place, self._ask(request, site, span))
        except (RangeError, QueryError) as error:
            return _fragment_problem(place.heading, str(error), 400)
        return render("panels/panel.html", {"panel": context, "plain": False})

    async def _all_panels(self, request: Request, site: Site, span: Range) -> dict[str, dict[str, Any]]:
        ask = self._ask(request, site, span)
        answers = await asyncio.gather(*(self._answer(place, ask) for place in PLACES))
        return {place.name: answer for place, answer in zip(PLACES, answers, strict=True)}

    async def _answer(self, place: Place, ask: Ask) -> dict[str, Any]:
        panel = await place.answer(ask)
        return {"place": place, "template": panel.template, "span": ask.range, **panel.context}

    def _ask(self, request: Request, site: Site, span: Range) -> Ask:
        return Ask(
            metrics=self.metrics,
            titles=self.titles,
            site=site,
            range=span,
            numbers=numbers_for(request.headers.get("accept-language", "")),
            now_ms=round(self.clock() * 1000),
            home=str(request.base_url),
        )


def _page(
    request: Request, site: Site, today: dt.date, span: Range | None, status: int = 200, **more: Any
) -> Response:
    plain = request.query_params.get("plain") == "1"
    context = {
        **frame(request, site, "overview", today, span, plain),
        "places": PLACES,
        "panel_base": f"/s/{quote(site.key, safe='')}/panel",
        "days": urlencode({"from": span.first, "to": span.last}) if span else "",
        "problem": "",
        "panels": {},
        **more,
    }
    return render("overview.html", context, status)


def _fragment_problem(heading: str, text: str, status: int) -> Response:
    return render("panels/problem.html", {"heading": heading, "text": text}, status)
