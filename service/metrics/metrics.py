"""The door of this room: dashboards and the API ask here."""

import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from service.metrics.live import Live, live
from service.metrics.query import METRICS, Query, Row, build, check, rows
from service.warehouse.port import Warehouse


class Answer(msgspec.Struct, frozen=True):
    """Rows, and in `meta` what they mean: units, the time zone that cut the days, how long it took."""

    rows: tuple[Row, ...]
    meta: dict[str, Any]


async def _nothing_to_do() -> None: ...


class Metrics:
    """Answers questions from a warehouse; `zone_of` gives a site's time zone.

    `catch_up` is awaited before each, for the warehouse to learn of the newest views.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        zone_of: Callable[[str], ZoneInfo],
        catch_up: Callable[[], Awaitable[None]] = _nothing_to_do,
    ) -> None:
        self._warehouse = warehouse
        self._zone_of = zone_of
        self._catch_up = catch_up

    def today(self, site: str, now_ms: int) -> dt.date:
        """The day it is on the site's clock."""
        return dt.datetime.fromtimestamp(now_ms / 1000, self._zone_of(site)).date()

    async def answer(self, query: Query) -> Answer:
        """Raises QueryError with a sentence where the question cannot be answered."""
        check(query)
        began = time.perf_counter()
        await self._catch_up()
        statement, keys, parameters = build(query)
        sums = await self._warehouse.ask(statement, keys, query.site, query.from_, query.to, parameters)
        found = rows(query, sums, keys)
        meta = {
            "units": {name: METRICS[name].unit for name in query.metrics},
            "timezone": self._zone_of(query.site).key,
            "rows": len(found),
            "took_ms": round((time.perf_counter() - began) * 1000, 1),
        }
        return Answer(tuple(found), meta)

    async def live(self, site: str, now_ms: int) -> Live:
        """The last 30 minutes."""
        await self._catch_up()
        return await live(self._warehouse, site, self._zone_of(site), now_ms)
