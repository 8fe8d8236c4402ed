"""A settled day once more and smaller: views that are alike in every key are one row.

A row has the columns of `schema.views`, `weight` views stand behind it, and what is measured is their sum, so
that the same statement asks either. Beside `settled-X.parquet` lie `settled-X.sources-1` and so on, written
before the segment is listed; they are no segments, and can be made again from theirs.

Readers are no sum. So each row counts, for the sets of keys in `apart`, the views that were their reader's
first that day with such values: where every key of a set is held at one value, and what else is asked is
the same for all of a reader's views, each reader is counted once. Whoever's device, country and so on changed
within a day (nothing but a new parser or country file does that) is in none of these and is kept by number.
"""

import os
from collections.abc import Iterable
from itertools import chain, combinations
from pathlib import Path

import duckdb
import msgspec

from service.segment import Segment
from service.warehouse.schema import views

#: The same for all of a reader's views of a day, for the pseudonym is made of address and user agent.
STEADY = ("device", "browser", "os", "country", "bot")
_ASKED = ("rule", "variant", "stages", "recovered_rule", "recovered_variant", "relapsed", "allowing")
#: What every view of a row has in common.
KEYS = ("section", "channel", "referrer", "blocker", "blocked", "resumed", *STEADY, *_ASKED)
#: What is added up; a day of one article is more milliseconds than 32 bits hold.
SUMS = {
    **dict.fromkeys(("engaged_ms", "focus_ms", "revenue_micros"), "BIGINT"),
    **dict.fromkeys(("weight", "active_10s", "scroll_pct"), "INTEGER"),
    **dict.fromkeys(("active_views", "finished_views", "read_views", "unpaid_viewable"), "INTEGER"),
}
_SUMMED = ", ".join(f"sum({name})::{kind} AS {name}" for name, kind in SUMS.items())
MADE = {column.name: column.info["made"] for column in views.columns if "made" in column.info}
#: Goes up when what a rollup holds changes: segments without the newest are written anew.
_VERSION = 1

Keys = frozenset[str]


class Rollup(msgspec.Struct, frozen=True):
    """A name; the keys, in the order in which rows are sorted; the sets of keys by which readers count."""

    name: str
    keys: tuple[str, ...]
    apart: tuple[Keys, ...]

    @property
    def columns(self) -> Keys:
        """What a statement may look at."""
        return frozenset(("day", *self.keys, *SUMS))

    def path(self, segment_path: str) -> str:
        """The rollup's file, below the segments folder like its segment's."""
        return f"{segment_path.removesuffix('.parquet')}.{self.name}-{_VERSION}"


def _sets(*keys: str) -> tuple[Keys, ...]:
    """Every set of these keys, the empty one first."""
    sizes = range(len(keys) + 1)
    return tuple(map(frozenset, chain.from_iterable(combinations(keys, size) for size in sizes)))


_CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign")
SOURCES = Rollup(
    "sources",
    (*KEYS, *_CAMPAIGN),
    (*_sets("section", "channel", "blocker"), Keys({"referrer"}), Keys({"referrer", "channel"})),
)
ARTICLES = Rollup(
    "articles",
    ("article", "author", *KEYS),
    tuple(some | {"article"} for some in _sets("channel", "blocker")),
)
DEVICES = Rollup("devices", ("blocker", "blocked", "resumed", *STEADY, *_ASKED), _sets("blocker"))
CELLS = Rollup(
    "cells",
    ("section", "device", "country", "blocker", "blocked", "resumed", "bot", *_ASKED),
    _sets("section", "blocker"),
)
STORIES = Rollup(
    "stories",
    ("article", "author", "section", "channel", "blocker", "blocked", "resumed", "device", "bot"),
    ARTICLES.apart,
)
#: The smaller one first: of 350,000 views a day 6,000, 7,000, 25,000, 58,000 and 130,000 rows.
ROLLUPS = (DEVICES, CELLS, STORIES, SOURCES, ARTICLES)
#: From which of the two that are made of views the others are made.
_MADE_FROM = {DEVICES: SOURCES, CELLS: SOURCES, STORIES: ARTICLES}
#: All that a set of any rollup may hold.
_APART = sorted(frozenset().union(*SOURCES.apart, *ARTICLES.apart))


def first_of(keys: Iterable[str]) -> str:
    """The column that counts readers where these keys are held at one value."""
    return "_".join(("first", *sorted(keys)))


def paths(segment: Segment) -> list[str]:
    """Where a settled segment's rollups are."""
    return [rollup.path(segment.path) for rollup in ROLLUPS]


def are_there(root: Path, segment: Segment) -> bool:
    """Whether every rollup of the segment was written."""
    return all((root / path).is_file() for path in paths(segment))


def write(connection: duckdb.DuckDBPyConnection, segment: Path, target: Path) -> None:
    """Write the rollups of a settled day from its segment's file, beside the path that it will have."""
    read = f"read_parquet('{_quoted(segment)}', hive_partitioning = false, file_row_number = true)"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE wandering AS SELECT reader FROM "  # noqa: S608
        f"(SELECT DISTINCT reader, {', '.join(STEADY)} FROM {read} WHERE reader <> 0) "
        "GROUP BY reader HAVING count(*) > 1"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE steady AS SELECT file_row_number, reader, {', '.join(_APART)} "  # noqa: S608
        f"FROM {read} WHERE reader <> 0 AND reader NOT IN (FROM wandering)"
    )
    for rollup in (ARTICLES, SOURCES):
        _copy(connection, _rolled_up(rollup, read), rollup, target)
    for rollup, larger in _MADE_FROM.items():
        _copy(connection, _smaller(rollup, Path(larger.path(str(target)))), rollup, target)


def _copy(connection: duckdb.DuckDBPyConnection, rows: str, rollup: Rollup, segment: Path) -> None:
    """Row groups of 40,960 rows keep both cores busy, and few are read for one article."""
    path = Path(rollup.path(str(segment)))
    connection.execute(
        f"COPY ({rows} ORDER BY {', '.join(rollup.keys)}) TO '{_quoted(path)}' "
        "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 40960)"
    )
    _sync(path)


def _rolled_up(rollup: Rollup, read: str) -> str:
    """The rows of a rollup, from views. Numbering 350,000 by window functions would take thrice as long."""
    made = ", ".join(f"{text} AS {name}" for name, text in MADE.items())
    firsts = " UNION ALL ".join(
        f"SELECT min(file_row_number) AS file_row_number, {1 << place} AS bit FROM steady "  # noqa: S608
        f"GROUP BY {', '.join(('reader', *sorted(keys)))}"
        for place, keys in enumerate(rollup.apart)
    )
    counts = ", ".join(
        f"sum(bits >> {place} & 1)::INTEGER AS {first_of(keys)}" for place, keys in enumerate(rollup.apart)
    )
    return (
        f"WITH known AS (SELECT *, {made}, reader IN (FROM wandering) AS wanders FROM {read}), "  # noqa: S608
        f"firsts AS (SELECT file_row_number, sum(bit)::INTEGER AS bits FROM ({firsts}) GROUP BY 1) "
        f"SELECT {', '.join(rollup.keys)}, CASE WHEN wanders THEN reader ELSE 0 END AS reader, {_SUMMED}, "
        f"{counts} FROM known LEFT JOIN firsts USING (file_row_number) GROUP BY ALL"
    )


def _smaller(rollup: Rollup, larger: Path) -> str:
    """The rows of a rollup, from one that has all of its keys and counts."""
    counts = ", ".join(f"sum({name})::INTEGER AS {name}" for name in map(first_of, rollup.apart))
    return (
        f"SELECT {', '.join(rollup.keys)}, reader, {_SUMMED}, {counts} "  # noqa: S608
        f"FROM read_parquet('{_quoted(larger)}', hive_partitioning = false) GROUP BY ALL"
    )


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def reader_of(root: Path, rollup: Rollup, segments: Iterable[Segment]) -> str:
    """The SQL that reads this rollup of these segments, with their day."""
    files = ", ".join(f"'{_quoted(root / rollup.path(segment.path))}'" for segment in segments)
    return f"read_parquet([{files}], hive_partitioning = true, hive_types = {{'site': VARCHAR, 'day': DATE}})"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
