"""`/s/{site}/results`: for each rule, whether asking helped. Made on the server: it needs no JavaScript."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import RangeError, today_in
from dashboards.numbers import numbers_for
from dashboards.pages.appealed import Appealed, appealed
from dashboards.pages.ask import Ask, Metrics
from dashboards.pages.brought import rules_of
from dashboards.pages.desk import panel_context
from dashboards.pages.frame import frame, narrowed, no_such_site
from dashboards.pages.place import Page
from dashboards.respond import message, render
from dashboards.shown import Shown, read_shown
from dashboards.spreadsheet import csv_file
from service.catalog.sites import Site
from service.metrics.query import QueryError
from service.page.language import N_, _

Endpoint = Callable[[Request], Awaitable[Response]]
#: The names of a site's rules by id; one without a name may be missing.
Names = Callable[[str], Awaitable[dict[int, str]]]

PAGE = Page("results", N_("Results of appeals"), (), choices=("compare",))


def routes(
    metrics: Metrics,
    sites: Callable[[str], Awaitable[Site | None]],
    names: Names,
    guard: Callable[[Endpoint], Endpoint],
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The results page. `guard` decides who may see a site; `clock` gives seconds since 1970."""
    desk = _Desk(metrics, sites, names, clock)
    return [
        Route("/s/{site}/results", guard(desk.page), name="results"),
        Route("/s/{site}/results/panel/{panel}.csv", guard(desk.file), name="results-file"),
    ]


class _Desk(msgspec.Struct, frozen=True):
    metrics: Metrics
    sites: Callable[[str], Awaitable[Site | None]]
    names: Names
    clock: Callable[[], float]

    async def page(self, request: Request) -> Response:
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        today = today_in(site.timezone, self.clock())
        shown: Shown | None = None
        try:
            shown = read_shown(request.query_params, today)
            if "value" in request.query_params:
                return narrowed(request, shown)
            ask = self._ask(request, site, shown)
            sections = [_section(ask, one) for one in await self._every_rule(ask)]
        except (RangeError, QueryError) as error:
            return render("results.html", _frame(request, site, today, shown, problem=str(error)), 400)
        return render("results.html", _frame(request, site, today, shown, sections=sections))

    async def file(self, request: Request) -> Response:
        """The numbers of one part of one rule: `funnel-3`."""
        site = await self.sites(request.path_params["site"])
        part, _dash, rule = request.path_params["panel"].partition("-")
        if site is None or not rule.isascii() or not rule.isdecimal() or len(rule) > 9:
            return message(_("Not found"), _("There is no such table."), 404)
        try:
            shown = read_shown(request.query_params, today_in(site.timezone, self.clock()))
            ask = self._ask(request, site, shown)
            one = await appealed(ask, int(rule), "")
        except (RangeError, QueryError) as error:
            return message(_("This cannot be shown"), str(error), 400)
        for place, panel in one.parts:
            if place.name == f"{part}-{rule}":
                return csv_file(ask, place, panel.table)
        return message(_("Not found"), _("There is no such table."), 404)

    async def _every_rule(self, ask: Ask) -> list[Appealed]:
        rules, names = await rules_of(ask), await self.names(ask.site.key)
        made = (appealed(ask, rule, names.get(rule) or _("Rule %(id)s", id=rule)) for rule in rules)
        return list(await asyncio.gather(*made))

    def _ask(self, request: Request, site: Site, shown: Shown) -> Ask:
        return Ask(
            metrics=self.metrics,
            titles=_no_titles,
            site=site,
            shown=shown,
            numbers=numbers_for(request.headers.get("accept-language", "")),
            now_ms=round(self.clock() * 1000),
            home=str(request.base_url),
            page="results",
        )


async def _no_titles(_site: str, _paths: Collection[str]) -> dict[str, str]:
    return {}


def _frame(request: Request, site: Site, today: dt.date, shown: Shown | None, **more: Any) -> dict[str, Any]:
    plain = request.query_params.get("plain") == "1"
    around = frame(request, site, PAGE.name, today, shown, plain)
    known = {"page": PAGE if shown else None, "query": shown.query() if shown else ""}
    return {**around, **known, "sections": [], "problem": "", **more}


def _section(ask: Ask, one: Appealed) -> dict[str, Any]:
    """What `results.html` needs of a rule: its words, and its parts as panels."""
    panels = [panel_context(place, ask, panel) for place, panel in one.parts]
    return {"rule": one.rule, "said": one.said, "panels": panels}
