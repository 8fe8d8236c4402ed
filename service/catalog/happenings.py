"""What happened to a site's rules: told by when they were published, so that nobody has to write it down."""

from typing import Any, Literal

import msgspec
from sqlalchemy import Select, select

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.rules import ORDER_NOTE

What = Literal["live", "changed", "paused", "resumed", "archived"]
_BY_STATE: dict[str, What] = {"live": "resumed", "paused": "paused", "archived": "archived"}


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a rule, called `name` then, at `at` (UTC milliseconds)."""

    rule: int
    name: str
    what: What
    at: int


class _Published(msgspec.Struct, frozen=True):
    rule: int
    name: str | None
    version: int
    at: int


class _Moved(msgspec.Struct, frozen=True):
    rule: int
    name: str | None
    state: str
    at: int


class Happenings(Database):
    """The catalog's questions about what happened to rules."""

    async def happenings(self, site: str, since: int, until: int) -> list[Happening]:
        """What happened from `since` until before `until`, UTC milliseconds, in order.

        Every version that went live is told, except those that only have another priority. A pause is told
        for as long as it is the last thing that happened to a rule.
        """
        async with self._reading() as connection:
            published = (await connection.execute(_published(site, since, until))).mappings().all()
            moved = (await connection.execute(_moved(site, since, until))).mappings().all()
        versions = [as_struct(row, _Published) for row in published]
        found = [_told(one, "live" if one.version == 1 else "changed") for one in versions]
        found += [
            _told(one, _BY_STATE[one.state])
            for one in (as_struct(row, _Moved) for row in moved)
            if one.state in _BY_STATE
        ]
        return sorted(found, key=lambda happening: (happening.at, happening.rule))


def _told(one: _Published | _Moved, what: What) -> Happening:
    return Happening(rule=one.rule, name=one.name or "", what=what, at=one.at)


def _published(site: str, since: int, until: int) -> Select[Any]:
    version = tables.rule_version.c
    return (
        select(
            version.rule,
            version.body["name"].as_string().label("name"),
            version.version,
            version.published_at.label("at"),
        )
        .join(tables.rule, tables.rule.c.id == version.rule)
        .where(
            tables.rule.c.site == site,
            version.published_at >= since,
            version.published_at < until,
            version.note.not_like(f"{ORDER_NOTE}%"),
        )
    )


def _moved(site: str, since: int, until: int) -> Select[Any]:
    rule = tables.rule.c
    return select(
        rule.id.label("rule"),
        rule.draft["name"].as_string().label("name"),
        rule.state,
        rule.state_at.label("at"),
    ).where(rule.site == site, rule.version > 0, rule.state_at >= since, rule.state_at < until)
