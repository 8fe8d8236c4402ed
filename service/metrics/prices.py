"""What a viewable impression is taken to bring, by section, country and device: the site's money settings."""

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from service.catalog.sites import Money
from service.warehouse.schema import views as v

MICROS = 1_000_000
_MICROS_PER_CPM = 1_000

_Cells = tuple[tuple[str, int], ...]


class Prices(msgspec.Struct, frozen=True):
    """Millionths of a unit of the site's currency for one viewable impression: whole, so that sums are exact.

    A CPM is therefore taken to a thousandth of a unit.
    """

    usual: int
    by_device: _Cells = ()
    by_country: _Cells = ()
    by_section: _Cells = ()

    def revenue(self) -> sa.ColumnElement[int]:
        """A view's revenue in millionths: what the page reported; where it reported nothing, an estimate.

        The estimate is viewable impressions x CPM / 1000. Of the CPMs that are set the most specific one
        counts: that of the section, else of the country, else of the device, else the site's.
        """
        price: sa.ColumnElement[int] = sa.literal(self.usual, sa.BigInteger)
        for column, cells in (
            (v.c.device, self.by_device),
            (v.c.country, self.by_country),
            (v.c.section, self.by_section),
        ):
            price = _choice(column, cells, price)
        return v.c.revenue_micros + sa.cast(v.c.unpaid_viewable, sa.BigInteger) * price


#: Where no money is asked for.
NO_PRICES = Prices(0)


def prices_of(money: Money) -> Prices:
    """Money settings as prices. Two settings that make the same prices are equal."""
    return Prices(
        _micros(money.cpm), _cells(money.by_device), _cells(money.by_country), _cells(money.by_section)
    )


def _micros(cpm: float) -> int:
    return round(cpm * _MICROS_PER_CPM)


def _cells(cpms: Mapping[str, float]) -> _Cells:
    return tuple((cell, _micros(cpm)) for cell, cpm in sorted(cpms.items()))


def _choice(
    column: sa.ColumnElement[Any], cells: _Cells, otherwise: sa.ColumnElement[int]
) -> sa.ColumnElement[int]:
    if not cells:
        return otherwise
    priced = {cell: sa.literal(micros, sa.BigInteger) for cell, micros in cells}
    return sa.case(priced, value=column, else_=otherwise)
