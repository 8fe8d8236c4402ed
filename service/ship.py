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
from service.journal.journal import Journal
from service.warehouse.port import Warehouse

_log = structlog.get_logger()

#: Settling 2,000 views takes about 15 ms, which is how long beacons may wait for it.
ROUND_VIEWS = 2_000


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Shipper:
    """Moves what is closed, shows what is open, merges what is small."""

    def __init__(self, journal: Journal, warehouse: Warehouse, *, idle_ms: int, live_s: float = 1.0) -> None:
        self._journal = journal
        self._warehouse = warehouse
        self._idle_ms = idle_ms
        self._live_s = live_s
        self._followed_at = float("-inf")
        self._lock = asyncio.Lock()
        self.shipped = 0

    async def ship(self) -> int:
        """Ship every view that has been idle long enough; how many that were."""
        total = 0
        while views := self._journal.close_idle(now_ms(), self._idle_ms, ROUND_VIEWS):
            segments = await self._warehouse.stage(views)
            faults.point("ship_staged")
            await self._journal.settle(views, segments)
            faults.point("ship_settled")
            async with self._lock:
                await self._warehouse.publish(segments, [], views)
            total += len(views)
            self.shipped += len(views)
        await self._journal.forget_closed(now_ms())
        return total

    async def follow(self) -> None:
        """Let queries see the open views as they stand.

        Under the lock, so that a view that is published meanwhile cannot come back as an open one.
        """
        async with self._lock:
            self._followed_at = time.monotonic()
            changed = self._journal.changes()
            try:
                await self._warehouse.follow(changed)
            except BaseException:
                self._journal.show_again(changed)
                raise

    async def catch_up(self) -> None:
        """Follow before a question is answered, unless that was done less than `live_s` ago.

        Showing a view costs 14 µs, a sixth of what its beacon does, so nothing is shown while nobody looks.
        When it cannot be done the question is answered from what is known; the background's next round
        reports what is wrong.
        """
        if time.monotonic() - self._followed_at < self._live_s:
            return
        try:
            await self.follow()
        except Exception as error:  # noqa: BLE001
            _log.error("open views could not be shown", error=repr(error))

    async def merge(self) -> int:
        """Merge small segments, a day at a time; how many went into larger ones."""
        total = 0
        while found := await self._warehouse.merge():
            old, new = found
            faults.point("merge_staged")
            await self._journal.replace_segments(old, new)
            faults.point("merge_listed")
            await self._warehouse.publish(new, old, [])
            total += len(old)
        return total
