"""The site with millions of views on which the questions are asked."""

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec

from tests.load.server import kindly

SITE, NAME, ORIGIN = "big", "Big", "http://big.test"


class History(msgspec.Struct, frozen=True):
    """A data folder of our own with the site in it; the days asked about, all views and bytes of it.

    `beside` are the bytes of the rollups, which are made from the segments.
    """

    data: Path
    first: str
    last: str
    views: int
    bytes: int
    beside: int = 0

    @property
    def second(self) -> str:
        """The second of the days."""
        return (dt.date.fromisoformat(self.first) + dt.timedelta(1)).isoformat()


def make(data: Path, views: int, days: int) -> None:
    """Write a made-up history; ten million views take a few minutes."""
    kindly("site", "add", SITE, "--name", NAME, "--origin", ORIGIN, "--data", str(data))
    command = Path(sys.executable).with_name("kindly")
    options = ["--site", SITE, "--views", str(views), "--days", str(days), "--seed", "1", "--data", str(data)]
    subprocess.run([command, "sample", *options], check=True)


def clone(source: Path, target: Path) -> None:
    """The same data in a folder where a server may write: segments, which never change, by link."""
    shutil.copytree(source / "segments", target / "segments", copy_function=_link)
    for name in ("catalog.db", "journal.db"):
        _copy_database(source / name, target / name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _copy_database(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def read(data: Path, days: int = 30) -> History:
    """What the manifest lists: the last 30 days of it, and all of its views and bytes."""
    with closing(sqlite3.connect(data / "journal.db")) as journal:
        views, size = journal.execute(
            "SELECT sum(views), sum(bytes) FROM segment WHERE site = ?", (SITE,)
        ).fetchone()
        found = journal.execute(
            "SELECT DISTINCT day FROM segment WHERE site = ? ORDER BY day", (SITE,)
        ).fetchall()
    kept = [day for (day,) in found][-days:]
    files = (path for path in (data / "segments").rglob("settled-*") if path.suffix != ".parquet")
    return History(data, kept[0], kept[-1], views, size, sum(path.stat().st_size for path in files))


def forget_files(data: Path) -> None:
    """Have the operating system drop the segments from memory, as if it had just started."""
    for path in (data / "segments").rglob("*.*"):
        number = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(number)
