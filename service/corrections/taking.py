"""A report becomes part of a correction, and pages' words change what they are about."""

import asyncio
from collections.abc import Callable

from service.catalog.catalog import Catalog
from service.catalog.corrections import Correction
from service.catalog.intake import Checked, Full, NewCorrection, NewReport, Taken
from service.corrections.anchor import run
from service.corrections.book import Watched
from service.corrections.cluster import joined
from service.corrections.reasons import Turned
from service.corrections.severity import severity
from service.corrections.watch import MOST_WATCHED, WATCHED_MS, Word, told
from service.corrections.wire import Check, Note


class Taking:
    """Keeps reports and words. One at a time: two reports of a new place must not begin two corrections.

    `may_change` tells whether one word more of a site's pages may be written.
    """

    def __init__(
        self, catalog: Catalog, watched: Watched, may_change: Callable[[str], bool] = lambda _site: True
    ) -> None:
        self._catalog = catalog
        self._watched = watched
        self._may_change = may_change
        self._turn = asyncio.Lock()

    async def take(self, note: Note, site: str, article: str, reader: str, now: int) -> Taken:
        """Keep a report with the open correction it joins, or with one that it begins.

        Raises Turned `full`, and CatalogError when it cannot be written.
        """
        report = _report(note, reader, now)
        async with self._turn:
            there = await self._catalog.open_corrections(site, article)
            suggested = await self._catalog.suggested([one.id for one in there], report.suggestion)
            found = joined(report, there, suggested) or _begun(report, site, article)
            try:
                _, state = await self._catalog.take_report(found, report)
            except Full:
                raise Turned("full") from None
        self._watched.forget(site, article)
        return state

    async def check(self, check: Check, site: str, article: str, reader: str, now: int) -> list[int]:
        """Keep what a page said of corrections; those whose state changed by it.

        Numbers that are not the article's, or are said to be both here and gone, say nothing.
        """
        # Most words change nothing, and wait for nobody.
        if not _changes(check, await self._watched.of(site, article), reader, now):
            return []
        async with self._turn:
            changes = _changes(check, await self._watched.of(site, article), reader, now)
            if not (changes and self._may_change(site)):
                return []
            changed = await self._catalog.checked(site, changes, now)
            self._watched.forget(site, article)
        return changed


def _changes(check: Check, there: list[Correction], reader: str, now: int) -> list[Checked]:
    words: dict[int, Word] = dict.fromkeys(check.here, "here")
    words |= dict.fromkeys(check.gone, "gone")
    both = set(check.here) & set(check.gone)
    found = (told(one, words[one.id], reader, now) for one in there if one.id in words.keys() - both)
    return [change for change in found if change]


def watching(catalog: Catalog, clock_ms: Callable[[], int]) -> Watched:
    """What pages look for, out of this catalog."""

    async def load(site: str, article: str) -> list[Correction]:
        return await catalog.watched(site, article, clock_ms() - WATCHED_MS, MOST_WATCHED)

    return Watched(load)


def _report(note: Note, reader: str, now: int) -> NewReport:
    # The field comes with the quote in it: left as it is, it suggests nothing.
    suggestion = "" if note.suggestion == note.exact.strip() else note.suggestion
    weight = severity(note.exact, suggestion, note.language, note.prefix)
    return NewReport(
        note=note.id,
        at=now,
        exact=note.exact,
        prefix=note.prefix,
        suffix=note.suffix,
        position=note.position,
        suggestion=suggestion,
        comment=note.comment,
        email=note.email,
        language=note.language,
        version=note.version,
        severity=weight.value,
        severity_why=weight.why,
        reader=reader,
    )


def _begun(report: NewReport, site: str, article: str) -> NewCorrection:
    words, hashed = run(report.prefix, report.exact, report.suffix)
    return NewCorrection(
        site=site,
        article=article,
        exact=report.exact,
        prefix=report.prefix,
        suffix=report.suffix,
        position=report.position,
        language=report.language,
        words=words,
        hash=hashed,
    )
