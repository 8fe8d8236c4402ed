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
    """A name, the columns to group by, and how their values are told; `filter_on` is what filters compare."""

    name: str
    columns: tuple[sa.ColumnElement[Any], ...]
    label: Callable[..., Label]
    filter_on: sa.ColumnElement[Any]
    several: bool = False


def _day(day: dt.date | str) -> str:
    return str(day)[:10]


def _hour(day: dt.date | str, hour: int) -> str:
    return f"{_day(day)} {hour:02}:00"


def _same(value: Label) -> Label:
    return value


def _plain(name: str, column: str | None = None) -> Dimension:
    found = v.c[column or name]
    return Dimension(name, (found,), _same, found)


def _number(name: str, column: sa.ColumnElement[Any]) -> Dimension:
    return Dimension(name, (column,), _same, sa.cast(column, sa.Text))


def _appeal(name: str) -> Dimension:
    """Of the rule that asked on this view, else of that after whose appeal ads were allowed, else 0."""
    asked = (v.c.rule > 0, v.c[name])
    return _number(name, sa.case(asked, (v.c.recovered_rule > 0, v.c[f"recovered_{name}"]), else_=0))


_author = each_part(v.c.author, sa.literal_column(f"'{AUTHOR_SEPARATOR}'"))

_hour_text = sa.cast(v.c.day, sa.Text) + " " + sa.func.lpad(sa.cast(v.c.hour, sa.Text), 2, "0") + ":00"

DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension("day", (v.c.day,), _day, sa.cast(v.c.day, sa.Text)),
        Dimension("hour", (v.c.day, v.c.hour), _hour, _hour_text),
        Dimension("author", (_author,), _same, v.c.author, several=True),
        *map(_plain, ("article", "section", "blocker", "device", "browser", "os", "country", "channel")),
        *map(_plain, ("referrer", "language", "utm_source", "utm_medium", "utm_campaign", "previous")),
        *map(_plain, ("article_language", "bot")),
        *map(_appeal, ("rule", "variant")),
        # By which the reader was first asked, or held out (variant 0), in the 90 days before.
        *(_number(name, v.c[name]) for name in ("arm_rule", "arm_variant")),
    )
}
