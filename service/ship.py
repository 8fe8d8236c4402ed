"""Journal to warehouse, exactly once. The only module that knows both.

A closed view goes: staged as a segment (written, fsynced, renamed) -> listed in the manifest while its rows
leave the journal, in one journal transaction -> published to queries. A process that dies before the
transaction leaves a file that is in no manifest, removed at the next start, and views that are still open;
after it, a listed segment that the next start publishes.
"""

import asyncio
import time

import structlog

from service import faults
from service.events import View
from service.journal.journal import Journal
from service.segment import Segment
from service.warehouse.port import Warehouse

_log = structlog.get_logger()

#: Settling 2,000 views takes about 15 ms, which is how long beacons may wait for it.
ROUND_VIEWS = 2_000


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Shipper:
    """Moves what is closed, shows what is open, merges what is small.

    What is staged is kept until it is settled and published: a disk that fails for an hour is tried again
    with the same files, and does not fill with new ones.
    """

    def __init__(self, journal: Journal, warehouse: Warehouse, *, idle_ms: int, live_s: float = 1.0) -> None:
        self._journal = journal
        self._warehouse = warehouse
        self._idle_ms = idle_ms
        self._live_s = live_s
        self._followed_at = float("-inf")
        self._lock = asyncio.Lock()
        self._moving = asyncio.Lock()
        self._shipment: tuple[list[View], list[Segment]] | None = None
        self._merger: tuple[list[Segment], list[Segment]] | None = None
        self.shipped = 0

    async def ship(self) -> int:
        """Ship every view that has been idle long enough; how many that were."""
        total = 0
        while shipped := await self._ship_some():
            total += shipped
        await self._journal.forget_closed(now_ms())
        return total

    async def _ship_some(self) -> int:
        async with self._moving:
            if self._shipment is None:
                views = self._journal.close_idle(now_ms(), self._idle_ms, ROUND_VIEWS)
                if not views:
                    return 0
                self._shipment = views, await self._warehouse.stage(views)
                faults.point("ship_staged")
            views, segments = self._shipment
            await self._journal.settle(views, segments)
            faults.point("ship_settled")
            async with self._lock:
                await self._warehouse.publish(segments, [], views)
            self._shipment = None
        self.shipped += len(views)
        return len(views)

    async def follow(self) -> None:
        """Let queries see the open views as they stand.

        Under the lock, so that a view that is published meanwhile cannot come back as an open one.
        """
        async with self._lock:
            await self._follow()

    async def _follow(self) -> None:
        began = time.monotonic()
        changed = self._journal.changes()
        try:
            await self._warehouse.follow(changed)
        except BaseException:
            self._journal.show_again(changed)
            raise
        self._followed_at = began

    async def catch_up(self) -> None:
        """Follow before a question is answered, unless what is shown is younger than `live_s`.

        Questions asked side by side wait for one following. Nothing is shown while nobody looks, for showing
        a view costs 40 µs, more than all the collector's steps for its beacon. When it cannot be done the
        question is answered from what is known; the background's next round reports what is wrong.
        """
        if self._is_fresh():
            return
        async with self._lock:
            if self._is_fresh():
                return
            try:
                await self._follow()
            except Exception as error:  # noqa: BLE001
                _log.error("open views could not be shown", error=repr(error))

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._followed_at < self._live_s

    async def merge(self) -> int:
        """Merge small segments, a day at a time; how many went into larger ones."""
        total = 0
        while merged := await self._merge_some():
            total += merged
        return total

    async def _merge_some(self) -> int:
        async with self._moving:
            if self._shipment is not None:
                # Its segments may be published already; merged and then settled again they would count twice.
                return 0
            if self._merger is None:
                self._merger = await self._warehouse.merge()
                if self._merger is None:
                    return 0
                faults.point("merge_staged")
            old, new = self._merger
            await self._journal.replace_segments(old, new)
            faults.point("merge_listed")
            await self._warehouse.publish(new, old, [])
            self._merger = None
        return len(old)
