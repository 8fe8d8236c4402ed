"""One question for all who look, none while nobody does, and everybody let go at the end."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from dashboards import feed
from dashboards.feed import Feeds, FullError, Told


class Room:
    """Answers with how often it was asked; waits for `open` before each answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = asyncio.Event()
        self.open.set()
        self.fails = False

    async def ask(self, key: str) -> int:
        await self.open.wait()
        self.asked.append(key)
        if self.fails:
            raise OSError("no disk")
        return len(self.asked)


@pytest.fixture
async def room() -> Room:
    return Room()


@pytest.fixture
async def feeds(room: Room) -> AsyncIterator[Feeds[int]]:
    feeds = Feeds(room.ask, every_s=0.001, most=2)
    yield feeds
    feeds.end()


async def first(feeds: Feeds[int], count: int = 1, key: str = "a") -> list[Told[int]]:
    async with contextlib.aclosing(feeds.follow(key)) as answers:
        return [await anext(answers) for _ in range(count)]


async def test_answers_come_with_rising_numbers(feeds: Feeds[int]) -> None:
    told = await first(feeds, 3)
    assert [one.number for one in told] == sorted({one.number for one in told})


async def test_all_who_look_share_one_question(feeds: Feeds[int], room: Room) -> None:
    room.open.clear()
    looking = [asyncio.create_task(first(feeds)) for _ in range(20)]
    await asyncio.sleep(0)
    room.open.set()
    answers = await asyncio.gather(*looking)
    assert {told.value for (told,) in answers} == {1}


async def test_each_key_is_asked_apart(feeds: Feeds[int], room: Room) -> None:
    await asyncio.gather(first(feeds, key="a"), first(feeds, key="b"))
    assert set(room.asked) == {"a", "b"}


async def test_nobody_is_asked_while_nobody_looks(feeds: Feeds[int], room: Room) -> None:
    await first(feeds)
    before = len(room.asked)
    for _ in range(20):
        await asyncio.sleep(0.001)
    assert (feeds.followed, len(room.asked)) == (frozenset(), before)


async def test_the_question_goes_on_for_those_who_stay(feeds: Feeds[int]) -> None:
    async with contextlib.aclosing(feeds.follow("a")) as staying:
        await anext(staying)
        await first(feeds)
        assert (await anext(staying)).value is not None
        assert feeds.followed == {"a"}


async def test_a_question_that_failed_tells_of_it_and_is_asked_again(feeds: Feeds[int], room: Room) -> None:
    room.fails = True
    async with contextlib.aclosing(feeds.follow("a")) as answers:
        assert (await anext(answers)).value is None
        room.fails = False
        while (told := await anext(answers)).value is None:
            pass
        assert told.value


async def test_a_question_that_hangs_has_failed(
    feeds: Feeds[int], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PATIENCE_S", 0.001)
    room.open.clear()
    assert [told.value for told in await first(feeds)] == [None]


async def test_the_end_lets_everybody_go(feeds: Feeds[int]) -> None:
    answers = feeds.follow("a")
    await anext(answers)
    feeds.end()
    assert [told async for told in answers] == []
    assert [told async for told in feeds.follow("a")] == []
    assert feeds.followed == frozenset()


async def test_the_end_wakes_those_who_wait(feeds: Feeds[int], room: Room) -> None:
    room.open.clear()
    waiting = asyncio.create_task(first_or_none(feeds))
    await asyncio.sleep(0)
    feeds.end()
    assert await waiting is None


async def first_or_none(feeds: Feeds[int]) -> Told[int] | None:
    return await anext(feeds.follow("a"), None)


def test_a_person_has_so_many_seats_and_gets_them_back() -> None:
    feeds = Feeds(Room.ask, most=2)  # type: ignore[arg-type]
    with contextlib.ExitStack() as stack:
        for person in ("ann", "ann", "bo"):
            stack.enter_context(feeds.seat(person))
        with pytest.raises(FullError):
            stack.enter_context(feeds.seat("ann"))
    with feeds.seat("ann"), feeds.seat("ann"):
        pass
