"""The date range of a page: read from its URL, or a sentence that says what is wrong with it."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from service.metrics.query import MOST_DAYS

EARLIEST = dt.date(2000, 1, 1)
#: Name in the URL, words on the page, days up to and with today.
PRESETS = (("today", "Today", 1), ("7d", "7 days", 7), ("30d", "30 days", 30))
DEFAULT = "30d"


class RangeError(ValueError):
    """The range cannot be shown. The message is a sentence for the person."""


class Range(msgspec.Struct, frozen=True):
    """Days `first` to `last`, both included; `name` is the preset's, or "custom"; `today` is the site's."""

    first: dt.date
    last: dt.date
    name: str
    today: dt.date

    @property
    def grain(self) -> Literal["day", "hour"]:
        """One day is shown by hour, more by day."""
        return "hour" if self.first == self.last else "day"

    @property
    def running(self) -> bool:
        """Whether the range ends in a day that is not over, so that its last point will still grow."""
        return self.last == self.today

    @property
    def words(self) -> str:
        """`1 – 30 Nov 2025`, as short as it can be said."""
        first, last = self.first, self.last
        if first == last:
            return _day(last, "%b %Y")
        same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
        start = str(first.day) if same_month else _day(first, "%b" if same_year else "%b %Y")
        return f"{start} – {_day(last, '%b %Y')}"

    def days(self) -> list[dt.date]:
        """Every day of the range, in order."""
        return [self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def _day(day: dt.date, rest: str) -> str:
    return f"{day.day} {day.strftime(rest)}"


def today_in(timezone: str, now: float) -> dt.date:
    """The date in `timezone` (IANA name) at `now`, seconds since 1970."""
    return dt.datetime.fromtimestamp(now, ZoneInfo(timezone)).date()


def preset(name: str, today: dt.date) -> Range:
    """The range of a preset. RangeError when there is no such preset."""
    for known, _, days in PRESETS:
        if name == known:
            return Range(today - dt.timedelta(days=days - 1), today, known, today)
    names = ", ".join(known for known, _, _ in PRESETS)
    raise RangeError(f"There is no range “{name[:40]}”. Use one of {names}, or give both dates.")


def read_range(query: Mapping[str, str], today: dt.date) -> Range:
    """The range that `range=…` or `from=…&to=…` asks for; 30 days when neither is given.

    Raises RangeError for a date that is none, a reversed or absurd range, and days that have not come yet.
    """
    first_text, last_text = query.get("from", "").strip(), query.get("to", "").strip()
    if not first_text and not last_text:
        return preset(query.get("range") or DEFAULT, today)
    if not first_text or not last_text:
        raise RangeError("A range needs both its first and its last day.")
    return _checked(_date(first_text), _date(last_text), today)


def _date(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise RangeError(f"“{text[:40]}” is not a date. Write it as year-month-day: 2025-11-23.") from None


def _checked(first: dt.date, last: dt.date, today: dt.date) -> Range:
    if first > last:
        raise RangeError(f"The first day ({first}) comes after the last ({last}). Swap them.")
    if last > today:
        raise RangeError(f"{last} has not come yet. The last day can be today, {today}.")
    if first < EARLIEST:
        raise RangeError(f"{first} is too long ago. The first day can be {EARLIEST} or later.")
    if (last - first).days >= MOST_DAYS:
        raise RangeError(f"That is more than {MOST_DAYS:,} days. Choose a shorter range.")
    return Range(first, last, "custom", today)
