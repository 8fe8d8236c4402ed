"""The durable journal: a beacon is acknowledged only after the commit that holds it.

One writer thread owns the connection. Beacons queue on the event loop; the writer takes all that wait,
commits once, and the requests are answered then. The open views live in memory, merged after their
commit. All methods belong to the event loop; only `Store` is called on the writer thread.
"""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import structlog

from service.events import View, merge
from service.journal.checkpoint import Checkpoint
from service.journal.closed import ClosedViews
from service.journal.store import Key, Store, fingerprint
from service.segment import Segment

_RETRY_S = 0.05
_log = structlog.get_logger()
_T = TypeVar("_T")


class Refused(Exception):
    """The journal cannot take a beacon now; `reason` is one of `busy`, `disk`, `stopping`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Journal:
    """Open views in memory, everything acknowledged on disk."""

    def __init__(self, store: Store, *, queue_limit: int, checkpoint_s: float) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._queue_limit = queue_limit
        self._checkpoint_s = checkpoint_s
        self._queue: list[tuple[View, asyncio.Future[None]]] = []
        self._writing: Sequence[tuple[View, asyncio.Future[None]]] = ()
        self._wake = asyncio.Event()
        self._lock = asyncio.Lock()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self._changed: set[Key] = set()
        self._followed: set[Key] = set()
        self._checkpoint: Checkpoint | None = None
        self._checkpoint_at = 0.0
        self.open: dict[Key, View] = {}
        self.closing: dict[Key, View] = {}
        self.closed = ClosedViews()
        self.healthy = True
        self.failed_commits = 0
        self.commits = 0

    @classmethod
    async def start(cls, data: Path, *, queue_limit: int = 20_000, checkpoint_s: float = 5.0) -> "Journal":
        """Open the journal below `data`, replay what the last checkpoint does not cover, begin to write."""
        store = await asyncio.to_thread(Store, data / "journal.db")
        journal = cls(store, queue_limit=queue_limit, checkpoint_s=checkpoint_s)
        journal.open = await journal.on_thread(store.load_open)
        journal.closed = ClosedViews(await journal.on_thread(store.load_closed))
        journal._changed = set(journal.open)
        journal._followed = set(journal.open)
        journal._task = asyncio.create_task(journal._write(), name="journal")
        return journal

    async def on_thread(self, work: Callable[..., _T], *args: object) -> _T:
        """Run store work on the writer thread, between two commits."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *args)

    def is_closed(self, site: str, view: str) -> bool:
        """Whether this view takes no more beacons. Costs nothing for a view that is open."""
        key = (site, view)
        return key not in self.open and (key in self.closing or fingerprint(key) in self.closed)

    @property
    def queued(self) -> int:
        return len(self._queue)

    def record(self, view: View) -> asyncio.Future[None]:
        """Queue a beacon; the future is done when it is on disk, or fails with Refused("disk").

        Raises Refused at once when the queue is full or the service stops: nothing was taken then.
        """
        if self._stopping:
            raise Refused("stopping")
        if len(self._queue) >= self._queue_limit:
            raise Refused("busy")
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((view, future))
        self._wake.set()
        return future

    async def stop(self) -> None:
        """Refuse new beacons, commit what waits, write a last checkpoint and close the file."""
        self._stopping = True
        self._wake.set()
        if self._task is not None:
            await self._task
        with contextlib.suppress(sqlite3.Error):  # what it would have covered is replayed at the next start
            await self.on_thread(self._checkpoint_all)
        await self.on_thread(self._store.close)
        self._thread.shutdown()

    async def _write(self) -> None:
        while not (self._stopping and not self._queue):
            if not self._queue and self._checkpoint is None:
                await self._sleep()
            async with self._lock:
                self._begin_checkpoint()
                self._writing, self._queue = self._queue, []
                if self._writing or self._checkpoint is not None:
                    await self._commit()

    async def _sleep(self) -> None:
        if self._stopping:
            return
        self._wake.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), self._checkpoint_s)

    def _begin_checkpoint(self) -> None:
        now = time.monotonic()
        # After a failure also with nothing to save: it tries the disk, and no beacon need come to do so.
        due = bool(self._changed) or not self.healthy
        if self._checkpoint is None and due and now >= self._checkpoint_at:
            self._checkpoint_at = now + self._checkpoint_s
            self._checkpoint = Checkpoint(self._store.last_batch, self._changed)
            self._changed = set()

    async def _commit(self) -> None:
        views = [view for view, _ in self._writing]
        committed = await self._try(views, self._checkpoint)
        if not committed:
            self._abandon_checkpoint()
            # The second try is for the beacons alone: the disk may have room for them and for no more.
            await asyncio.sleep(_RETRY_S)
            committed = bool(views) and await self._try(views, None)
        for view, future in self._writing:
            if committed:
                self._apply(view)
            if not future.done():
                future.set_result(None) if committed else future.set_exception(Refused("disk"))
        self._writing = ()

    async def _try(self, views: list[View], checkpoint: Checkpoint | None) -> bool:
        part = checkpoint.take(self.open, self.closing) if checkpoint else []
        try:
            done = await self.on_thread(self._commit_now, views, checkpoint, part)
        except Exception as error:  # noqa: BLE001  a dead writer would leave every request waiting for ever
            self.failed_commits += 1
            self._changed.update((view.site, view.view) for view in part)
            _log.error("a commit of the journal failed", error=repr(error))
            self.healthy = False
            return False
        self.commits += 1
        self.healthy = True
        if done:
            self._checkpoint = None
        return True

    def _commit_now(self, views: list[View], checkpoint: Checkpoint | None, part: list[View]) -> bool:
        with self._store.transaction():
            if views:
                self._store.append(views)
            done = checkpoint is not None and checkpoint.write(self._store, part)
        if views:
            self._store.last_batch += 1
        return done

    def _abandon_checkpoint(self) -> None:
        if self._checkpoint is not None:
            self._changed.update(self._checkpoint.keys)
            self._checkpoint = None

    def _checkpoint_all(self) -> None:
        with self._store.transaction():
            self._store.save_open([*self.open.values(), *self.closing.values()])
            self._store.cover(self._store.last_batch)
            while self._store.delete_covered(1_000):
                pass

    def _apply(self, view: View) -> None:
        key = (view.site, view.view)
        known = self.open.get(key)
        self.open[key] = view if known is None else merge(known, view)
        self._changed.add(key)
        self._followed.add(key)

    def changes(self) -> list[View]:
        """The open views that changed since the last call, as they stand."""
        changed, self._followed = self._followed, set()
        return [self.open[key] for key in changed if key in self.open]

    def show_again(self, views: Sequence[View]) -> None:
        """Have `changes` tell of these once more: they could not be shown."""
        self._followed.update((view.site, view.view) for view in views)

    def close_idle(self, now_ms: int, idle_ms: int, most: int) -> list[View]:
        """Close up to `most` views without a beacon for `idle_ms`; says which are closed and not settled.

        A view with a beacon in the queue is not idle. Closed views stay in `closing`, and refuse beacons,
        until `settle` has put them on disk as shipped; after a crash before that they are open again.
        """
        waiting = {(view.site, view.view) for view, _ in (*self._queue, *self._writing)}
        before = now_ms - idle_ms
        for key, view in self.open.items():
            if len(self.closing) >= most:
                break
            if view.last_at <= before and key not in waiting:
                self.closing[key] = view
        for key in self.closing:
            self.open.pop(key, None)
        return list(self.closing.values())

    async def settle(self, views: Sequence[View], segments: Sequence[Segment]) -> None:
        """In one transaction: list the segments that hold these closed views, and delete their rows.

        Under the lock, so that no slice of a checkpoint taken before can write the rows again after. Done
        twice it is as done once: a commit may work and its answer be lost.
        """

        def work() -> None:
            with self._store.transaction():
                self._store.settle(views, segments)

        async with self._lock:
            await self.on_thread(work)
            for view in views:
                key = (view.site, view.view)
                self.closed.add(fingerprint(key), view.expires_at)
                self.closing.pop(key, None)

    async def replace_segments(self, old: Sequence[Segment], new: Sequence[Segment]) -> None:
        """In one transaction: the manifest lists `new` in place of `old`. Done twice it is as done once.

        Raises RuntimeError and changes nothing when `old` is not all listed: its views would count twice.
        """

        def work() -> None:
            with self._store.transaction():
                unlisted, listed = self._store.unlist_segments(old), self._store.list_segments(new)
                if (unlisted, listed) not in {(len(old), len(new)), (0, 0)}:
                    raise RuntimeError("segments to be replaced are no longer in the manifest")

        await self.on_thread(work)

    async def segments(self) -> list[Segment]:
        """The manifest."""
        return await self.on_thread(self._store.segments)

    async def forget_closed(self, now_ms: int) -> None:
        """Drop closed views whose beacons are refused for their age; in slices, between other commits."""

        def work() -> int:
            with self._store.transaction():
                return self._store.forget_closed(now_ms, 2_000)

        self.closed.forget(now_ms)
        forgotten = 1
        while forgotten:
            forgotten = await self.on_thread(work)

    async def salts(self) -> dict[str, bytes]:
        return await self.on_thread(self._store.load_salts)

    def save_salt(self, day_key: str, salt: bytes) -> None:
        """Put a salt on disk before any beacon that is recorded after this call.

        The writer thread does one thing after another, so there is nothing to wait for. A restart within the
        salt's day then goes on with the same pseudonyms and counts no reader twice.
        """

        def work() -> None:
            with self._store.transaction():
                self._store.save_salt(day_key, salt)

        self._thread.submit(work).add_done_callback(_report)

    async def destroy_salts(self, day_keys: Sequence[str]) -> None:
        """Destroy salts whose day is over: from then on nobody can tell whose pseudonyms they made."""
        await self.on_thread(self._store.destroy_salts, day_keys)


def _report(done: Future[None]) -> None:
    if error := done.exception():
        _log.error("a salt could not be saved", error=repr(error))
