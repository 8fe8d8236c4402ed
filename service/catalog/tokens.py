"""Tokens: what programs show to read one site's numbers. Only their hashes are here."""

import msgspec
from sqlalchemy import insert, select, update

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.errors import CatalogError
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

#: `last_used_at` moves at most once in this time, so that reading the API hardly ever writes.
TOUCH_EVERY_MS = 60_000
#: What a token opens: the metrics; the raw segments too. Each opens what those before it do.
SCOPES = ("read", "export")


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """Leave to read one site. `scope` is one of SCOPES; times are UTC milliseconds."""

    id: int
    site: str
    name: str
    scope: str
    created_at: int
    last_used_at: int | None

    def opens(self, scope: str) -> bool:
        """Whether the token opens what this scope is for."""
        return self.scope in SCOPES[SCOPES.index(scope) :]


class Tokens(Database):
    """The catalog's questions about tokens."""

    async def add_token(self, site: str, name: str, hash: str, scope: str = "read") -> None:  # noqa: A002
        """Keep a token's SHA-256. CatalogError: unknown site or scope, or a name over 100 characters."""
        if scope not in SCOPES:
            raise CatalogError(f"--scope is {scope!r}, not one of {', '.join(SCOPES)}")
        if len(name) > 100 or not name.isprintable():
            raise CatalogError(f"--name is {name!r}; it must be at most 100 printable characters")
        values = {"site": site, "name": name, "hash": hash, "scope": scope, "created_at": now_ms()}
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            await connection.execute(insert(tables.token), values)

    async def token(self, hash: str) -> Token | None:  # noqa: A002
        """The token with this SHA-256, or None."""
        async with self._reading() as connection:
            rows = await connection.execute(_TOKEN.where(tables.token.c.hash == hash))
            row = rows.mappings().first()
        return Token(**row) if row else None

    async def tokens(self, site: str) -> list[Token]:
        """A site's tokens, oldest first."""
        async with self._reading() as connection:
            rows = await connection.execute(
                _TOKEN.where(tables.token.c.site == site).order_by(tables.token.c.id)
            )
            return [Token(**row) for row in rows.mappings()]

    async def touch_token(self, token: Token, now: int) -> None:
        """Note that a token was used at `now`, unless that was noted within the last minute."""
        if token.last_used_at is not None and now - token.last_used_at < TOUCH_EVERY_MS:
            return
        change = update(tables.token).where(tables.token.c.id == token.id).values(last_used_at=now)
        async with self._writing() as connection:
            await connection.execute(change)


_TOKEN = select(*(tables.token.c[field] for field in Token.__struct_fields__))
