import re
from typing import Any

import pytest

from dashboards.pages.sections import PAGE, SHOWN, authors, sections, tags
from tests.dashboards.fakes import NOTHING, FakeMetrics, client
from tests.dashboards.shelf import Rows, article, asking

NAMES = [place.name for place in PAGE.places]


def named(dimension: str, *rows: tuple[str, int]) -> Rows:
    return Rows({(dimension,): [((name,), {"views": views}) for name, views in rows]})


def first_two(panel: Any) -> list[tuple[object, object]]:
    return [row[:2] for row in panel.table.rows]


async def test_each_section_filters_the_page() -> None:
    panel = await sections(asking(named("section", ("World", 9), ("", 3)), page="sections"))
    assert panel.table
    assert (panel.table.dimension, panel.table.keys) == ("section", ("World", ""))
    assert first_two(panel) == [("World", 9), ("not known", 3)]


async def test_ten_thousand_sections_end_in_one_row_of_others() -> None:
    many = named("section", *((f"section {n}", 10) for n in range(10_000)))
    panel = await sections(asking(many))
    assert first_two(panel)[SHOWN:] == [("9,975 others", 99_750)]
    assert panel.whole
    assert len((await panel.whole()).rows) == 10_000


async def test_authors_share_views_so_that_no_row_of_others_adds_them_up() -> None:
    panel = await authors(asking(named("author", *((f"author {n}", 10) for n in range(SHOWN + 5)))))
    assert len(first_two(panel)) == SHOWN
    assert panel.context["base"] == (
        "the 25 with most views of 30; all are in the file · a view of two authors counts for both"
    )


async def test_tags_are_those_that_articles_have() -> None:
    shelf = [article("/a", tags=("sea", "sea", "ferry")), article("/b", tags=("sea",)), article("/c")]
    panel = await tags(asking(named("article", ("/a", 5), ("/b", 4), ("/c", 3), ("/d", 2)), *shelf))
    assert first_two(panel) == [("sea", 9), ("ferry", 5)]


async def test_a_tag_leads_to_its_articles() -> None:
    panel = await tags(asking(named("article", ("/a", 5)), article("/a", tags=("a&b",)), page="sections"))
    assert panel.context["hrefs"] == ["/s/herald/articles?range=7d&tag=a%26b"]


async def test_views_before_stand_beside_those_shown() -> None:
    for panel, name in ((sections, "section"), (tags, "article")):
        metrics = named(name, ("/a", 5))
        found = await panel(asking(metrics, article("/a", tags=("t",)), compare="previous"))
        assert found.table
        assert (found.table.head[-1].name, found.table.rows[0][-1]) == ("Views, before", 5)


async def test_readers_of_tags_are_not_told() -> None:
    panel = await tags(asking(named("article", ("/a", 5)), article("/a", tags=("t",))))
    assert "Readers" not in [head.name for head in panel.context["heads"]]
    assert "readers cannot be added up" in panel.context["base"]


@pytest.mark.parametrize("panel", [sections, authors, tags])
async def test_without_views_there_is_no_row(panel: Any) -> None:
    empty = Rows({(name,): [(("",), {"views": 0})] for name in ("section", "author", "article")})
    assert (await panel(asking(empty))).table.rows == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("values", [None, NOTHING])
@pytest.mark.parametrize("query", ["", "?range=today&time=active", "?compare=year&f=is:section:"])
async def test_every_panel_answers(name: str, values: dict[str, float | None] | None, query: str) -> None:
    async with client(FakeMetrics(values), "uk") as asked:
        panel = await asked.get(f"/s/herald/sections/panel/{name}{query}")
    assert panel.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", panel.text)


@pytest.mark.parametrize("query", ["", "?plain=1"])
async def test_the_page_is_served(query: str) -> None:
    async with client(FakeMetrics()) as asked:
        assert (await asked.get(f"/s/herald/sections{query}")).status_code == 200
