"""A disk that fails: nobody is told that a beacon is kept when it is not, and nothing stays broken."""

import asyncio
from pathlib import Path

import pytest

from service.journal.journal import Journal, Refused
from tests.service.journal.conftest import Breaker, Start
from tests.service.journal.test_journal import Cut, checkpointed
from tests.service.views import view
from tests.service.wait import until


async def until_healthy(journal: Journal) -> None:
    await until(lambda: journal.healthy)


async def test_a_commit_that_fails_once_is_tried_again(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = await start()
    Breaker(monkeypatch, journal, "append").left = 1
    await journal.record(view(view="a"))
    assert list(journal.open) == [("demo", "a")]
    assert (journal.failed_commits, journal.healthy) == (1, True)


async def test_a_commit_that_fails_twice_refuses_its_beacons(
    start: Start, tmp_path: Path, power_cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await start()
    Breaker(monkeypatch, journal, "append").left = 2
    results = await asyncio.gather(*(journal.record(view()) for _ in range(3)), return_exceptions=True)
    assert [one.reason for one in results if isinstance(one, Refused)] == ["disk"] * 3
    assert journal.open == {}
    assert journal.healthy is False
    assert (await start(await power_cut(journal, tmp_path))).open == {}


async def test_the_next_beacon_is_taken_when_the_disk_works_again(
    start: Start, tmp_path: Path, power_cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await start()
    Breaker(monkeypatch, journal, "append").left = 2
    with pytest.raises(Refused):
        await journal.record(view(view="lost"))
    await journal.record(view(view="kept"))
    assert journal.healthy
    assert list((await start(await power_cut(journal, tmp_path))).open) == [("demo", "kept")]


async def test_a_journal_without_visitors_notices_that_the_disk_works_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await start(checkpoint_s=0.01)
    Breaker(monkeypatch, journal, "append").left = 2
    with pytest.raises(Refused):
        await journal.record(view())
    await until_healthy(journal)


@pytest.mark.parametrize("method", ["save_open", "cover", "delete_covered"])
async def test_a_failed_checkpoint_costs_no_beacon_and_comes_again(
    start: Start, tmp_path: Path, power_cut: Cut, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    journal = await start(checkpoint_s=0.01)
    breaker = Breaker(monkeypatch, journal, method)
    breaker.left = 2
    await asyncio.gather(*(journal.record(view()) for _ in range(300)))
    for _ in range(1_000):
        await journal.record(view())
        if not breaker.left:
            break
    await until_healthy(journal)
    await checkpointed(journal)
    assert journal.failed_commits >= 2
    again = await start(await power_cut(journal, tmp_path))
    assert again.open == journal.open


async def test_a_failed_settling_leaves_the_views_closing(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await start()
    one = view(last_at=0)
    await journal.record(one)
    closing = journal.close_idle(10, 5, 100)
    Breaker(monkeypatch, journal, "list_segments").left = 1
    with pytest.raises(Exception, match="disk is full"):
        await journal.settle(closing, [])
    assert journal.is_closed(one.site, one.view)
    assert journal.close_idle(10, 5, 100) == [one]
    await journal.settle(closing, [])
    assert journal.close_idle(10, 5, 100) == []


async def test_a_last_checkpoint_that_fails_is_replayed_at_the_next_start(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await start()
    await journal.record(view(view="a"))
    Breaker(monkeypatch, journal, "save_open").left = 1
    await journal.stop()
    assert list((await start()).open) == [("demo", "a")]
