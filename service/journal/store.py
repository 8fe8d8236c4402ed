"""The journal's file: the one SQLite connection that owns every write and every checkpoint.

WAL with `synchronous=FULL`, so a commit that returned survives a power cut. Not safe for two threads at
once: only the journal's writer thread calls it (SQLite before 3.51.3 can corrupt a WAL file when two
connections write or checkpoint at the same time, and stock Pythons link older ones).
"""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import msgspec
import structlog

from service import faults
from service.config import ConfigError
from service.events import View, merge
from service.journal.schema import migrate
from service.segment import Segment

_encode = msgspec.msgpack.Encoder().encode
_decode_batch = msgspec.msgpack.Decoder(list[View]).decode
_decode_view = msgspec.msgpack.Decoder(View).decode
_log = structlog.get_logger()

Key = tuple[str, str]


def fingerprint(key: Key) -> int:
    """A closed view's (site, view id) as a signed 64-bit integer: 333,000 a day take 25 MB, not 55."""
    digest = blake2b(f"{key[0]} {key[1]}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def check_file(path: Path) -> None:
    """Open the journal once and close it; ConfigError says why that cannot be."""
    try:
        Store(path).close()
    except (sqlite3.Error, RuntimeError) as error:
        raise ConfigError(f"the journal {path} cannot be opened: {error}") from error


class Store:
    """Everything the journal keeps on disk, in file `journal.db`."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=64)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        # 16 MB of WAL between SQLite's own checkpoints, not 4: a quarter as many commits wait for one.
        self._db.execute("PRAGMA wal_autocheckpoint = 4000")
        self._db.execute("PRAGMA busy_timeout = 5000")
        migrate(self._db)
        (newest,) = self._db.execute("SELECT max(id) FROM batch").fetchone()
        (covered,) = self._db.execute("SELECT covered FROM checkpoint").fetchone()
        self.last_batch: int = max(newest or 0, covered)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One commit; whatever fails inside it rolls back and is raised again."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            faults.point("before_commit")
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def append(self, views: Sequence[View]) -> None:
        """Add a batch, within a transaction. Encoding 64 views takes 17 µs."""
        blob = _encode(views)
        self._db.execute(
            "INSERT INTO batch (id, crc, views) VALUES (?, ?, ?)",
            (self.last_batch + 1, zlib.crc32(blob), blob),
        )

    def save_open(self, views: Sequence[View]) -> None:
        """Write open views as they stand, within a transaction."""
        self._db.executemany(
            "INSERT OR REPLACE INTO open_view (site, view, state) VALUES (?, ?, ?)",
            [(view.site, view.view, _encode(view)) for view in views],
        )

    def cover(self, batch: int) -> None:
        """Note, within a transaction, that the open views on disk contain all batches up to this one."""
        self._db.execute("UPDATE checkpoint SET covered = ?", (batch,))

    def delete_covered(self, most: int) -> int:
        """Delete up to `most` covered batches, oldest first, within a transaction; how many went."""
        return self._db.execute(
            "DELETE FROM batch WHERE id IN (SELECT id FROM batch "
            "WHERE id <= (SELECT covered FROM checkpoint) ORDER BY id LIMIT ?)",
            (most,),
        ).rowcount

    def settle(self, views: Sequence[View], segments: Sequence[Segment]) -> None:
        """Within a transaction: list segments, and turn their open views into remembered fingerprints.

        Done twice it is as done once.
        """
        keys = [(view.site, view.view) for view in views]
        self._db.executemany("DELETE FROM open_view WHERE site = ? AND view = ?", keys)
        self._db.executemany(
            "INSERT OR REPLACE INTO closed_view (fingerprint, expires_at) VALUES (?, ?)",
            [(fingerprint(key), view.expires_at) for key, view in zip(keys, views, strict=True)],
        )
        self.list_segments(segments)

    def list_segments(self, segments: Sequence[Segment]) -> int:
        """Put segments into the manifest, within a transaction; how many were not listed yet."""
        return self._db.executemany(
            "INSERT OR IGNORE INTO segment (path, site, day, views, bytes) VALUES (?, ?, ?, ?, ?)",
            [(s.path, s.site, s.day.isoformat(), s.views, s.bytes) for s in segments],
        ).rowcount

    def unlist_segments(self, segments: Sequence[Segment]) -> int:
        """Take segments from the manifest, within a transaction; how many were listed."""
        paths = [(s.path,) for s in segments]
        return self._db.executemany("DELETE FROM segment WHERE path = ?", paths).rowcount

    def segments(self) -> list[Segment]:
        rows = self._db.execute("SELECT path, site, day, views, bytes FROM segment ORDER BY path")
        return [Segment.from_row(row) for row in rows]

    def load_closed(self) -> list[tuple[int, int]]:
        """(fingerprint, expires_at) of every closed view that is still remembered."""
        return self._db.execute("SELECT fingerprint, expires_at FROM closed_view").fetchall()

    def forget_closed(self, now_ms: int, most: int) -> int:
        return self._db.execute(
            "DELETE FROM closed_view WHERE fingerprint IN "
            "(SELECT fingerprint FROM closed_view WHERE expires_at < ? LIMIT ?)",
            (now_ms, most),
        ).rowcount

    def load_salts(self) -> dict[str, bytes]:
        return dict(self._db.execute("SELECT day_key, salt FROM salt").fetchall())

    def save_salt(self, day_key: str, salt: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO salt (day_key, salt) VALUES (?, ?)", (day_key, salt))

    def destroy_salts(self, day_keys: Sequence[str]) -> None:
        """Overwrite, then delete: a deleted row's bytes would stay in the page until it is used again.

        They would also stay in the write-ahead log, so that is carried over and cut; a commit of its own.
        """
        keys = [(key,) for key in day_keys]
        with self.transaction() as db:
            db.executemany("UPDATE salt SET salt = zeroblob(32) WHERE day_key = ?", keys)
            db.executemany("DELETE FROM salt WHERE day_key = ?", keys)
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def load_open(self) -> dict[Key, View]:
        """The open views: those of the checkpoint, with the batches after it merged over them.

        What has been shipped meanwhile is skipped, be it a view of the checkpoint or a beacon. A batch with a
        wrong CRC is moved aside and reported; the others count.
        """
        closed = {number for number, _ in self.load_closed()}
        views = {
            key: view
            for (state,) in self._db.execute("SELECT state FROM open_view")
            for view in [_decode_view(state)]
            for key in [(view.site, view.view)]
            if fingerprint(key) not in closed
        }
        (covered,) = self._db.execute("SELECT covered FROM checkpoint").fetchone()
        damaged = []
        for number, crc, blob in self._db.execute(
            "SELECT id, crc, views FROM batch WHERE id > ? ORDER BY id", (covered,)
        ):
            if zlib.crc32(blob) != crc:
                damaged.append(number)
                continue
            for view in _decode_batch(blob):
                key = (view.site, view.view)
                known = views.get(key)
                if known is not None:
                    views[key] = merge(known, view)
                elif fingerprint(key) not in closed:
                    views[key] = view
        self._set_aside(damaged)
        return views

    def _set_aside(self, damaged: Sequence[int]) -> None:
        for number in damaged:
            with self.transaction() as db:
                db.execute("INSERT OR REPLACE INTO damaged_batch SELECT * FROM batch WHERE id = ?", (number,))
                db.execute("DELETE FROM batch WHERE id = ?", (number,))
            _log.error("a batch of the journal is damaged and was set aside", batch=number)
