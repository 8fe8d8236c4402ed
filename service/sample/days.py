"""Local days and hours of a time zone as UTC milliseconds, also where the clocks change."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec

#: Clocks of every zone change by whole quarters of an hour (Lord Howe by two, Chatham's offset has three).
QUARTER_MS = 900_000


class Hour(msgspec.Struct, frozen=True):
    """A stretch of one local hour: `hour` 0-23, UTC ms at which it begins, how many ms it lasts.

    Where clocks go back an hour comes twice; where they go forward one is missing.
    """

    hour: int
    begins: int
    lasts: int


class Day(msgspec.Struct, frozen=True):
    """A local day and its hours; the last may be cut off where the present day is not over."""

    date: dt.date
    hours: tuple[Hour, ...]

    @property
    def begins(self) -> int:
        return self.hours[0].begins

    @property
    def ends(self) -> int:
        return self.hours[-1].begins + self.hours[-1].lasts

    def quarters(self) -> list[int]:
        """The local hour of each quarter of an hour since the day began."""
        return [hour.hour for hour in self.hours for _ in range(hour.lasts // QUARTER_MS)]


def period(now: dt.datetime, zone: ZoneInfo, days: int, *, today: bool) -> list[Day]:
    """So many local days up to yesterday; with `today`, up to the last full hour of the present day.

    `now` must be aware. In the first hour of a day there is no full one, and yesterday is the last.
    """
    local = now.astimezone(zone)
    until = int(local.timestamp() * 1000)
    present = _day(local.date(), zone)
    hours = tuple(hour for hour in present.hours if hour.begins + hour.lasts <= until)
    if today and hours:
        return [*_before(local.date(), zone, days - 1), Day(present.date, hours)]
    return _before(local.date(), zone, days)


def _before(date: dt.date, zone: ZoneInfo, days: int) -> list[Day]:
    return [_day(date - dt.timedelta(days=ago), zone) for ago in range(days, 0, -1)]


def _day(date: dt.date, zone: ZoneInfo) -> Day:
    quarters = groupby(_quarters(date, zone), key=lambda quarter: quarter[1])
    stretches = [(hour, [at for at, _ in group]) for (_, hour), group in quarters]
    return Day(date, tuple(Hour(hour, ats[0], len(ats) * QUARTER_MS) for hour, ats in stretches))


def _quarters(date: dt.date, zone: ZoneInfo) -> Iterator[tuple[int, tuple[dt.timedelta | None, int]]]:
    """Each quarter's UTC ms, with its offset and hour: an hour that comes twice has two offsets."""
    midnight = dt.datetime.combine(date, dt.time(), zone)
    # A day with clocks put back has 25 hours; asking for more costs nothing, the date decides.
    for number in range(4 * 27):
        at = int(midnight.timestamp() * 1000) + number * QUARTER_MS
        local = dt.datetime.fromtimestamp(at / 1000, zone)
        if local.date() == date:
            yield at, (local.utcoffset(), local.hour)
