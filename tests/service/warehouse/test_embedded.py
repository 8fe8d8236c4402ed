"""Closed and open views are asked together, and each counts exactly once at every moment."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
import sqlalchemy as sa

from service.events import View
from service.segment import Segment
from service.warehouse import embedded
from service.warehouse.embedded import MERGE_AT, EmbeddedWarehouse
from service.warehouse.rows import row
from service.warehouse.schema import views as v
from tests.service.views import DAY_MS, NOON_MS, view

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2035, 1, 1)
TOTALS: Any = sa.select(sa.func.count(), sa.func.sum(v.c.engaged_ms)).select_from(v)
BY_ARTICLE = sa.select(v.c.article, sa.func.count()).group_by(sa.literal_column("1"))
BY_DAY = sa.select(v.c.day, sa.func.count()).group_by(sa.literal_column("1"))
TODAY_MS = int(dt.datetime.now(dt.UTC).timestamp() * 1000)
ZONES = {"kyiv": "Europe/Kyiv"}


def make(root: Path, listed: Iterable[Segment] = ()) -> EmbeddedWarehouse:
    return EmbeddedWarehouse(root, listed, lambda site: ZoneInfo(ZONES.get(site, "UTC")))


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[EmbeddedWarehouse]:
    made = make(tmp_path / "segments")
    yield made
    made.close()


async def ship(warehouse: EmbeddedWarehouse, views: Sequence[View]) -> list[Segment]:
    staged = await warehouse.stage(views)
    await warehouse.publish(staged, [], views)
    return staged


async def ask(warehouse: EmbeddedWarehouse, statement: Any = TOTALS, keys: int = 0) -> Any:
    return await warehouse.ask(statement, keys, "demo", FIRST, LAST)


async def count(warehouse: EmbeddedWarehouse) -> int:
    return int((await ask(warehouse))[0][0])


async def test_a_staged_view_counts_when_it_is_published_and_not_before(warehouse: EmbeddedWarehouse) -> None:
    views = [view(engaged_ms=7), view(engaged_ms=5)]
    staged = await warehouse.stage(views)
    assert await count(warehouse) == 0
    await warehouse.publish(staged, [], views)
    assert await ask(warehouse) == [(2, 12)]


async def test_an_open_view_counts_once_as_it_last_stood(warehouse: EmbeddedWarehouse) -> None:
    await warehouse.follow([view(view="a", engaged_ms=1), view(view="b", engaged_ms=2)])
    await warehouse.follow([view(view="a", engaged_ms=10)])
    assert await ask(warehouse) == [(2, 12)]


async def test_an_open_view_that_ships_counts_once(warehouse: EmbeddedWarehouse) -> None:
    one = view(view="a", engaged_ms=3)
    await warehouse.follow([one])
    await ship(warehouse, [one])
    assert await ask(warehouse) == [(1, 3)]


async def test_the_same_view_id_on_two_sites_is_two_views(warehouse: EmbeddedWarehouse) -> None:
    ours, theirs = view(view="a"), view(view="a", site="other")
    await warehouse.follow([ours, theirs])
    await ship(warehouse, [theirs])
    assert await count(warehouse) == 1


async def test_every_column_comes_back_from_both_parts(warehouse: EmbeddedWarehouse) -> None:
    full = view(
        article="/ї'\"\\%", reader=2**63 - 1, resumed=True, referrer="r.example", channel="news",
        utm_source="s", utm_medium="m", utm_campaign="c", previous="/p", device="phone", browser="Firefox",
        browser_major=32_767, os="Linux", country="UA", language="uk", viewport_width=32_767,
        consent="granted", privacy_signals=3, navigation="reload", tag_version="1", bot="automation",
        section="s | t", authors=("A", "Б"), words=1_000_000, article_language="uk", blocker="dns",
        signals=2**31 - 1, confidence=100, detection_ms=600_000, engaged_ms=DAY_MS, focus_ms=DAY_MS,
        active_10s=8_640, scroll_pct=100, finished=True, slots_seen=1_000, slots_filled=999,
        slots_viewable=998, revenue_micros=10**12, rule=2**31 - 1, variant=30_000, stages=4_095,
        shown_ms=DAY_MS, acted_ms=DAY_MS, bucket=999, arm_rule=2**31 - 1, arm_variant=30_000, arm_day=90,
        arm_first=True, recovered_rule=2**31 - 1, recovered_variant=30_000, allowed_days=365, relapsed=True,
    )  # fmt: skip
    stored = [column for column in v.columns if "made" not in column.info]
    everything = sa.select(*stored)
    await warehouse.follow([full])
    open_row = await ask(warehouse, everything, len(stored))
    await ship(warehouse, [full])
    closed_row = await ask(warehouse, everything, len(stored))
    assert open_row == closed_row
    names = [column.name for column in stored]
    assert dict(zip(names, open_row[0], strict=True)) == row(full, ZoneInfo("UTC"))


async def test_segments_are_cut_by_site_and_local_day(warehouse: EmbeddedWarehouse) -> None:
    late = NOON_MS + 11 * 3_600_000  # 23:00 UTC, 01:00 of the next day in Kyiv
    staged = await ship(
        warehouse, [view(started_at=late), view(started_at=late, site="kyiv"), view(started_at=late + DAY_MS)]
    )
    assert {(one.site, one.day.isoformat(), one.views) for one in staged} == {
        ("demo", "2026-11-02", 1),
        ("demo", "2026-11-03", 1),
        ("kyiv", "2026-11-03", 1),
    }


@pytest.mark.parametrize("settled", [True, False], ids=["settled", "recent"])
@pytest.mark.parametrize("followed", [True, False], ids=["open", "closed"])
async def test_only_the_days_asked_for_are_told(
    warehouse: EmbeddedWarehouse, settled: bool, followed: bool
) -> None:
    base = NOON_MS - 2_000 * DAY_MS if settled else TODAY_MS
    views = [view(started_at=base + n * DAY_MS) for n in range(-2, 3)]
    await (warehouse.follow(views) if followed else ship(warehouse, views))
    day = dt.datetime.fromtimestamp(base / 1000, dt.UTC).date()
    found = await warehouse.ask(BY_DAY, 1, "demo", day - dt.timedelta(1), day)
    assert sorted(found) == [(day - dt.timedelta(1), 1), (day, 1)]


async def test_settled_recent_and_open_parts_add_up(warehouse: EmbeddedWarehouse) -> None:
    await ship(warehouse, [view(article="/a", started_at=NOON_MS - 2_000 * DAY_MS) for _ in range(3)])
    await ship(warehouse, [view(article="/a", started_at=TODAY_MS) for _ in range(2)])
    await warehouse.follow([view(article="/a", started_at=TODAY_MS), view(article="/b", started_at=TODAY_MS)])
    assert sorted(await ask(warehouse, BY_ARTICLE, 1)) == [("/a", 6), ("/b", 1)]
    assert sorted(await ask(warehouse, BY_ARTICLE, 1)) == [("/a", 6), ("/b", 1)]


async def test_a_new_segment_of_a_settled_day_is_not_hidden_by_the_cache(
    warehouse: EmbeddedWarehouse,
) -> None:
    old = NOON_MS - 2_000 * DAY_MS
    for expected in (1, 2, 3):
        await ship(warehouse, [view(started_at=old)])
        assert await count(warehouse) == expected


@pytest.mark.parametrize("started", [NOON_MS - 2_000 * DAY_MS, TODAY_MS], ids=["settled", "recent"])
async def test_every_view_counts_once_while_views_ship(warehouse: EmbeddedWarehouse, started: int) -> None:
    views = [view(engaged_ms=1, started_at=started) for _ in range(200)]
    await warehouse.follow(views)
    wrong: list[Any] = []
    shipping = True

    async def watch() -> None:
        while shipping:
            totals = await ask(warehouse)
            if totals != [(200, 200)]:
                wrong.append(totals)

    async def work() -> None:
        nonlocal shipping
        for at in range(0, 200, 10):
            await ship(warehouse, views[at : at + 10])
            while merged := await warehouse.merge():
                await warehouse.publish(merged[1], merged[0], [])
        shipping = False

    await asyncio.gather(work(), watch(), watch())
    assert wrong == []


@pytest.mark.parametrize(
    ("started", "files", "due"),
    [
        (NOON_MS - 2_000 * DAY_MS, 1, True),
        (NOON_MS - 2_000 * DAY_MS, 2, True),
        (TODAY_MS, MERGE_AT - 1, False),
        (TODAY_MS, MERGE_AT, True),
    ],
)
async def test_merging_is_due_sooner_for_settled_days(
    warehouse: EmbeddedWarehouse, started: int, files: int, due: bool
) -> None:
    for _ in range(files):
        await ship(warehouse, [view(started_at=started)])
    assert (await warehouse.merge() is not None) is due


async def test_a_settled_day_is_written_once_more_and_then_left(warehouse: EmbeddedWarehouse) -> None:
    await ship(warehouse, [view(started_at=NOON_MS - 2_000 * DAY_MS)])
    merged = await warehouse.merge()
    assert merged is not None
    await warehouse.publish(merged[1], merged[0], [])
    assert await warehouse.merge() is None


async def test_merging_keeps_every_row(warehouse: EmbeddedWarehouse) -> None:
    old = NOON_MS - 2_000 * DAY_MS
    views = [view(article=f"/{n % 7}", engaged_ms=n, started_at=old + n) for n in range(100)]
    for at in range(0, 100, 10):
        await ship(warehouse, views[at : at + 10])
    before = sorted(await ask(warehouse, sa.select(*v.columns), len(v.columns)), key=repr)
    merged = await warehouse.merge()
    assert merged is not None
    removed, added = merged
    assert (len(removed), [one.views for one in added]) == (10, [100])
    assert await count(warehouse) == 100
    await warehouse.publish(added, removed, [])
    assert sorted(await ask(warehouse, sa.select(*v.columns), len(v.columns)), key=repr) == before
    assert await warehouse.merge() is None


async def test_merging_keeps_sites_and_days_apart(warehouse: EmbeddedWarehouse) -> None:
    old = NOON_MS - 2_000 * DAY_MS
    for _ in range(2):
        await ship(
            warehouse, [view(started_at=old), view(started_at=old + DAY_MS), view(site="b", started_at=old)]
        )
    found = Counter[tuple[str, dt.date]]()
    while merged := await warehouse.merge():
        await warehouse.publish(merged[1], merged[0], [])
        found.update((one.site, one.day) for one in merged[1])
    assert len(found) == 3
    assert set(found.values()) == {1}


async def test_merged_away_files_go_when_no_query_can_be_reading_them(
    tmp_path: Path, warehouse: EmbeddedWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = NOON_MS - 2_000 * DAY_MS
    removed = [*await ship(warehouse, [view(started_at=old)]), *await ship(warehouse, [view(started_at=old)])]
    merged = await warehouse.merge()
    assert merged is not None
    await warehouse.publish(merged[1], merged[0], [])
    files = [tmp_path / "segments" / one.path for one in removed]
    assert all(file.exists() for file in files)
    monkeypatch.setattr(embedded, "RETIRED_S", -1.0)
    await warehouse.publish([], [], [])
    assert not any(file.exists() for file in files)


async def test_a_restart_reads_the_listed_segments(tmp_path: Path, warehouse: EmbeddedWarehouse) -> None:
    listed = await ship(warehouse, [view(engaged_ms=4)])
    again = make(tmp_path / "segments", listed)
    assert await ask(again) == [(1, 4)]
    again.close()


@pytest.mark.parametrize("folder", ["it's", 'a"b', "дані", "semi;colon"])
async def test_any_data_folder_will_do(tmp_path: Path, folder: str) -> None:
    warehouse = make(tmp_path / folder / "segments")
    old = NOON_MS - 2_000 * DAY_MS
    for _ in range(2):
        await ship(warehouse, [view(started_at=old)])
    merged = await warehouse.merge()
    assert merged is not None
    await warehouse.publish(merged[1], merged[0], [])
    assert await count(warehouse) == 2
    warehouse.close()


async def test_a_failed_showing_of_open_views_does_not_stop_what_follows(
    warehouse: EmbeddedWarehouse,
) -> None:
    await warehouse.follow([view(view="a", engaged_ms=1)])
    warehouse._db.execute("ALTER TABLE open_views RENAME TO hidden")
    with pytest.raises(duckdb.Error):
        await warehouse.follow([view(view="a", engaged_ms=2)])
    warehouse._db.execute("ALTER TABLE hidden RENAME TO open_views")
    await warehouse.follow([view(view="b", engaged_ms=3)])
    await ship(warehouse, [view(view="c", engaged_ms=5)])
    assert await ask(warehouse) == [(3, 9)]


async def test_nothing_is_asked_of_nothing(warehouse: EmbeddedWarehouse) -> None:
    assert await ask(warehouse) == [(0, None)]
    assert await ask(warehouse, BY_ARTICLE, 1) == []
    assert await warehouse.merge() is None
    assert await warehouse.stage([]) == []


def test_questions_keep_what_they_learn_of_files(warehouse: EmbeddedWarehouse) -> None:
    found = warehouse._db.cursor().execute("SELECT current_setting('parquet_metadata_cache')").fetchone()
    assert found == (True,)


async def test_a_statement_is_asked_with_other_values(warehouse: EmbeddedWarehouse) -> None:
    old = NOON_MS - 2_000 * DAY_MS
    await ship(warehouse, [view(article="/a", started_at=old), view(article="/b", started_at=old)])
    await warehouse.follow([view(article="/a", started_at=TODAY_MS)])
    statement = BY_ARTICLE.where(v.c.article == sa.bindparam("path", type_=sa.Text))
    for path, expected in [("/a", [("/a", 2)]), ("/b", [("/b", 1)]), ("/c", []), ("/a", [("/a", 2)])]:
        assert await warehouse.ask(statement, 1, "demo", FIRST, LAST, {"path": path}) == expected


async def test_reading_now_counts_open_views_of_people(warehouse: EmbeddedWarehouse) -> None:
    await warehouse.follow(
        [
            view(last_at=100),
            view(last_at=99),
            view(last_at=100, bot="crawler"),
            view(last_at=100, bot="automation"),
            view(last_at=100, site="other"),
        ]
    )
    assert sum(count for *_, count in await warehouse.reading_now("demo", 100)) == 2


class Busy:
    """A connection that is in use at first."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.closed = False

    def close(self) -> None:
        if self.times:
            self.times -= 1
            raise duckdb.ResourceInUseException("busy")
        self.closed = True


def test_closing_waits_for_the_question_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse, busy = make(tmp_path), Busy(3)
    warehouse.close()
    monkeypatch.setattr(warehouse, "_db", busy)
    warehouse.close()
    assert busy.closed


def test_closing_waits_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "CLOSING_S", 0.0)
    warehouse = make(tmp_path)
    warehouse.close()
    monkeypatch.setattr(warehouse, "_db", Busy(1_000))
    with pytest.raises(duckdb.ResourceInUseException):
        warehouse.close()
