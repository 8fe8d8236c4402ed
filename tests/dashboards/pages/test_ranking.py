import pytest

from dashboards.dates import preset
from dashboards.pages.ask import Panel
from dashboards.pages.ranking import Head, ranking
from dashboards.table import Column, Table, Value
from tests.dashboards.fakes import TODAY, FakeMetrics, ask

HEADS = [Head(1, "Views", "views"), Head(2, "Read rate")]
COLUMNS = (Column("Host", "text"), Column("Views"), Column("Read rate", "share", of=1))


def ranked(rows: list[tuple[Value, ...]], most: int = 20) -> Panel:
    table = Table(COLUMNS, tuple(rows), "referrer", tuple(str(row[0]) for row in rows))
    question = ask(FakeMetrics(), preset("7d", TODAY))
    return ranking(question, table, HEADS, base="of 1 view", abouts=["what it is"], most=most, bar=1)


@pytest.mark.parametrize(("count", "shown", "more"), [(0, 0, False), (2, 2, False), (3, 2, True)])
def test_the_first_rows_are_shown_and_all_are_behind(count: int, shown: int, more: bool) -> None:
    panel = ranked([(f"host {n}", 1, None) for n in range(count)], most=2)
    assert panel.table
    assert (len(panel.context["ranks"]), panel.context["more"]) == (shown, more)
    assert len(panel.table.rows) == count


def test_a_row_leads_to_the_page_filtered_by_it() -> None:
    (rank,) = ranked([("a.test", 50, 0.5)]).context["ranks"]
    assert rank.href == "/s/herald/overview?range=7d&f=is%3Areferrer%3Aa.test"


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (("a", 50, 0.5), ("50", "50.0%")),
        (("a", 29, 0.5), ("29", "too few")),
        (("a", 0, None), ("0", "too few")),
    ],
)
def test_cells_are_written_for_a_person(row: tuple[Value, ...], cells: tuple[str, ...]) -> None:
    assert ranked([row]).context["ranks"][0].cells == cells


def test_bars_are_parts_of_the_longest() -> None:
    ranks = ranked([("a", 200, None), ("b", 50, None), ("c", 0, None)]).context["ranks"]
    assert [rank.width for rank in ranks] == [100, 25, 0]


def test_a_row_says_what_it_is_where_that_is_known() -> None:
    ranks = ranked([("a", 2, None), ("b", 1, None)]).context["ranks"]
    assert [rank.about for rank in ranks] == ["what it is", ""]
