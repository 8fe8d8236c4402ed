"""Journals, and power cuts for them."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from service.journal.journal import Journal

Start = Callable[..., Awaitable[Journal]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a journal in a folder; those that still run are stopped at the end."""
    running: list[Journal] = []

    async def begin(folder: Path | None = None, **options: Any) -> Journal:
        journal = await Journal.start(folder or tmp_path, **({"checkpoint_s": 3_600.0} | options))
        running.append(journal)
        return journal

    yield begin
    for journal in (one for one in running if not one._stopping):
        await journal.stop()


@pytest.fixture
def power_cut(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Journal, Path], Awaitable[Path]]:
    """The folder as a power cut between two commits would leave it, copied."""

    async def cut(journal: Journal, folder: Path) -> Path:
        copy = tmp_path_factory.mktemp("after")

        def take() -> None:
            for file in folder.glob("journal.db*"):
                if not file.name.endswith("-shm"):
                    shutil.copy(file, copy)

        await journal.on_thread(take)
        return copy

    return cut


class Breaker:
    """Makes a method of the store fail its next so many calls."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, journal: Journal, method: str) -> None:
        self.left = 0
        self._whole = getattr(journal._store, method)
        monkeypatch.setattr(journal._store, method, self._call)

    def _call(self, *arguments: Any) -> Any:
        if self.left:
            self.left -= 1
            raise sqlite3.OperationalError("database or disk is full")
        return self._whole(*arguments)
