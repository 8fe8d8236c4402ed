"""The pages of a site, the panels they ask for side by side, and each panel's numbers as a file."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import RangeError, locale, today_in
from dashboards.numbers import numbers_for
from dashboards.pages.ask import (
    Ask,
    Events,
    Goals,
    Library,
    Metrics,
    NoLibrary,
    NoReports,
    Panel,
    Reports,
    Titles,
    no_events,
    no_goals,
)
from dashboards.pages.book import BY_NAME
from dashboards.pages.coming import Coming
from dashboards.pages.frame import frame, narrowed, no_such_site
from dashboards.pages.place import Page, Place
from dashboards.pages.shares import offer
from dashboards.respond import render
from dashboards.shown import Shown, read_shown
from dashboards.spreadsheet import csv_file
from dashboards.table import Table, cells
from dashboards.words import dimension_words
from service.catalog.people import ROLES
from service.catalog.sites import Site
from service.metrics.query import QueryError
from service.page.language import _

Endpoint = Callable[[Request], Awaitable[Response]]
Sites = Callable[[str], Awaitable[Site | None]]


def routes(
    metrics: Metrics,
    sites: Sites,
    titles: Titles,
    guard: Callable[[Endpoint], Endpoint],
    clock: Callable[[], float] = time.time,
    events: Events = no_events,
    library: Library = NoLibrary(),  # noqa: B008  (it holds nothing)
    goals: Goals = no_goals,
    reports: Reports = NoReports(),  # noqa: B008  (it holds nothing)
    coming: Coming | None = None,
) -> list[BaseRoute]:
    """Pages and panels. `guard` decides who may see a site; `clock` gives seconds since 1970."""
    desk = Desk(metrics, sites, titles, clock, events, library, goals, reports, coming or Coming())
    pages = BY_NAME.values()
    return [
        *(Route(f"/s/{{site}}/{page.name}", guard(desk.page), name=page.name) for page in pages),
        *(
            Route(f"/s/{{site}}/{page.name}/panel/{{panel}}", guard(desk.panel), name=f"{page.name}-panel")
            for page in pages
        ),
    ]


#: So long a page waits for its panels, s: ten requests fewer, and nothing that moves when they come.
READY_S = 0.2


def _asked(ask: Ask, place: Place) -> Hashable:
    """All that an answer depends on, but for the moment."""
    who = ask.home, ask.shared, ask.editor, ask.numbers, locale()
    return ask.site.key, ask.page, place.name, ask.shown, who


class Desk(msgspec.Struct, frozen=True):
    """Answers for pages and panels."""

    metrics: Metrics
    sites: Sites
    titles: Titles
    clock: Callable[[], float]
    events: Events = no_events
    library: Library = NoLibrary()
    goals: Goals = no_goals
    reports: Reports = NoReports()
    coming: Coming = msgspec.field(default_factory=Coming)

    async def page(self, request: Request) -> Response:
        """A page with the panels known at once; the others come on their own. `plain=1`: all, as tables."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        page, today = _page_of(request), today_in(site.timezone, self.clock())
        try:
            shown = read_shown(request.query_params, today)
        except RangeError as error:
            return _answer(request, site, page, today, None, 400, problem=str(error))
        if "value" in request.query_params:
            return narrowed(request, shown)
        if page.needs and shown.only(page.needs) is None:
            problem = _(
                "This page is of one %(what)s, and its address names none.", what=dimension_words(page.needs)
            )
            return _answer(request, site, page, today, shown, 404, problem=problem)
        return await self._whole(request, site, page, shown)

    async def panel(self, request: Request) -> Response:
        """One panel as a fragment of HTML, or with `.csv` behind its name its numbers as a file."""
        name, dot, kind = request.path_params["panel"].partition(".")
        page = _page_of(request)
        place = page.place(name) if kind in ("", "csv") else None
        if place is None:
            return _fragment_problem("", _("There is no such panel."), 404)
        site = await self.sites(request.path_params["site"])
        if site is None:
            return _fragment_problem(place.heading, _("There is no such site."), 404)
        try:
            shown = read_shown(request.query_params, today_in(site.timezone, self.clock()))
            ask = self.ask(request, site, page, shown)
            panel = await self.coming.answer(_asked(ask, place), partial(place.answer, ask))
        except (RangeError, QueryError) as error:
            return _fragment_problem(place.heading, str(error), 400)
        if dot:
            return csv_file(ask, place, await panel.whole() if panel.whole else panel.table)
        return render("panels/panel.html", {"panel": panel_context(place, ask, panel), "plain": False})

    async def _whole(self, request: Request, site: Site, page: Page, shown: Shown) -> Response:
        plain = request.query_params.get("plain") == "1"
        ask = self.ask(request, site, page, shown)
        try:
            panels = await (self.all_panels if plain or page.stream else self.ready_panels)(ask, page)
        except QueryError as error:
            return _answer(request, site, page, shown.range.today, shown, 400, problem=str(error))
        title = ""
        if page.needs == "article":
            path = shown.only("article") or ""
            title = (await self.titles(site.key, [path])).get(path) or path
        return _answer(request, site, page, shown.range.today, shown, panels=panels, subject=title)

    async def all_panels(self, ask: Ask, page: Page) -> dict[str, dict[str, Any]]:
        """What every panel of a page shows, asked side by side."""
        answers = await asyncio.gather(*(place.answer(ask) for place in page.places))
        return {
            place.name: panel_context(place, ask, panel)
            for place, panel in zip(page.places, answers, strict=True)
        }

    async def ready_panels(self, ask: Ask, page: Page) -> dict[str, dict[str, Any]]:
        """What those panels show that are answered within `READY_S`, each asked side by side.

        The others are asked for by themselves, and get the answers that are under way; so do those that make
        no sense, and say why.
        """
        answers = {
            place.name: self.coming.begin(_asked(ask, place), partial(place.answer, ask))
            for place in page.places
        }
        await asyncio.wait(answers.values(), timeout=READY_S)
        return {
            place.name: panel_context(place, ask, answers[place.name].result())
            for place in page.places
            if answers[place.name].done() and not answers[place.name].exception()
        }

    def ask(self, request: Request, site: Site, page: Page, shown: Shown) -> Ask:
        """The question that a request asks of a page."""
        return Ask(
            metrics=self.metrics,
            titles=self.titles,
            site=site,
            shown=shown,
            numbers=numbers_for(request.headers.get("accept-language", "")),
            now_ms=round(self.clock() * 1000),
            home=str(request.base_url),
            page=page.name,
            events=self.events,
            library=self.library,
            goals=self.goals,
            reports=self.reports,
            editor=_has(request, "editor"),
        )


def _page_of(request: Request) -> Page:
    """By the address: `/s/{site}/{page}…`; with the panels that this person may see."""
    page = BY_NAME[request.url.path.split("/")[3]]
    places = tuple(place for place in page.places if _has(request, place.role))
    return msgspec.structs.replace(page, places=places)


def _has(request: Request, role: str) -> bool:
    """Whether who asks has this role, or more; strangers have the least."""
    person = getattr(request.state, "person", None)
    return ROLES.index(role) <= (ROLES.index(person.role) if person else 0)


def panel_context(place: Place, ask: Ask, panel: Panel) -> dict[str, Any]:
    """What `panels/panel.html` needs: the panel's own, and its table as cells with where rows lead."""
    table = panel.table
    return {
        "place": place,
        "template": panel.template,
        "span": ask.range,
        "ask": ask,
        "table": table,
        "lines": _lines(ask, table) if table else [],
        "csv": ask.url(f"{ask.page}/panel/{place.name}.csv") if table else "",
        **panel.context,
    }


def _lines(ask: Ask, table: Table) -> list[tuple[str | None, list[str]]]:
    """Each row's address (the page filtered by it, where that is one) and its cells."""
    keys: Sequence[str] = table.keys if table.dimension else ()
    hrefs = [ask.filtered(table.dimension, key) if key else None for key in keys]
    hrefs += [None] * (len(table.rows) - len(hrefs))
    show = partial(cells, table, numbers=ask.numbers, currency=ask.site.money.currency)
    return [(href, show(row)) for href, row in zip(hrefs, table.rows, strict=False)]


def _answer(
    request: Request,
    site: Site,
    page: Page,
    today: dt.date,
    shown: Shown | None,
    status: int = 200,
    **more: Any,
) -> Response:
    plain = request.query_params.get("plain") == "1"
    context = {
        **frame(request, site, page.name, today, shown, plain),
        "page": page,
        "places": page.places,
        "panel_base": f"/s/{quote(site.key, safe='')}/{page.name}/panel",
        "query": shown.query() if shown else "",
        "problem": "",
        "subject": "",
        "panels": {},
        "sharing": offer(request, site, page, shown),
        **more,
    }
    return render("live.html" if page.stream else "page.html", context, status)


def _fragment_problem(heading: str, text: str, status: int) -> Response:
    return render("panels/problem.html", {"heading": heading, "text": text}, status)
