"""What readers send: reports of mistakes, and their pages' words whether a mistake is still there."""

import statistics
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.catalog import tables
from service.catalog.corrections import OPEN, READERS, Correction, State, correction_of
from service.catalog.database import Database
from service.catalog.desk_deliveries import tell
from service.catalog.errors import CatalogError

#: What became of a report: it began a correction, joined one, or was there already.
Taken = Literal["taken", "merged", "known"]

#: Reports of one correction that are kept; further ones are only counted.
MOST_REPORTS = 500
#: Open corrections of one site: further places are refused until some are closed.
MOST_OPEN = 2_000
#: How often the same report is counted: beyond this nobody learns anything from it.
MOST_TIMES = 1_000_000

_CORRECTION = tables.correction.c
_REPORT = tables.report.c


class Full(CatalogError):
    """The site has as many open corrections as are kept."""


class NewCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """A place that no open correction covers; the fields are those of Correction."""

    site: str
    article: str
    exact: str
    prefix: str
    suffix: str
    position: int
    language: str
    words: int
    hash: str


class NewReport(msgspec.Struct, frozen=True, kw_only=True):
    """A reader's report as it came; the fields are those of Report."""

    note: str
    at: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    position: int = 0
    suggestion: str = ""
    comment: str = ""
    email: str = ""
    language: str = ""
    version: str = ""
    severity: float = 2.0
    severity_why: str = ""
    reader: str = ""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What pages' words make of a correction that was in state `before`; `gone` as in Correction."""

    id: int
    before: State
    state: State
    gone: tuple[tuple[str, int], ...] = ()


class Intake(Database):
    """The catalog's questions for what readers send."""

    async def report_of(self, site: str, note: str) -> int | None:
        """The correction that a report with this id on the wire is kept with; None for a new one."""
        async with self._reading() as connection:
            return await _known(connection, site, note)

    async def take_report(
        self, correction: Correction | NewCorrection, report: NewReport
    ) -> tuple[int, Taken]:
        """Keep a report with its correction: the correction's number, and what became of the report.

        All of it or nothing is written. Raises Full when the correction would be one too many, CatalogError
        when its site is no more.
        """
        async with self._writing() as connection:
            known = await _known(connection, correction.site, report.note)
            if known is not None:
                return known, "known"
            if isinstance(correction, NewCorrection):
                begun = await _begin(connection, correction, report)
                await _keep(connection, correction.site, begun, report)
                return begun, "taken"
            return correction.id, await _join(connection, correction, report)

    async def suggested(self, corrections: Sequence[int], suggestion: str) -> set[int]:
        """Those of the corrections for which somebody suggested just this; none for an empty suggestion."""
        if not (corrections and suggestion):
            return set()
        question = (
            select(_REPORT.correction)
            .where(_REPORT.correction.in_(corrections), _REPORT.suggestion == suggestion)
            .distinct()
        )
        async with self._reading() as connection:
            return set((await connection.execute(question)).scalars())

    async def watched(self, site: str, article: str, since: int, limit: int) -> list[Correction]:
        """What an article's pages look for: its open corrections, those that weigh most first.

        After them those that readers closed at or after `since` (UTC ms), which a page may still hold.
        """
        is_open = _CORRECTION.state.in_(OPEN)
        closed = and_(
            _CORRECTION.state == "fixed", _CORRECTION.fixed_by == READERS, _CORRECTION.state_at >= since
        )
        question = (
            select(tables.correction)
            .where(_CORRECTION.site == site, _CORRECTION.article == article, or_(is_open, closed))
            .order_by(is_open.desc(), (_CORRECTION.reports * _CORRECTION.severity).desc(), _CORRECTION.id)
            .limit(limit)
        )
        async with self._reading() as connection:
            return [correction_of(row) for row in (await connection.execute(question)).mappings()]

    async def checked(self, site: str, checks: Sequence[Checked], now: int) -> list[int]:
        """Keep what pages said; the corrections whose state changed by it.

        What the desk has put into another state meanwhile stays as the desk has it.
        """
        if not checks:
            return []
        async with self._writing() as connection:
            return [check.id for check in checks if await _check(connection, site, check, now)]

    async def forget_readers(self, site: str, before: int) -> int:
        """Empty the pseudonyms of a site's reports and words older than `before` (UTC ms).

        How many rows changed.
        """
        old = (
            update(tables.report)
            .where(_REPORT.site == site, _REPORT.at < before, _REPORT.reader != "")
            .values(reader="")
        )
        with_words = select(_CORRECTION.id, _CORRECTION.gone).where(
            _CORRECTION.site == site, func.json_array_length(_CORRECTION.gone) > 0
        )
        async with self._writing() as connection:
            emptied = (await connection.execute(old)).rowcount
            for one, words in (await connection.execute(with_words)).all():
                nameless = [["" if at < before else reader, at] for reader, at in words]
                if nameless != words:
                    change = update(tables.correction).where(_CORRECTION.id == one).values(gone=nameless)
                    emptied += (await connection.execute(change)).rowcount
        return emptied

    async def erase_emails(self, closed_before: int) -> int:
        """Erase readers' addresses with corrections closed before then (UTC ms); how many there were."""
        closed = select(_CORRECTION.id).where(
            _CORRECTION.state.not_in(OPEN), _CORRECTION.state_at < closed_before
        )
        change = update(tables.report).where(_REPORT.email != "", _REPORT.correction.in_(closed))
        async with self._writing() as connection:
            return (await connection.execute(change.values(email=""))).rowcount


async def _known(connection: AsyncConnection, site: str, note: str) -> int | None:
    question = select(_REPORT.correction).where(_REPORT.site == site, _REPORT.note == note)
    found: int | None = (await connection.execute(question)).scalar()
    return found


async def _begin(connection: AsyncConnection, correction: NewCorrection, report: NewReport) -> int:
    there = select(tables.site.c.key).where(tables.site.c.key == correction.site)
    if not (await connection.execute(there)).first():
        raise CatalogError(f"there is no site with the key {correction.site!r}")
    of_site = and_(_CORRECTION.site == correction.site, _CORRECTION.state.in_(OPEN))
    count = select(func.count()).select_from(tables.correction).where(of_site)
    if (await connection.execute(count)).scalar_one() >= MOST_OPEN:
        raise Full(f"{correction.site} has {MOST_OPEN} open corrections; close some of them to take more")
    values = msgspec.structs.asdict(correction) | {
        "severity": report.severity,
        "severity_why": report.severity_why,
        "state": "new",
        "reports": 1,
        "first_at": report.at,
        "last_at": report.at,
        "state_at": report.at,
        "fixed_by": "",
        "gone": [],
        "checked_at": 0,
    }
    added = insert(tables.correction).values(values).returning(_CORRECTION.id)
    begun = int((await connection.execute(added)).scalar_one())
    await tell(connection, correction.site, begun, 1, report.at)
    return begun


async def _keep(connection: AsyncConnection, site: str, correction: int, report: NewReport) -> None:
    values = msgspec.structs.asdict(report) | {"site": site, "correction": correction, "times": 1}
    await connection.execute(insert(tables.report), values)


async def _join(connection: AsyncConnection, correction: Correction, report: NewReport) -> Taken:
    kept = select(
        _REPORT.id, _REPORT.reader, _REPORT.severity, _REPORT.severity_why, _same(report).label("same")
    ).where(_REPORT.correction == correction.id)
    rows = (await connection.execute(kept)).all()
    again = [row.id for row in rows if row.same and row.reader == report.reader]
    mine = update(tables.correction).where(_CORRECTION.id == correction.id)
    latest: dict[str, Any] = {"last_at": func.max(_CORRECTION.last_at, report.at)}
    if again:
        more = update(tables.report).where(_REPORT.id == again[0], _REPORT.times < MOST_TIMES)
        await connection.execute(more.values(times=_REPORT.times + 1))
        await connection.execute(mine.values(latest))
        return "known"
    if len(rows) < MOST_REPORTS:
        await _keep(connection, correction.site, correction.id, report)
        severity, why = _median(
            [*((row.severity, row.severity_why) for row in rows), (report.severity, report.severity_why)]
        )
        latest |= {"severity": severity, "severity_why": why}
    # Whoever reports the place again today in other words is still one reader who saw the mistake.
    if not report.reader or all(row.reader != report.reader for row in rows):
        latest["reports"] = _CORRECTION.reports + 1
    reports = (await connection.execute(mine.values(latest).returning(_CORRECTION.reports))).scalar_one()
    await tell(connection, correction.site, correction.id, reports, report.at)
    return "merged"


def _median(severities: list[tuple[float, str]]) -> tuple[float, str]:
    """The median severity with its reason; of two in the middle the lower, which has one."""
    return statistics.median_low(severities)


def _same(report: NewReport) -> ColumnElement[bool]:
    return and_(
        _REPORT.exact == report.exact,
        _REPORT.suggestion == report.suggestion,
        _REPORT.comment == report.comment,
        _REPORT.email == report.email,
    )


async def _check(connection: AsyncConnection, site: str, check: Checked, now: int) -> bool:
    """Whether the correction's state changed."""
    moves = check.state != check.before
    values: dict[str, object] = {"gone": [list(word) for word in check.gone], "checked_at": now}
    if moves:
        values |= {
            "state": check.state,
            "state_at": now,
            "fixed_by": READERS if check.state == "fixed" else "",
        }
    as_was = and_(_CORRECTION.site == site, _CORRECTION.id == check.id, _CORRECTION.state == check.before)
    changed = (await connection.execute(update(tables.correction).where(as_was).values(values))).rowcount
    if not (moves and changed):
        return False
    act = {"correction": check.id, "at": now, "person": "", "kind": "state", "text": check.state}
    await connection.execute(insert(tables.correction_act), act)
    return True
