import asyncio

import pytest

from dashboards.pages.ask import Panel
from dashboards.pages.coming import Coming
from service.metrics.query import QueryError

PANEL = Panel("panels/empty.html", {})


class Slow:
    """Answers when it is told to; counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.go = asyncio.Event()

    async def __call__(self) -> Panel:
        self.asked += 1
        await self.go.wait()
        return PANEL


async def test_who_asks_meanwhile_waits_for_the_same_answer() -> None:
    coming, slow = Coming(), Slow()
    first = coming.begin("views", slow)
    second = asyncio.create_task(coming.answer("views", slow))
    await asyncio.sleep(0)
    slow.go.set()
    assert (await first, await second, slow.asked) == (PANEL, PANEL, 1)


async def test_other_questions_are_asked() -> None:
    coming, slow = Coming(), Slow()
    slow.go.set()
    await asyncio.gather(coming.answer("views", slow), coming.answer("readers", slow))
    assert slow.asked == 2


async def test_what_was_answered_is_asked_anew() -> None:
    coming, slow = Coming(), Slow()
    slow.go.set()
    await coming.answer("views", slow)
    await asyncio.sleep(0)
    await coming.answer("views", slow)
    assert slow.asked == 2


async def test_who_goes_away_takes_the_answer_from_nobody() -> None:
    coming, slow = Coming(), Slow()
    gone = asyncio.create_task(coming.answer("views", slow))
    stays = asyncio.create_task(coming.answer("views", slow))
    await asyncio.sleep(0)
    gone.cancel()
    slow.go.set()
    assert await stays == PANEL


async def test_a_fault_is_told_to_all_who_wait() -> None:
    coming = Coming()

    async def wrong() -> Panel:
        raise QueryError("no such metric")

    for task in (coming.begin("views", wrong), coming.begin("views", wrong)):
        with pytest.raises(QueryError):
            await task


async def test_the_end_waits_for_what_is_under_way() -> None:
    coming, slow = Coming(), Slow()
    asked = coming.begin("views", slow)
    ended = asyncio.create_task(coming.end())
    await asyncio.sleep(0)
    assert not ended.done()
    slow.go.set()
    await ended
    assert asked.done()
