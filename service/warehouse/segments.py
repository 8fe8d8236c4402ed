"""Segment files: Parquet, one site and one local day each, sorted by article, zstd.

`site=KEY/day=YYYY-MM-DD/` so that any tool reads the folder as a partitioned table: it is the publisher's own
open data.
"""

import datetime as dt
import os
import secrets
from collections.abc import Collection, Iterable
from pathlib import Path

import duckdb
import sqlalchemy as sa

from service import faults
from service.segment import Segment
from service.warehouse import rollups
from service.warehouse.dialect import READER_BITS
from service.warehouse.schema import views

_TYPES = {
    sa.Date: "DATE",
    sa.SmallInteger: "SMALLINT",
    sa.Integer: "INTEGER",
    sa.BigInteger: "BIGINT",
    sa.Text: "VARCHAR",
    sa.Boolean: "BOOLEAN",
}
#: DuckDB's type of every column at rest.
COLUMN_TYPES = {
    column.name: _TYPES[type(column.type)] for column in views.columns if "made" not in column.info
}
#: The day is the folder's name; everything else is in the file.
STORED = [name for name in COLUMN_TYPES if name != "day"]
_BEFORE = {column.name: column.info["before"] for column in views.columns if "before" in column.info}
#: Without rows: gives the columns that came later to segments that have none of them.
_LATER = ", ".join(f"NULL::{COLUMN_TYPES[name]} AS {name}" for name in _BEFORE)
_DEFAULTS = ", ".join(f"coalesce({name}, {value}) AS {name}" for name, value in _BEFORE.items())


#: A local day takes no more views this many days later: a view is accepted for 24 h, open for 30 min
#: after, and local days end up to 12 h after UTC's.
SETTLED_DAYS = 3
_SETTLED = "settled-"


def settled_before() -> dt.date:
    """Days before this one can change no more."""
    return dt.datetime.now(dt.UTC).date() - dt.timedelta(days=SETTLED_DAYS)


def is_settled(segment: Segment) -> bool:
    """Whether a segment was written by `write_settled`."""
    return segment.path.rpartition("/")[2].startswith(_SETTLED)


def new_path(site: str, day: dt.date, kind: str = "") -> str:
    """A path for a new segment, below the segments folder; never one that was used before."""
    return f"site={site}/day={day.isoformat()}/{kind}{secrets.token_hex(8)}.parquet"


def write_settled(
    connection: duckdb.DuckDBPyConnection, source: str, root: Path, site: str, day: dt.date
) -> Segment:
    """Write the rows of a day that can change no more; its readers become numbers of their day.

    A number tells readers of one day apart as well as the pseudonym did, and nothing more: nobody can make
    it from an address again, salt or no salt. It also takes 3.2 bytes a view and not 8. The day is in its
    upper bits, so that readers of different days stay different.
    """
    first = day.toordinal() << READER_BITS
    numbered = (
        "(SELECT * REPLACE (CASE WHEN reader = 0 THEN 0 "  # noqa: S608
        f"ELSE {first} + dense_rank() OVER (ORDER BY reader) END AS reader) FROM {source})"
    )
    return write(connection, numbered, root, site, day, _SETTLED)


def write(
    connection: duckdb.DuckDBPyConnection, source: str, root: Path, site: str, day: dt.date, kind: str = ""
) -> Segment:
    """Write the rows of a SQL source as a segment: temporary file, fsync, rename, fsync of the folder.

    Row groups of 122,880 rows keep both cores busy on one day of a large site.
    """
    path = new_path(site, day, kind)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write(connection, source, target, settled=kind == _SETTLED)
    except (duckdb.Error, OSError):
        # A merge that fails is tried again, under another name: on a full disk what is left would fill it.
        for left in target.parent.glob(f"{target.stem}.*"):
            left.unlink()
        raise
    (count,) = connection.execute(
        f"SELECT num_rows FROM parquet_file_metadata('{_quoted(target)}')"  # noqa: S608
    ).fetchone() or (0,)
    return Segment(path, site, day, count, target.stat().st_size)


def _write(connection: duckdb.DuckDBPyConnection, source: str, target: Path, *, settled: bool) -> None:
    unfinished = target.with_suffix(".unfinished")
    columns = ", ".join(STORED)
    connection.execute(
        f"COPY (SELECT {columns} FROM {source} ORDER BY article, started_at) TO '{_quoted(unfinished)}' "  # noqa: S608
        "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880)"
    )
    faults.point("segment_written")
    _sync(unfinished)
    if settled:
        rollups.write(connection, unfinished, target)
    unfinished.rename(target)
    _sync(target.parent)


def reader_of(root: Path, segments: Iterable[Segment]) -> str:
    """The SQL that reads these segments with their day; columns an older segment lacks have their `before`.

    Of a column that came without one, older segments have NULL.
    """
    files = ", ".join(f"'{_quoted(root / segment.path)}'" for segment in segments)
    found = (
        f"read_parquet([{files}], hive_partitioning = true, "
        "hive_types = {'site': VARCHAR, 'day': DATE}, union_by_name = true)"
    )
    return (
        f"(SELECT * REPLACE ({_DEFAULTS}) FROM (FROM {found} "  # noqa: S608
        f"UNION ALL BY NAME SELECT {_LATER} WHERE false))"
    )


def remove_orphans(root: Path, listed: Collection[Segment]) -> list[str]:
    """Remove every file below the root that the manifest does not list; the paths that went."""
    known = {path for segment in listed for path in (segment.path, *rollups.paths(segment))}
    orphans = [
        path for path in root.rglob("*") if path.is_file() and path.relative_to(root).as_posix() not in known
    ]
    for path in orphans:
        path.unlink()
    return [path.relative_to(root).as_posix() for path in orphans]


def remove(root: Path, segment: Segment) -> None:
    """Remove a segment's files."""
    for path in (segment.path, *rollups.paths(segment)):
        (root / path).unlink(missing_ok=True)


def missing(root: Path, listed: Iterable[Segment]) -> list[str]:
    """Listed segments whose file is not there."""
    return [segment.path for segment in listed if not (root / segment.path).is_file()]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
