"""The installation's own secrets, with which it signs what it gives away.

They are in the catalog and in no file of their own, so that a catalog that is restored elsewhere still knows
its links; its file is readable by the service's own user alone, for it holds password hashes too.
"""

import secrets

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.times import now_ms

_BYTES = 32


class Secrets(Database):
    """The catalog's questions about secrets."""

    async def secret(self, name: str) -> bytes:
        """The secret of this name, 256 random bits; made when it is asked for first."""
        async with self._reading() as connection:
            found = await _found(connection, name)
        if found:
            return found
        async with self._writing() as connection:
            # Another process may have made it in between.
            found = await _found(connection, name)
            if not found:
                found = secrets.token_bytes(_BYTES)
                values = {"name": name, "bytes": found, "created_at": now_ms()}
                await connection.execute(insert(tables.secret), values)
        return found


async def _found(connection: AsyncConnection, name: str) -> bytes | None:
    question = select(tables.secret.c.bytes).where(tables.secret.c.name == name)
    found: bytes | None = (await connection.execute(question)).scalar()
    return found
