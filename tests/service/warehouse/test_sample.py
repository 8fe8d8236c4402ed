"""Samples: some readers, and all of their views."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.events import View
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.views import DAY_MS, NOON_MS, view

COLUMNS = ("day", "reader", "article", "blocked")
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 11, 30)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[EmbeddedWarehouse]:
    made = EmbeddedWarehouse(tmp_path / "segments", [], lambda _: ZoneInfo("UTC"))
    yield made
    made.close()


async def ship(warehouse: EmbeddedWarehouse, views: list[View]) -> None:
    await warehouse.publish(await warehouse.stage(views), [], views)


def crowd(readers: int = 300) -> list[View]:
    """Each reader has one to four views."""
    return [
        view(reader=number * 7_919, started_at=NOON_MS + number + n, blocker="requests")
        for number in range(1, readers + 1)
        for n in range(1 + number % 4)
    ]


async def test_few_views_come_back_whole(warehouse: EmbeddedWarehouse) -> None:
    await ship(warehouse, [view(reader=5, article="/a"), view(reader=6, article="/b", blocker="none")])
    await warehouse.follow([view(reader=5, article="/c", blocker="dns")])
    found = await warehouse.sample("demo", FIRST, LAST, COLUMNS, 100)
    day = dt.date(2026, 11, 2)
    assert found.one_in == 1
    assert sorted(found.rows, key=lambda row: str(row[2])) == [
        (day, 5, "/a", None),
        (day, 6, "/b", False),
        (day, 5, "/c", True),
    ]


@pytest.mark.parametrize("most", [1, 10, 100, 300])
async def test_of_many_views_all_of_some_readers_do(warehouse: EmbeddedWarehouse, most: int) -> None:
    views = crowd()
    await ship(warehouse, views[:400])
    await warehouse.follow(views[400:])
    found = await warehouse.sample("demo", FIRST, LAST, ("reader",), most)
    times = Counter(one.origin.reader for one in views)
    assert len(found.rows) <= most
    assert found.one_in > len(views) / most
    assert Counter(reader for (reader,) in found.rows) == {
        reader: count for reader, count in times.items() if reader % found.one_in == 0
    }


async def test_the_same_readers_are_found_again(warehouse: EmbeddedWarehouse) -> None:
    await ship(warehouse, crowd())
    first, second = [await warehouse.sample("demo", FIRST, LAST, COLUMNS, 100) for _ in range(2)]
    assert (first.one_in, sorted(first.rows)) == (second.one_in, sorted(second.rows))


async def test_one_reader_with_too_many_views_is_left_out(warehouse: EmbeddedWarehouse) -> None:
    await ship(warehouse, [view(reader=96, started_at=NOON_MS + n) for n in range(20)])
    found = await warehouse.sample("demo", FIRST, LAST, COLUMNS, 10)
    assert found.rows == []


async def test_who_has_no_pseudonym_is_in_no_sample(warehouse: EmbeddedWarehouse) -> None:
    await ship(warehouse, [view(reader=0), view(reader=1)])
    assert [row[1] for row in (await warehouse.sample("demo", FIRST, LAST, COLUMNS, 10)).rows] == [1]


@pytest.mark.parametrize("followed", [True, False], ids=["open", "closed"])
async def test_only_the_site_and_days_asked_for_are_told(
    warehouse: EmbeddedWarehouse, followed: bool
) -> None:
    views = [view(reader=n + 9, started_at=NOON_MS + n * DAY_MS) for n in range(-2, 3)]
    views.append(view(reader=99, site="other"))
    await (warehouse.follow(views) if followed else ship(warehouse, views))
    day = dt.date(2026, 11, 2)
    found = await warehouse.sample("demo", day - dt.timedelta(1), day, ("reader",), 10)
    assert sorted(found.rows) == [(8,), (9,)]


async def test_nothing_is_found_in_nothing(warehouse: EmbeddedWarehouse) -> None:
    assert await warehouse.sample("demo", FIRST, LAST, COLUMNS, 10) == (1, [])


@pytest.mark.parametrize("column", ["nothing", "", "reader; DROP TABLE open_views", "key"])
async def test_a_column_that_is_none_is_refused(warehouse: EmbeddedWarehouse, column: str) -> None:
    with pytest.raises(ValueError, match="no column"):
        await warehouse.sample("demo", FIRST, LAST, (column,), 10)
