"""Rows by day or hour, made into a series without holes."""

from collections.abc import Sequence

import msgspec

from dashboards.dates import Range
from service.metrics.query import Row

Value = float | None


class Series(msgspec.Struct, frozen=True):
    """Points in time, their names for a table, and one column of values for each metric."""

    times: list[str]
    names: list[str]
    columns: list[list[Value]]


def series(rows: Sequence[Row], span: Range, counts: Sequence[bool]) -> Series:
    """One point for each day of `span` (each hour, when it is one day).

    `counts[i]` says whether metric i is a count: without a row a count is 0, a mean not known.
    Hours after the last row of a day that is not over are left out, for they have not been.
    """
    found = {str(row.dimensions[0]): row.metrics for row in rows}
    points = _hours(span, found) if span.grain == "hour" else _days(span)
    nothing: tuple[Value, ...] = tuple(0 if count else None for count in counts)
    values = [found.get(key, nothing) for key, _, _ in points]
    columns = [[row[index] for row in values] for index in range(len(counts))]
    return Series([time for _, time, _ in points], [name for _, _, name in points], columns)


def _days(span: Range) -> list[tuple[str, str, str]]:
    return [(str(day), str(day), day.strftime("%a %d %b %Y")) for day in span.days()]


def _hours(span: Range, found: dict[str, tuple[Value, ...]]) -> list[tuple[str, str, str]]:
    """An hour's key is `2025-11-23 09:00`."""
    last = max((int(key[11:13]) for key in found), default=23) if span.running else 23
    keys = [f"{span.first} {hour:02d}:00" for hour in range(last + 1)]
    return [(key, key, key[11:]) for key in keys]
