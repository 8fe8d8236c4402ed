import datetime as dt

from dashboards.dates import Range
from dashboards.pages.series import series
from service.metrics.query import Row
from tests.dashboards.fakes import TODAY


def span(first: str, last: str) -> Range:
    return Range(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "custom", TODAY)


def test_a_day_without_views_counts_nothing_and_knows_no_mean() -> None:
    points = series([Row(("2025-11-02",), (5, 40.0))], span("2025-11-01", "2025-11-02"), [True, False])
    assert points.columns == [[0, 5], [None, 40.0]]


def test_days_come_in_order_whatever_the_rows() -> None:
    rows = [Row(("2025-11-02",), (2,)), Row(("2025-11-01",), (1,))]
    points = series(rows, span("2025-11-01", "2025-11-02"), [True])
    assert (points.times, points.columns) == (["2025-11-01", "2025-11-02"], [[1, 2]])


def test_one_day_is_cut_into_24_hours() -> None:
    points = series([Row(("2025-11-01 09:00",), (3,))], span("2025-11-01", "2025-11-01"), [True])
    assert (len(points.times), points.columns[0][9], points.names[9]) == (24, 3, "09:00")


def test_hours_of_today_that_have_not_been_are_left_out() -> None:
    rows = [Row(("2025-11-23 09:00",), (3,))]
    assert series(rows, span("2025-11-23", "2025-11-23"), [True]).names[-1] == "09:00"


def test_rows_outside_the_range_are_not_shown() -> None:
    rows = [Row(("2020-01-01",), (3,))]
    assert series(rows, span("2025-11-01", "2025-11-02"), [True]).columns == [[0, 0]]
