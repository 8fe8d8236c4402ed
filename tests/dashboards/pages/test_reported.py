"""The figures of corrections."""

from pathlib import Path

import pytest

from dashboards.pages.book import BY_NAME, PAGES
from dashboards.pages.reported import PAGE, articles, bin_words, by, of_article, times, totals
from tests.dashboards.fakes import FakeMetrics, client
from tests.dashboards.house import House
from tests.dashboards.pages.test_reported_counts import A, B, question
from tests.dashboards.people import catalog_of


def test_it_stands_under_the_inbox() -> None:
    assert PAGE.under == "corrections"
    assert PAGE not in PAGES
    assert BY_NAME["reported"] is PAGE


async def test_totals_say_what_they_are_of() -> None:
    cards = (await totals(question(A, B))).context["cards"]
    assert [card.value for card in cards] == ["7", "3", "3.5", "2 hours"]
    assert [card.base for card in cards][2:] == ["of 20,000 views", "median of 2 fixed corrections"]


async def test_without_reports_there_is_nothing_to_draw() -> None:
    for panel in (await times(question()), await by("section", "Section")(question())):
        assert panel.context["figure"] is None
    assert (await articles(question())).context["nothing"]


async def test_a_section_of_too_few_views_has_no_bar() -> None:
    panel = await by("section", "Section")(question(A, B))
    assert panel.context["figure"]["layout"]["yaxis"]["ticktext"] == ["World"]
    assert panel.table is not None
    assert [row[0] for row in panel.table.rows] == ["World", "Town"]


async def test_the_most_reported_article_comes_first() -> None:
    panel = await articles(question(B, A))
    assert panel.table is not None
    assert [(row[0], row[1], row[-1]) for row in panel.table.rows] == [("/a", 6, "/a"), ("/b", 1, "/b")]


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 1, "0–1 h"), (12, 24, "12–24 h"), (24, 72, "1–3 d"), (168, None, "7+ d")]
)
def test_bins_have_short_words(start: int, end: int | None, words: str) -> None:
    assert bin_words(start, end) == words


async def test_an_articles_panel_leads_to_its_open_corrections() -> None:
    found = question(A, opened=2, filters=(("is", "article", ("/a",)), ("is", "device", ("phone",))))
    context = (await of_article(found)).context
    assert context["waiting"] == "2 corrections are open"
    assert context["inbox"] == "/s/herald/corrections?text=%2Fa"


@pytest.mark.parametrize(("role", "status"), [("viewer", 404), ("editor", 200)])
async def test_authors_are_for_editors(tmp_path: Path, role: str, status: int) -> None:
    async with catalog_of(tmp_path) as catalog:
        house = House(catalog, role)
        page = (await house.get("/s/herald/reported")).text
        assert ("panel-authors" in page) == (status == 200)
        for file in ("authors", "authors.csv"):
            assert (await house.get(f"/s/herald/reported/panel/{file}")).status_code == status


async def test_it_is_shared_with_nobody(tmp_path: Path) -> None:
    async with catalog_of(tmp_path) as catalog:
        house = House(catalog)
        assert "Share this page" not in (await house.get("/s/herald/reported")).text
        assert (await house.share("reported")).status_code == 422


async def test_readers_are_not_told_apart() -> None:
    async with client(FakeMetrics()) as asking:
        answer = await asking.get("/s/herald/reported/panel/totals?f=is:device:phone")
    assert (answer.status_code, "Remove the other filters" in answer.text) == (400, True)
