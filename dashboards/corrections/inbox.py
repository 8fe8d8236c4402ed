"""`/s/{site}/corrections`: what readers reported, the most urgent first, and what editors do about it."""

import time
from collections.abc import Callable, Mapping, Sequence

import msgspec
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from dashboards.corrections.asked import VIEWS, Asked, AskedError, read_asked
from dashboards.corrections.buttons import done, offered
from dashboards.corrections.kept import MOST_REPORTS, Kept
from dashboards.corrections.one import One
from dashboards.corrections.ranked import Found, find
from dashboards.corrections.rows import Row, row
from dashboards.corrections.sheet import sheet
from dashboards.corrections.take import take
from dashboards.corrections.visit import Door, Guard, Sites, Visit
from dashboards.pages.ask import Metrics
from service.catalog.people import Person
from service.page.language import _, ngettext

#: Corrections of a page of the list, and the newest reports of each that it looks at: telling how two long
#: texts differ takes 1 ms.
ROWS, REPORTS = 25, 40


def routes(
    kept: Kept, metrics: Metrics, sites: Sites, guard: Guard, clock: Callable[[], float] = time.time
) -> list[BaseRoute]:
    """The list with its file, the page of each correction, and their forms.

    `guard` decides who may see a site; `clock` gives seconds since 1970.
    """
    door, inbox, one = Door(sites, guard, clock), Inbox(kept, metrics), One(kept, metrics)
    return [
        door.page("", inbox.show, "corrections"),
        door.page("/list.csv", inbox.file, "corrections-file"),
        door.form("", inbox.take),
        door.page("/{id:int}", one.show, "correction"),
        door.form("/{id:int}", one.take),
    ]


class Inbox(msgspec.Struct, frozen=True):
    """The list."""

    kept: Kept
    metrics: Metrics

    async def show(self, visit: Visit) -> Response:
        """A page of the list."""
        try:
            asked = read_asked(visit.request.query_params)
        except AskedError as error:
            return visit.render("problem.html", 400, problem=str(error))
        found = await find(self.kept, self.metrics, visit.site, asked, visit.now_ms, visit.person.id)
        last = max(-(-len(found.entries) // ROWS), 1)
        if asked.page > last:
            return RedirectResponse(address(visit, asked, page=last), 303)
        people = await self.kept.people()
        values = {
            "asked": asked,
            "rows": await self._rows(visit, found, asked.page, people),
            "base_words": _base(visit, found),
            "tabs": _tabs(visit, asked, await self.kept.state_counts(visit.site.key)),
            "sections": found.sections,
            "pager": _pages(visit, asked, last, len(found.entries)),
            "file": f"{visit.base}/list.csv?{asked.query(page=1)}".rstrip("?"),
            "on": (await self.kept.desk(visit.site.key)).on,
            **offered(people),
        }
        return visit.render("inbox.html", **values, **await done(self.kept, visit))

    async def file(self, visit: Visit) -> Response:
        """The whole list, a line for each correction."""
        try:
            asked = read_asked(visit.request.query_params)
        except AskedError as error:
            return visit.render("problem.html", 400, problem=str(error))
        found = await find(self.kept, self.metrics, visit.site, asked, visit.now_ms, visit.person.id)
        owners = {person.id: person.email for person in await self.kept.people()}
        reports = [await self.kept.reports(one.correction.id, MOST_REPORTS) for one in found.entries]
        return sheet(visit, list(zip(found.entries, reports, strict=True)), owners)

    async def take(self, visit: Visit) -> Response:
        """What a button of the list does."""
        return await take(self.kept, visit)

    async def _rows(self, visit: Visit, found: Found, page: int, people: Sequence[Person]) -> list[Row]:
        owners = {person.id: person.email for person in people}
        shown = found.entries[(page - 1) * ROWS : page * ROWS]
        return [row(visit, one, await self.kept.reports(one.correction.id, REPORTS), owners) for one in shown]


def address(visit: Visit, asked: Asked, **changes: object) -> str:
    """The list that shows this; at its first page unless one is named."""
    query = asked.query(**{"page": 1} | changes)
    return f"{visit.base}?{query}" if query else visit.base


def _tabs(visit: Visit, asked: Asked, counts: Mapping[str, int]) -> list[tuple[str, str, str, bool]]:
    """Each view's words, how many it has, its address, and whether it is here."""
    return [
        (
            _(words),
            visit.numbers.count(sum(counts.get(state, 0) for state in states)),
            address(visit, asked, state=name),
            name == asked.state,
        )
        for name, (words, states) in VIEWS.items()
    ]


def _base(visit: Visit, found: Found) -> str:
    count = visit.numbers.count
    corrections = ngettext(
        "%(num)s correction", "%(num)s corrections", len(found.entries), num=count(len(found.entries))
    )
    reports = ngettext("%(num)s report", "%(num)s reports", found.reports, num=count(found.reports))
    return _("%(corrections)s from %(reports)s", corrections=corrections, reports=reports)


def _pages(visit: Visit, asked: Asked, last: int, count: int) -> dict[str, str]:
    """The way to the next page and back; nothing where there is one page."""
    if last == 1:
        return {}
    first = (asked.page - 1) * ROWS + 1
    numbers = [visit.numbers.count(one) for one in (first, min(first + ROWS - 1, count), count)]
    words = _("%(first)s–%(last)s of %(count)s", first=numbers[0], last=numbers[1], count=numbers[2])
    return {
        "words": words,
        "back": address(visit, asked, page=asked.page - 1) if asked.page > 1 else "",
        "on": address(visit, asked, page=asked.page + 1) if asked.page < last else "",
    }
