"""The numbers behind a figure, as they are: for the page by the reader's locale, in CSV for programs."""

from collections.abc import Callable
from typing import Literal

import msgspec

from dashboards.numbers import FEW, NOT_KNOWN, Numbers
from service.page.language import _

#: What a column holds: a text, a whole number, a share 0..1, seconds, per cent, money, a decimal number.
Kind = Literal["text", "count", "share", "seconds", "depth", "money", "decimal"]
Value = str | int | float | None


class Column(msgspec.Struct, frozen=True):
    """A share `of` the column at that place is not shown where that is too few."""

    name: str
    kind: Kind = "count"
    of: int | None = None


class Table(msgspec.Struct, frozen=True):
    """The first column names the row; `keys` are the values of `dimension` by which rows filter the page."""

    head: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    dimension: str = ""
    keys: tuple[str, ...] = ()


def cells(table: Table, row: tuple[Value, ...], numbers: Numbers, currency: str) -> list[str]:
    """A row's cells as a person reads them."""
    return [
        _("too few") if _is_few(column, row) else cell(value, column.kind, numbers, currency)
        for value, column in zip(row, table.head, strict=True)
    ]


def _is_few(column: Column, row: tuple[Value, ...]) -> bool:
    base = row[column.of] if column.of is not None else None
    return isinstance(base, (int, float)) and base < FEW


def cell(value: Value, kind: Kind, numbers: Numbers, currency: str) -> str:
    """One value as a person reads it."""
    if isinstance(value, str):
        return value
    if value is None:
        return NOT_KNOWN
    if kind == "money":
        return numbers.money(value, currency)
    if kind == "decimal":
        return numbers.decimals(value, 1)
    show: dict[Kind, Callable[[float], str]] = {
        "share": numbers.percent,
        "seconds": numbers.seconds,
        "depth": numbers.depth,
    }
    return show[kind](value) if kind in show else numbers.count(value)


#: The unit of each kind, for a file's head.
UNITS: dict[Kind, str] = {"share": "share of 1", "seconds": "s", "depth": "%"}


def unit(kind: Kind, currency: str) -> str:
    """What a column's numbers are in, '' for plain counts and texts."""
    return currency if kind == "money" else UNITS.get(kind, "")
