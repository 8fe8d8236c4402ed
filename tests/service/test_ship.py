"""Journal to warehouse: each view once, whatever fails on the way."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
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

    def files(self) -> int:
        return len(list(self.folder.rglob("*.parquet")))

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


def fail_once(monkeypatch: pytest.MonkeyPatch, owner: object, method: str, *, after: bool = False) -> None:
    """The next call of a method fails: before its work, or `after` it, as when an answer is lost."""
    whole = getattr(owner, method)
    calls = 0

    async def call(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > 1 or after:
            done = await whole(*arguments)
        if calls == 1:
            raise OSError("no room")
        return done

    monkeypatch.setattr(owner, method, call)


@pytest.mark.parametrize(
    ("part", "method", "after"),
    [
        ("warehouse", "stage", False),
        ("journal", "settle", False),
        ("journal", "settle", True),
        ("warehouse", "publish", False),
        ("warehouse", "publish", True),
    ],
)
async def test_a_shipment_that_fails_is_tried_again_with_the_same_file(
    house: House, monkeypatch: pytest.MonkeyPatch, part: str, method: str, after: bool
) -> None:
    await house.record("a", "b", idle=True)
    await house.shipper.follow()
    fail_once(monkeypatch, getattr(house, part), method, after=after)
    with pytest.raises(OSError, match="no room"):
        await house.shipper.ship()
    assert await house.views() == 2
    await house.record("c", idle=True)
    assert await house.shipper.ship() == house.shipper.shipped == 3
    assert await house.views() == 3
    assert house.files() == len(await house.journal.segments()) == (1 if method == "stage" else 2)
    await house.restart()
    assert await house.views() == 3


async def test_what_is_not_shipped_to_its_end_is_not_merged(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MERGE_AT):
        await house.record(f"v{number}", idle=True)
        if number == MERGE_AT - 1:
            fail_once(monkeypatch, house.warehouse, "publish", after=True)
            with pytest.raises(OSError, match="no room"):
                await house.shipper.ship()
            assert await house.shipper.merge() == 0
        await house.shipper.ship()
    assert await house.shipper.merge() == MERGE_AT
    assert await house.views() == MERGE_AT
    await house.restart()
    assert await house.views() == MERGE_AT


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("part", "method"), [("warehouse", "merge"), ("journal", "replace_segments"), ("warehouse", "publish")]
)
async def test_a_merge_that_fails_is_tried_again_and_doubles_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, part: str, method: str, after: bool
) -> None:
    for number in range(MERGE_AT):
        await house.record(f"v{number}", idle=True)
        await house.shipper.ship()
    fail_once(monkeypatch, getattr(house, part), method, after=after)
    with pytest.raises(OSError, match="no room"):
        await house.shipper.merge()
    assert await house.views() == MERGE_AT
    assert await house.shipper.merge() == MERGE_AT
    assert await house.views() == MERGE_AT
    assert len(await house.journal.segments()) == 1
    assert (house.files() == MERGE_AT + 1) is not (method == "merge" and after)
    await house.restart()
    assert await house.views() == MERGE_AT


async def test_views_that_could_not_be_shown_are_shown_next_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.record("a", idle=False)
    fail_once(monkeypatch, house.warehouse, "follow")
    with pytest.raises(OSError, match="no room"):
        await house.shipper.follow()
    await house.shipper.follow()
    assert await house.views() == 1


def asked(house: House, live_s: float = 3_600) -> Shipper:
    """A shipper that has shown nothing yet."""
    return Shipper(house.journal, house.warehouse, idle_ms=IDLE_MS, live_s=live_s)


async def test_questions_asked_side_by_side_wait_for_one_following(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.record("a", idle=False)
    follow, shown, follows = house.warehouse.follow, asyncio.Event(), 0

    async def slow(changed: Any) -> None:
        nonlocal follows
        follows += 1
        await shown.wait()
        await follow(changed)

    monkeypatch.setattr(house.warehouse, "follow", slow)
    shipper = asked(house)
    questions = [asyncio.create_task(shipper.catch_up()) for _ in range(2)]
    for _ in range(10):
        await asyncio.sleep(0)
    assert [question.done() for question in questions] == [False, False]
    shown.set()
    await asyncio.gather(*questions)
    assert follows == 1
    assert await house.views() == 1


async def test_a_question_is_answered_when_nothing_can_be_shown_and_the_next_tries_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.record("a", idle=False)
    fail_once(monkeypatch, house.warehouse, "follow")
    shipper = asked(house)
    await shipper.catch_up()
    assert await house.views() == 0
    await shipper.catch_up()
    assert await house.views() == 1


@pytest.mark.parametrize(("took", "shown"), [(0.9, 1), (1.0, 2)])
async def test_what_is_shown_is_as_old_as_the_beginning_of_its_following(
    house: House, monkeypatch: pytest.MonkeyPatch, took: float, shown: int
) -> None:
    now, follow = 0.0, house.warehouse.follow

    async def slow(changed: Any) -> None:
        nonlocal now
        now += took
        await follow(changed)

    monkeypatch.setattr(house.warehouse, "follow", slow)
    monkeypatch.setattr(ship, "time", SimpleNamespace(monotonic=lambda: now, time_ns=time.time_ns))
    shipper = asked(house, live_s=1.0)
    for name in ("a", "b"):
        await house.record(name, idle=False)
        await shipper.catch_up()
    assert await house.views() == shown
