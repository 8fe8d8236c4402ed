"""Rollups lie beside settled segments and say the same of them with fewer rows."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from service.segment import Segment
from service.warehouse import rollups, segments
from service.warehouse.rollups import ARTICLES, ROLLUPS, SOURCES, Rollup

DAY = dt.date(2026, 11, 2)
#: Reader, channel, device, article, engaged_ms.
VIEWS = [
    (0, "search", "phone", "/a", 1),
    (7, "search", "phone", "/a", 2),
    (7, "search", "phone", "/b", 2_000_000_000),
    (7, "direct", "phone", "/a", 5),
    (8, "search", "phone", "/a", 2_000_000_000),
    (9, "search", "phone", "/a", 11),
    (9, "search", "tablet", "/a", 13),
]


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(":memory:")
    columns = ", ".join(f"{name} {kind}" for name, kind in segments.COLUMN_TYPES.items())
    connection.execute(f"CREATE TABLE source ({columns})")
    for row in VIEWS:
        connection.execute(
            "INSERT INTO source BY NAME SELECT ? AS reader, ? AS channel, ? AS device, ? AS article, "
            "? AS engaged_ms, '' AS section, '' AS browser, '' AS os, '' AS country, '' AS bot",
            row,
        )
    yield connection
    connection.close()


@pytest.fixture
def settled(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> Segment:
    return segments.write_settled(db, "source", tmp_path, "demo", DAY)


def ask(
    db: duckdb.DuckDBPyConnection, root: Path, rollup: Rollup, settled: Segment, question: str
) -> list[tuple[object, ...]]:
    source = rollups.reader_of(root, rollup, [settled])
    return db.execute(f"WITH views AS (FROM {source}) {question}").fetchall()


def test_views_that_are_alike_are_one_row(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, settled: Segment
) -> None:
    question = "SELECT channel, device, weight, engaged_ms, day FROM views WHERE reader = 0 ORDER BY ALL"
    assert ask(db, tmp_path, SOURCES, settled, question) == [
        ("direct", "phone", 1, 5, DAY),
        ("search", "phone", 4, 4_000_000_003, DAY),
    ]


@pytest.mark.parametrize("rollup", ROLLUPS, ids=lambda rollup: rollup.name)
def test_no_view_is_lost(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, settled: Segment, rollup: Rollup
) -> None:
    found = ask(db, tmp_path, rollup, settled, "SELECT sum(weight), sum(engaged_ms) FROM views")
    assert found == [(len(VIEWS), sum(engaged for *_, engaged in VIEWS))]


@pytest.mark.parametrize(
    ("rollup", "column", "where", "expected"),
    [
        (SOURCES, "first", "true", 2),
        (SOURCES, "first_channel", "channel = 'search'", 2),
        (SOURCES, "first_channel", "channel = 'direct'", 1),
        (ARTICLES, "first_article", "article = '/a'", 2),
        (ARTICLES, "first_article", "article = '/b'", 1),
        (ARTICLES, "first_article_channel", "article = '/a' AND channel = 'direct'", 1),
    ],
)
def test_readers_whose_device_stays_are_a_sum(
    db: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    settled: Segment,
    rollup: Rollup,
    column: str,
    where: str,
    expected: int,
) -> None:
    question = f"SELECT sum({column}) FROM views WHERE {where}"  # noqa: S608
    assert ask(db, tmp_path, rollup, settled, question) == [(expected,)]


def test_a_reader_whose_device_changed_is_kept_apart(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, settled: Segment
) -> None:
    question = "SELECT device, count(DISTINCT reader) FROM views WHERE reader <> 0 GROUP BY 1 ORDER BY 1"
    assert ask(db, tmp_path, SOURCES, settled, question) == [("phone", 1), ("tablet", 1)]


def test_every_rollup_is_beside_a_settled_segment_and_none_beside_another(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, settled: Segment
) -> None:
    recent = segments.write(db, "source", tmp_path, "demo", DAY)
    assert rollups.are_there(tmp_path, settled)
    assert not any((tmp_path / path).exists() for path in rollups.paths(recent))


def test_without_its_segment_in_the_manifest_a_rollup_is_removed(tmp_path: Path, settled: Segment) -> None:
    assert segments.remove_orphans(tmp_path, [settled]) == []
    removed = segments.remove_orphans(tmp_path, [])
    assert sorted(removed) == sorted([settled.path, *rollups.paths(settled)])


def test_rollups_are_no_segments_to_whoever_reads_the_folder(tmp_path: Path, settled: Segment) -> None:
    assert [path.name for path in tmp_path.rglob("*.parquet")] == [Path(settled.path).name]
