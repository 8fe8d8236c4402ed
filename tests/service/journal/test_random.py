"""Any sequence of beacons, closings, settlings and power cuts: nothing acknowledged is lost or doubled."""

import asyncio
import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest

from service.events import View, merge
from service.journal.journal import Journal
from service.segment import Segment
from tests.service.journal.test_journal import Cut
from tests.service.views import view

STEPS = 120
IDLE_MS = 50
DAY = dt.date(2026, 11, 2)
Key = tuple[str, str]


class World:
    """A journal, the segments staged beside it, and what its senders were promised."""

    def __init__(self, seed: int, folder: Path, power_cut: Cut) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.power_cut = power_cut
        self.now = 1_000_000
        self.promised: dict[Key, View] = {}
        self.waiting: list[tuple[View, asyncio.Future[None]]] = []
        self.staged: dict[str, list[View]] = {}
        self.numbers = 0
        self.journal: Journal

    async def start(self) -> None:
        self.journal = await Journal.start(self.folder, checkpoint_s=self.random.choice([0.002, 0.02, 3_600]))

    async def send(self) -> None:
        """Some beacons of new and known views at once; replays of closed ones are refused."""
        for _ in range(self.random.randint(1, 40)):
            self.numbers += 1
            name = f"v{self.random.randint(0, 60) + self.numbers // 200 * 30}"
            one = view(
                view=name, seq=self.numbers, engaged_ms=self.numbers, last_at=self.now, expires_at=10**15
            )
            if not self.journal.is_closed(one.site, one.view):
                self.waiting.append((one, self.journal.record(one)))

    async def answer(self) -> None:
        await asyncio.gather(*(future for _, future in self.waiting))
        self._promise()

    def _promise(self) -> None:
        for one, future in self.waiting:
            if future.done():
                key = (one.site, one.view)
                self.promised[key] = merge(self.promised.get(key, one), one)
        self.waiting = [(one, future) for one, future in self.waiting if not future.done()]

    async def idle(self) -> None:
        self.now += self.random.choice([1, IDLE_MS // 2, IDLE_MS * 2])

    async def ship(self) -> None:
        """Close, stage, and settle most of the time: else a power cut or a failure came between."""
        closing = self.journal.close_idle(self.now, IDLE_MS, self.random.choice([5, 1_000]))
        if not closing:
            return
        path = f"segment-{len(self.staged)}"
        self.staged[path] = closing
        if self.random.random() < 0.8:
            await self.journal.settle(closing, [Segment(path, "demo", DAY, len(closing), 1)])

    async def merge_segments(self) -> None:
        old = (await self.journal.segments())[:4]
        path = f"segment-{len(self.staged)}"
        self.staged[path] = [one for segment in old for one in self.staged[segment.path]]
        await self.journal.replace_segments(old, [Segment(path, "demo", DAY, len(self.staged[path]), 1)])

    async def cut_power(self) -> None:
        """Go on from the disk as it is, perhaps in the middle of a commit's waiting."""
        self._promise()
        folder = await self.power_cut(self.journal, self.folder)
        await self.journal.stop()
        self.waiting = []  # they were never told, and may be there or not
        self.folder = folder
        await self.start()
        await self.check()

    async def check(self) -> None:
        shipped = [one for segment in await self.journal.segments() for one in self.staged[segment.path]]
        found = [*shipped, *self.journal.open.values(), *self.journal.closing.values()]
        counts = Counter((one.site, one.view) for one in found)
        assert [key for key, count in counts.items() if count > 1] == []
        at_rest = {(one.site, one.view): one for one in found}
        lost = [
            key for key, one in self.promised.items() if merge(at_rest.get(key, one), one) != at_rest.get(key)
        ]
        assert lost == []


@pytest.mark.parametrize("seed", range(12))
async def test_nothing_is_lost_and_nothing_doubled(seed: int, tmp_path: Path, power_cut: Cut) -> None:
    world = World(seed, tmp_path, power_cut)
    await world.start()
    weights = {
        world.send: 8,
        world.answer: 5,
        world.idle: 4,
        world.ship: 4,
        world.merge_segments: 1,
        world.cut_power: 2,
    }
    for step in world.random.choices(list(weights), list(weights.values()), k=STEPS):
        await step()
    await world.answer()
    await world.check()
    await world.cut_power()
    await world.journal.stop()
    assert len(world.promised) > 50
