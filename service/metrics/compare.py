"""Which earlier days stand beside those asked about, and which of their rows beside which."""

import datetime as dt
import math
from typing import Literal

import msgspec

#: `previous`: as many days just before. `year`: the same dates a year ago. `weekdays`: the latest earlier
#: days that begin on the same weekday and do not overlap.
Kind = Literal["previous", "year", "weekdays"]
WEEK = 7


class Days(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """Days of the site's time zone, both included."""

    from_: dt.date
    to: dt.date


def before(kind: Kind, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The days with which first to last are compared, both included.

    A year before 29 February is 28 February. ValueError: the calendar begins with the year 1.
    """
    try:
        if kind == "year":
            return _a_year_ago(first), _a_year_ago(last)
        days = (last - first).days + 1
        back = dt.timedelta(math.ceil(days / WEEK) * WEEK if kind == "weekdays" else days)
        return first - back, last - back
    except (ValueError, OverflowError):
        raise ValueError(f"there are no days before {first} to compare with") from None


def _a_year_ago(day: dt.date) -> dt.date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def counterpart(dimension: str, label: str, first: dt.date, earlier: Days) -> str | None:
    """The label in the earlier days that stands beside this one of days from `first` on; None outside them.

    Days and hours stand as many days after their range's first; weeks and months as many weeks and months.
    Labels of other dimensions are the same in both.
    """
    if dimension in {"day", "hour", "week"}:
        start = dt.date.fromisoformat(label[:10])
        weeks = dimension == "week"
        since = start - (monday(first) if weeks else first)
        found = (monday(earlier.from_) if weeks else earlier.from_).toordinal() + since.days
        return f"{dt.date.fromordinal(found)}{label[10:]}" if found <= earlier.to.toordinal() else None
    if dimension == "month":
        year, month = map(int, label.split("-"))
        since_months = (year - first.year) * 12 + month - first.month
        months = earlier.from_.year * 12 + earlier.from_.month - 1 + since_months
        end = earlier.to.year * 12 + earlier.to.month - 1
        return f"{months // 12:04}-{months % 12 + 1:02}" if months <= end else None
    return label


def monday(day: dt.date) -> dt.date:
    """The Monday of the day's week (ISO 8601); the year 1 begins with one."""
    return day - dt.timedelta(day.weekday())
