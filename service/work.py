"""Work that is done again and again in the background, for as long as the service runs."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger()


class Rounds:
    """Runs jobs at intervals. One that fails is logged, named as failing, and tried again next time."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []
        self._failing: dict[str, str] = {}
        self._stopping = asyncio.Event()

    def failing(self) -> list[str]:
        """The jobs whose last round failed, each with what happened."""
        return [f"{name}: {error}" for name, error in self._failing.items()]

    def every(self, seconds: float, name: str, job: Callable[[], Awaitable[object]]) -> None:
        """Do `job` now and then, `seconds` after it was last done."""
        self._tasks.append(asyncio.create_task(self._rounds(seconds, name, job), name=name))

    async def stop(self) -> None:
        """Begin no further round, and wait for those that are under way."""
        self._stopping.set()
        await asyncio.gather(*self._tasks)

    async def _rounds(self, seconds: float, name: str, job: Callable[[], Awaitable[object]]) -> None:
        while not await self._stopped_within(seconds):
            try:
                await job()
                self._failing.pop(name, None)
            except Exception as error:  # noqa: BLE001  one bad round (a full disk) must not end all later ones
                self._failing[name] = repr(error)
                _log.error("background work failed", job=name, error=repr(error))

    async def _stopped_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
        return self._stopping.is_set()
