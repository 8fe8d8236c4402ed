"""Earlier days, and which of their labels stand beside which."""

import datetime as dt

import pytest

from service.metrics.compare import WEEK, Days, Kind, before, counterpart

day = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("kind", "first", "last", "expected"),
    [
        ("previous", "2026-11-10", "2026-11-10", ("2026-11-09", "2026-11-09")),
        ("previous", "2026-11-08", "2026-11-14", ("2026-11-01", "2026-11-07")),
        ("previous", "2026-03-01", "2026-03-31", ("2026-01-29", "2026-02-28")),
        ("year", "2026-11-08", "2026-11-14", ("2025-11-08", "2025-11-14")),
        ("year", "2024-02-29", "2024-02-29", ("2023-02-28", "2023-02-28")),
        ("year", "2025-02-28", "2025-03-01", ("2024-02-28", "2024-03-01")),
        ("weekdays", "2026-11-10", "2026-11-10", ("2026-11-03", "2026-11-03")),
        ("weekdays", "2026-11-08", "2026-11-14", ("2026-11-01", "2026-11-07")),
        ("weekdays", "2026-11-08", "2026-11-15", ("2026-10-25", "2026-11-01")),
        ("weekdays", "2026-11-01", "2026-11-30", ("2026-09-27", "2026-10-26")),
        ("previous", "0001-01-02", "0001-01-02", ("0001-01-01", "0001-01-01")),
        ("previous", "9999-12-31", "9999-12-31", ("9999-12-30", "9999-12-30")),
    ],
)
def test_earlier_days(kind: Kind, first: str, last: str, expected: tuple[str, str]) -> None:
    assert tuple(map(str, before(kind, day(first), day(last)))) == expected


@pytest.mark.parametrize("kind", ["previous", "year", "weekdays"])
def test_there_are_none_before_the_calendar(kind: Kind) -> None:
    with pytest.raises(ValueError, match="no days before 0001-01-01 to compare with"):
        before(kind, day("0001-01-01"), day("0001-01-03"))


@pytest.mark.parametrize("length", range(1, 40))
def test_weekdays_are_the_same_days_of_the_week_and_as_late_as_can_be(length: int) -> None:
    first, last = day("2026-11-04"), day("2026-11-04") + dt.timedelta(length - 1)
    found, end = before("weekdays", first, last)
    assert (found.weekday(), end - found) == (first.weekday(), last - first)
    assert end < first <= end + dt.timedelta(WEEK)


NOVEMBER, OCTOBER = day("2026-11-01"), Days(from_=day("2026-10-02"), to=day("2026-10-31"))


@pytest.mark.parametrize(
    ("dimension", "label", "expected"),
    [
        ("day", "2026-11-01", "2026-10-02"),
        ("day", "2026-11-30", "2026-10-31"),
        ("day", "2026-12-01", None),
        ("hour", "2026-11-02 07:00", "2026-10-03 07:00"),
        ("week", "2026-10-26", "2026-09-28"),
        ("week", "2026-11-02", "2026-10-05"),
        ("week", "2026-11-30", None),
        ("month", "2026-11", "2026-10"),
        ("month", "2026-12", None),
        ("section", "2026-11-02", "2026-11-02"),
        ("section", "", ""),
    ],
)
def test_a_label_has_a_counterpart(dimension: str, label: str, expected: str | None) -> None:
    assert counterpart(dimension, label, NOVEMBER, OCTOBER) == expected


def test_months_go_over_the_turn_of_the_year() -> None:
    days = Days(from_=day("2025-11-01"), to=day("2026-02-28"))
    found = [counterpart("month", label, day("2026-03-01"), days) for label in ("2026-03", "2026-05")]
    assert found == ["2025-11", "2026-01"]


def test_a_counterpart_after_the_calendar_is_none() -> None:
    days = Days(from_=dt.date.max, to=dt.date.max)
    assert counterpart("day", "2026-11-02", NOVEMBER, days) is None
