"""Cases of `write_history`."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from service.catalog.sites import Article
from service.config import ConfigError
from service.journal.store import Store
from service.sample.history import write_history
from service.segment import Segment
from tests.service.sample.conftest import NOW, SITE, articles, read, write

ROWS = "SELECT * EXCLUDE (day, site), day::VARCHAR FROM views ORDER BY ALL"


def listed(data: Path) -> list[Segment]:
    store = Store(data / "journal.db")
    try:
        return store.segments()
    finally:
        store.close()


def rows(data: Path, **changed: Any) -> list[Any]:
    """Every row of a history with this changed, written into a new folder."""
    data.mkdir()
    return read(data, write(data, **({"articles": articles(3)} | changed)), ROWS)


def files(data: Path) -> list[Path]:
    return [path for path in (data / "segments").rglob("*") if path.is_file()]


@pytest.mark.parametrize("views", [1, 2, 301, 2_000])
@pytest.mark.parametrize("days", [1, 5])
def test_writes_exactly_so_many(tmp_path: Path, views: int, days: int) -> None:
    segments = write(tmp_path, views=views, days=days)
    assert (
        sum(segment.views for segment in segments)
        == views
        == read(tmp_path, segments, "SELECT count(*) FROM views")[0][0]
    )


def test_the_manifest_lists_it(tmp_path: Path) -> None:
    segments = write(tmp_path)
    assert listed(tmp_path) == sorted(segments)
    found = sorted(path for path in files(tmp_path) if path.suffix == ".parquet")
    assert found == sorted(tmp_path / "segments" / segment.path for segment in segments)


def test_adds_to_what_is_there(tmp_path: Path) -> None:
    before = write(tmp_path, seed=1)
    after = write(tmp_path, seed=2)
    assert listed(tmp_path) == sorted(before + after)


@pytest.mark.parametrize(
    "changed",
    [{}, {"articles": articles(3)[::-1]}, {"now": NOW.astimezone(dt.UTC)}, {"now": NOW.replace(minute=59)}],
    ids=["again", "articles in another order", "another clock", "later in the hour"],
)
def test_the_same_again(tmp_path: Path, changed: dict[str, Any]) -> None:
    assert rows(tmp_path / "a") == rows(tmp_path / "b", **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 2},
        {"site": msgspec.structs.replace(SITE, key="other")},
        {"views": 2_001},
        {"now": NOW.replace(hour=17)},
    ],
    ids=["seed", "site", "views", "hour"],
)
def test_others_otherwise(tmp_path: Path, changed: dict[str, Any]) -> None:
    assert rows(tmp_path / "a") != rows(tmp_path / "b", **changed)


@pytest.mark.parametrize(
    ("timezone", "day", "hours"),
    [
        ("Europe/Kyiv", dt.date(2026, 3, 29), {*range(24)} - {3}),
        ("America/New_York", dt.date(2026, 3, 8), {*range(24)} - {2}),
        ("Australia/Lord_Howe", dt.date(2026, 4, 5), {*range(24)}),
    ],
)
def test_days_on_which_clocks_change(tmp_path: Path, timezone: str, day: dt.date, hours: set[int]) -> None:
    site = msgspec.structs.replace(SITE, timezone=timezone)
    now = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(12), ZoneInfo(timezone))
    segments = write(tmp_path, site=site, days=1, today=False, views=20_000, now=now)
    assert [segment.day for segment in segments] == [day]
    assert {row[0] for row in read(tmp_path, segments, "SELECT DISTINCT hour FROM views")} == hours


def test_few_articles_are_enough(tmp_path: Path) -> None:
    few = [Article(site=SITE.key, path="/a"), Article(site=SITE.key, path="/b", published_at=2**45, words=9)]
    segments = write(tmp_path, articles=few)
    assert read(tmp_path, segments, "SELECT DISTINCT article FROM views ORDER BY 1") == [("/a",), ("/b",)]


def test_articles_without_words_are_read_when_finished(tmp_path: Path) -> None:
    segments = write(tmp_path, articles=[Article(site=SITE.key, path=f"/{number}") for number in range(5)])
    assert read(tmp_path, segments, "SELECT count(*) FROM views WHERE finished <> read") == [(0,)]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"views": 0}, "--views is 0"),
        ({"views": -5}, "--views is -5"),
        ({"days": 0}, "--days is 0"),
        ({"days": 1101}, "--days is 1101"),
        ({"articles": []}, "no articles"),
    ],
)
def test_bad_numbers(tmp_path: Path, changed: dict[str, Any], problem: str) -> None:
    settings: dict[str, Any] = {"articles": articles(1)} | changed
    with pytest.raises(ConfigError, match=problem):
        write(tmp_path, **settings)


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "segments").write_text("in the way")
    with pytest.raises(ConfigError, match=r"^the history cannot be written: [^\n]+$"):
        write(tmp_path)


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(done: int) -> None:
        raise ValueError(done)

    with pytest.raises(ValueError, match=r"\d+"):
        write(tmp_path, progress=fail)
    assert (files(tmp_path), listed(tmp_path)) == ([], [])


async def test_cancelled_it_leaves_nothing(tmp_path: Path) -> None:
    task = asyncio.create_task(
        write_history(tmp_path, SITE, articles(3), views=2_000, days=3, seed=1, now=NOW)
    )
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (files(tmp_path), listed(tmp_path)) == ([], [])


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    write(tmp_path, progress=told.append)
    assert told == sorted(told)
    assert (len(told), told[-1]) == (3, 2_000)


def test_a_view_takes_less_than_25_bytes(tmp_path: Path) -> None:
    segments = write(tmp_path, views=200_000, days=1, today=False)
    assert sum(segment.bytes for segment in segments) / 200_000 < 25
