"""People: who may sign in, and what they may do."""

import re
import unicodedata

import msgspec
from sqlalchemy import RowMapping, insert, select, update

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.errors import CatalogError
from service.catalog.times import now_ms

#: From the least to the most; each role may do what those before it may.
ROLES = ("viewer", "editor", "admin")

#: RFC 5321 allows 254 characters; what mail servers take beyond this shape is theirs to say.
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)*")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may sign in. `email` is case-folded, `role` one of ROLES."""

    id: int
    email: str
    role: str
    created_at: int


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """A person and the hash of their password, kept apart so that no page shows the hash by accident."""

    person: Person
    password_hash: str


class People(Database):
    """The catalog's questions about people."""

    async def add_person(self, email: str, password_hash: str, role: str) -> Person:
        """Add a person. Raises CatalogError for bad input or an address that is already there."""
        email = normal_email(email)
        if role not in ROLES:
            raise CatalogError(f"--role is {role!r}; it must be one of {', '.join(reversed(ROLES))}")
        values = {"email": email, "password_hash": password_hash, "role": role, "created_at": now_ms()}
        async with self._writing() as connection:
            taken = select(tables.person.c.id).where(tables.person.c.email == email)
            if (await connection.execute(taken)).first():
                raise CatalogError(f"there is already a person with the address {email}")
            added = await connection.execute(insert(tables.person).returning(*PERSON), values)
            return person_of(added.mappings().one())

    async def people(self) -> list[Person]:
        """Everybody, by address."""
        async with self._reading() as connection:
            rows = await connection.execute(select(*PERSON).order_by(tables.person.c.email))
            return [person_of(row) for row in rows.mappings()]

    async def credentials(self, email: str) -> Credentials | None:
        """The person with this address, in any case, and their password's hash; None for nobody."""
        question = select(*PERSON, tables.person.c.password_hash).where(tables.person.c.email == fold(email))
        async with self._reading() as connection:
            row = (await connection.execute(question)).mappings().first()
        return Credentials(person=person_of(row), password_hash=row["password_hash"]) if row else None

    async def set_password_hash(self, person: int, password_hash: str) -> None:
        """Replace the hash of a person's password."""
        change = update(tables.person).where(tables.person.c.id == person).values(password_hash=password_hash)
        async with self._writing() as connection:
            await connection.execute(change)


#: The columns of a Person, for the questions of other nouns that answer with one.
PERSON = (tables.person.c.id, tables.person.c.email, tables.person.c.role, tables.person.c.created_at)


def person_of(row: RowMapping) -> Person:
    """The Person in a row that holds the columns PERSON."""
    return Person(**{column.name: row[column] for column in PERSON})


def fold(email: str) -> str:
    """The address as it is compared: trimmed, normalised (NFKC) and case-folded."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def normal_email(email: str) -> str:
    """The address as it is kept. Raises CatalogError when it cannot be one."""
    folded = fold(email)
    if len(folded) > 254 or not folded.isprintable() or not _EMAIL.fullmatch(folded):
        raise CatalogError(
            "%(email)s is not an e-mail address; it must look like name@example.org", email=repr(email)
        )
    return folded
