"""A schedule on the site's clock, also on the days on which clocks change."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals.schedule import fits, never
from service.catalog.rule import Schedule

MONDAY = dt.date(2026, 11, 2)


def at(hour: int, minute: int = 0, day: dt.date = MONDAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo("Europe/Kyiv"))


def days(**fields: int) -> dt.date:
    return MONDAY + dt.timedelta(**fields)


@pytest.mark.parametrize(
    ("schedule", "local", "why"),
    [
        ({}, at(0), None),
        ({}, at(23, 59), None),
        ({"first": MONDAY}, at(0), None),
        ({"first": MONDAY}, at(23, 59, days(days=-1)), "not_yet"),
        ({"last": MONDAY}, at(23, 59), None),
        ({"last": MONDAY}, at(0, 0, days(days=1)), "over"),
        ({"first": MONDAY, "last": MONDAY}, at(12), None),
        ({"weekdays": (0,)}, at(12), None),
        ({"weekdays": (5, 6)}, at(12), "weekday"),
        ({"weekdays": (6,)}, at(12, 0, days(days=6)), None),
        ({"from_hour": 9, "to_hour": 17}, at(8, 59), "hour"),
        ({"from_hour": 9, "to_hour": 17}, at(9), None),
        ({"from_hour": 9, "to_hour": 17}, at(16, 59), None),
        ({"from_hour": 9, "to_hour": 17}, at(17), "hour"),
        ({"from_hour": 22, "to_hour": 6}, at(22), None),
        ({"from_hour": 22, "to_hour": 6}, at(0), None),
        ({"from_hour": 22, "to_hour": 6}, at(5, 59), None),
        ({"from_hour": 22, "to_hour": 6}, at(6), "hour"),
        ({"from_hour": 22, "to_hour": 6}, at(21, 59), "hour"),
        ({"from_hour": 22, "to_hour": 0}, at(23), None),
        ({"from_hour": 22, "to_hour": 0}, at(0), "hour"),
        ({"from_hour": 24, "to_hour": 6}, at(5), None),
        ({"from_hour": 24, "to_hour": 6}, at(23), "hour"),
        ({"from_hour": 8, "to_hour": 8}, at(8), "hour"),
        # Night hours belong to the day on which they fall.
        ({"weekdays": (0,), "from_hour": 22, "to_hour": 6}, at(1), None),
        ({"weekdays": (0,), "from_hour": 22, "to_hour": 6}, at(1, 0, days(days=1)), "weekday"),
        ({"last": MONDAY, "from_hour": 22, "to_hour": 6}, at(1, 0, days(days=1)), "over"),
    ],
)
def test_a_schedule_fits_or_says_why_not(
    schedule: dict[str, Any], local: dt.datetime, why: str | None
) -> None:
    assert fits(Schedule(**schedule), local) == why


def open_minutes(schedule: Schedule, zone: str, day: dt.date) -> int:
    """Minutes of a local day at which a schedule fits, counted on the clock that never jumps."""
    place = ZoneInfo(zone)
    begin = dt.datetime.combine(day, dt.time(), place).astimezone(dt.UTC) - dt.timedelta(hours=1)
    moments = (begin + dt.timedelta(minutes=n) for n in range(27 * 60))
    local = [moment.astimezone(place) for moment in moments]
    return sum(one.date() == day and fits(schedule, one) is None for one in local)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "minutes"),
    [
        ("Europe/Kyiv", dt.date(2026, 3, 28), (0, 24), 24 * 60),
        ("Europe/Kyiv", dt.date(2026, 3, 29), (0, 24), 23 * 60),
        ("Europe/Kyiv", dt.date(2026, 3, 29), (3, 4), 0),
        ("Europe/Kyiv", dt.date(2026, 3, 29), (2, 5), 2 * 60),
        ("Europe/Kyiv", dt.date(2026, 10, 25), (0, 24), 25 * 60),
        ("Europe/Kyiv", dt.date(2026, 10, 25), (3, 4), 2 * 60),
        ("Europe/Kyiv", dt.date(2026, 10, 25), (22, 6), 9 * 60),
        ("America/New_York", dt.date(2026, 3, 8), (2, 3), 0),
        ("America/New_York", dt.date(2026, 3, 8), (22, 6), 7 * 60),
        ("America/New_York", dt.date(2026, 11, 1), (1, 2), 2 * 60),
        ("America/New_York", dt.date(2026, 11, 1), (9, 17), 8 * 60),
        ("Australia/Lord_Howe", dt.date(2026, 4, 5), (1, 2), 90),
        ("Australia/Lord_Howe", dt.date(2026, 10, 4), (2, 3), 30),
        ("Australia/Lord_Howe", dt.date(2026, 10, 4), (0, 24), 23 * 60 + 30),
    ],
)
def test_hours_on_the_days_on_which_clocks_change(
    zone: str, day: dt.date, hours: tuple[int, int], minutes: int
) -> None:
    schedule = Schedule(first=day, last=day, from_hour=hours[0], to_hour=hours[1])
    assert open_minutes(schedule, zone, day) == minutes


zones = st.sampled_from(["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "UTC", "Pacific/Apia"])
moments = st.integers(1_700_000_000, 1_900_000_000)
schedules = st.builds(
    Schedule,
    first=st.none() | st.dates(dt.date(2023, 11, 1), dt.date(2030, 3, 1)),
    last=st.none() | st.dates(dt.date(2023, 11, 1), dt.date(2030, 3, 1)),
    weekdays=st.lists(st.integers(0, 6), max_size=7).map(tuple),
    from_hour=st.integers(0, 24),
    to_hour=st.integers(0, 24),
)


def hours_of(schedule: Schedule) -> set[int]:
    """By counting up from the first hour; a day begins anew after 23."""
    hours, hour = set[int](), schedule.from_hour
    while hour != schedule.to_hour:
        hours |= {hour} - {24}
        hour = hour + 1 if hour < 24 else 0
    return hours


@given(schedules, zones, moments)
def test_it_is_open_when_the_clock_on_the_wall_says_so(schedule: Schedule, zone: str, moment: int) -> None:
    local = dt.datetime.fromtimestamp(moment, ZoneInfo(zone))
    inside = (
        (schedule.first is None or schedule.first <= local.date())
        and (schedule.last is None or local.date() <= schedule.last)
        and (not schedule.weekdays or local.weekday() in schedule.weekdays)
        and local.hour in hours_of(schedule)
    )
    assert (fits(schedule, local) is None) is inside


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({}, False),
        ({"from_hour": 5, "to_hour": 5}, True),
        ({"from_hour": 24, "to_hour": 0}, True),
        ({"from_hour": 23, "to_hour": 0}, False),
        ({"first": MONDAY, "last": days(days=-1)}, True),
        ({"first": MONDAY, "last": MONDAY, "weekdays": (0,)}, False),
        ({"first": MONDAY, "last": days(days=4), "weekdays": (5, 6)}, True),
        ({"first": MONDAY, "last": days(days=5), "weekdays": (5, 6)}, False),
        ({"first": MONDAY, "last": days(days=700), "weekdays": (6,)}, False),
        ({"first": MONDAY, "weekdays": (6,)}, False),
    ],
)
def test_a_schedule_without_any_moment_is_known(schedule: dict[str, Any], expected: bool) -> None:
    assert never(Schedule(**schedule)) is expected
