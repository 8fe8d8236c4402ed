"""A table that is looked at, not opened: few rows, a bar under each name, every column's word defined."""

from collections.abc import Sequence

import msgspec

from dashboards.pages.ask import Ask, Panel, number
from dashboards.table import Table, cells


class Head(msgspec.Struct, frozen=True):
    """A column that is shown: its place in the table, its words, and the defined word where it is one."""

    place: int
    words: str
    term: str = ""


class Rank(msgspec.Struct, frozen=True):
    """A row: its name, where it leads, what it means, how long its bar is (0 to 100), and its cells."""

    name: str
    href: str | None
    cells: tuple[str, ...]
    width: float
    about: str = ""
    tone: str = ""


def ranking(
    ask: Ask,
    table: Table,
    heads: Sequence[Head],
    *,
    base: str,
    hrefs: Sequence[str | None] = (),
    abouts: Sequence[str] = (),
    tones: Sequence[str] = (),
    most: int,
    bar: int,
) -> Panel:
    """The first `most` rows of a table; the bar is the column at `bar`, as a part of its largest."""
    rows = table.rows[:most]
    top = max((number(row[bar]) for row in rows), default=0) or 1
    currency = ask.site.money.currency
    leads = hrefs or [ask.filtered(table.dimension, key) if key else None for key in table.keys]
    ranks = []
    for place, row in enumerate(rows):
        texts = cells(table, row, ask.numbers, currency)
        ranks.append(
            Rank(
                texts[0],
                leads[place] if place < len(leads) else None,
                tuple(texts[head.place] for head in heads),
                round(number(row[bar]) / top * 100, 1),
                abouts[place] if place < len(abouts) else "",
                tones[place] if place < len(tones) else "",
            )
        )
    context = {"base": base, "heads": heads, "ranks": ranks, "figure": None, "more": len(table.rows) > most}
    return Panel("panels/ranking.html", context, table)
