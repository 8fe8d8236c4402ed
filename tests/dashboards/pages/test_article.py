import json
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.definitions import DEFINITIONS
from dashboards.pages.article import PAGE
from tests.dashboards.fakes import NOTHING, FakeMetrics, client

NAMES = [place.name for place in PAGE.places]
OF_A = "f=is:article:/a"


async def get(path: str, values: dict[str, float | None] | None = None, language: str = "en") -> Any:
    async with client(FakeMetrics(values), language) as asked:
        return await asked.get(f"/s/herald/article{path}")


@pytest.mark.parametrize("place", PAGE.places, ids=lambda place: place.name)
def test_every_heading_has_its_definition(place: object) -> None:
    term = getattr(place, "term", "")
    assert not term or term in DEFINITIONS


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("values", [None, NOTHING])
@pytest.mark.parametrize("query", ["", "&range=today", "&compare=year&time=focus&f=is:device:phone"])
async def test_every_panel_answers(name: str, values: dict[str, float | None] | None, query: str) -> None:
    panel = await get(f"/panel/{name}?{OF_A}{query}", values, "uk")
    assert panel.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", panel.text)


@pytest.mark.parametrize("name", ["views", "depth", "times", "devices", "blocking"])
async def test_the_drawing_in_a_panel_is_a_valid_figure(name: str) -> None:
    panel = (await get(f"/panel/{name}?{OF_A}")).text
    (drawing,) = re.findall(
        r'<script type="application/json" class="drawing">(.*?)</script>', panel, re.DOTALL
    )
    go.Figure(json.loads(drawing))


@pytest.mark.parametrize("query", [OF_A, OF_A + "&plain=1", "f=is:article:/hostile"])
async def test_the_page_is_served_under_its_title(query: str) -> None:
    page = await get(f"?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text


@pytest.mark.parametrize("query", ["", "?f=contains:article:/a", "?f=is:article:/a&f=is:article:/b"])
async def test_the_page_of_no_one_article_is_404(query: str) -> None:
    assert (await get(query)).status_code == 404


@pytest.mark.parametrize("name", ["story", "totals", "worth", "depth", "times", "previous", "next"])
async def test_its_panels_ask_for_one_too(name: str) -> None:
    panel = await get(f"/panel/{name}")
    assert (panel.status_code, 'role="alert"' in panel.text) == (400, True)


@pytest.mark.parametrize("name", NAMES)
async def test_every_panel_is_a_file(name: str) -> None:
    assert (await get(f"/panel/{name}.csv?{OF_A}")).status_code == 200
