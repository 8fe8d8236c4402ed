"""What views can be told apart by."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import sqlalchemy as sa

from service.warehouse.dialect import each_part
from service.warehouse.rows import AUTHOR_SEPARATOR
from service.warehouse.schema import views as v

Label = str | int | None


class Dimension(msgspec.Struct, frozen=True, eq=False):
    """A name, the columns to group by, and how their values are told; `filter_on` is what filters compare.

    `words` is what it means, in one sentence.
    """

    name: str
    columns: tuple[sa.ColumnElement[Any], ...]
    label: Callable[..., Label]
    filter_on: sa.ColumnElement[Any]
    words: str
    several: bool = False


def _day(day: dt.date | str) -> str:
    return str(day)[:10]


def _hour(day: dt.date | str, hour: int) -> str:
    return f"{_day(day)} {hour:02}:00"


def _month(day: dt.date | str) -> str:
    return str(day)[:7]


def _same(value: Label) -> Label:
    return value


def _plain(name: str, words: str) -> Dimension:
    found = v.c[name]
    return Dimension(name, (found,), _same, found, words)


def _number(name: str, column: sa.ColumnElement[Any], words: str) -> Dimension:
    return Dimension(name, (column,), _same, sa.cast(column, sa.Text), words)


def _appeal(name: str, words: str) -> Dimension:
    asked = (v.c.rule > 0, v.c[name])
    return _number(name, sa.case(asked, (v.c.recovered_rule > 0, v.c[f"recovered_{name}"]), else_=0), words)


def _first_day(unit: str) -> sa.ColumnElement[Any]:
    return sa.cast(sa.func.date_trunc(sa.literal_column(f"'{unit}'"), v.c.day), sa.Date)


_author = each_part(v.c.author, sa.literal_column(f"'{AUTHOR_SEPARATOR}'"))

_day_text = sa.cast(v.c.day, sa.Text)
_hour_text = _day_text + " " + sa.func.lpad(sa.cast(v.c.hour, sa.Text), 2, "0") + ":00"
_week, _first_of_month = _first_day("week"), _first_day("month")

#: 100 falls to 90: a step of its own would be one of eleven and a tenth as wide.
_ten_points = sa.case((v.c.confidence >= 90, 90), else_=v.c.confidence - v.c.confidence % 10)

#: Of time. Rows by one of them come in its order unless another is asked for.
TIMES = (
    Dimension("day", (v.c.day,), _day, _day_text, "Day on which the view began, in the site's time zone."),
    Dimension(
        "hour",
        (v.c.day, v.c.hour),
        _hour,
        _hour_text,
        "Day and hour in which it began, as 2026-11-02 14:00, in the site's time zone.",
    ),
    Dimension("week", (_week,), _day, sa.cast(_week, sa.Text), "The Monday of its week (ISO 8601)."),
    Dimension("month", (_first_of_month,), _month, sa.func.substr(_day_text, 1, 7), "Its month, as 2026-11."),
    _number(
        "weekday",
        sa.cast(sa.extract("isodow", v.c.day), sa.Integer),
        "Its weekday: 1 is Monday, 7 is Sunday.",
    ),
    _number("hour_of_day", v.c.hour, "The hour in which it began, 0 to 23, whatever the day."),
)

#: Bins of engaged time begin at these seconds; the last has no end.
TIME_BINS = (0, 5, 15, 30, 60, 120, 300)
#: How wide bins of scroll depth are, in per cent of the article.
DEPTH_STEP = 5

_BINS = "begins at so many seconds: 0, 5, 15, 30, 60, 120 or 300."


def _time_bin(name: str, ms: sa.ColumnElement[Any], words: str) -> Dimension:
    starts: list[tuple[Any, Any]] = [
        (ms >= sa.literal_column(str(start * 1000)), sa.literal_column(str(start)))
        for start in reversed(TIME_BINS[1:])
    ]
    return _number(name, sa.case(*starts, else_=sa.literal_column("0")), f"{words}, as a bin that {_BINS}")


#: How a view was read, in bins: for distributions.
READING = (
    _number(
        "depth",
        v.c.scroll_pct - v.c.scroll_pct % sa.literal_column(str(DEPTH_STEP)),
        f"Scroll depth, as a bin that begins at so many per cent: 0, {DEPTH_STEP}, {2 * DEPTH_STEP} to 100.",
    ),
    _time_bin("engaged_bin", v.c.engaged_ms, "Engaged time"),
    _time_bin("focus_bin", v.c.focus_ms, "Time visible and focused"),
    _time_bin(
        "active_bin",
        sa.cast(v.c.active_10s, sa.Integer) * sa.literal_column("10000") - sa.literal_column("5000"),
        "10 x (active ten-second buckets - 1) + 5 seconds",
    ),
)

_PLAIN = {
    "article": "Path of the article's canonical URL.",
    "section": "Section that the article names, or ''.",
    "blocker": "Blocker state: none, requests, cosmetic, dns, tracking_protection, inconclusive, not_run.",
    "device": "Kind of device: desktop, phone, tablet, tv or other.",
    "browser": "The browser's name.",
    "os": "The operating system's name.",
    "country": "Country of the address (ISO 3166-1 alpha-2), or '' where it is not known.",
    "channel": "Where the reader came from: direct, search, social, news, email, internal, ai or other.",
    "referrer": "Host of the page that led here, or ''.",
    "language": "The reader's language, its primary subtag.",
    "utm_source": "Value of the address's utm_source, or ''.",
    "utm_medium": "Value of the address's utm_medium, or ''.",
    "utm_campaign": "Value of the address's utm_campaign, or ''.",
    "previous": "Path of the article of the same site that was read before, or ''.",
    "article_language": "Language that the article names, or ''.",
    "bot": "Why nobody may be reading: crawler (told only here), automation, http_client, no_agent or ''.",
}

DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        *TIMES,
        *READING,
        Dimension(
            "author",
            (_author,),
            _same,
            v.c.author,
            "Each author that the article names; a view of two authors is told for both.",
            several=True,
        ),
        *(_plain(name, words) for name, words in _PLAIN.items()),
        _number(
            "confidence",
            _ten_points,
            "How sure detection was, per cent, in steps of ten: 80 is 80 to 89; 90 is 90 to 100.",
        ),
        _appeal(
            "rule",
            "Rule that asked on this view, else that after whose appeal ads were allowed, else 0.",
        ),
        _appeal("variant", "Variant of that rule's appeal; 0 where held out, or without a rule."),
        _number(
            "arm_rule",
            v.c.arm_rule,
            "Rule by which the reader was first asked or held out in the 90 days before, else 0.",
        ),
        _number("arm_variant", v.c.arm_variant, "Variant that the reader was first given; 0 where held out."),
    )
}
