"""Answers that are under way: who asks for one meanwhile waits for it, and no work is done twice."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable

from dashboards.pages.ask import Panel

Asked = Callable[[], Awaitable[Panel]]


class Coming:
    """Panels by what was asked; each until it is answered."""

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[Panel]] = {}

    def begin(self, key: Hashable, asked: Asked) -> asyncio.Task[Panel]:
        """The answer that is under way, or a new one. It goes on when nobody waits for it any more."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(_as_coroutine(asked))
            task.add_done_callback(lambda done: self._over(key, done))
        return task

    async def answer(self, key: Hashable, asked: Asked) -> Panel:
        """The same, waited for. Who waits may be cancelled; the answer is not."""
        return await asyncio.shield(self.begin(key, asked))

    async def end(self) -> None:
        """Wait for what is under way: it holds the stores that are closed next."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _over(self, key: Hashable, task: asyncio.Task[Panel]) -> None:
        del self._tasks[key]
        if not task.cancelled():
            task.exception()  # looked at, for perhaps nobody waits for it


async def _as_coroutine(asked: Asked) -> Panel:
    return await asked()
