import datetime as dt

import pytest

from dashboards.dates import Range
from dashboards.pages.series import cut, series
from dashboards.shown import Grain
from service.metrics.query import Row
from tests.dashboards.fakes import TODAY


def span(first: str, last: str) -> Range:
    return Range(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "custom", TODAY)


def test_a_day_without_views_counts_nothing_and_knows_no_mean() -> None:
    points = series([Row(("2025-11-02",), (5, 40.0))], span("2025-11-01", "2025-11-02"), "day", [True, False])
    assert points.columns == [[0, 5], [None, 40.0]]


def test_days_come_in_order_whatever_the_rows() -> None:
    rows = [Row(("2025-11-02",), (2,)), Row(("2025-11-01",), (1,))]
    points = series(rows, span("2025-11-01", "2025-11-02"), "day", [True])
    assert (points.times, points.columns) == (["2025-11-01", "2025-11-02"], [[1, 2]])


def test_one_day_is_cut_into_24_hours() -> None:
    points = series([Row(("2025-11-01 09:00",), (3,))], span("2025-11-01", "2025-11-01"), "hour", [True])
    assert (len(points.times), points.columns[0][9], points.names[9]) == (24, 3, "09:00")


def test_hours_of_today_that_have_not_been_are_left_out() -> None:
    rows = [Row(("2025-11-23 09:00",), (3,))]
    assert series(rows, span("2025-11-23", "2025-11-23"), "hour", [True]).names[-1] == "09:00"


def test_rows_outside_the_range_are_not_shown() -> None:
    rows = [Row(("2020-01-01",), (3,))]
    assert series(rows, span("2025-11-01", "2025-11-02"), "day", [True]).columns == [[0, 0]]


@pytest.mark.parametrize(
    ("grain", "first", "last", "times"),
    [
        ("week", "2025-11-05", "2025-11-18", ["2025-11-03", "2025-11-10", "2025-11-17"]),
        ("month", "2025-09-30", "2025-11-01", ["2025-09", "2025-10", "2025-11"]),
    ],
)
def test_weeks_begin_on_monday_and_months_on_their_first(
    grain: Grain, first: str, last: str, times: list[str]
) -> None:
    assert series([], span(first, last), grain, [True]).times == times


def test_several_days_by_hour() -> None:
    points = series([], span("2025-11-01", "2025-11-02"), "hour", [True])
    assert (len(points.times), points.names[24]) == (48, "2025-11-02 00:00")


@pytest.mark.parametrize(("days", "values"), [(1, [7, None]), (3, [7, 0])])
def test_compared_days_stand_under_those_shown(days: int, values: list[float | None]) -> None:
    rows = [Row(("2025-10-01",), (7,))]
    before = series(rows, span("2025-10-01", f"2025-10-0{days}"), "day", [True])
    shown = series([], span("2025-11-01", "2025-11-02"), "day", [True])
    assert before.as_long_as(shown).columns == [values]


@pytest.mark.parametrize(
    ("day", "time"), [("2025-11-04", "2025-11-03"), ("2025-11-30", "2025-11-10"), ("2025-11-02", None)]
)
def test_an_event_belongs_to_the_point_it_is_in(day: str, time: str | None) -> None:
    points = series([], span("2025-11-05", "2025-11-12"), "week", [True])
    assert points.at(dt.date.fromisoformat(day)) == time


@pytest.mark.parametrize(
    ("grain", "first", "last", "ends"),
    [
        ("day", "2025-11-05", "2025-11-18", (False, False)),
        ("hour", "2025-11-05", "2025-11-05", (False, False)),
        ("week", "2025-11-03", "2025-11-16", (False, False)),
        ("week", "2025-11-03", "2025-11-17", (False, True)),
        ("week", "2025-11-02", "2025-11-16", (True, False)),
        ("month", "2025-09-01", "2025-10-31", (False, False)),
        ("month", "2025-09-02", "2025-10-30", (True, True)),
    ],
)
def test_a_range_cuts_its_weeks_and_months(
    grain: Grain, first: str, last: str, ends: tuple[bool, bool]
) -> None:
    assert cut(span(first, last), grain) == ends
