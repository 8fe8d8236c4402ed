"""The door of this room: dashboards and the API ask here."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import NotRequired, TypedDict
from zoneinfo import ZoneInfo

import msgspec

from service.catalog.sites import Money
from service.metrics.beside import beside, earlier_days, without_dimensions
from service.metrics.compare import Days
from service.metrics.live import Live, live
from service.metrics.prices import Prices, prices_of
from service.metrics.query import (
    METRICS,
    Query,
    Row,
    build,
    build_at_risk,
    check,
    check_days,
    every_row,
    rows,
    with_risk,
)
from service.metrics.results import Results, results
from service.metrics.risk import CELL, Rates, at_risk, rates_statement
from service.warehouse.port import Sums, Warehouse


class Meta(TypedDict):
    """What rows mean: each metric's unit (of money the currency), the time zone that cut the days.

    `total_rows` are all there are; `next_offset` is told where more come; `compared` are the earlier days.
    """

    units: dict[str, str]
    timezone: str
    rows: int
    total_rows: int
    took_ms: float
    next_offset: NotRequired[int]
    compared: NotRequired[Days]


class Answer(msgspec.Struct, frozen=True):
    """Rows, what they mean, and where asked for the metrics of all views together: no sum of the rows."""

    rows: tuple[Row, ...]
    meta: Meta
    totals: Row | msgspec.UnsetType = msgspec.UNSET


async def _nothing_to_do() -> None: ...


def _usual_money(_site: str) -> Money:
    return Money()


class Metrics:
    """Answers questions from a warehouse; `zone_of` gives a site's time zone, `money_of` its money settings.

    `catch_up` is awaited before each, for the warehouse to learn of the newest views.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        zone_of: Callable[[str], ZoneInfo],
        catch_up: Callable[[], Awaitable[None]] = _nothing_to_do,
        money_of: Callable[[str], Money] = _usual_money,
    ) -> None:
        self._warehouse = warehouse
        self._zone_of = zone_of
        self._money_of = money_of
        self._catch_up = catch_up

    def today(self, site: str, now_ms: int) -> dt.date:
        """The day it is on the site's clock."""
        return dt.datetime.fromtimestamp(now_ms / 1000, self._zone_of(site)).date()

    async def answer(self, query: Query) -> Answer:
        """Raises QueryError with a sentence where the question cannot be answered."""
        check(query)
        earlier = earlier_days(query)
        began = time.perf_counter()
        await self._catch_up()
        money = self._money_of(query.site)
        prices = prices_of(money)
        found, total = await self._compared(query, earlier, prices)
        totals: Row | msgspec.UnsetType = msgspec.UNSET
        if query.totals:
            ((totals,), _) = await self._compared(without_dimensions(query), earlier, prices)
        units = {name: METRICS[name].unit for name in query.metrics}
        meta: Meta = {
            "units": {name: money.currency if unit == "money" else unit for name, unit in units.items()},
            "timezone": self._zone_of(query.site).key,
            "rows": len(found),
            "total_rows": total,
            "took_ms": round((time.perf_counter() - began) * 1000, 1),
        }
        if query.offset + len(found) < total:
            meta["next_offset"] = query.offset + len(found)
        if earlier:
            meta["compared"] = earlier
        return Answer(tuple(found), meta, totals)

    async def _compared(self, query: Query, earlier: Days | None, prices: Prices) -> tuple[list[Row], int]:
        """The rows asked for, with the earlier days' metrics where asked for; how many there are."""
        sums, keys = await self._sums(query, prices)
        found = rows(query, sums, keys)
        if earlier:
            then = msgspec.structs.replace(query, from_=earlier.from_, to=earlier.to)
            found = beside(query, found, every_row(then, *await self._sums(then, prices)), earlier)
        return found, len(sums)

    async def _sums(self, query: Query, prices: Prices) -> tuple[list[Sums], int]:
        """The answer's parts added up, and how many of their columns are keys."""
        statement, keys, parameters = build(query, prices)
        days = query.site, query.from_, query.to
        sums = self._warehouse.ask(statement, keys, *days, parameters)
        risk = build_at_risk(query)
        if risk is None:
            return await sums, keys
        # Revenue at risk: blocked views and rates, both by cell, asked beside the rest.
        blocked_views, more, values = risk
        found, unblocked, blocked = await asyncio.gather(
            sums,
            self._warehouse.ask(rates_statement(prices), len(CELL), *days),
            self._warehouse.ask(blocked_views, more + len(CELL), *days, values),
        )
        return with_risk(query, found, keys, at_risk(blocked, more, Rates(unblocked))), keys

    async def results(
        self, site: str, rule: int, first: dt.date, last: dt.date, curve: bool = True
    ) -> Results:
        """What a rule brought and cost, of readers first asked from `first` on, until `last`.

        Without `curve` it does not say how many still allow ads, which takes two questions more.

        Raises QueryError where the days make no sense.
        """
        check_days(first, last)
        await self._catch_up()
        money = self._money_of(site)
        prices = prices_of(money)
        return await results(self._warehouse, site, rule, first, last, prices, money.currency, curve)

    async def live(self, site: str, now_ms: int) -> Live:
        """The last 30 minutes."""
        await self._catch_up()
        return await live(self._warehouse, site, self._zone_of(site), now_ms)
