"""The days compared with, under the points in time of those shown."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from dashboards.pages.ask import number
from dashboards.pages.series import Series, Value, key, series
from dashboards.shown import Grain, Shown
from service.metrics.query import Row

#: Of each metric, the place of the count that it is a mean or rate of; None: it is a count itself.
Of = Sequence[int | None]


def asked_by(grain: Grain) -> Grain:
    """By which grain the days compared with are asked for.

    Weeks and months of two ranges do not begin alike, so those compared with are made of days.
    """
    return "day" if grain in ("week", "month") else grain


def compared(rows: Sequence[Row], shown: Shown, points: Series, of: Of) -> Series | None:
    """Rows of the days compared with, by `asked_by`, at the points shown; None where nothing is compared.

    Each day counts in the week or month of the day with which it is compared.
    """
    if shown.before is None:
        return None
    if shown.grain == asked_by(shown.grain):
        counts = [one is None for one in of]
        return series(rows, shown.before, shown.grain, counts).as_long_as(points)
    found: dict[str, list[Sequence[Value]]] = defaultdict(list)
    for row in rows:
        day = beside(dt.date.fromisoformat(str(row.dimensions[0])), shown.before.first, shown)
        found[key(day, shown.grain)].append(row.metrics)
    values = [together(found.get(time, ()), of) for time in points.times]
    return Series(points.times, points.names, [[one[at] for one in values] for at in range(len(of))])


def beside(day: dt.date, first: dt.date, shown: Shown) -> dt.date:
    """The day shown with which an earlier one is compared; `first` is the first of the earlier ones.

    A year after 29 February is 28 February. A range that begins on 29 February is compared with days from
    28 February on, so its first day stands for that one too.
    """
    if shown.compare != "year":
        return shown.range.first + (day - first)
    leap_day = (day.month, day.day) == (2, 29)
    return max(day.replace(year=day.year + 1, day=28 if leap_day else day.day), shown.range.first)


def together(rows: Sequence[Sequence[Value]], of: Of) -> list[Value]:
    """Rows of metrics as one: counts add up, means weigh as much as what they are of.

    A count that is not known in one row is not known of all; a mean of nothing is not known either.
    """
    return [_total(rows, at) if base is None else _mean(rows, at, base) for at, base in enumerate(of)]


def _total(rows: Sequence[Sequence[Value]], at: int) -> Value:
    return None if any(row[at] is None for row in rows) else sum(number(row[at]) for row in rows)


def _mean(rows: Sequence[Sequence[Value]], at: int, base: int) -> Value:
    whole = sum(number(row[base]) for row in rows)
    return sum(number(row[at]) * number(row[base]) for row in rows) / whole if whole else None
