"""Days that can change no more: asked of views or of rollups, each figure is the same."""

import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from service.events import View
from service.metrics.query import METRICS, Query, build
from service.segment import Segment
from service.warehouse import rollups
from service.warehouse.embedded import EmbeddedWarehouse
from service.warehouse.port import Sums
from tests.service.views import DAY_MS, NOON_MS, view
from tests.service.warehouse.test_embedded import FIRST, LAST, make

OLD_MS = NOON_MS - 2_000 * DAY_MS
SHAPES: list[tuple[tuple[str, ...], tuple[Any, ...]]] = [
    ((), ()),
    (("day", "blocker"), ()),
    (("article",), (("is", "channel", ("search",)),)),
    (("browser",), (("is", "section", ("sport",)), ("is", "channel", ("search",)))),
    ((), (("is_not", "channel", ("search",)),)),
    (("day",), (("contains", "section", ("o",)),)),
    (("hour",), (("is", "channel", ("search", "direct")),)),
    (("author",), (("is", "blocker", ("none",)),)),
]


def visit(draw: random.Random, reader: int) -> View:
    """A reader's view: on the reader's own device, of anything."""
    return view(
        started_at=OLD_MS + draw.randrange(3) * DAY_MS,
        reader=reader,
        device="phone" if reader % 3 else "desktop",
        browser="Firefox" if reader % 2 else "Chrome",
        country="UA",
        article=f"/{draw.choice('abc')}",
        section=draw.choice(["sport", "world", ""]),
        authors=tuple(draw.sample(["Ann", "Bo"], draw.randrange(3))),
        channel=draw.choice(["search", "direct", "social"]),
        blocker=draw.choice(["none", "requests", "not_run"]),
        resumed=draw.random() < 0.1,
        engaged_ms=draw.randrange(90_000),
    )


async def publish(warehouse: EmbeddedWarehouse, merged: tuple[list[Segment], list[Segment]] | None) -> None:
    assert merged is not None
    await warehouse.publish(merged[1], merged[0], [])


@pytest.fixture
async def warehouse(tmp_path: Path) -> AsyncIterator[EmbeddedWarehouse]:
    made = make(tmp_path / "segments")
    draw = random.Random(3)
    views = [visit(draw, draw.randrange(40)) for _ in range(400)]
    await made.publish(await made.stage(views), [], views)
    yield made
    made.close()


async def ask(
    warehouse: EmbeddedWarehouse, dimensions: tuple[str, ...], filters: tuple[Any, ...]
) -> list[Sums]:
    query = Query(
        site="demo", metrics=tuple(METRICS), dimensions=dimensions, filters=filters, from_=FIRST, to=FIRST
    )
    statement, keys, parameters = build(query)
    found = await warehouse.ask(statement, keys, "demo", FIRST, LAST, parameters)
    return sorted(tuple(0 if value is None else value for value in row) for row in found)


@pytest.mark.parametrize(("dimensions", "filters"), SHAPES)
async def test_every_figure_is_the_same_once_days_are_settled(
    warehouse: EmbeddedWarehouse, dimensions: tuple[str, ...], filters: tuple[Any, ...]
) -> None:
    before = await ask(warehouse, dimensions, filters)
    for _ in range(3):
        await publish(warehouse, await warehouse.merge())
    assert await warehouse.merge() is None
    assert await ask(warehouse, dimensions, filters) == before


@pytest.mark.parametrize(("dimensions", "filters"), SHAPES)
async def test_settled_segments_from_before_rollups_are_read_and_then_given_theirs(
    tmp_path: Path, warehouse: EmbeddedWarehouse, dimensions: tuple[str, ...], filters: tuple[Any, ...]
) -> None:
    root = tmp_path / "segments"
    for _ in range(3):
        await publish(warehouse, await warehouse.merge())
    expected = await ask(warehouse, dimensions, filters)
    listed = sorted(warehouse._segments)
    for path in (path for segment in listed for path in rollups.paths(segment)):
        (root / path).unlink()
    again = make(root, listed)
    assert await ask(again, dimensions, filters) == expected
    for _ in range(3):
        merged = await again.merge()
        await publish(again, merged)
        assert merged is not None
        assert rollups.are_there(root, merged[1][0])
    assert await again.merge() is None
    assert await ask(again, dimensions, filters) == expected
    again.close()


async def test_a_late_segment_of_a_settled_day_is_counted_with_it(warehouse: EmbeddedWarehouse) -> None:
    for _ in range(3):
        await publish(warehouse, await warehouse.merge())
    ((views, *_),) = await ask(warehouse, (), ())
    late = [view(started_at=OLD_MS, reader=1)]
    await warehouse.publish(await warehouse.stage(late), [], late)
    ((now, *_),) = await ask(warehouse, (), ())
    assert now == views + 1
