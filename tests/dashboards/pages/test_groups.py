import pytest

from dashboards.pages.groups import Group, columns, group, heads, metrics, together
from service.metrics.query import Row
from tests.dashboards.shelf import Rows, asking

ROW = Row(("x",), (200, 150, 30.0, 0.25, 40, 160, 0.5, 0.1))
OTHER = Row(("y",), (100, 80, 60.0, 0.5, 40, 40, 0.1, None))


def test_a_row_comes_back_as_it_was() -> None:
    assert group(ROW).values() == (200, 150, 30.0, 0.25, 0.25, 160, 2.5, 0.1)


def test_means_are_weighted_by_what_they_are_of() -> None:
    views, readers, engaged, read, blocked, known, rpm, _risk = together([group(ROW), group(OTHER)]).values()
    assert (views, readers, engaged, known) == (300, None, 40.0, 200)
    assert (read, blocked, rpm) == (1 / 3, 0.4, 2.0)


@pytest.mark.parametrize(("rows", "risk"), [([ROW, ROW], 0.2), ([ROW, OTHER], None), ([], 0)])
def test_a_risk_that_is_not_known_leaves_the_sum_unknown(rows: list[Row], risk: float | None) -> None:
    assert together(map(group, rows)).values()[-1] == risk


def test_nothing_has_no_rates() -> None:
    assert Group().values() == (0, None, None, None, None, 0, None, 0)


def test_columns_fit_values() -> None:
    assert len(columns("Section")) == 1 + len(group(ROW).values())


@pytest.mark.parametrize("readers", [True, False])
def test_readers_can_be_left_out(readers: bool) -> None:
    assert ("Readers" in [head.name for head in heads("Tag", readers)]) == readers


@pytest.mark.parametrize("time", ["engaged", "focus", "active"])
def test_the_definition_of_engaged_time_is_obeyed(time: str) -> None:
    question = asking(Rows({}), time=time)
    assert question.shown.time_metric in metrics(question)
