"""A checkpoint, cut into slices that ride on the commits of beacons.

One large transaction would hold every waiting beacon up (25,000 upserts take 0.3 s). Slices
may carry views that are newer than the batch the checkpoint will cover: merging is idempotent, so
replaying a batch over a view that already contains it changes nothing.
"""

from collections.abc import Iterable, Mapping

from service import faults
from service.events import View
from service.journal.store import Key, Store

SLICE_VIEWS = 128
SLICE_BATCHES = 64


class Checkpoint:
    """Saves the views changed before it began; then covers, and deletes, the batches up to then."""

    def __init__(self, batch: int, keys: Iterable[Key]) -> None:
        self._batch = batch
        self._covering = False
        self.keys = list(keys)

    def take(self, *tables: Mapping[Key, View]) -> list[View]:
        """The next slice of views, as they stand now in the first table that has them.

        One that is in none has been shipped since, and needs no saving. Empty when all are saved.
        """
        keys, self.keys = self.keys[:SLICE_VIEWS], self.keys[SLICE_VIEWS:]
        found = (next((table[key] for table in tables if key in table), None) for key in keys)
        return [view for view in found if view is not None]

    def write(self, store: Store, views: list[View]) -> bool:
        """Write a slice within a transaction; True when that was the last of the checkpoint."""
        if views:
            faults.point("checkpoint")
            store.save_open(views)
        if self.keys:
            return False
        if not self._covering:
            store.cover(self._batch)
            self._covering = True
        return store.delete_covered(SLICE_BATCHES) < SLICE_BATCHES
