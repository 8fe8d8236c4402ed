"""Desks: whether a site takes corrections, what its pages say, and where the newsroom is told of them."""

import re
import secrets
from collections.abc import Mapping

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.errors import CatalogError
from service.catalog.people import normal_email
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

LONGEST_CAPTION = 160
MOST_CAPTIONS = 100
LONGEST_WEBHOOK = 2_048
_SECRET_BYTES = 32
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WEBHOOK = re.compile(r"https?://[^\s/?#]+[^\s#]*", re.IGNORECASE)


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """A site's desk. `captions` are by language (BCP 47 primary subtag) and stand in for the usual one.

    `email` and `webhook` are '' where nobody is told; `secret` signs webhooks; `changed_at` is UTC ms, 0 for
    a desk that nobody has set up yet, which is off.
    """

    site: str
    on: bool = False
    captions: dict[str, str] = {}
    email: str = ""
    webhook: str = ""
    secret: bytes = b""
    changed_at: int = 0


class Desks(Database):
    """The catalog's questions about desks."""

    async def desk(self, site: str) -> Desk:
        """The site's desk, one that is off where nobody has set it up."""
        async with self._reading() as connection:
            rows = await connection.execute(select(tables.desk).where(tables.desk.c.site == site))
            row = rows.mappings().first()
        return _desk(dict(row)) if row else Desk(site=site)

    async def desks(self) -> list[Desk]:
        """Every desk that was set up, by site."""
        async with self._reading() as connection:
            rows = await connection.execute(select(tables.desk).order_by(tables.desk.c.site))
            return [_desk(dict(row)) for row in rows.mappings()]

    async def put_desk(
        self,
        site: str,
        *,
        on: bool,
        captions: Mapping[str, str] | None = None,
        email: str = "",
        webhook: str = "",
        new_secret: bool = False,
    ) -> Desk:
        """Set a site's desk up, in place of what was; its secret stays unless a new one is asked for.

        Returns it as kept. Raises CatalogError with a sentence for a person for bad input or an unknown site.
        """
        values = {
            "on": int(on),
            "captions": _captions(captions or {}),
            "email": normal_email(email) if email.strip() else "",
            "webhook": _webhook(webhook),
            "changed_at": now_ms(),
        }
        fresh = secrets.token_bytes(_SECRET_BYTES)
        again = values | {"secret": fresh} if new_secret else values
        statement = insert(tables.desk).values(site=site, secret=fresh, **values)
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            kept = statement.on_conflict_do_update(["site"], set_=again).returning(tables.desk)
            return _desk(dict((await connection.execute(kept)).mappings().one()))


def _desk(row: dict[str, object]) -> Desk:
    # Bytes in a row are bytes already, which msgspec.convert would take for base64 text.
    named = {str(name): value for name, value in row.items()}
    return msgspec.convert(named | {"on": bool(named["on"])}, Desk, builtin_types=(bytes,))


def _captions(captions: Mapping[str, str]) -> dict[str, str]:
    found = {language: " ".join(text.split()) for language, text in captions.items() if text.strip()}
    if len(found) > MOST_CAPTIONS:
        raise CatalogError(f"there are {len(found)} captions; at most {MOST_CAPTIONS} are kept")
    for language, text in found.items():
        if not _LANGUAGE.fullmatch(language):
            raise CatalogError(f"a caption's language is {language[:40]!r}; it must be like 'en' or 'uk'")
        if len(text) > LONGEST_CAPTION or not text.isprintable():
            raise CatalogError(
                f"the caption in {language!r} has {len(text)} characters; "
                f"it must have at most {LONGEST_CAPTION}, all printable"
            )
    return found


def _webhook(url: str) -> str:
    url = url.strip()
    if url and not (len(url) <= LONGEST_WEBHOOK and url.isprintable() and _WEBHOOK.fullmatch(url)):
        raise CatalogError(
            f"the webhook is {url[:80]!r}; it must be an address like https://example.org/hook"
        )
    return url
