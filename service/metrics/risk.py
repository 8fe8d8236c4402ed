"""What blocked views would have brought: revenue at risk.

Every blocked view is taken to have lost what an unblocked one of the same cell brings: device x country x
section, of the whole site in the days asked about, whatever the question's filters are. Cells with fewer than
100 unblocked views say too little, and a coarser one stands in: without the country, then without the
section, then all of the site. The country goes first: a site has many, and its CPM yields to the section's.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from service.metrics.blocking import BLOCKED
from service.metrics.parts import Metric, Number, Sum, count, page_view, revenue
from service.metrics.prices import MICROS, Prices
from service.warehouse.port import ROLLED_UP, Statement, Sums
from service.warehouse.schema import views as v

#: The columns of a cell.
CELL = (v.c.device, v.c.country, v.c.section)
FEWEST = 100

#: Stands for the money in a statement; `Metrics` puts the money in its place.
AT_RISK = Sum("at_risk", BLOCKED.expression)
_UNBLOCKED = count("unblocked", page_view & v.c.blocked.is_(False))
_EARNED = revenue("earned", v.c.blocked.is_(False))

Cell = tuple[str, str, str]


def _units(micros: Number) -> float | None:
    return None if micros is None else micros / MICROS


METRICS = (
    Metric(
        "revenue_at_risk",
        "money",
        "Blocked views x revenue per unblocked view of the same device, country and section; where those are "
        "fewer than 100 views, of the same device and section, of the device, of the site.",
        (AT_RISK,),
        _units,
    ),
)


class Rates:
    """Revenue per unblocked view, by cell."""

    def __init__(self, rows: Iterable[Sums]) -> None:
        """`rows` are of `rates_statement`: device, country, section, unblocked views, millionths earned."""
        self._totals: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
        for device, country, section, views, earned in rows:
            for level in _levels((device, country, section)):
                total = self._totals[level]
                total[0] += views or 0
                total[1] += earned or 0

    def of(self, cell: Cell) -> float | None:
        """Millionths per view of this cell; None for a site without a single unblocked view."""
        found = None
        for level in _levels(cell):
            views, earned = self._totals.get(level, (0, 0))
            if views:
                found = earned / views
            if views >= FEWEST:
                break
        return found


def _levels(cell: Cell) -> tuple[tuple[str, ...], ...]:
    """A cell, then what may stand in for it; told apart by their lengths."""
    device, _, section = cell
    return cell, (device, section), (device,), ()


@lru_cache(32)
def rates_statement(prices: Prices) -> Statement:
    """Unblocked views and what they earned, by cell: the rows of `Rates`."""
    sums = (_UNBLOCKED.with_prices(prices), _EARNED.with_prices(prices))
    statement: sa.Select[Any] = sa.select(*CELL, *sums).where(v.c.bot != "crawler")
    grouped = statement.group_by(*(sa.literal_column(str(n + 1)) for n in range(len(CELL))))
    return grouped.execution_options(**{ROLLED_UP: True})


def at_risk(rows: Iterable[Sums], keys: int, rates: Rates) -> dict[Sums, float | None]:
    """Millionths at risk by the first `keys` columns; after them come a cell and its blocked views.

    None where there are blocked views and nothing to compare them with.
    """
    found: dict[Sums, float | None] = {}
    known: dict[Cell, float | None] = {}
    for row in rows:
        cell, blocked = row[keys:-1], row[-1]
        if cell not in known:
            known[cell] = rates.of(cell)
        rate, before = known[cell], found.get(row[:keys], 0.0)
        if blocked:
            found[row[:keys]] = None if rate is None or before is None else before + rate * blocked
    return found
