import re

import pytest

from dashboards.definitions import DEFINITIONS
from dashboards.pages.sources import PAGE
from tests.dashboards.fakes import NOTHING, FakeMetrics, client

NAMES = [place.name for place in PAGE.places]


@pytest.mark.parametrize("place", PAGE.places, ids=lambda place: place.name)
def test_every_heading_has_its_definition(place: object) -> None:
    term = getattr(place, "term", "")
    assert not term or term in DEFINITIONS


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("values", [None, NOTHING])
@pytest.mark.parametrize("query", ["range=30d", "range=today", "compare=year&f=is:channel:ai", "time=focus"])
async def test_every_panel_answers(name: str, values: dict[str, float | None] | None, query: str) -> None:
    async with client(FakeMetrics(values), "uk") as asking:
        panel = await asking.get(f"/s/herald/sources/panel/{name}?{query}")
    assert (panel.status_code, "<script>" in panel.text) == (200, False)


@pytest.mark.parametrize("query", ["", "?plain=1"])
async def test_no_script_or_style_stands_in_the_page(query: str) -> None:
    async with client(FakeMetrics()) as asking:
        page = (await asking.get(f"/s/herald/sources{query}")).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", page)


@pytest.mark.parametrize("name", NAMES)
async def test_every_panel_is_a_file(name: str) -> None:
    async with client(FakeMetrics()) as asking:
        answer = await asking.get(f"/s/herald/sources/panel/{name}.csv?range=7d")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
