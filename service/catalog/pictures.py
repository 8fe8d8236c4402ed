"""Pictures of a site's own that its appeals may show."""

import msgspec
from sqlalchemy import func, insert, select

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.errors import CatalogError
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

MOST_BYTES = 200_000
MOST_PICTURES = 100


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One picture: `number` is its own within the site, `type` a media type; UTC milliseconds."""

    number: int
    type: str
    added_at: int


class Pictures(Database):
    """The catalog's questions about pictures."""

    async def pictures(self, site: str) -> list[Picture]:
        """A site's pictures, the newest first."""
        question = (
            select(*(tables.picture.c[field] for field in Picture.__struct_fields__))
            .where(tables.picture.c.site == site)
            .order_by(tables.picture.c.number.desc())
        )
        async with self._reading() as connection:
            return [Picture(**row) for row in (await connection.execute(question)).mappings()]

    async def picture(self, site: str, number: int) -> tuple[str, bytes] | None:
        """A picture's media type and content, or None."""
        if number > MOST_PICTURES:
            return None
        question = select(tables.picture.c.type, tables.picture.c.bytes).where(
            tables.picture.c.site == site, tables.picture.c.number == number
        )
        async with self._reading() as connection:
            row = (await connection.execute(question)).first()
        return (row[0], row[1]) if row else None

    async def add_picture(self, site: str, content: bytes) -> Picture:
        """Keep a picture. Raises CatalogError for what is none, is too large, or is one too many."""
        kind = checked_type(content)
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            last = select(func.max(tables.picture.c.number)).where(tables.picture.c.site == site)
            number = ((await connection.execute(last)).scalar() or 0) + 1
            if number > MOST_PICTURES:
                raise CatalogError(
                    "this site has %(most)s pictures already, which is the most", most=MOST_PICTURES
                )
            picture = Picture(number=number, type=kind, added_at=now_ms())
            values = msgspec.structs.asdict(picture) | {"site": site, "bytes": content}
            await connection.execute(insert(tables.picture), values)
        return picture


def checked_type(content: bytes) -> str:
    """The media type that a picture's first bytes tell. Raises CatalogError with what would be right.

    SVG is left out: opened by itself it is a page, whose scripts would run at this service's address.
    """
    if len(content) > MOST_BYTES:
        raise CatalogError(
            "the picture has %(size)s KB; it may have %(most)s at most",
            size=round(len(content) / 1000),
            most=MOST_BYTES // 1000,
        )
    for kind, right in (
        ("image/png", content.startswith(b"\x89PNG\r\n\x1a\n")),
        ("image/jpeg", content.startswith(b"\xff\xd8\xff")),
        ("image/gif", content.startswith((b"GIF87a", b"GIF89a"))),
        ("image/webp", content[:4] == b"RIFF" and content[8:12] == b"WEBP"),
        ("image/avif", content[4:12] in {b"ftypavif", b"ftypavis"}),
    ):
        if right:
            return kind
    raise CatalogError("the file is no picture that can be shown; take PNG, JPEG, WebP, AVIF or GIF")
