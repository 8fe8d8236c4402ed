"""A warehouse whose views are settled, recent and open at once."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from service.events import View
from service.metrics.metrics import Metrics
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.metrics.recount import MONEY, ZONE, local, newsroom

TODAY = dt.datetime.now(ZONE).date()
FIRST, LAST = TODAY - dt.timedelta(12), TODAY + dt.timedelta(1)


async def _fill(warehouse: EmbeddedWarehouse, views: list[View]) -> None:
    """Half of the last two days is still open; only then can a view be."""
    still_open = [one for one in views[::2] if local(one).date() >= TODAY - dt.timedelta(1)]
    closed = [one for one in views if one not in still_open]
    await warehouse.follow(views[1::3])
    for part in (closed[::2], closed[1::2]):
        await warehouse.publish(await warehouse.stage(part), [], part)
    while merged := await warehouse.merge():
        old, new = merged
        await warehouse.publish(new, old, [])
    await warehouse.follow(still_open)


@pytest.fixture(scope="package")
def views() -> list[View]:
    days = [TODAY - dt.timedelta(days) for days in (12, 11, 5, 4, 3, 2, 1, 0)]
    return newsroom(4_000, seed=7, days=days)


@pytest.fixture(scope="package")
def warehouse(views: list[View], tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWarehouse]:
    made = EmbeddedWarehouse(tmp_path_factory.mktemp("segments"), [], lambda _: ZONE)
    asyncio.run(_fill(made, views))
    yield made
    made.close()


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every statement that is compiled from now on."""
    found: list[object] = []
    compile_it = sa.Select.compile

    def listen(statement: Any, *args: Any, **more: Any) -> Any:
        found.append(statement)
        return compile_it(statement, *args, **more)

    monkeypatch.setattr(sa.Select, "compile", listen)
    return found


@pytest.fixture(scope="package")
def asked(warehouse: EmbeddedWarehouse) -> Metrics:
    return Metrics(warehouse, lambda _: ZONE, money_of=lambda _: MONEY)
