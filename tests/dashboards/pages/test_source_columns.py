import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages import source_columns
from dashboards.pages.ask import Ask
from dashboards.shown import Compared
from dashboards.table import Value
from service.metrics.query import Row
from tests.dashboards.fakes import TODAY, FakeMetrics, ask

ROW = Row(("x",), (400, 300, 41.5, 0.2, 81 / 263, 81, 263))
FEW = Row(("x",), (40, 30, 41.5, 0.2, 0.5, 10, 20))


def question(compare: Compared | None = None) -> Ask:
    asking = ask(FakeMetrics(), preset("7d", TODAY))
    return msgspec.structs.replace(asking, shown=msgspec.structs.replace(asking.shown, compare=compare))


@pytest.mark.parametrize(
    ("row", "likely"),
    [
        (ROW, (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))),
        (FEW, (None, None)),
        (None, (None, None)),
    ],
)
def test_a_block_rate_has_its_likely_range_from_thirty_views_on(
    row: Row | None, likely: tuple[Value, ...]
) -> None:
    assert source_columns.values(row, None, question())[5:7] == likely


@pytest.mark.parametrize("compare", [None, "previous"])
@pytest.mark.parametrize("row", [ROW, None])
def test_each_value_has_its_column(row: Row | None, compare: Compared | None) -> None:
    asking = question(compare)
    assert len(source_columns.values(row, None, asking)) == len(source_columns.columns(asking, 1))


@pytest.mark.parametrize("compare", [None, "previous"])
def test_every_column_shown_is_there(compare: Compared | None) -> None:
    asking = question(compare)
    columns = source_columns.columns(asking, 1)
    assert all(0 < head.place <= len(columns) for head in source_columns.heads(asking, 1))


def test_readers_may_be_left_out() -> None:
    shown = [head.words for head in source_columns.heads(question(), 1, readers=False)]
    assert shown == ["Views", "Engaged", "Read rate", "Block rate"]


@pytest.mark.parametrize(("before", "views"), [(ROW, 400), (None, 0)])
def test_compared_views_stand_last(before: Row | None, views: int) -> None:
    assert source_columns.values(ROW, before, question("previous"))[-1] == views
