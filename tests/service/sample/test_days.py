"""Cases of `days`."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from service.sample.days import QUARTER_MS, Day, period

HOUR_MS = 3_600_000


def only_day(zone: str, date: str) -> Day:
    """The local day, as yesterday of the day after it."""
    after = dt.datetime.fromisoformat(date).replace(hour=12, tzinfo=ZoneInfo(zone)) + dt.timedelta(days=1)
    (day,) = period(after, ZoneInfo(zone), 1, today=False)
    return day


@pytest.mark.parametrize(
    ("zone", "date", "hours", "lasts_h"),
    [
        ("Europe/Kyiv", "2026-06-10", list(range(24)), 24),
        ("Europe/Kyiv", "2026-03-29", [0, 1, 2, *range(4, 24)], 23),
        ("Europe/Kyiv", "2026-10-25", [0, 1, 2, 3, 3, *range(4, 24)], 25),
        ("Africa/Cairo", "2026-04-24", list(range(1, 24)), 23),
        ("America/Havana", "2026-11-01", [0, 0, *range(1, 24)], 25),
        ("Australia/Lord_Howe", "2026-10-04", list(range(24)), 23.5),
        ("Australia/Lord_Howe", "2026-04-05", [0, 1, 1, *range(2, 24)], 24.5),
        ("Pacific/Chatham", "2026-06-10", list(range(24)), 24),
        ("UTC", "2024-02-29", list(range(24)), 24),
    ],
)
def test_hours_of_a_day(zone: str, date: str, hours: list[int], lasts_h: float) -> None:
    day = only_day(zone, date)
    assert ([hour.hour for hour in day.hours], (day.ends - day.begins) / HOUR_MS) == (hours, lasts_h)


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu"])
@pytest.mark.parametrize("date", ["2026-03-29", "2026-04-05", "2026-10-25", "2026-11-01", "2026-10-04"])
def test_quarters_agree_with_the_zone(zone: str, date: str) -> None:
    day = only_day(zone, date)
    clock = [
        dt.datetime.fromtimestamp((day.begins + number * QUARTER_MS) / 1000, ZoneInfo(zone))
        for number in range(len(day.quarters()))
    ]
    assert [(at.date(), at.hour) for at in clock] == [(day.date, hour) for hour in day.quarters()]


@pytest.mark.parametrize(
    ("now", "today", "first", "last", "hours_of_last"),
    [
        ("2026-10-30T15:20", False, "2026-10-27", "2026-10-29", 24),
        ("2026-10-30T15:20", True, "2026-10-28", "2026-10-30", 15),
        ("2026-10-30T15:00", True, "2026-10-28", "2026-10-30", 15),
        ("2026-10-30T00:59", True, "2026-10-27", "2026-10-29", 24),
        ("2026-10-30T01:00", True, "2026-10-28", "2026-10-30", 1),
        ("2026-10-25T03:30", True, "2026-10-23", "2026-10-25", 3),
    ],
)
def test_period(now: str, today: bool, first: str, last: str, hours_of_last: int) -> None:
    zone = ZoneInfo("Europe/Kyiv")
    days = period(dt.datetime.fromisoformat(now).replace(tzinfo=zone), zone, 3, today=today)
    found = (days[0].date.isoformat(), days[-1].date.isoformat(), len(days[-1].hours), len(days))
    assert found == (first, last, hours_of_last, 3)


def test_the_day_is_the_sites() -> None:
    zone = ZoneInfo("Pacific/Auckland")
    (day,) = period(dt.datetime(2026, 10, 30, 15, tzinfo=dt.UTC), zone, 1, today=False)
    assert day.date == dt.date(2026, 10, 30)
