import datetime as dt
from collections.abc import Sequence

import pytest

from dashboards.dates import Range
from dashboards.pages.compared import asked_by, beside, compared, together
from dashboards.pages.series import series
from dashboards.shown import Compared, Grain, Shown
from service.metrics.query import Row
from tests.dashboards.fakes import TODAY


def shown(first: str, last: str, compare: Compared | None, grain: Grain) -> Shown:
    days = Range(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "custom", TODAY)
    return Shown(range=days, compare=compare, grain=grain)


def one_view_a_day(page: Shown) -> list[Row]:
    return [Row((str(day),), (1,)) for day in page.before.days()] if page.before else []


def counted(page: Shown) -> Sequence[float | None]:
    points = series([], page.range, page.grain, [True])
    found = compared(one_view_a_day(page), page, points, [None])
    return found.columns[0] if found else []


@pytest.mark.parametrize(
    ("first", "last", "compare", "grain", "days"),
    [
        # From Wednesday to Tuesday: as many days as the weeks shown have in the range.
        ("2025-11-05", "2025-11-18", "previous", "week", [5, 7, 2]),
        ("2025-11-05", "2025-11-19", "previous", "week", [5, 7, 3]),
        ("2025-11-05", "2025-11-19", "weekdays", "week", [5, 7, 3]),
        ("2025-11-05", "2025-11-19", "year", "week", [5, 7, 3]),
        ("2025-08-15", "2025-11-02", "previous", "month", [17, 30, 31, 2]),
        # A month stands beside the same month, also where one of them has a day more.
        ("2025-02-01", "2025-04-30", "year", "month", [29, 31, 30]),
        ("2024-02-01", "2024-04-30", "year", "month", [28, 31, 30]),
        ("2024-02-29", "2024-05-02", "year", "month", [1, 31, 30, 2]),
    ],
)
def test_each_earlier_day_counts_in_the_bucket_of_the_day_it_is_compared_with(
    first: str, last: str, compare: Compared, grain: Grain, days: list[int]
) -> None:
    assert counted(shown(first, last, compare, grain)) == days


@pytest.mark.parametrize("grain", ["week", "month"])
@pytest.mark.parametrize("compare", ["previous", "year", "weekdays"])
@pytest.mark.parametrize("first", ["2024-02-29", "2025-01-01", "2025-06-18"])
def test_no_earlier_day_is_cut(first: str, compare: Compared, grain: Grain) -> None:
    page = shown(first, "2025-11-19", compare, grain)
    assert sum(one or 0 for one in counted(page)) == len(one_view_a_day(page))


@pytest.mark.parametrize(("grain", "values"), [("day", [1] * 14), ("week", [5, 7, 2])])
def test_days_stand_under_days(grain: Grain, values: list[int]) -> None:
    assert counted(shown("2025-11-05", "2025-11-18", "previous", grain)) == values


def test_nothing_is_compared_where_nobody_asks() -> None:
    assert counted(shown("2025-11-05", "2025-11-18", None, "week")) == []


@pytest.mark.parametrize(
    ("grain", "asked"), [("hour", "hour"), ("day", "day"), ("week", "day"), ("month", "day")]
)
def test_weeks_and_months_are_made_of_days(grain: Grain, asked: Grain) -> None:
    assert asked_by(grain) == asked


@pytest.mark.parametrize(
    ("day", "on"),
    [("2024-02-28", "2025-02-28"), ("2024-02-29", "2025-02-28"), ("2024-03-01", "2025-03-01")],
)
def test_a_year_on_is_the_same_date(day: str, on: str) -> None:
    page = shown("2025-02-01", "2025-03-31", "year", "month")
    assert str(beside(dt.date.fromisoformat(day), dt.date(2024, 2, 1), page)) == on


@pytest.mark.parametrize(
    ("rows", "of", "expected"),
    [
        ([(30, 1), (10, 3)], [1, None], [15, 4]),
        ([(None, 0), (10, 3)], [1, None], [10, 3]),
        ([(None, 0)], [1, None], [None, 0]),
        ([], [1, None], [None, 0]),
        ([(1,), (None,)], [None], [None]),
    ],
)
def test_counts_add_up_and_means_weigh(
    rows: list[tuple[float | None, ...]], of: list[int | None], expected: list[float | None]
) -> None:
    assert together(rows, of) == expected
