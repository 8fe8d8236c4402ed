"""What a shared page asks lies inside its days and has its filters: all pages, all panels, in every form."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from starlette.datastructures import QueryParams

from dashboards.pages.book import PAGES
from dashboards.pages.place import Page
from dashboards.shown import Shown, read_shown
from service.catalog.goals import Goal
from service.metrics.live import Live
from service.metrics.query import Filter, Query
from service.metrics.results import Results
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics
from tests.dashboards.house import House
from tests.dashboards.people import catalog_of

SHARED = [page for page in PAGES if not page.stream]
QUERIES = ["", "range=7d&compare=previous&f=is:device:phone&f=is_not:channel:search"]


class Room(FakeMetrics):
    """Keeps of which days results were asked for; what is of right now is not asked for."""

    def __init__(self, values: dict[str, float | None] | None) -> None:
        super().__init__(values)
        self.results_of: list[tuple[dt.date, dt.date]] = []

    async def live(self, site: str, now_ms: int) -> Live:
        raise AssertionError(f"a shared page asked what is read right now: {site} {now_ms}")

    async def results(
        self, site: str, rule: int, first: dt.date, last: dt.date, curve: bool = True
    ) -> Results:
        self.results_of.append((first, last))
        return await super().results(site, rule, first, last, curve)


async def a_goal(site: str) -> Sequence[Goal]:
    return [
        Goal(id=1, site=site, metric="views", per=per, target=9, person="", created_at=0)
        for per in ("day", "month")
    ]


@pytest.fixture(params=[None, NOTHING], ids=["read", "unread"])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    async with catalog_of(tmp_path) as catalog:
        yield House(catalog, metrics=Room(request.param), goals=a_goal)


def days_of(shown: Shown) -> set[tuple[dt.date, dt.date]]:
    return {(span.first, span.last) for span in (shown.range, shown.before) if span}


def has_filters(query: Query, wanted: Sequence[Filter]) -> bool:
    """Where readers went on to is told of the views that came from the article, in place of its own."""
    after = [("is", "previous", one[2]) if one[1] == "article" else one for one in wanted]
    return set(wanted) <= set(query.filters) or set(after) <= set(query.filters)


def how_many_days(query: Query) -> bool:
    """The one question of the whole site: since which of the page's days it has been counted at all."""
    return (query.metrics, query.dimensions) == (("views",), ("day",))


@pytest.mark.parametrize("query", QUERIES, ids=["all", "some"])
@pytest.mark.parametrize("page", SHARED, ids=lambda page: page.name)
async def test_nothing_outside_is_asked(house: House, page: Page, query: str) -> None:
    address = "&".join(filter(None, [query, "f=is:article:/a" if page.needs else ""]))
    shown, room = read_shown(QueryParams(address), TODAY), house.metrics
    link = await house.link(page.name, address)
    assert isinstance(room, Room)
    panels = [f"/panel/{place.name}{kind}" for place in page.places for kind in ("", ".csv")]
    for path in ("", "?plain=1", *panels):
        assert (await house.get(link + path)).status_code in (200, 404), path
    assert room.asked
    outside = [one for one in room.asked if (one.from_, one.to) not in days_of(shown)]
    unfiltered = [one for one in room.asked if not (has_filters(one, shown.filters) or how_many_days(one))]
    assert (outside, unfiltered) == ([], [])
    assert set(room.results_of) <= {(shown.range.first, shown.range.last)}
