"""Sessions: there until they expire, and not a millisecond longer."""

import msgspec
import pytest

from service.catalog.catalog import Catalog
from service.catalog.sessions import Session


@pytest.fixture
async def session(catalog: Catalog) -> Session:
    """A session from 1,000 to 2,000."""
    person = await catalog.add_person("me@example.org", "hash", "editor")
    session = Session(id="s", person=person, csrf="c", created_at=1000, expires_at=2000)
    await catalog.add_session(session)
    return session


@pytest.mark.parametrize(("now", "there"), [(1000, True), (1999, True), (2000, False), (9999, False)])
async def test_expiry(catalog: Catalog, session: Session, now: int, *, there: bool) -> None:
    assert await catalog.session("s", now) == (session if there else None)


async def test_unknown(catalog: Catalog, session: Session) -> None:
    assert await catalog.session("t", 1500) is None


async def test_extended(catalog: Catalog, session: Session) -> None:
    await catalog.extend_session("s", 3000)
    assert await catalog.session("s", 2999) == msgspec.structs.replace(session, expires_at=3000)


async def test_deleted(catalog: Catalog, session: Session) -> None:
    await catalog.delete_session("s")
    assert await catalog.session("s", 1500) is None


async def test_a_new_session_drops_the_expired(catalog: Catalog, session: Session) -> None:
    later = msgspec.structs.replace(session, id="later", created_at=2000, expires_at=4000)
    await catalog.add_session(later)
    assert await catalog.session("s", 1500) is None
