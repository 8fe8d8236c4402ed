"""A wide table that is read as it stands: columns that may sort it, a bar or a line in each row."""

from collections.abc import Sequence
from typing import Any

import msgspec

from dashboards.pages.ask import Panel, number
from dashboards.table import Table


class Head(msgspec.Struct, frozen=True):
    """A column as the page shows it: which of the table's it is, its word, and the definition of which word.

    `href` sorts by it; `sorted` is what `aria-sort` says; `tone` is "blocked" for what blocking costs.
    """

    at: int
    name: str
    term: str = ""
    tone: str = ""
    href: str = ""
    sorted: str = ""


def listed(table: Table, heads: Sequence[Head], base: str, **more: Any) -> Panel:
    """A panel that is a table, of which `heads` are shown and all columns are in its file.

    `more` may hold `shares` (0..100) or `sparks` (paths of `figures.spark`, with their words) for each row,
    `hrefs` where rows lead elsewhere than to the page filtered by them, and `whole` of the panel.
    """
    whole = more.pop("whole", None)
    context = {"heads": heads, "base": base, "shares": (), "sparks": (), "hrefs": None, "nothing": "", **more}
    return Panel("panels/listed.html", context, table, whole)


def shares_of(values: Sequence[str | float | None]) -> list[int]:
    """How long each value's bar is, in per cent of the longest."""
    most = max(map(number, values), default=0) or 1
    return [round(number(value) / most * 100) for value in values]
