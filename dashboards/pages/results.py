"""`/s/{site}/results`: for each rule, whether asking helped. Made on the server: it needs no JavaScript."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import Range, RangeError, read_range, today_in
from dashboards.numbers import numbers_for
from dashboards.pages.frame import frame, no_such_site
from dashboards.pages.ledger import HEAD, Section, section
from dashboards.respond import render
from service.catalog.sites import Site
from service.metrics.metrics import Answer
from service.metrics.query import Query
from service.metrics.results import Results

Endpoint = Callable[[Request], Awaitable[Response]]
#: The names of a site's rules by id; one without a name may be missing.
Names = Callable[[str], Awaitable[dict[int, str]]]

#: The way of an appeal, in its order: metric and words.
FUNNEL = (
    ("appeals_eligible", "A rule decided to ask"),
    ("appeals_attempted", "Its trigger was met"),
    ("appeals_rendered", "On the page"),
    ("appeals_shown", "Seen for a second"),
    ("dismissed", "Said no"),
    ("how_opened", "Opened the steps"),
    ("claimed", "Said “I’ve allowed ads”"),
    ("verified", "Tested: allowed"),
    ("verify_failed", "Tested: still blocked"),
    ("way_clicked", "Took another way on"),
    ("render_failed", "Could not be shown"),
)


class Metrics(Protocol):
    """What this page needs of the metrics room."""

    async def answer(self, query: Query) -> Answer:
        """The rows of a query. Raises QueryError with a sentence for the person."""

    async def results(self, site: str, rule: int, first: Any, last: Any) -> Results:
        """What a rule brought and cost, of readers first asked in these days."""


def routes(
    metrics: Metrics,
    sites: Callable[[str], Awaitable[Site | None]],
    names: Names,
    guard: Callable[[Endpoint], Endpoint],
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The results page. `guard` decides who may see a site; `clock` gives seconds since 1970."""
    desk = _Desk(metrics, sites, names, clock)
    return [Route("/s/{site}/results", guard(desk.page), name="results")]


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
        try:
            span = read_range(request.query_params, today)
        except RangeError as error:
            context = frame(request, site, "results", today, None) | {"sections": [], "problem": str(error)}
            return render("results.html", context | {"head": HEAD}, 400)
        language = request.headers.get("accept-language", "")
        sections = [
            await self._section(site, rule, span, language) for rule in await self._rules(site.key, span)
        ]
        context = frame(request, site, "results", today, span) | {"sections": sections, "problem": ""}
        return render("results.html", context | {"head": HEAD})

    async def _rules(self, site: str, span: Range) -> list[int]:
        """The rules that have readers who were first asked, or held out, by them."""
        query = Query(site=site, metrics=("views",), dimensions=("arm_rule",), from_=span.first, to=span.last)
        labels = [row.dimensions[0] for row in (await self.metrics.answer(query)).rows]
        return sorted(label for label in labels if isinstance(label, int) and label)

    async def _section(self, site: Site, rule: int, span: Range, language: str) -> Section:
        found = await self.metrics.results(site.key, rule, span.first, span.last)
        query = Query(
            site=site.key,
            metrics=tuple(metric for metric, _ in FUNNEL),
            filters=(("is", "rule", (str(rule),)), ("is_not", "variant", ("0",))),
            from_=span.first,
            to=span.last,
        )
        rows = (await self.metrics.answer(query)).rows
        counts = rows[0].metrics if rows else (0,) * len(FUNNEL)
        steps = [(words, int(value or 0)) for (_, words), value in zip(FUNNEL, counts, strict=True)]
        name = (await self.names(site.key)).get(rule) or f"Rule {rule}"
        return section(name, found, steps, numbers_for(language))
