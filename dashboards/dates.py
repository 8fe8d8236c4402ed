"""The date range of a page: read from its URL, or a sentence that says what is wrong with it."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_interval, format_skeleton

from service.metrics.query import MOST_DAYS
from service.page.language import _, language

EARLIEST = dt.date(2000, 1, 1)
#: Name in the URL, days up to and with today; the others end or begin with a month.
_DAYS = {"today": 1, "7d": 7, "30d": 30, "90d": 90, "12m": 365}
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
    def running(self) -> bool:
        """Whether the range ends in a day that is not over, so that its last point will still grow."""
        return self.last == self.today

    @property
    def words(self) -> str:
        """`1–30 Nov 2025`, as short as the language says it."""
        return str(format_interval(self.first, self.last, "yMMMd", locale=locale()))

    def days(self) -> list[dt.date]:
        """Every day of the range, in order."""
        return [self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def locale() -> str:
    """By whose customs dates are written: English as most of the world writes them."""
    return "en_GB" if language() == "en" else language()


def day_words(day: dt.date) -> str:
    """`Sun, 23 Nov 2025`."""
    return str(format_skeleton("yMMMEd", day, locale=locale()))


def today_in(timezone: str, now: float) -> dt.date:
    """The date in `timezone` (IANA name) at `now`, seconds since 1970."""
    return dt.datetime.fromtimestamp(now, ZoneInfo(timezone)).date()


def presets() -> list[tuple[str, str]]:
    """Every preset's name in the URL, and its words."""
    return [
        ("today", _("Today")),
        ("yesterday", _("Yesterday")),
        ("7d", _("7 days")),
        ("30d", _("30 days")),
        ("90d", _("90 days")),
        ("month", _("This month")),
        ("last-month", _("Last month")),
        ("12m", _("12 months")),
    ]


def preset(name: str, today: dt.date) -> Range:
    """The range of a preset. RangeError when there is no such preset."""
    known = [one for one, _words in presets()]
    if name not in known:
        names = ", ".join(known)
        raise RangeError(
            _(
                "There is no range “%(name)s”. Use one of %(names)s, or give both dates.",
                name=name[:40],
                names=names,
            )
        )
    return Range(*_ends(name, today), name, today)


def _ends(name: str, today: dt.date) -> tuple[dt.date, dt.date]:
    month = today.replace(day=1)
    before = month - dt.timedelta(days=1)
    if name in _DAYS:
        return today - dt.timedelta(days=_DAYS[name] - 1), today
    if name == "yesterday":
        return today - dt.timedelta(days=1), today - dt.timedelta(days=1)
    return (month, today) if name == "month" else (before.replace(day=1), before)


def read_range(query: Mapping[str, str], today: dt.date) -> Range:
    """The range that `range=…` or `from=…&to=…` asks for; 30 days when neither is given.

    Raises RangeError for a date that is none, a reversed or absurd range, and days that have not come yet.
    """
    first_text, last_text = query.get("from", "").strip(), query.get("to", "").strip()
    if not first_text and not last_text:
        return preset(query.get("range") or DEFAULT, today)
    if not first_text or not last_text:
        raise RangeError(_("A range needs both its first and its last day."))
    return _checked(_date(first_text), _date(last_text), today)


def _date(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise RangeError(
            _("“%(text)s” is not a date. Write it as year-month-day: 2025-11-23.", text=text[:40])
        ) from None


def _checked(first: dt.date, last: dt.date, today: dt.date) -> Range:
    words = {"first": first, "last": last, "today": today, "earliest": EARLIEST, "most": f"{MOST_DAYS:,}"}
    if first > last:
        raise RangeError(_("The first day (%(first)s) comes after the last (%(last)s). Swap them.", **words))
    if last > today:
        raise RangeError(_("%(last)s has not come yet. The last day can be today, %(today)s.", **words))
    if first < EARLIEST:
        raise RangeError(_("%(first)s is too long ago. The first day can be %(earliest)s or later.", **words))
    if (last - first).days >= MOST_DAYS:
        raise RangeError(_("That is more than %(most)s days. Choose a shorter range.", **words))
    return Range(first, last, "custom", today)
