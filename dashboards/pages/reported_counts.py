"""Readers' reports of the days and articles shown, beside the views of the same."""

import asyncio
import datetime as dt
import statistics
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

import msgspec

from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, number
from service.catalog.corrections import ArticleCorrections
from service.catalog.sites import Article
from service.metrics.query import Filter, QueryError
from service.page.language import _

ALL = 100_000
PER = 10_000


class Counts(msgspec.Struct, frozen=True):
    """Reports, corrections that began, how long each fix took (ms), and views."""

    reports: int = 0
    corrections: int = 0
    fix_ms: tuple[int, ...] = ()
    views: float = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.reports + other.reports,
            self.corrections + other.corrections,
            self.fix_ms + other.fix_ms,
            self.views + other.views,
        )

    @property
    def rate(self) -> float | None:
        """Reports per 10,000 views; None of too few views."""
        return self.reports / self.views * PER if self.views >= FEW else None

    @property
    def median_ms(self) -> float | None:
        """The median time to fix, ms; None where nothing was fixed."""
        return statistics.median(self.fix_ms) if self.fix_ms else None

    @property
    def median_h(self) -> float | None:
        """The same in hours."""
        return None if self.median_ms is None else self.median_ms / 3_600_000


#: Of an article, the values by which it counts: its section, or its authors.
Values = Callable[[Article], Iterable[str]]
#: Of what a report knows its article alone.
VALUES: Mapping[str, Values] = {
    "article": lambda article: (article.path,),
    "section": lambda article: (article.section,),
    "author": lambda article: article.authors,
}


async def counted(ask: Ask, dimension: str) -> dict[str, Counts]:
    """Of each value of article, section or author what was reported, and its views.

    Raises QueryError for filters that tell readers apart: nothing is known of who reports.
    """
    check(ask)
    rows, reported = await asyncio.gather(
        ask.rows("views", by=(dimension,), first="views", limit=ALL), _reported(ask)
    )
    found = {str(row.dimensions[0] or ""): Counts(views=number(row.metrics[0])) for row in rows}
    for article, counts in reported:
        for name in set(VALUES[dimension](article)):
            found[name] = found.get(name, Counts()) + counts
    return found


async def total(ask: Ask) -> Counts:
    """All of it together."""
    check(ask)
    rows, reported = await asyncio.gather(ask.rows("views"), _reported(ask))
    views = Counts(views=number(rows[0].metrics[0]) if rows else 0)
    return sum((counts for _article, counts in reported), views)


async def _reported(ask: Ask) -> list[tuple[Article, Counts]]:
    """The reports of each article that passes the filters."""
    first_ms, last_ms = bounds(ask)
    counts = await ask.reports.correction_counts(ask.site.key, first_ms, last_ms)
    known = await ask.library.articles(ask.site.key, [one.article for one in counts])
    found = [
        (known.get(one.article) or Article(site=ask.site.key, path=one.article), _counts(one))
        for one in counts
    ]
    return [one for one in found if all(_passes(one[0], filter_) for filter_ in ask.shown.filters)]


def _counts(one: ArticleCorrections) -> Counts:
    return Counts(one.reports, one.corrections, one.fix_ms)


def bounds(ask: Ask) -> tuple[int, int]:
    """The first and the last millisecond of the days shown, UTC."""
    zone = ZoneInfo(ask.site.timezone)
    edges = ask.range.first, ask.range.last + dt.timedelta(days=1)
    begins, ends = (dt.datetime.combine(day, dt.time(), zone).timestamp() for day in edges)
    return round(begins * 1000), round(ends * 1000) - 1


def check(ask: Ask) -> None:
    """Raises QueryError for filters by anything but articles, their sections and, for editors, authors."""
    for _op, name, _values in ask.shown.filters:
        if name not in VALUES:
            raise QueryError(
                _("Of reports only article, section and author are known. Remove the other filters.")
            )
        if name == "author" and not ask.editor:
            raise QueryError(_("Only editors see the corrections of an author."))


def _passes(article: Article, wanted: Filter) -> bool:
    op, name, values = wanted
    own = [value.casefold() for value in VALUES[name](article)]
    if op == "contains":
        return any(value.casefold() in one for value in values for one in own)
    return any(value.casefold() in own for value in values) == (op == "is")
