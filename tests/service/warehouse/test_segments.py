"""Segment files: whole or not there, and readable by anyone."""

import datetime as dt
import errno
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from service.segment import Segment
from service.warehouse import segments
from service.warehouse.schema import views

DAY = dt.date(2026, 11, 2)


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(":memory:")
    columns = ", ".join(f"{name} {kind}" for name, kind in segments.COLUMN_TYPES.items())
    connection.execute(f"CREATE TABLE source ({columns})")
    yield connection
    connection.close()


def fill(db: duckdb.DuckDBPyConnection, *articles: str) -> None:
    for article in articles:
        db.execute("INSERT INTO source (day, article, started_at) VALUES (?, ?, 1)", [DAY, article])


def read(db: duckdb.DuckDBPyConnection, root: Path, *which: Segment) -> list[tuple[str, dt.date]]:
    source = segments.reader_of(root, which)
    return db.cursor().sql(f"FROM {source} SELECT article, day ORDER BY article").fetchall()


def test_a_written_segment_is_read_back(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(db, "/b", "/a", "/b")
    made = segments.write(db, "source", tmp_path, "demo", DAY)
    assert (made.site, made.day, made.views) == ("demo", DAY, 3)
    assert made.bytes == (tmp_path / made.path).stat().st_size
    assert read(db, tmp_path, made) == [("/a", DAY), ("/b", DAY), ("/b", DAY)]


def test_rows_are_sorted_by_article_in_the_file(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(db, "/c", "/a", "/b")
    made = segments.write(db, "source", tmp_path, "demo", DAY)
    found = db.cursor().read_parquet(str(tmp_path / made.path)).project("article").fetchall()
    assert found == [("/a",), ("/b",), ("/c",)]


def test_the_path_tells_site_and_day_and_is_never_used_twice() -> None:
    paths = {segments.new_path("demo", DAY) for _ in range(1_000)}
    assert len(paths) == 1_000
    assert all(path.startswith("site=demo/day=2026-11-02/") for path in paths)


def test_settled_readers_are_numbers_that_count_the_same(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for reader in (0, 7_000_000_000, 7_000_000_000, 3, 0, 9_000_000_000):
        db.execute(
            "INSERT INTO source (day, article, started_at, reader) VALUES (?, '/a', 1, ?)", [DAY, reader]
        )
    days = [DAY, DAY + dt.timedelta(days=1)]
    made = [segments.write_settled(db, "source", tmp_path, "demo", day) for day in days]
    source = segments.reader_of(tmp_path, made)
    found = (
        db.cursor().sql(f"FROM {source} SELECT day, reader, count(*) GROUP BY ALL ORDER BY ALL").fetchall()
    )
    assert [(day, count) for day, reader, count in found if reader == 0] == [(day, 2) for day in days]
    assert [(day, count) for day, reader, count in found if reader] == [
        (day, count) for day in days for count in (1, 2, 1)
    ]
    assert len({reader for _, reader, _ in found}) == 1 + 3 * 2
    assert not {7_000_000_000, 3, 9_000_000_000} & {reader for _, reader, _ in found}


def test_nothing_unfinished_is_left(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    made = segments.write(db, "source", tmp_path, "demo", DAY)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / made.path]


@pytest.mark.parametrize("kind", ["", "settled-"])
def test_nothing_is_left_of_a_segment_that_could_not_be_written(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(segments, "_sync", _full_disk)
    with pytest.raises(OSError, match="No space"):
        segments.write(db, "source", tmp_path, "site", DAY, kind)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _full_disk(path: Path) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


@pytest.mark.parametrize("folder", ["it's here", "a'b''c", "двері", 'quo"te', "per%cent", "sp ace"])
def test_any_folder_name_will_do(db: duckdb.DuckDBPyConnection, tmp_path: Path, folder: str) -> None:
    fill(db, "/a")
    made = segments.write(db, "source", tmp_path / folder, "demo", DAY)
    assert read(db, tmp_path / folder, made) == [("/a", DAY)]


@pytest.mark.parametrize("site", ["007", "true", "2026-01-01", "1e5", "a.b-c_d"])
def test_a_site_key_stays_text(db: duckdb.DuckDBPyConnection, tmp_path: Path, site: str) -> None:
    fill(db, "/a")
    made = segments.write(db, "source", tmp_path, site, DAY)
    assert db.cursor().sql(f"FROM {segments.reader_of(tmp_path, [made])} SELECT site").fetchall() == [(site,)]


def test_a_column_that_an_older_segment_lacks_is_null(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(db, "/a")
    old = Segment(segments.new_path("demo", DAY), "demo", DAY, 1, 1)
    (tmp_path / old.path).parent.mkdir(parents=True)
    kept = [name for name in segments.STORED if name != "section"]
    db.cursor().table("source").project(", ".join(kept)).write_parquet(str(tmp_path / old.path))
    db.execute("UPDATE source SET section = 'sport', article = '/b'")
    new = segments.write(db, "source", tmp_path, "demo", DAY)
    for order in ([old, new], [new, old]):
        source = segments.reader_of(tmp_path, order)
        found = db.cursor().sql(f"FROM {source} SELECT article, section ORDER BY ALL").fetchall()
        assert found == [("/a", None), ("/b", "sport")]


LATER = {column.name: column.info["before"] for column in views.columns if "before" in column.info}


def older(db: duckdb.DuckDBPyConnection, root: Path) -> Segment:
    """A segment from before appeals, with one row."""
    fill(db, "/old")
    made = Segment(segments.new_path("demo", DAY), "demo", DAY, 1, 1)
    (root / made.path).parent.mkdir(parents=True, exist_ok=True)
    kept = [name for name in segments.STORED if name not in LATER]
    db.cursor().table("source").project(", ".join(kept)).write_parquet(str(root / made.path))
    db.execute("DELETE FROM source")
    return made


@pytest.mark.parametrize("beside", ["alone", "first", "last"])
def test_a_column_that_came_later_has_its_default(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, beside: str
) -> None:
    which = [older(db, tmp_path)]
    if beside != "alone":
        fill(db, "/new")
        db.execute("UPDATE source SET " + ", ".join(f"{name} = 1" for name in LATER))  # noqa: S608
        which.insert(beside == "first", segments.write(db, "source", tmp_path, "demo", DAY))
    question = (
        f"FROM {segments.reader_of(tmp_path, which)} SELECT article, {', '.join(LATER)} ORDER BY article"
    )
    found = {article: tuple(values) for article, *values in db.cursor().sql(question).fetchall()}
    new = {"/new": (1,) * len(LATER)} if beside != "alone" else {}
    assert found == {"/old": tuple(LATER.values())} | new


def test_columns_keep_their_types_whatever_segments_there_are(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    source = segments.reader_of(tmp_path, [older(db, tmp_path)])
    found = {name: kind for name, kind, *_ in db.cursor().sql(f"DESCRIBE FROM {source}").fetchall()}
    assert {name: found.get(name) for name in segments.COLUMN_TYPES} == segments.COLUMN_TYPES


def test_files_that_no_manifest_lists_are_removed(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    listed, orphan = (segments.write(db, "source", tmp_path, "demo", DAY) for _ in range(2))
    unfinished = (tmp_path / listed.path).with_suffix(".unfinished")
    unfinished.write_bytes(b"half")
    removed = segments.remove_orphans(tmp_path, [listed])
    assert sorted(removed) == sorted([orphan.path, unfinished.relative_to(tmp_path).as_posix()])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / listed.path]


def test_no_folder_has_no_orphans(tmp_path: Path) -> None:
    assert segments.remove_orphans(tmp_path / "none", []) == []


def test_listed_files_that_are_gone_are_told(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    here, gone = (segments.write(db, "source", tmp_path, "demo", DAY) for _ in range(2))
    (tmp_path / gone.path).unlink()
    assert segments.missing(tmp_path, [here, gone]) == [gone.path]
