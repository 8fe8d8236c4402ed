"""Rows by hour, day, week or month, made into a series without holes."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from babel.dates import format_skeleton

from dashboards.dates import Range, day_words, locale
from dashboards.shown import Grain
from service.metrics.query import Row

Value = float | None


class Series(msgspec.Struct, frozen=True):
    """Points in time, their names for a table, and one column of values for each metric."""

    times: list[str]
    names: list[str]
    columns: list[list[Value]]

    def at(self, day: dt.date) -> str | None:
        """The last point at or before a day; None before the first."""
        return max((time for time in self.times if time[:10] <= str(day)), default=None)

    def as_long_as(self, other: "Series") -> "Series":
        """These values at the other's points in time: cut, or with holes at the end."""
        size = len(other.times)
        columns = [[*column[:size], *[None] * (size - len(column))] for column in self.columns]
        return Series(other.times, other.names, columns)


def series(rows: Sequence[Row], span: Range, grain: Grain, counts: Sequence[bool]) -> Series:
    """One point for each hour, day, week or month of `span`; a week is its Monday, a month its first.

    `counts[i]` says whether metric i is a count: without a row a count is 0, a mean not known.
    Hours after the last row of a day that is not over are left out, for they have not been.
    """
    found = {str(row.dimensions[0]): row.metrics for row in rows}
    points = _hours(span, found) if grain == "hour" else _days(span, grain)
    nothing: tuple[Value, ...] = tuple(0 if count else None for count in counts)
    values = [found.get(key, nothing) for key, _name in points]
    columns = [[row[index] for row in values] for index in range(len(counts))]
    return Series([key for key, _name in points], [name for _key, name in points], columns)


def _days(span: Range, grain: Grain) -> list[tuple[str, str]]:
    days = list(dict.fromkeys(_start(day, grain) for day in span.days()))
    if grain == "month":
        return [(key(day, grain), str(format_skeleton("yMMMM", day, locale=locale()))) for day in days]
    return [(key(day, grain), day_words(day)) for day in days]


def key(day: dt.date, grain: Grain) -> str:
    """The key of the day, week (`2025-11-03`) or month (`2025-11`) that a day is in."""
    start = str(_start(day, grain))
    return start[:7] if grain == "month" else start


def cut(span: Range, grain: Grain) -> tuple[bool, bool]:
    """Whether the first and the last week or month begin before `span`, and go on after it."""
    after = span.last + dt.timedelta(days=1)
    return _start(span.first, grain) != span.first, _start(after, grain) != after


def _start(day: dt.date, grain: Grain) -> dt.date:
    """The first day of the week (a Monday, ISO 8601) or month that a day is in."""
    if grain == "week":
        return day - dt.timedelta(days=day.weekday())
    return day.replace(day=1) if grain == "month" else day


def _hours(span: Range, found: dict[str, tuple[Value, ...]]) -> list[tuple[str, str]]:
    """An hour's key is `2025-11-23 09:00`; its name has the day where there are several."""
    last = max((int(key[11:13]) for key in found if key[:10] == str(span.last)), default=23)
    keys = [
        f"{day} {hour:02d}:00"
        for day in span.days()
        for hour in range((last if span.running and day == span.last else 23) + 1)
    ]
    several = span.first != span.last
    return [(key, key if several else key[11:]) for key in keys]
