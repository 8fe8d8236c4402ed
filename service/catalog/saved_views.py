"""Saved views: pages of a site's dashboards as one person wants to find them again."""

import re
from urllib.parse import parse_qsl, urlencode

import msgspec
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from service.catalog import tables
from service.catalog.annotations import checked_line
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

LONGEST_NAME = 80
LONGEST_QUERY = 8_000
MOST_FIELDS = 100
#: Of one person and site.
MOST_VIEWS = 50

_PAGE = re.compile(r"[a-z][a-z-]{0,39}")


class SavedView(msgspec.Struct, frozen=True, kw_only=True):
    """`page` is a page's name, `query` what stands behind the `?` of its address; `created_at` in UTC ms."""

    id: int
    person: int
    site: str
    name: str
    page: str
    query: str
    created_at: int


class SavedViews(Database):
    """The catalog's questions about saved views."""

    async def saved_views(self, person: int, site: str) -> list[SavedView]:
        """A person's views of a site, by name."""
        question = select(tables.saved_view).where(*_mine(person, site))
        async with self._reading() as connection:
            found = [as_struct(row, SavedView) for row in (await connection.execute(question)).mappings()]
        return sorted(found, key=lambda view: view.name.casefold())

    async def save_view(self, person: int, site: str, name: str, page: str, query: str) -> None:
        """Keep a view, in place of an earlier one of the name.

        Raises CatalogError for bad input, an unknown site, and for one more than a person may have.
        """
        name = checked_line(name, LONGEST_NAME)
        values = {"page": checked_page(page), "query": checked_query(query), "created_at": now_ms()}
        statement = insert(tables.saved_view).values(person=person, site=site, name=name, **values)
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            others = select(func.count()).where(*_mine(person, site), tables.saved_view.c.name != name)
            if (await connection.execute(others)).scalar_one() >= MOST_VIEWS:
                raise CatalogError("you have saved %(most)s views already; remove one first", most=MOST_VIEWS)
            await connection.execute(statement.on_conflict_do_update(["person", "site", "name"], set_=values))

    async def remove_view(self, person: int, site: str, view: int) -> None:
        """Forget a view of the person's, if it is there."""
        async with self._writing() as connection:
            await connection.execute(
                delete(tables.saved_view).where(*_mine(person, site), tables.saved_view.c.id == view)
            )


def checked_page(page: str) -> str:
    """The name of a page. Raises CatalogError when it cannot be one."""
    if not _PAGE.fullmatch(page):
        raise CatalogError("%(page)s is no page of the dashboards", page=repr(page[:40]))
    return page


def checked_query(query: str) -> str:
    """A query as it is written in an address. Raises CatalogError when it is none, or too long."""
    try:
        fields = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise CatalogError("this view has more than %(most)s settings", most=MOST_FIELDS) from None
    text = urlencode(fields, errors="replace")
    if len(text) > LONGEST_QUERY:
        raise CatalogError("this view has filters that are too long to be saved")
    return text


def _mine(person: int, site: str) -> tuple[ColumnElement[bool], ...]:
    return tables.saved_view.c.person == person, tables.saved_view.c.site == site
