"""Journal to warehouse: each view once, whatever fails on the way."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from service import ship
from service.journal.journal import Journal
from service.ship import Shipper
from service.warehouse.embedded import MERGE_AT, EmbeddedWarehouse
from service.warehouse.schema import views as v
from tests.service.views import view

IDLE_MS = 1_000


class House:
    """A journal, a warehouse and a shipper between them, over one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def start(self) -> None:
        self.journal = await Journal.start(self.folder, checkpoint_s=3_600)
        listed = await self.journal.segments()
        self.warehouse = EmbeddedWarehouse(self.folder / "segments", listed, lambda _: ZoneInfo("UTC"))
        self.shipper = Shipper(self.journal, self.warehouse, idle_ms=IDLE_MS)
        await self.shipper.follow()

    async def stop(self) -> None:
        self.warehouse.close()
        await self.journal.stop()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def record(self, *names: str, idle: bool) -> None:
        now = ship.now_ms()
        at = now - IDLE_MS * 10 if idle else now + IDLE_MS * 1_000
        for name in names:
            await self.journal.record(view(view=name, engaged_ms=1, started_at=now, last_at=at))

    async def views(self) -> int:
        today = dt.datetime.now(dt.UTC).date()
        first, last = today - dt.timedelta(2), today + dt.timedelta(2)
        statement = sa.select(sa.func.count()).select_from(v)
        ((count,),) = await self.warehouse.ask(statement, 0, "demo", first, last)
        return int(count)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = House(tmp_path)
    await made.start()
    yield made
    await made.stop()


async def test_only_idle_views_are_shipped(house: House) -> None:
    await house.record("a", "b", idle=True)
    await house.record("c", idle=False)
    assert await house.shipper.ship() == 2
    assert await house.shipper.ship() == 0
    assert {name for _, name in house.journal.open} == {"c"}
    assert house.shipper.shipped == 2


async def test_many_views_are_shipped_in_rounds(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ship, "ROUND_VIEWS", 3)
    await house.record(*(f"v{n}" for n in range(8)), idle=True)
    assert await house.shipper.ship() == 8
    assert len(await house.journal.segments()) == 3
    assert await house.views() == 8


async def test_a_view_counts_once_from_open_to_merged(house: House) -> None:
    counts = []
    for number in range(MERGE_AT):
        await house.record(f"v{number}", idle=True)
        await house.shipper.follow()
        counts.append(await house.views())
        await house.shipper.ship()
        counts.append(await house.views())
    assert counts == [number for number in range(1, MERGE_AT + 1) for _ in range(2)]
    assert await house.shipper.merge() == MERGE_AT
    assert await house.views() == MERGE_AT
    assert len(await house.journal.segments()) == 1


async def test_open_views_are_shown_after_a_restart(house: House) -> None:
    await house.record("a", idle=False)
    await house.restart()
    assert await house.views() == 1


async def test_shipped_views_are_there_after_a_restart(house: House) -> None:
    await house.record("a", idle=True)
    await house.shipper.ship()
    await house.restart()
    assert await house.views() == 1
    assert house.journal.open == {}


@pytest.mark.parametrize("method", ["stage", "publish"])
async def test_a_warehouse_that_fails_doubles_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    await house.record("a", "b", idle=True)
    await house.shipper.follow()

    async def broken(*_: Any) -> Any:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(house.warehouse, method, broken)
        with pytest.raises(OSError, match="no room"):
            await house.shipper.ship()
    assert await house.views() == 2
    await house.shipper.ship()
    assert await house.views() == 2
    await house.restart()
    assert await house.views() == 2


async def test_a_journal_that_cannot_settle_doubles_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.record("a", "b", idle=True)
    await house.shipper.follow()

    async def broken(*_: Any) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(house.journal, "settle", broken)
        with pytest.raises(OSError, match="no room"):
            await house.shipper.ship()
    assert await house.views() == 2
    assert await house.shipper.ship() == 2
    assert await house.views() == 2


async def test_a_merge_that_is_not_published_is_not_listed_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MERGE_AT):
        await house.record(f"v{number}", idle=True)
        await house.shipper.ship()

    async def broken(*_: Any) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(house.warehouse, "publish", broken)
        with pytest.raises(OSError, match="no room"):
            await house.shipper.merge()
    with pytest.raises(RuntimeError, match="no longer in the manifest"):
        await house.shipper.merge()
    await house.restart()
    assert await house.views() == MERGE_AT


async def test_views_that_could_not_be_shown_are_shown_next_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.record("a", idle=False)

    async def broken(_: Any) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(house.warehouse, "follow", broken)
        with pytest.raises(OSError, match="no room"):
            await house.shipper.follow()
    await house.shipper.follow()
    assert await house.views() == 1
