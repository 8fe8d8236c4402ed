"""One question a second for all who look at the same thing, and none while nobody does."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable, Iterator
from typing import Generic, TypeVar

import msgspec
import structlog

T = TypeVar("T")

_log = structlog.get_logger()

EVERY_S = 1.0
#: A question that takes longer has failed; the next one is asked then.
PATIENCE_S = 10.0


class FullError(Exception):
    """One person looks at too many things at once."""


class Told(msgspec.Struct, Generic[T], frozen=True):
    """An answer and its number, which rises; `value` is None where the question failed."""

    number: int
    value: T | None


class Feeds(Generic[T]):
    """Asks `ask(key)` every `every_s` seconds for the keys that somebody follows."""

    def __init__(self, ask: Callable[[str], Awaitable[T]], every_s: float = EVERY_S, most: int = 6) -> None:
        self._ask = ask
        self._every_s = every_s
        self._most = most
        self._feeds: dict[str, _Feed[T]] = {}
        self._seats: Counter[Hashable] = Counter()
        self._ended = False

    @property
    def followed(self) -> frozenset[str]:
        """The keys that are asked about now."""
        return frozenset(self._feeds)

    @contextlib.contextmanager
    def seat(self, person: Hashable) -> Iterator[None]:
        """One of the `most` places that a person has. Raises FullError where all are taken."""
        if self._seats[person] >= self._most:
            raise FullError
        self._seats[person] += 1
        try:
            yield
        finally:
            self._seats[person] -= 1
            self._seats += Counter()  # drops those who have none

    async def follow(self, key: str) -> AsyncGenerator[Told[T], None]:
        """Each answer about `key`, the latest one where several came meanwhile; ends with `end`."""
        feed = self._join(key)
        seen = -1
        try:
            while not self._ended:
                told = await feed.after(seen)
                if told is None:
                    return
                seen = told.number
                yield told
        finally:
            self._leave(key, feed)

    def end(self) -> None:
        """Let everybody go, and nobody in again."""
        self._ended = True
        for feed in self._feeds.values():
            feed.close()

    def _join(self, key: str) -> "_Feed[T]":
        feed = self._feeds.get(key)
        if feed is None:
            feed = self._feeds[key] = _Feed(lambda: self._ask(key), self._every_s)
        feed.followers += 1
        return feed

    def _leave(self, key: str, feed: "_Feed[T]") -> None:
        feed.followers -= 1
        if not feed.followers:
            feed.close()
            del self._feeds[key]


class _Feed(Generic[T]):
    """The latest answer, and those who wait for the next."""

    def __init__(self, ask: Callable[[], Awaitable[T]], every_s: float) -> None:
        self.followers = 0
        self._ask = ask
        self._told: Told[T] | None = None
        self._news = asyncio.Event()
        self._closed = False
        self._task = asyncio.create_task(self._run(every_s), name="feed")

    async def after(self, number: int) -> Told[T] | None:
        """The first answer with a higher number; None when there will be none."""
        while not self._closed:
            if self._told is not None and self._told.number > number:
                return self._told
            await self._news.wait()
        return None

    def close(self) -> None:
        """Ask no more, and wake those who wait."""
        self._closed = True
        self._task.cancel()
        self._news.set()

    async def _run(self, every_s: float) -> None:
        number = 0
        while True:
            value = await self._answer()
            self._told, news, self._news = Told(number, value), self._news, asyncio.Event()
            news.set()
            number += 1
            await asyncio.sleep(every_s)

    async def _answer(self) -> T | None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._ask()
        except Exception as error:  # noqa: BLE001  who looks is told that it is stale, and the next may work
            _log.error("a live question failed", error=repr(error))
            return None
