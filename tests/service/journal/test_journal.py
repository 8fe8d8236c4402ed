"""What was acknowledged is there after a restart, however the last process ended."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from service.events import View, merge
from service.journal.checkpoint import SLICE_VIEWS
from service.journal.journal import Journal, Refused
from tests.service.journal.conftest import Start
from tests.service.views import view
from tests.service.wait import until

Cut = Callable[[Journal, Path], Awaitable[Path]]


def files(folder: Path) -> list[tuple[str, bytes]]:
    return [(file.name, file.read_bytes()) for file in folder.glob("journal.db*")]


def batches(folder: Path) -> int:
    db = sqlite3.connect(folder / "journal.db")
    (count,) = db.execute("SELECT count(*) FROM batch").fetchone()
    db.close()
    return int(count)


async def checkpointed(journal: Journal) -> None:
    """Wait until a checkpoint that has begun is done."""
    await until(lambda: not journal._changed and journal._checkpoint is None)


async def test_a_recorded_view_is_open(start: Start) -> None:
    journal, one = await start(), view()
    await journal.record(one)
    assert journal.open == {(one.site, one.view): one}


async def test_beacons_of_one_view_are_merged(start: Start) -> None:
    journal = await start()
    early, late = view(view="a", engaged_ms=1), view(view="a", seq=2, engaged_ms=2)
    await asyncio.gather(journal.record(late), journal.record(early), journal.record(late))
    assert journal.open == {("demo", "a"): merge(early, late)}


@pytest.mark.parametrize("checkpoint_s", [3_600.0, 0.005], ids=["replayed", "checkpointed"])
async def test_a_restart_finds_the_same_views(start: Start, tmp_path: Path, checkpoint_s: float) -> None:
    journal = await start(checkpoint_s=checkpoint_s)
    for number in range(50):
        await journal.record(view(view=f"v{number % 20}", seq=number, engaged_ms=number))
    await journal.stop()
    again = await start()
    assert again.open == journal.open
    assert len(again.open) == 20
    assert batches(tmp_path) == 0


@pytest.mark.parametrize("checkpoint_s", [3_600.0, 0.005], ids=["replayed", "checkpointed"])
async def test_a_power_cut_loses_nothing_acknowledged(
    start: Start, tmp_path: Path, power_cut: Cut, checkpoint_s: float
) -> None:
    journal = await start(checkpoint_s=checkpoint_s)
    for number in range(50):
        await journal.record(view(view=f"v{number % 20}", seq=number, engaged_ms=number))
    again = await start(await power_cut(journal, tmp_path))
    assert again.open == journal.open


async def test_batches_are_replayed_over_a_checkpoint(start: Start, tmp_path: Path, power_cut: Cut) -> None:
    journal = await start(checkpoint_s=0.005)
    await journal.record(view(view="a", engaged_ms=1))
    await checkpointed(journal)
    journal._checkpoint_at = float("inf")
    await journal.record(view(view="a", seq=2, engaged_ms=2))
    await journal.record(view(view="b"))
    copy = await power_cut(journal, tmp_path)
    assert batches(copy) == 2
    assert (await start(copy)).open == journal.open


async def test_beacons_that_arrive_between_the_slices_of_a_checkpoint_are_kept(
    start: Start, tmp_path: Path, power_cut: Cut
) -> None:
    journal = await start(checkpoint_s=0.005)
    known = SLICE_VIEWS * 3
    await asyncio.gather(*(journal.record(view(view=f"v{n}")) for n in range(known)))
    for seq in range(2, 8):
        told = [view(view=f"v{n}", seq=seq, engaged_ms=seq) for n in range(0, known, seq)]
        await asyncio.gather(*(journal.record(one) for one in [*told, view(view=f"new{seq}")]))
        again = await Journal.start(await power_cut(journal, tmp_path))
        assert again.open == journal.open
        await again.stop()
    assert len(journal.open) == known + 6


async def test_a_checkpoint_empties_the_batches(start: Start, tmp_path: Path, power_cut: Cut) -> None:
    journal = await start(checkpoint_s=0.005)
    await asyncio.gather(*(journal.record(view()) for _ in range(SLICE_VIEWS + 1)))
    await checkpointed(journal)
    copy = await power_cut(journal, tmp_path)
    assert batches(copy) == 0
    assert (await start(copy)).open == journal.open


async def test_a_damaged_batch_is_reported_and_the_others_count(
    start: Start, tmp_path: Path, power_cut: Cut
) -> None:
    journal = await start()
    for name in "abc":
        await journal.record(view(view=name))
    copy = await power_cut(journal, tmp_path)
    db = sqlite3.connect(copy / "journal.db")
    db.execute("UPDATE batch SET crc = crc + 1 WHERE id = 2")
    db.commit()
    db.close()
    again = await start(copy)
    assert {key for _, key in again.open} == {"a", "c"}
    await again.record(view(view="d"))
    assert {key for _, key in (await start(await power_cut(again, copy))).open} == {"a", "c", "d"}


async def test_waiting_beacons_share_a_commit(start: Start) -> None:
    journal = await start()
    await journal.record(view())
    before = journal.commits
    await asyncio.gather(*(journal.record(view()) for _ in range(500)))
    assert journal.commits == before + 1


async def test_a_full_queue_refuses_and_takes_again_later(start: Start) -> None:
    journal = await start(queue_limit=3)
    waiting = [journal.record(view()) for _ in range(3)]
    assert journal.queued == 3
    with pytest.raises(Refused) as refused:
        journal.record(view())
    assert refused.value.reason == "busy"
    await asyncio.gather(*waiting)
    await journal.record(view())
    assert len(journal.open) == 4


async def test_stopping_drains_what_waits_and_refuses_what_comes(start: Start, tmp_path: Path) -> None:
    journal = await start()
    waiting = [journal.record(view()) for _ in range(100)]
    stopping = asyncio.create_task(journal.stop())
    await asyncio.sleep(0)
    with pytest.raises(Refused) as refused:
        journal.record(view())
    assert refused.value.reason == "stopping"
    await stopping
    assert all(one.done() and one.exception() is None for one in waiting)
    assert len((await start()).open) == 100


async def test_a_request_that_went_away_does_not_hold_up_its_batch(start: Start) -> None:
    journal = await start()
    gone, stays = journal.record(view(view="gone")), journal.record(view(view="stays"))
    gone.cancel()
    await stays
    assert {key for _, key in journal.open} == {"gone", "stays"}


async def test_changes_are_told_once_as_they_stand(start: Start) -> None:
    journal = await start()
    first, second = view(view="a"), view(view="a", seq=2, engaged_ms=5)
    await journal.record(first)
    assert journal.changes() == [first]
    assert journal.changes() == []
    await journal.record(second)
    await journal.record(view(view="b"))
    changed: dict[str, View] = {one.view: one for one in journal.changes()}
    assert changed["a"] == merge(first, second)
    assert set(changed) == {"a", "b"}


async def test_changes_that_could_not_be_shown_are_told_again(start: Start) -> None:
    journal = await start()
    await journal.record(view(view="a"))
    journal.show_again(journal.changes())
    assert [one.view for one in journal.changes()] == ["a"]


async def test_after_a_restart_every_open_view_is_a_change(start: Start) -> None:
    journal = await start()
    await journal.record(view(view="a"))
    await journal.stop()
    assert [one.view for one in (await start()).changes()] == ["a"]


async def test_a_salt_is_on_disk_before_the_beacon_that_needed_it(
    start: Start, tmp_path: Path, power_cut: Cut
) -> None:
    journal = await start()
    journal.save_salt("UTC 2026-11-02", b"s" * 32)
    await journal.record(view())
    again = await start(await power_cut(journal, tmp_path))
    assert await again.salts() == {"UTC 2026-11-02": b"s" * 32}


async def test_a_destroyed_salt_is_in_no_file_of_the_journal(start: Start, tmp_path: Path) -> None:
    journal = await start()
    for day in (1, 2):
        journal.save_salt(f"UTC 2026-11-0{day}", bytes([64 + day]) * 32)
    await journal.destroy_salts(["UTC 2026-11-01"])
    assert list(await journal.salts()) == ["UTC 2026-11-02"]
    assert not [name for name, kept in files(tmp_path) if b"A" * 32 in kept]
