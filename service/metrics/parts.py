"""What metrics are made of: sums over views that may be added up across days and parts.

A metric names its sums and says how they become one number, so each is written once, for every warehouse.
"""

from collections.abc import Callable
from typing import Any

import msgspec
import sqlalchemy as sa

from service.metrics.prices import Prices
from service.warehouse.schema import views

Number = float | int | None


class Sum(msgspec.Struct, frozen=True, eq=False):
    """A named aggregate over `schema.views`; one of money is made with the site's prices."""

    name: str
    expression: sa.ColumnElement[Any] | Callable[[Prices], sa.ColumnElement[Any]]

    def with_prices(self, prices: Prices) -> sa.ColumnElement[Any]:
        """The aggregate itself."""
        return self.expression(prices) if self.of_money else self.expression  # type: ignore[operator, return-value]

    @property
    def of_money(self) -> bool:
        """Whether prices make a difference."""
        return not isinstance(self.expression, sa.ColumnElement)


class Metric(msgspec.Struct, frozen=True, eq=False):
    """A question with a number for an answer: its unit, its definition with the source, its sums."""

    name: str
    unit: str
    definition: str
    sums: tuple[Sum, ...]
    value: Callable[..., Number]


#: A resumed view adds engaged time but is no page view (DESIGN section 2).
page_view = sa.not_(views.c.resumed)


def count(name: str, condition: sa.ColumnElement[bool]) -> Sum:
    """How many views meet the condition; one that is null does not.

    The condition may only look at what every view of a row has in common: `rollups.KEYS`.
    """
    return Sum(name, sa.func.sum(sa.case((condition, views.c.weight), else_=0)))


def total(name: str, column: sa.ColumnElement[Any], condition: sa.ColumnElement[bool] | None = None) -> Sum:
    """The sum of a column over the views that meet the condition."""
    return Sum(name, sa.func.sum(column if condition is None else sa.case((condition, column), else_=0)))


def revenue(name: str, condition: sa.ColumnElement[bool] | None = None) -> Sum:
    """The revenue of the views that meet the condition, in millionths of a unit of the currency."""

    def expression(prices: Prices) -> sa.ColumnElement[Any]:
        return total(name, prices.revenue(), condition).with_prices(prices)

    return Sum(name, expression)


def ratio(part: Number, whole: Number) -> float | None:
    """Part / whole, and None (not 0) where there is nothing to divide by."""
    return (part or 0) / whole if whole else None


def whole(value: Number) -> int:
    """A count: 0 where no row was found."""
    return int(value or 0)
