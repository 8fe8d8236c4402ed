"""The catalog's file: opened, brought up to date, and used by several processes at once.

The command line writes this file while the server runs. SQLite before 3.51.3 can corrupt a write-ahead log
when two connections write or checkpoint at once, and stock Pythons link older ones; the rollback journal
(`journal_mode=DELETE`) has no such fault. It makes readers and a writer wait for one another, which a
catalog of some thousand rows does not feel.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec
from alembic.util import CommandError
from sqlalchemy import URL, Connection, RowMapping, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from service.catalog.errors import CatalogError
from service.catalog.migrate import upgrade

T = TypeVar("T")

FILE_NAME = "catalog.db"
BUSY_TIMEOUT_S = 10.0

_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    # FULL leaves the deletion of the rollback journal, which is the commit, to a later sync of the folder.
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
)


class Database:
    """One connection to `<data>/catalog.db`; each noun of the catalog adds its questions to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        self._writer = self._engine.execution_options(writes=True)

    @classmethod
    async def open(cls, data: Path) -> Self:
        """Open the catalog in the folder `data`, made and migrated if need be.

        Raises CatalogError when the file is no catalog, cannot be written, or is newer than this program.
        """
        path = data / FILE_NAME
        try:
            # It holds password hashes, so only the service's own user reads it.
            path.touch(mode=0o600)
        except OSError as error:
            raise CatalogError(f"{path} cannot be opened: {error.strerror or error}") from error
        catalog = cls(path)
        try:
            async with catalog._writing() as connection:
                await connection.run_sync(upgrade)
        except CommandError as error:
            await catalog.close()
            raise CatalogError(f"{path} was written by a newer Kindly: {error}") from error
        except BaseException:
            await catalog.close()
            raise
        return catalog

    async def close(self) -> None:
        """Close the connection; the catalog cannot be used afterwards."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with _told(self.path):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        with _told(self.path):
            async with self._writer.begin() as connection:
                yield connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise CatalogError(f"{path}: {error.orig}") from error


def as_struct(row: RowMapping, kind: type[T]) -> T:
    """A row as the msgspec struct whose fields its columns are."""
    # Names that SQL reserves, such as `key`, come as a subclass of str, which msgspec refuses.
    return msgspec.convert({str(name): value for name, value in row.items()}, kind)


def _engine(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        pool_size=1,
        max_overflow=0,
        # None: the driver leaves transactions to `_begin`, which makes migrations atomic too.
        connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT_S},
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "invalidate", _abandon)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a write fails at once, without the busy timeout, when another
    # process got there first; an immediate one waits for its turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _abandon(connection: Any, _record: object, _error: object) -> None:
    # A cancelled task leaves its statement open, and SQLite keeps a closed connection, with its lock on the
    # file, for as long as one is: without this the next writer waits out the whole busy timeout.
    connection.rollback()
