"""A view closes once: it is open, closing or closed, and in at most one listed segment."""

import asyncio
import datetime as dt
import threading
from pathlib import Path

import pytest

from service.events import View
from service.journal.checkpoint import SLICE_VIEWS
from service.segment import Segment
from tests.service.journal.conftest import Start
from tests.service.journal.test_journal import Cut, checkpointed
from tests.service.views import view
from tests.service.wait import until

IDLE_MS = 1_000
NOW = 1_000_000


def segment(name: str, views: int = 1) -> Segment:
    return Segment(f"site=demo/day=2026-11-02/{name}.parquet", "demo", dt.date(2026, 11, 2), views, 100)


def idle(name: str) -> View:
    return view(view=name, last_at=NOW - IDLE_MS)


@pytest.mark.parametrize(
    ("last_at", "closes"), [(NOW - IDLE_MS - 1, True), (NOW - IDLE_MS, True), (NOW - IDLE_MS + 1, False)]
)
async def test_a_view_closes_when_it_has_been_idle_long_enough(
    start: Start, last_at: int, closes: bool
) -> None:
    journal, one = await start(), view(last_at=last_at)
    await journal.record(one)
    assert (journal.close_idle(NOW, IDLE_MS, 10) == [one]) is closes
    assert journal.is_closed(one.site, one.view) is closes


async def test_a_later_beacon_keeps_a_view_open(start: Start) -> None:
    journal = await start()
    await journal.record(idle("a"))
    await journal.record(view(view="a", last_at=NOW))
    assert journal.close_idle(NOW, IDLE_MS, 10) == []


@pytest.mark.parametrize("taken", [False, True], ids=["in the queue", "being written"])
async def test_a_view_with_a_beacon_on_its_way_does_not_close(start: Start, taken: bool) -> None:
    journal = await start()
    await journal.record(idle("a"))
    gate = threading.Event()
    held = journal._thread.submit(gate.wait)
    waiting = journal.record(view(view="a", seq=2, last_at=NOW))
    if taken:
        await until(lambda: not journal.queued)
    assert journal.close_idle(NOW, IDLE_MS, 10) == []
    gate.set()
    assert held.result()
    await waiting
    assert journal.open["demo", "a"].last_at == NOW


async def test_so_many_close_at_a_time(start: Start) -> None:
    journal = await start()
    await asyncio.gather(*(journal.record(idle(f"v{n}")) for n in range(5)))
    first = journal.close_idle(NOW, IDLE_MS, 3)
    assert len(first) == 3
    assert journal.close_idle(NOW, IDLE_MS, 3) == first
    await journal.settle(first, [segment("a", 3)])
    assert len(journal.close_idle(NOW, IDLE_MS, 3)) == 2


async def test_settled_views_stay_closed_through_restarts(start: Start, tmp_path: Path) -> None:
    journal = await start()
    await journal.record(idle("a"))
    await journal.settle(journal.close_idle(NOW, IDLE_MS, 10), [segment("a")])
    assert journal.is_closed("demo", "a")
    assert journal.closing == {}
    await journal.stop()
    again = await start()
    assert again.is_closed("demo", "a")
    assert again.open == {}
    assert await again.segments() == [segment("a")]


async def test_settling_twice_is_as_settling_once(start: Start) -> None:
    journal = await start()
    await journal.record(idle("a"))
    closing = journal.close_idle(NOW, IDLE_MS, 10)
    for _ in range(2):
        await journal.settle(closing, [segment("a")])
    assert journal.closing == {}
    assert journal.is_closed("demo", "a")
    assert await journal.segments() == [segment("a")]


async def test_a_power_cut_after_settling_does_not_open_the_view_again(
    start: Start, tmp_path: Path, power_cut: Cut
) -> None:
    journal = await start()
    await journal.record(idle("a"))
    await journal.settle(journal.close_idle(NOW, IDLE_MS, 10), [segment("a")])
    again = await start(await power_cut(journal, tmp_path))
    assert again.open == {}
    assert again.is_closed("demo", "a")


async def test_a_power_cut_before_settling_leaves_the_view_open(
    start: Start, tmp_path: Path, power_cut: Cut
) -> None:
    journal = await start()
    await journal.record(idle("a"))
    closing = journal.close_idle(NOW, IDLE_MS, 10)
    again = await start(await power_cut(journal, tmp_path))
    assert list(again.open.values()) == closing
    assert not again.is_closed("demo", "a")
    assert await again.segments() == []


async def test_stopping_between_closing_and_settling_leaves_the_view_open(
    start: Start, tmp_path: Path
) -> None:
    journal = await start()
    await journal.record(idle("a"))
    closing = journal.close_idle(NOW, IDLE_MS, 10)
    await journal.stop()
    assert list((await start()).open.values()) == closing


async def test_settling_while_a_checkpoint_is_under_way_writes_no_row_again(
    start: Start, tmp_path: Path, power_cut: Cut
) -> None:
    journal = await start(checkpoint_s=0.005)
    count = SLICE_VIEWS * 6
    for _ in range(3):
        await asyncio.gather(*(journal.record(idle(f"v{n}")) for n in range(count)))
    closing = journal.close_idle(NOW, IDLE_MS, count)
    for at in range(0, count, 100):
        await journal.settle(closing[at : at + 100], [segment(f"s{at}", 100)])
        again = await start(await power_cut(journal, tmp_path))
        assert set(again.open) == set(journal.closing)
        await again.stop()
    await checkpointed(journal)
    again = await start(await power_cut(journal, tmp_path))
    assert again.open == {}


async def test_closed_views_are_forgotten_when_no_beacon_of_theirs_would_be_taken(
    start: Start, tmp_path: Path
) -> None:
    hour = 3_600_000
    journal = await start()
    old, new = (view(view=name, last_at=0, expires_at=at) for name, at in [("old", hour), ("new", 9 * hour)])
    await asyncio.gather(journal.record(old), journal.record(new))
    await journal.settle(journal.close_idle(NOW, 0, 10), [])
    await journal.forget_closed(2 * hour)
    assert [journal.is_closed("demo", name) for name in ("old", "new")] == [False, True]
    await journal.stop()
    again = await start()
    assert [again.is_closed("demo", name) for name in ("old", "new")] == [False, True]


async def test_segments_are_replaced_in_the_manifest(start: Start) -> None:
    journal = await start()
    await journal.settle([], [segment("a"), segment("b")])
    await journal.replace_segments([segment("a"), segment("b")], [segment("c", 2)])
    assert await journal.segments() == [segment("c", 2)]


async def test_replacing_twice_is_as_replacing_once(start: Start) -> None:
    journal = await start()
    await journal.settle([], [segment("a"), segment("b")])
    for _ in range(2):
        await journal.replace_segments([segment("a"), segment("b")], [segment("c", 2)])
    assert await journal.segments() == [segment("c", 2)]


async def test_segments_that_were_replaced_before_are_not_replaced_again(start: Start) -> None:
    journal = await start()
    await journal.settle([], [segment("a"), segment("b")])
    old = [segment("a"), segment("b")]
    await journal.replace_segments(old, [segment("c", 2)])
    with pytest.raises(RuntimeError, match="no longer in the manifest"):
        await journal.replace_segments(old, [segment("d", 2)])
    assert await journal.segments() == [segment("c", 2)]
