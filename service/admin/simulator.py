"""`/s/{site}/appeals/{rule}/simulate`: a draft over the last days, against what is live now."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin import appeals_words
from service.admin.appeals_rules import base, the_rule
from service.admin.editor import no_such_rule
from service.admin.editor_checks import found
from service.admin.forms import Door, Visit
from service.admin.simulator_words import costs, devices, how_often, main_figures, margin, sections
from service.admin.tell import tell
from service.appeals.limits import limits
from service.appeals.past import Past, Topic
from service.appeals.simulate import Simulation, simulate
from service.appeals.tally import HARDNESS
from service.catalog.catalog import Catalog
from service.catalog.rule import Rule
from service.catalog.rules import KeptRule
from service.catalog.sites import Site
from service.page.language import _

#: Views that are looked at: 20,000 take some 0.5 s, and a count of 1,000 readers is then right to 6 %.
MOST_VIEWS = 20_000
PERIODS = (7, 30)

#: Of a site, and days first to last: one in how many readers, and all their views, as `Past` has its fields.
Views = Callable[[str, dt.date, dt.date], Awaitable[tuple[int, Sequence[tuple[Any, ...]]]]]
#: Of a site and a path.
TopicOf = Callable[[str, str], Topic]


def routes(
    accounts: Accounts,
    catalog: Catalog,
    views: Views,
    topic_of: TopicOf,
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The page. `topic_of` is what the collector knows of articles; `clock` gives seconds since 1970."""
    desk = _Simulator(catalog, views, topic_of, clock)
    return [Door(accounts, catalog.site).page("/appeals/{rule}/simulate", desk.show)]


class _Simulator:
    """One simulation at a time: two would take turns with the beacons, and be no sooner done."""

    def __init__(self, catalog: Catalog, views: Views, topic_of: TopicOf, clock: Callable[[], float]) -> None:
        self._catalog = catalog
        self._views = views
        self._topic_of = topic_of
        self._clock = clock
        self._turn = asyncio.Lock()

    async def show(self, visit: Visit) -> Response:
        """The draft as it is kept, over the whole days before today."""
        kept = await the_rule(self._catalog, visit)
        if kept is None:
            return no_such_rule()
        asked = visit.request.query_params.get("days", "")
        period = next((days for days in PERIODS if str(days) == asked), PERIODS[-1])
        live = (await self._catalog.live_rules()).get(visit.site.key, [])
        draft = Rule(kept.id, kept.version + 1, kept.draft)
        async with self._turn:
            result = await self._simulate(visit.site, draft, live, period)
        return self._page(visit, kept, live, period, result)

    async def _simulate(
        self, site: Site, draft: Rule, live: Sequence[Rule], period: int
    ) -> Simulation | None:
        last = dt.datetime.fromtimestamp(self._clock(), ZoneInfo(site.timezone)).date() - dt.timedelta(1)
        one_in, rows = await self._views(site.key, last - dt.timedelta(period - 1), last)

        def topic_of(path: str) -> Topic:
            return self._topic_of(site.key, path)

        def run() -> Simulation | None:
            views = map(Past._make, rows)
            return simulate(draft, live, site.policy, site.timezone, views, last, one_in, topic_of)

        return await asyncio.to_thread(run)

    def _page(
        self, visit: Visit, kept: KeptRule, live: Sequence[Rule], period: int, result: Simulation | None
    ) -> Response:
        draft = Rule(kept.id, kept.version + 1, kept.draft)
        return visit.render(
            "simulate.html",
            rule=kept,
            base=base(visit.site),
            periods=PERIODS,
            period=period,
            wrong=list(dict.fromkeys(found(kept.draft, visit.site).problems.values())),
            any_live=bool(live),
            limits=list(map(tell, limits(draft, live))),
            forms=appeals_words.FORMS,
            hardness=HARDNESS,
            result=result,
            tables=_tables(result) if result else [],
            margin=margin(result) if result else "",
        )


def _tables(result: Simulation) -> list[dict[str, Any]]:
    """The page's tables; one that has nothing to say is left out."""
    tables: list[dict[str, Any]] = [
        {"title": _("Who would be asked"), "figures": main_figures(result), "bounds": True},
        {"title": _("How often on one day"), "figures": how_often(result)},
        {"title": _("What it costs readers"), "figures": costs(result), "costs": True},
        {"title": _("By device"), "figures": devices(result)},
        {"title": _("By section"), "figures": sections(result)},
    ]
    return [{"bounds": False, "costs": False} | table for table in tables if table["figures"]]
