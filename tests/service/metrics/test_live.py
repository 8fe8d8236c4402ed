"""The last 30 minutes, minute by minute."""

import datetime as dt
from pathlib import Path

import pytest

from service.events import View
from service.metrics.live import MINUTE_MS, NOW_MS, TOP, live
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.metrics.recount import ZONE
from tests.service.views import view

#: 00:10 in Kyiv: the last half hour lies in two days.
NOW = int(dt.datetime(2026, 11, 3, 0, 10, tzinfo=ZONE).timestamp() * 1000)


async def ask(folder: Path, *views: View, closed: bool = False) -> tuple[tuple[int, ...], int, object]:
    warehouse = EmbeddedWarehouse(folder / "segments", [], lambda _: ZONE)
    if closed:
        await warehouse.publish(await warehouse.stage(views), [], views)
    else:
        await warehouse.follow(views)
    found = await live(warehouse, "demo", ZONE, NOW)
    warehouse.close()
    return found.per_minute, found.reading_now, found.articles


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize(
    ("ago_ms", "place"),
    [
        (0, 29),
        (MINUTE_MS - 1, 29),
        (MINUTE_MS, 28),
        (15 * MINUTE_MS, 14),
        (30 * MINUTE_MS - 1, 0),
        (30 * MINUTE_MS, None),
        (-1, None),
    ],
)
async def test_a_view_is_in_the_minute_it_began(
    tmp_path: Path, ago_ms: int, place: int | None, closed: bool
) -> None:
    per_minute, _, _ = await ask(tmp_path, view(started_at=NOW - ago_ms), closed=closed)
    assert [minute for minute, count in enumerate(per_minute) if count] == ([] if place is None else [place])
    assert len(per_minute) == 30


async def test_resumed_views_and_crawlers_are_no_page_views(tmp_path: Path) -> None:
    views = [view(started_at=NOW, **more) for more in ({}, {"resumed": True}, {"bot": "crawler"})]
    per_minute, _, articles = await ask(tmp_path, *views)
    assert sum(per_minute) == 1
    assert articles == (("/a", 1),)


async def test_the_most_read_come_first_and_ties_by_path(tmp_path: Path) -> None:
    counts = {f"/{name}": 2 for name in "qwertyuiopas"} | {"/top": 5, "/last": 1}
    views = [view(article=path, started_at=NOW) for path, count in counts.items() for _ in range(count)]
    _, _, articles = await ask(tmp_path, *views)
    expected = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:TOP]
    assert articles == tuple(expected)


async def test_reading_now_is_a_beacon_in_the_last_five_minutes(tmp_path: Path) -> None:
    began = NOW - 20 * MINUTE_MS
    views = [view(started_at=began, last_at=NOW - ago) for ago in (0, NOW_MS, NOW_MS + 1)]
    _, reading, _ = await ask(tmp_path, *views)
    assert reading == 2


async def test_who_reads_now_is_told_by_article_channel_and_device(tmp_path: Path) -> None:
    read = {"started_at": NOW - MINUTE_MS, "last_at": NOW}
    views = [
        view(**read, article="/a", channel="search", device="phone"),
        view(**read, article="/b", channel="search", device="desktop"),
        view(**read, article="/b", channel="ai", device="phone"),
        view(started_at=NOW - MINUTE_MS, last_at=NOW - NOW_MS - 1, article="/gone"),
        view(**read, article="/c", bot="crawler"),
    ]
    warehouse = EmbeddedWarehouse(tmp_path / "segments", [], lambda _: ZONE)
    await warehouse.follow(views)
    found = await live(warehouse, "demo", ZONE, NOW)
    warehouse.close()
    assert found.by_article == (("/b", 2), ("/a", 1))
    assert found.by_channel == (("search", 2), ("ai", 1))
    assert found.by_device == (("phone", 2), ("desktop", 1))
    assert found.reading_now == 3


async def test_asking_again_compiles_nothing(tmp_path: Path, compiled: list[object]) -> None:
    await ask(tmp_path)
    compiled.clear()
    await ask(tmp_path / "again", view(started_at=NOW))
    assert compiled == []


async def test_a_quiet_site_is_thirty_noughts(tmp_path: Path) -> None:
    assert await ask(tmp_path) == ((0,) * 30, 0, ())
