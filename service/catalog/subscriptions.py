"""Subscriptions: who gets a site's weekly report by e-mail."""

import msgspec
from sqlalchemy import delete, insert, select

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.errors import CatalogError
from service.catalog.people import normal_email
from service.catalog.times import now_ms

#: Of one site: it is sent one by one, and is no newsletter.
MOST_SUBSCRIPTIONS = 200


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """`language` is the one its report speaks; `created_at` UTC milliseconds. Ids are never given twice."""

    id: int
    site: str
    email: str
    language: str
    created_at: int


class Subscriptions(Database):
    """The catalog's questions about subscriptions."""

    async def subscribe(self, site: str, email: str, language: str) -> Subscription:
        """Send this address the site's reports from now on; one that gets them already is as it was.

        CatalogError: no e-mail address, or too many of them.
        """
        email = normal_email(email)
        of_site = _SUBSCRIPTION.where(tables.subscription.c.site == site)
        values = {"site": site, "email": email, "language": language, "created_at": now_ms()}
        async with self._writing() as connection:
            there = [Subscription(**row) for row in (await connection.execute(of_site)).mappings()]
            if known := [one for one in there if one.email == email]:
                return known[0]
            if len(there) >= MOST_SUBSCRIPTIONS:
                raise CatalogError("at most %(most)s addresses get a site’s report", most=MOST_SUBSCRIPTIONS)
            added = insert(tables.subscription).returning(*_SUBSCRIPTION.selected_columns)
            return Subscription(**(await connection.execute(added, values)).mappings().one())

    async def subscriptions(self, site: str) -> list[Subscription]:
        """A site's subscriptions, by address."""
        by_address = tables.subscription.c.email
        question = _SUBSCRIPTION.where(tables.subscription.c.site == site).order_by(by_address)
        async with self._reading() as connection:
            return [Subscription(**row) for row in (await connection.execute(question)).mappings()]

    async def subscription(self, id: int) -> Subscription | None:  # noqa: A002
        """The subscription with this id, or None."""
        async with self._reading() as connection:
            rows = await connection.execute(_SUBSCRIPTION.where(tables.subscription.c.id == id))
            row = rows.mappings().first()
        return Subscription(**row) if row else None

    async def unsubscribe(self, id: int) -> None:  # noqa: A002
        """Send nothing more; nothing happens where there is no such subscription."""
        async with self._writing() as connection:
            await connection.execute(delete(tables.subscription).where(tables.subscription.c.id == id))


_SUBSCRIPTION = select(*(tables.subscription.c[field] for field in Subscription.__struct_fields__))
