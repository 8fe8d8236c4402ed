"""Annotations: what happened on a day of a site's, in an editor's words."""

import datetime as dt

import msgspec
from sqlalchemy import delete, func, insert, select

from service.catalog import tables
from service.catalog.bodies import no_text
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

LONGEST_TEXT = 200
#: One on each day of five years.
MOST_ANNOTATIONS = 2_000


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """A note on a `day` of the site's time zone. `person` is an e-mail address; `created_at` in UTC ms."""

    id: int
    site: str
    day: dt.date
    text: str
    person: str
    created_at: int


class Annotations(Database):
    """The catalog's questions about annotations."""

    async def annotations(
        self, site: str, first: dt.date = dt.date.min, last: dt.date = dt.date.max
    ) -> list[Annotation]:
        """Those of the days `first` to `last`, both included, by day; of one day the oldest first."""
        mine, at = tables.annotation.c, tables.annotation.c.day
        question = (
            select(tables.annotation)
            .where(mine.site == site, at.between(first.isoformat(), last.isoformat()))
            .order_by(at, mine.id)
        )
        async with self._reading() as connection:
            return [as_struct(row, Annotation) for row in (await connection.execute(question)).mappings()]

    async def add_annotation(self, site: str, day: dt.date, text: str, person: str) -> None:
        """Keep a note. Raises CatalogError for bad input, an unknown site, or one with enough of them."""
        text = checked_line(text, LONGEST_TEXT)
        values = {"site": site, "day": day.isoformat(), "text": text, "person": person}
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            count = select(func.count()).where(tables.annotation.c.site == site)
            if (await connection.execute(count)).scalar_one() >= MOST_ANNOTATIONS:
                raise CatalogError(
                    "this site has %(most)s notes already; remove some first", most=MOST_ANNOTATIONS
                )
            await connection.execute(insert(tables.annotation), values | {"created_at": now_ms()})

    async def remove_annotation(self, site: str, annotation: int) -> None:
        """Forget a note of the site's, if it is there."""
        mine = tables.annotation.c.site == site, tables.annotation.c.id == annotation
        async with self._writing() as connection:
            await connection.execute(delete(tables.annotation).where(*mine))


def checked_line(text: str, longest: int) -> str:
    """A text of one line, its spaces made single. Raises CatalogError for none, and beyond `longest`."""
    found = no_text(text)
    line = " ".join(text.split())
    if found:
        raise CatalogError(
            "the text holds a character that is no text (%(found)s); type it anew", found=found
        )
    if not line:
        raise CatalogError("the text is empty; write something")
    if len(line) > longest:
        raise CatalogError("the text has %(count)s characters; %(most)s fit", count=len(line), most=longest)
    return line
