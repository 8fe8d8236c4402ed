import re
from collections.abc import Mapping

import pytest

from dashboards.dates import preset
from dashboards.definitions import DEFINITIONS
from dashboards.pages.blocking import PAGE, headline
from tests.dashboards.fakes import NOTHING, TODAY, TOTALS, FakeMetrics, ask, client

NAMES = [place.name for place in PAGE.places]


async def cards(values: Mapping[str, float | None]) -> list[tuple[str, str, str]]:
    panel = await headline(ask(FakeMetrics(dict(values)), preset("7d", TODAY)))
    return [(card.term, card.value, card.base) for card in panel.context["cards"]]


async def test_the_headline_tells_what_is_known_and_what_is_not() -> None:
    assert await cards(TOTALS) == [
        ("block rate", "25.0%", "likely 22.4–27.8%"),
        ("blocked", "250", "of 1,000 views in which detection concluded"),
        ("detection concluded", "1,000", "of 1,234 views"),
        ("not known", "234", "of 1,234 views"),
    ]


async def test_few_answers_are_no_rate() -> None:
    few = await cards(TOTALS | {"concluded_views": 29, "blocked_views": 9})
    assert few[0] == ("block rate", "too few", "detection concluded in fewer than 30 views")


async def test_an_unread_site_shows_its_tag() -> None:
    panel = await headline(ask(FakeMetrics(NOTHING), preset("7d", TODAY)))
    assert (panel.template, panel.context["never"]) == ("panels/empty.html", True)


@pytest.mark.parametrize("place", PAGE.places, ids=lambda place: place.name)
def test_every_heading_has_its_definition(place: object) -> None:
    term = getattr(place, "term", "")
    assert not term or term in DEFINITIONS


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("values", [None, NOTHING])
@pytest.mark.parametrize("query", ["range=30d", "range=today", "compare=year&f=is:country:UA"])
async def test_every_panel_answers(name: str, values: dict[str, float | None] | None, query: str) -> None:
    async with client(FakeMetrics(values), "uk") as asking:
        panel = await asking.get(f"/s/herald/blocking/panel/{name}?{query}")
    assert (panel.status_code, "<script>" in panel.text) == (200, False)


@pytest.mark.parametrize("query", ["", "?plain=1"])
async def test_no_script_or_style_stands_in_the_page(query: str) -> None:
    async with client(FakeMetrics()) as asking:
        page = (await asking.get(f"/s/herald/blocking{query}")).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", page)


@pytest.mark.parametrize("name", NAMES)
async def test_every_panel_is_a_file(name: str) -> None:
    async with client(FakeMetrics()) as asking:
        answer = await asking.get(f"/s/herald/blocking/panel/{name}.csv?range=7d")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
