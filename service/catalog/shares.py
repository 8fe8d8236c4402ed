"""Shares: pages that strangers may see by their link until it expires, or is revoked."""

import secrets

import msgspec
from sqlalchemy import delete, insert, select

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.errors import CatalogError

#: For how many days a share may be open.
SHARE_DAYS = (1, 7, 30, 90)
#: Of one site at once: more are forgotten, not used.
MOST_SHARES = 200
_DAY_MS = 86_400_000


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it was shared. `query` says what it shows; times are UTC milliseconds.

    `created_by` is the e-mail address of who shared it.
    """

    id: str
    site: str
    page: str
    query: str
    created_at: int
    created_by: str
    expires_at: int


class Shares(Database):
    """The catalog's questions about shares."""

    async def add_share(self, site: str, page: str, query: str, days: int, by: str, now: int) -> Share:
        """Keep a share that is open for `days` from `now`. Those of the site that have expired go.

        CatalogError: days other than SHARE_DAYS, or too many shares that are open.
        """
        if days not in SHARE_DAYS:
            known = ", ".join(map(str, SHARE_DAYS))
            raise CatalogError("a link is open for %(known)s days, not for %(days)s", known=known, days=days)
        share = Share(
            id=secrets.token_urlsafe(12),
            site=site,
            page=page,
            query=query,
            created_at=now,
            created_by=by,
            expires_at=now + days * _DAY_MS,
        )
        over = (tables.share.c.site == site) & (tables.share.c.expires_at <= now)
        async with self._writing() as connection:
            await connection.execute(delete(tables.share).where(over))
            others = await connection.execute(_SHARE.where(tables.share.c.site == site))
            if len(others.all()) >= MOST_SHARES:
                raise CatalogError(
                    "a site has at most %(most)s open links; revoke some first", most=MOST_SHARES
                )
            await connection.execute(insert(tables.share), msgspec.structs.asdict(share))
        return share

    async def share(self, id: str) -> Share | None:  # noqa: A002
        """The share with this id, also one that has expired; None when it was revoked or never was."""
        async with self._reading() as connection:
            row = (await connection.execute(_SHARE.where(tables.share.c.id == id))).mappings().first()
        return Share(**row) if row else None

    async def shares(self, site: str) -> list[Share]:
        """A site's shares, newest first."""
        newest = _SHARE.where(tables.share.c.site == site).order_by(tables.share.c.created_at.desc())
        async with self._reading() as connection:
            return [Share(**row) for row in (await connection.execute(newest)).mappings()]

    async def revoke_share(self, site: str, id: str) -> None:  # noqa: A002
        """End a site's share at once; nothing happens where there is none."""
        gone = delete(tables.share).where(tables.share.c.site == site, tables.share.c.id == id)
        async with self._writing() as connection:
            await connection.execute(gone)


_SHARE = select(*(tables.share.c[field] for field in Share.__struct_fields__))
