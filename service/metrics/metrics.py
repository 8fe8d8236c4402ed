"""The door of this room: dashboards and the API ask here."""

import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from service.catalog.sites import Money
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
    rows,
    with_risk,
)
from service.metrics.results import Results, results
from service.metrics.risk import CELL, Rates, at_risk, rates_statement
from service.warehouse.port import Sums, Warehouse


class Answer(msgspec.Struct, frozen=True):
    """Rows, and in `meta` what they mean: units, the time zone that cut the days, how long it took."""

    rows: tuple[Row, ...]
    meta: dict[str, Any]


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
        began = time.perf_counter()
        await self._catch_up()
        money = self._money_of(query.site)
        prices = prices_of(money)
        statement, keys, parameters = build(query, prices)
        sums = await self._warehouse.ask(statement, keys, query.site, query.from_, query.to, parameters)
        found = rows(query, await self._with_risk(query, sums, prices), keys)
        units = {name: METRICS[name].unit for name in query.metrics}
        meta = {
            "units": {name: money.currency if unit == "money" else unit for name, unit in units.items()},
            "timezone": self._zone_of(query.site).key,
            "rows": len(found),
            "took_ms": round((time.perf_counter() - began) * 1000, 1),
        }
        return Answer(tuple(found), meta)

    async def _with_risk(self, query: Query, sums: list[Sums], prices: Prices) -> list[Sums]:
        """The rows with revenue at risk, where it was asked for: blocked views and rates, both by cell."""
        asked = build_at_risk(query)
        if asked is None:
            return sums
        statement, keys, parameters = asked
        days = query.site, query.from_, query.to
        rates = Rates(await self._warehouse.ask(rates_statement(prices), len(CELL), *days))
        blocked = await self._warehouse.ask(statement, keys + len(CELL), *days, parameters)
        return with_risk(query, sums, keys, at_risk(blocked, keys, rates))

    async def results(self, site: str, rule: int, first: dt.date, last: dt.date) -> Results:
        """What a rule brought and cost, of readers first asked from `first` on, until `last`.

        Raises QueryError where the days make no sense.
        """
        check_days(first, last)
        await self._catch_up()
        money = self._money_of(site)
        return await results(self._warehouse, site, rule, first, last, prices_of(money), money.currency)

    async def live(self, site: str, now_ms: int) -> Live:
        """The last 30 minutes."""
        await self._catch_up()
        return await live(self._warehouse, site, self._zone_of(site), now_ms)
