"""Sessions: who is signed in, until when. Only the hash of what the browser holds is here."""

import msgspec
from sqlalchemy import delete, insert, select, update

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.people import PERSON, Person, person_of


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A person signed in with one browser. `id` is the SHA-256 of the cookie; times are UTC milliseconds."""

    id: str
    person: Person
    csrf: str
    created_at: int
    expires_at: int


class Sessions(Database):
    """The catalog's questions about sessions."""

    async def add_session(self, session: Session) -> None:
        """Keep a new session, and drop those that had expired when it began."""
        values = {
            "id": session.id,
            "person": session.person.id,
            "csrf": session.csrf,
            "created_at": session.created_at,
            "expires_at": session.expires_at,
        }
        async with self._writing() as connection:
            await connection.execute(
                delete(tables.session).where(tables.session.c.expires_at <= session.created_at)
            )
            await connection.execute(insert(tables.session), values)

    async def session(self, id: str, now: int) -> Session | None:  # noqa: A002 (the column's name)
        """The session with this id unless it has expired by `now`, with its person as they are now."""
        question = (
            select(tables.session, *PERSON)
            .join(tables.person, tables.person.c.id == tables.session.c.person)
            .where(tables.session.c.id == id, tables.session.c.expires_at > now)
        )
        async with self._reading() as connection:
            row = (await connection.execute(question)).mappings().first()
        if row is None:
            return None
        return Session(
            id=row[tables.session.c.id],
            person=person_of(row),
            csrf=row[tables.session.c.csrf],
            created_at=row[tables.session.c.created_at],
            expires_at=row[tables.session.c.expires_at],
        )

    async def extend_session(self, id: str, expires_at: int) -> None:  # noqa: A002
        """Let a session expire at another time."""
        change = update(tables.session).where(tables.session.c.id == id).values(expires_at=expires_at)
        async with self._writing() as connection:
            await connection.execute(change)

    async def delete_session(self, id: str) -> None:  # noqa: A002
        """Forget a session, if it is there."""
        async with self._writing() as connection:
            await connection.execute(delete(tables.session).where(tables.session.c.id == id))
