"""The embedded warehouse: Parquet segments read by DuckDB, and the open views in a table in memory.

DuckDB runs in threads and lets go of the interpreter while it works, so beacons are answered meanwhile.
"""

import asyncio
import datetime as dt
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import msgspec

from service.events import View
from service.segment import Segment
from service.warehouse import rollups
from service.warehouse import segments as files
from service.warehouse.cache import AnswerCache, add_up
from service.warehouse.dialect import ONE_BY_ONE, by_bits, by_sum, compile_duckdb
from service.warehouse.plan import counts_readers, one_row_a_day, plan
from service.warehouse.port import NONE, Parameters, Sample, Statement, Sums
from service.warehouse.rows import row

#: So many segments of one day are merged into one.
MERGE_AT = 8
#: Days of up to so many views have their readers counted by bits, which take 2 MB.
MOST_BITS = 1 << 24
#: Files that were merged away stay for so long, in seconds, for the queries that are reading them.
RETIRED_S = 60.0
#: The slowest question takes about a second of ten million views.
CLOSING_S = 10.0
_OF_SITE = "site = ? AND day BETWEEN ? AND ?"
_MADE = ", ".join(f"{text} AS {name}" for name, text in rollups.MADE.items())
_JSON_TYPES = {"key": "VARCHAR", "site": "VARCHAR", "last_at": "BIGINT", **files.COLUMN_TYPES}

#: Views loaded at once: 2,000 take 30 MB on their way, 60,000 in one piece more than 5 GB.
LOAD_ROWS = 2_000

ZoneOf = Callable[[str], ZoneInfo]


class EmbeddedWarehouse:
    """See `port.Warehouse`. `root` is the segments folder; `zone_of` gives a site's time zone."""

    def __init__(
        self,
        root: Path,
        listed: Iterable[Segment],
        zone_of: ZoneOf,
        *,
        memory_mb: int = 160,
        threads: int = 2,
    ) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._root = root
        self._zone_of = zone_of
        self._segments = set(listed)
        self._rolled_up = self._with_rollups(self._segments)
        self._retired: list[tuple[float, Segment]] = []
        self._lock = threading.Lock()
        self._turns = asyncio.Semaphore(threads + 1)
        self._cache = AnswerCache()
        self._db = duckdb.connect(":memory:")
        self._db.execute(f"SET threads = {threads}")
        self._db.execute(f"SET memory_limit = '{memory_mb}MB'")
        self._db.execute(
            f"SET temp_directory = '{str(root.parent / 'scratch').replace(chr(39), chr(39) * 2)}'"
        )
        self._db.execute("SET preserve_insertion_order = false")
        self._db.execute("SET autoinstall_known_extensions = false")
        self._db.execute("SET autoload_known_extensions = false")
        # GLOBAL, or no cursor sees it. Over 30 files it saves 5 of 15 ms of a question that reads little.
        self._db.execute("SET GLOBAL parquet_metadata_cache = true")
        columns = ", ".join(f"{name} {kind}" for name, kind in _JSON_TYPES.items())
        self._db.execute(f"CREATE TABLE open_views ({columns})")
        self._writer = self._db.cursor()
        self._writing = threading.Lock()

    def close(self) -> None:
        # A question whose asker has gone away may be under way: DuckDB refuses to close, and does not wait.
        end = time.monotonic() + CLOSING_S
        while True:
            try:
                return self._db.close()
            except duckdb.ResourceInUseException:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)

    def _with_rollups(self, segments: Iterable[Segment]) -> set[Segment]:
        return {one for one in segments if files.is_settled(one) and rollups.are_there(self._root, one)}

    async def stage(self, closed: Sequence[View]) -> list[Segment]:
        return await asyncio.to_thread(self._stage, closed)

    async def publish(
        self, added: Sequence[Segment], removed: Sequence[Segment], shipped: Sequence[View]
    ) -> None:
        await asyncio.to_thread(self._publish, added, removed, shipped)

    async def follow(self, changed: Sequence[View]) -> None:
        if changed:
            await asyncio.to_thread(self._follow, changed)

    async def ask(
        self,
        statement: Statement,
        keys: int,
        site: str,
        first: dt.date,
        last: dt.date,
        parameters: Parameters = NONE,
    ) -> list[Sums]:
        async with self._turns:
            return await asyncio.to_thread(self._ask, statement, keys, site, first, last, parameters)

    async def sample(
        self, site: str, first: dt.date, last: dt.date, columns: Sequence[str], most: int
    ) -> Sample:
        return await asyncio.to_thread(self._sample, site, first, last, columns, most)

    async def reading_now(self, site: str, since_ms: int) -> list[tuple[str, str, str, int]]:
        return await asyncio.to_thread(self._reading_now, site, since_ms)

    async def merge(self) -> tuple[list[Segment], list[Segment]] | None:
        return await asyncio.to_thread(self._merge)

    def _stage(self, closed: Sequence[View]) -> list[Segment]:
        with self._writing:
            self._load("staged", closed)
            days = self._writer.execute("SELECT DISTINCT site, day FROM staged ORDER BY ALL").fetchall()
            segments = []
            for site, day in days:
                self._writer.execute(
                    "CREATE OR REPLACE TEMP TABLE part AS SELECT * FROM staged WHERE site = ? AND day = ?",
                    [site, day],
                )
                segments.append(files.write(self._writer, "part", self._root, site, day))
            return segments

    def _load(self, table: str, views: Sequence[View]) -> None:
        """Views into a temporary table. Goes by JSON, which DuckDB parses itself: 30 µs a view in all."""
        rows = [
            {
                "key": f"{v.site} {v.view}",
                "site": v.site,
                "last_at": v.last_at,
                **row(v, self._zone_of(v.site)),
            }
            for v in views
        ]
        self._writer.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT unnest(from_json(?, ?), recursive := true)",
            [msgspec.json.encode(rows).decode(), msgspec.json.encode([_JSON_TYPES]).decode()],
        )

    def _publish(self, added: Sequence[Segment], removed: Sequence[Segment], shipped: Sequence[View]) -> None:
        with self._writing:
            keys = [f"{view.site} {view.view}" for view in shipped]
            rolled_up = self._with_rollups(added)
            with self._lock:
                if keys:
                    self._writer.execute(
                        "DELETE FROM open_views WHERE key IN (SELECT unnest(?::VARCHAR[]))", [keys]
                    )
                self._segments = self._segments.difference(removed).union(added)
                self._rolled_up = self._rolled_up.difference(removed).union(rolled_up)
            now = time.monotonic()
            self._retired += [(now, segment) for segment in removed]
            while self._retired and now - self._retired[0][0] > RETIRED_S:
                files.remove(self._root, self._retired.pop(0)[1])

    def _follow(self, changed: Sequence[View]) -> None:
        with self._writing:
            for start in range(0, len(changed), LOAD_ROWS):
                self._show(changed[start : start + LOAD_ROWS])

    def _show(self, changed: Sequence[View]) -> None:
        self._load("changed", changed)
        self._writer.begin()
        try:
            self._writer.execute("DELETE FROM open_views WHERE key IN (SELECT key FROM changed)")
            self._writer.execute("INSERT INTO open_views SELECT * FROM changed")
            self._writer.commit()
        except duckdb.Error:
            self._writer.rollback()  # else everything that is written after fails too
            raise

    def _ask(
        self,
        statement: Statement,
        keys: int,
        site: str,
        first: dt.date,
        last: dt.date,
        parameters: Parameters,
    ) -> list[Sums]:
        text, values = compile_duckdb(statement, parameters)
        with self._db.cursor() as cursor:
            with self._lock:
                # The first read fixes what this transaction sees of the open views; with the list of
                # segments taken under the same lock, a view that ships meanwhile is seen exactly once.
                cursor.execute("BEGIN")
                days = cursor.execute("SELECT DISTINCT day FROM open_views WHERE site = ?", [site]).fetchall()
                segments = sorted(s for s in self._segments if s.site == site and first <= s.day <= last)
                rolled_up = self._rolled_up
            moving, quiet, settled = _by_age(segments, {day for (day,) in days})
            parts: list[Sequence[Sums]] = [self._moving(cursor, text, values, moving, site, first, last)]
            if quiet:
                parts.append(self._kept(cursor, text, values, quiet))
            parts += self._settled(cursor, statement, keys, parameters, settled, rolled_up)
            cursor.execute("COMMIT")
        return add_up(parts, keys)

    def _moving(
        self,
        cursor: duckdb.DuckDBPyConnection,
        text: str,
        values: Sequence[Any],
        segments: Sequence[Segment],
        site: str,
        first: dt.date,
        last: dt.date,
    ) -> list[Sums]:
        columns = ", ".join(files.COLUMN_TYPES)
        source = f"SELECT {columns}, {_MADE} FROM open_views WHERE site = ? AND day BETWEEN ? AND ?"  # noqa: S608
        if segments:
            source += f" UNION ALL SELECT {columns}, {_MADE} FROM {files.reader_of(self._root, segments)}"  # noqa: S608
        return cursor.execute(f"WITH views AS ({source}) {text}", [site, first, last, *values]).fetchall()

    def _settled(
        self,
        cursor: duckdb.DuckDBPyConnection,
        statement: Statement,
        keys: int,
        parameters: Parameters,
        segments: Sequence[Segment],
        rolled_up: Collection[Segment],
    ) -> Iterator[Sequence[Sums]]:
        """Of days that can change no more, from their rollups where one has the answer."""
        found = plan(statement, keys)
        small = [segment for segment in segments if segment in rolled_up] if found else []
        large = [segment for segment in segments if segment not in small]
        if large:
            by_day = counts_readers(statement)
            for some in _days(large) if by_day else [large]:
                bits = by_day and _numbered(some) and one_row_a_day(statement, keys)
                readers = by_bits(some[0].views) if bits else ONE_BY_ONE
                text, values = compile_duckdb(statement, parameters, readers)
                yield self._kept(cursor, text, values, some)
        if found and small:
            text, values = compile_duckdb(statement, parameters, by_sum(found.first or ""))
            source = rollups.reader_of(self._root, found.rollup, small)
            yield self._remembered(cursor, text, values, small, f"FROM {source}")

    def _kept(
        self,
        cursor: duckdb.DuckDBPyConnection,
        text: str,
        values: Sequence[Any],
        segments: Sequence[Segment],
    ) -> Sequence[Sums]:
        source = f"SELECT *, {_MADE} FROM {files.reader_of(self._root, segments)}"  # noqa: S608
        return self._remembered(cursor, text, values, segments, source)

    def _remembered(
        self,
        cursor: duckdb.DuckDBPyConnection,
        text: str,
        values: Sequence[Any],
        segments: Sequence[Segment],
        source: str,
    ) -> Sequence[Sums]:
        key = (text, tuple(map(str, values)), tuple(segment.path for segment in segments))
        answer = self._cache.get(key)
        if answer is None:
            answer = cursor.execute(f"WITH views AS ({source}) {text}", values).fetchall()
            self._cache.put(key, answer)
        return answer

    def _sample(self, site: str, first: dt.date, last: dt.date, columns: Sequence[str], most: int) -> Sample:
        """Fewer readers until their views fit; 20,000 of 10 million views take 0.6 s."""
        if unknown := [name for name in columns if name not in files.COLUMN_TYPES]:
            raise ValueError(f"views have no column {unknown[0]!r}")
        with self._db.cursor() as cursor:
            with self._lock:
                cursor.execute("BEGIN")
                (views,) = cursor.execute(
                    f"SELECT count(*) FROM open_views WHERE {_OF_SITE}",  # noqa: S608
                    [site, first, last],
                ).fetchone() or (0,)
                segments = sorted(s for s in self._segments if s.site == site and first <= s.day <= last)
            views += sum(segment.views for segment in segments)
            text = self._sampled(columns, segments)
            # A little more, for readers differ in how much they read.
            one_in = max(1, -(-views * 21 // (most * 20))) if views > most else 1
            while len(rows := cursor.execute(text, [site, first, last, one_in, most + 1]).fetchall()) > most:
                one_in *= 2
            cursor.execute("COMMIT")
        return Sample(one_in, rows)

    def _sampled(self, columns: Sequence[str], segments: Sequence[Segment]) -> str:
        names = ", ".join(dict.fromkeys([*columns, "reader"]))
        source = f"SELECT {names} FROM open_views WHERE {_OF_SITE}"  # noqa: S608
        if segments:
            source += f" UNION ALL SELECT {names} FROM {files.reader_of(self._root, segments)}"  # noqa: S608
        wanted = ", ".join(columns)
        return f"SELECT {wanted} FROM ({source}) WHERE reader <> 0 AND reader % ? = 0 LIMIT ?"  # noqa: S608

    def _reading_now(self, site: str, since_ms: int) -> list[tuple[str, str, str, int]]:
        with self._db.cursor() as cursor:
            return cursor.execute(
                "SELECT article, channel, device, count(*) FROM open_views "
                "WHERE site = ? AND last_at >= ? AND bot <> 'crawler' GROUP BY ALL",
                [site, since_ms],
            ).fetchall()

    def _merge(self) -> tuple[list[Segment], list[Segment]] | None:
        days: dict[tuple[str, dt.date], list[Segment]] = {}
        for segment in self._segments:
            days.setdefault((segment.site, segment.day), []).append(segment)
        for (site, day), old in sorted(days.items()):
            settled = day < files.settled_before()
            done = len(old) == 1 and old[0] in self._rolled_up if settled else len(old) < MERGE_AT
            if not done:
                write = files.write_settled if settled else files.write
                with self._db.cursor() as cursor:
                    return old, [write(cursor, files.reader_of(self._root, old), self._root, site, day)]
        return None


def _days(segments: Iterable[Segment]) -> list[list[Segment]]:
    """The segments of each day: tables of one day's readers fit into a core's cache."""
    return [list(some) for _, some in groupby(sorted(segments, key=_day), key=_day)]


def _numbered(segments: Sequence[Segment]) -> bool:
    """Whether these segments of a day have small numbers for readers."""
    return len(segments) == 1 and files.is_settled(segments[0]) and segments[0].views <= MOST_BITS


def _day(segment: Segment) -> dt.date:
    return segment.day


def _by_age(
    segments: Sequence[Segment], open_days: set[dt.date]
) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """Segments of days that have open views; of other recent days; of days that can change no more.

    A day's segments must be asked together with its open views, for they may be of the same readers. The
    others' answers are kept, and those of recent days apart: a late view shipped does not cost the month.
    """
    settled_before = files.settled_before()
    moving = [segment for segment in segments if segment.day in open_days]
    quiet = [
        segment for segment in segments if segment.day not in open_days and segment.day >= settled_before
    ]
    settled = [
        segment for segment in segments if segment.day not in open_days and segment.day < settled_before
    ]
    return moving, quiet, settled
