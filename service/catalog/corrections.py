"""Corrections: the places in articles that readers reported, and what the desk made of them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, RowMapping, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError

State = Literal["new", "accepted", "rejected", "fixed"]
Kind = Literal["state", "assign", "note"]

STATES: tuple[State, ...] = get_args(State)
#: A reader's report joins a correction in one of these, and the tag watches over them.
OPEN: tuple[State, ...] = ("new", "accepted")
#: `fixed_by` of a correction that later readers' pages no longer held.
READERS = "readers"
#: Open corrections of one article that are looked at: clustering is bounded by it.
MOST_OF_ARTICLE = 200
LONGEST_REMARK = 2_000
#: SQLite takes 32,766 parameters in a statement; a page of the inbox has some hundred corrections.
_MOST_IDS = 10_000

_CORRECTION = tables.correction.c


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A place in an article that readers reported, as the first of them selected it.

    `prefix` and `suffix` are up to 100 characters either side of `exact` (the text-quote selector of the W3C
    Web Annotation model), `position` its UTF-16 offset in the article's text. `words` words with this `hash`
    are what pages look for (`service.corrections.anchor`). `severity` is 1 to 3, the median of the reports'.
    `reports` counts readers, each once a day. Times are UTC ms; `gone` is the present run of readers' words
    against the state: [pseudonym of the day, or '' when the day is over, at]. `fixed_by` is '', a person's
    e-mail address, or READERS.
    """

    id: int
    site: str
    article: str
    exact: str
    prefix: str
    suffix: str
    position: int
    language: str
    words: int
    hash: str
    severity: float
    severity_why: str
    state: State
    assignee: int | None
    reports: int
    first_at: int
    last_at: int
    state_at: int
    fixed_by: str
    gone: tuple[tuple[str, int], ...]
    checked_at: int

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader sent; `note` is its id on the wire, `times` how often the reader sent the same.

    `reader` is the pseudonym of the day, '' when the day is over or the reader's browser asked for none.
    """

    id: int
    correction: int
    site: str
    note: str
    at: int
    exact: str
    prefix: str
    suffix: str
    position: int
    suggestion: str
    comment: str
    email: str
    language: str
    version: str
    severity: float
    severity_why: str
    times: int
    reader: str


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done about a correction: `person` is an e-mail address, '' where it went by itself.

    `text` is the new state, the e-mail address of the new assignee ('' for nobody), or the note.
    """

    id: int
    correction: int
    at: int
    person: str
    kind: Kind
    text: str


class ArticleCorrections(msgspec.Struct, frozen=True, kw_only=True):
    """Of one article in some time: reports sent, corrections begun, and how long each fix took (ms)."""

    article: str
    reports: int = 0
    corrections: int = 0
    fix_ms: tuple[int, ...] = ()


class Corrections(Database):
    """The desk's questions about corrections."""

    async def correction(self, site: str, id: int) -> Correction | None:  # noqa: A002
        """The site's correction with this number, or None."""
        found = await self._corrections(_CORRECTION.site == site, _CORRECTION.id == id, limit=1)
        return found[0] if found else None

    async def corrections(self, site: str, states: Collection[str], limit: int) -> list[Correction]:
        """At most `limit` of a site's corrections in these states, those reported last first."""
        return await self._corrections(_CORRECTION.site == site, _CORRECTION.state.in_(states), limit=limit)

    async def article_corrections(self, site: str, article: str, limit: int) -> list[Correction]:
        """At most `limit` of an article's corrections in any state, those reported last first."""
        mine = _CORRECTION.site == site, _CORRECTION.article == article
        return await self._corrections(*mine, limit=limit)

    async def open_corrections(self, site: str, article: str) -> list[Correction]:
        """An article's open corrections, at most MOST_OF_ARTICLE, those reported last first."""
        mine = _CORRECTION.site == site, _CORRECTION.article == article, _CORRECTION.state.in_(OPEN)
        return await self._corrections(*mine, limit=MOST_OF_ARTICLE)

    async def state_counts(self, site: str) -> dict[str, int]:
        """How many corrections a site has in each state, 0 too."""
        question = (
            select(_CORRECTION.state, func.count())
            .where(_CORRECTION.site == site)
            .group_by(_CORRECTION.state)
        )
        async with self._reading() as connection:
            found = {state: int(count) for state, count in await connection.execute(question)}
        return {state: found.get(state, 0) for state in STATES}

    async def reports(self, correction: int, limit: int) -> list[Report]:
        """At most `limit` reports of a correction, the newest first."""
        report = tables.report.c
        question = (
            select(tables.report)
            .where(report.correction == correction)
            .order_by(report.at.desc(), report.id.desc())
            .limit(limit)
        )
        async with self._reading() as connection:
            return [as_struct(row, Report) for row in (await connection.execute(question)).mappings()]

    async def acts(self, correction: int) -> list[Act]:
        """What was done about a correction, the oldest first."""
        act = tables.correction_act.c
        question = select(tables.correction_act).where(act.correction == correction).order_by(act.at, act.id)
        async with self._reading() as connection:
            return [as_struct(row, Act) for row in (await connection.execute(question)).mappings()]

    async def set_state(self, site: str, ids: Collection[int], state: str, person: str, now: int) -> int:
        """Put corrections into a state; how many were in another. Raises CatalogError for no such state."""
        if state not in STATES:
            raise CatalogError(
                f"a correction's state is {state[:40]!r}; it must be one of {', '.join(STATES)}"
            )
        values: dict[str, object] = {
            "state": state,
            "state_at": now,
            "fixed_by": person if state == "fixed" else "",
            "gone": [],
        }
        async with self._writing() as connection:
            where = and_(_mine(site, ids), _CORRECTION.state != state)
            changed = await _changed(connection, where, values)
            await _note(connection, changed, now, person, "state", state)
        return len(changed)

    async def assign(
        self, site: str, ids: Collection[int], assignee: int | None, person: str, now: int
    ) -> int:
        """Give corrections to a person by id, or to nobody; how many were somebody else's.

        Raises CatalogError when there is no such person.
        """
        async with self._writing() as connection:
            email = await _email(connection, assignee)
            where = and_(_mine(site, ids), _CORRECTION.assignee.is_distinct_from(assignee))
            changed = await _changed(connection, where, {"assignee": assignee})
            await _note(connection, changed, now, person, "assign", email)
        return len(changed)

    async def remark(self, site: str, id: int, text: str, person: str, now: int) -> None:  # noqa: A002
        """Keep the desk's note on a correction.

        Raises CatalogError for an empty or too long text, and when the site has no such correction.
        """
        text = text.strip()
        if not 0 < len(text) <= LONGEST_REMARK:
            raise CatalogError(
                "a note has 1 to %(most)s characters; this one has %(count)s",
                most=LONGEST_REMARK,
                count=len(text),
            )
        async with self._writing() as connection:
            there = select(_CORRECTION.id).where(_mine(site, [id]))
            if not (await connection.execute(there)).first():
                raise CatalogError("there is no correction %(id)s", id=id)
            await _note(connection, [id], now, person, "note", text)

    async def correction_counts(self, site: str, first_ms: int, last_ms: int) -> list[ArticleCorrections]:
        """By article: reports that came, corrections that began, and fixes, from `first_ms` to `last_ms`.

        Both are UTC ms and count; a fix belongs to when it was made. Articles with none are left out.
        """
        article, report = _CORRECTION.article, tables.report.c
        of_site = _CORRECTION.site == site
        sent = (
            select(article, func.count())
            .join(tables.report, report.correction == _CORRECTION.id)
            .where(report.site == site, report.at.between(first_ms, last_ms))
            .group_by(article)
        )
        begun = (
            select(article, func.count())
            .where(of_site, _CORRECTION.first_at.between(first_ms, last_ms))
            .group_by(article)
        )
        fixed = select(article, _CORRECTION.state_at - _CORRECTION.first_at).where(
            of_site, _CORRECTION.state == "fixed", _CORRECTION.state_at.between(first_ms, last_ms)
        )
        async with self._reading() as connection:
            reports = {path: int(count) for path, count in await connection.execute(sent)}
            corrections = {path: int(count) for path, count in await connection.execute(begun)}
            fixes = defaultdict[str, list[int]](list)
            for path, took_ms in await connection.execute(fixed):
                fixes[path].append(took_ms)
        return [
            ArticleCorrections(
                article=path,
                reports=reports.get(path, 0),
                corrections=corrections.get(path, 0),
                fix_ms=tuple(sorted(fixes[path])) if path in fixes else (),
            )
            for path in sorted(reports.keys() | corrections.keys() | fixes.keys())
        ]

    async def _corrections(self, *where: ColumnElement[bool], limit: int) -> list[Correction]:
        newest = _CORRECTION.last_at.desc(), _CORRECTION.id.desc()
        question = select(tables.correction).where(*where).order_by(*newest).limit(limit)
        async with self._reading() as connection:
            return [correction_of(row) for row in (await connection.execute(question)).mappings()]


def correction_of(row: RowMapping) -> Correction:
    """The Correction in a row of its table."""
    return as_struct(row, Correction)


def _mine(site: str, ids: Collection[int]) -> ColumnElement[bool]:
    return and_(_CORRECTION.site == site, _CORRECTION.id.in_(list(ids)[:_MOST_IDS]))


async def _changed(
    connection: AsyncConnection, where: ColumnElement[bool], values: dict[str, object]
) -> list[int]:
    change = update(tables.correction).where(where).values(values).returning(_CORRECTION.id)
    return list((await connection.execute(change)).scalars())


async def _note(
    connection: AsyncConnection, ids: Collection[int], at: int, person: str, kind: Kind, text: str
) -> None:
    acts = [{"correction": one, "at": at, "person": person, "kind": kind, "text": text} for one in ids]
    if acts:
        await connection.execute(insert(tables.correction_act), acts)


async def _email(connection: AsyncConnection, person: int | None) -> str:
    if person is None:
        return ""
    question = select(tables.person.c.email).where(tables.person.c.id == person)
    email: str | None = (await connection.execute(question)).scalar()
    if email is None:
        raise CatalogError("there is no person with the number %(person)s", person=person)
    return email
