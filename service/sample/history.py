"""Writes history straight into segments, a day at a time."""

import asyncio
import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from service.catalog.sites import Article, Site
from service.config import ConfigError
from service.journal.store import Store
from service.sample.days import period
from service.sample.sampler import Sampler
from service.segment import Segment
from service.warehouse import segments

MOST_DAYS = 1100
_MEMORY_MB = 512
_CANNOT_WRITE = (OSError, sqlite3.Error, duckdb.IOException, duckdb.OutOfMemoryException)


def check(views: int, days: int) -> None:
    """Raise ConfigError, saying what would be right, for a number of views or days that cannot be."""
    if views < 1:
        raise ConfigError(f"--views is {views}; it must be at least 1")
    if not 1 <= days <= MOST_DAYS:
        raise ConfigError(f"--days is {days}; it must be 1 to {MOST_DAYS}")


async def write_history(
    data: Path,
    site: Site,
    articles: Sequence[Article],
    *,
    views: int,
    days: int,
    seed: int,
    now: dt.datetime,
    today: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Segment]:
    """Add `views` rows of history to a data folder; the segments it is in. It adds to what is there.

    The days end yesterday on the site's clock, or with `today` at its last full hour; `now` must be aware.
    The same site, articles, views, days, seed and last hour give the same rows. `progress` is told the rows
    written so far. All of it counts or, where it fails or is cancelled, none. The caller holds the folder's
    lock (`lock.only_process`) and serves nothing meanwhile: days are written on the event loop's thread.
    Raises ConfigError for bad numbers, no articles, or a folder that cannot be written.
    """
    check(views, days)
    if not articles:
        raise ConfigError(f"the site {site.key!r} has no articles to make history of")
    written: list[Segment] = []
    try:
        with _database(data) as connection:
            sampler = Sampler(connection, data / "segments", site, articles, seed)
            for segment in sampler.write(period(now, ZoneInfo(site.timezone), days, today=today), views):
                written.append(segment)
                progress(sum(done.views for done in written))
                await asyncio.sleep(0)  # lets Ctrl+C end it between two days
        _list(data, written)
    except BaseException as error:
        for segment in written:
            segments.remove(data / "segments", segment)
        if isinstance(error, _CANNOT_WRITE):
            raise ConfigError(f"the history cannot be written: {error}".splitlines()[0]) from error
        raise
    return written


@contextlib.contextmanager
def _database(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    scratch = str(data / "scratch").replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY_MB}MB'")
        connection.execute(f"SET temp_directory = '{scratch}'")
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        yield connection


def _list(data: Path, written: Sequence[Segment]) -> None:
    """All segments in one transaction: a history that was killed half-way leaves only orphans."""
    store = Store(data / "journal.db")
    try:
        with store.transaction():
            store.list_segments(written)
    finally:
        store.close()
