"""What a panel is asked, and what it gives back."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any, Protocol
from urllib.parse import quote

import msgspec

from dashboards.dates import Range
from dashboards.numbers import Numbers
from dashboards.shown import Shown
from dashboards.table import Table
from service.catalog.corrections import ArticleCorrections, Correction
from service.catalog.goals import Goal
from service.catalog.sites import Article, Site
from service.metrics.live import Live
from service.metrics.metrics import Answer
from service.metrics.query import Filter, Op, Query, Row
from service.metrics.results import Results
from service.page.language import _

#: The titles of articles by path; a path without a title may be missing.
Titles = Callable[[str, Collection[str]], Awaitable[dict[str, str]]]


class Event(msgspec.Struct, frozen=True):
    """Something that happened on a day of the site's: a rule went live, a story broke."""

    day: dt.date
    text: str


#: What happened on a site from one day to another, in order.
Events = Callable[[str, dt.date, dt.date], Awaitable[Sequence[Event]]]


async def no_events(_site: str, _first: dt.date, _last: dt.date) -> Sequence[Event]:
    """Nothing ever happens."""
    return ()


#: A site's goals, in the order in which they are shown.
Goals = Callable[[str], Awaitable[Sequence[Goal]]]


async def no_goals(_site: str) -> Sequence[Goal]:
    """Nothing is to be reached."""
    return ()


class Library(Protocol):
    """What the catalog knows of a site's articles."""

    async def articles(self, site: str, paths: Collection[str]) -> dict[str, Article]:
        """The articles of these paths; unknown ones are left out."""

    async def search_articles(self, site: str, text: str, limit: int) -> list[str]:
        """Paths of articles whose title or path holds `text`."""


class NoLibrary:
    """Knows of no article."""

    async def articles(self, _site: str, _paths: Collection[str]) -> dict[str, Article]:
        """None."""
        return {}

    async def search_articles(self, _site: str, _text: str, _limit: int) -> list[str]:
        """None."""
        return []


class Reports(Protocol):
    """What the catalog knows of readers' reports of mistakes."""

    async def correction_counts(self, site: str, first_ms: int, last_ms: int) -> list[ArticleCorrections]:
        """By article: reports that came, corrections that began and fixes in this time, UTC ms."""

    async def open_corrections(self, site: str, article: str) -> list[Correction]:
        """An article's corrections that somebody has still to see to."""


class NoReports:
    """Nobody has ever reported anything."""

    async def correction_counts(self, _site: str, _first_ms: int, _last_ms: int) -> list[ArticleCorrections]:
        """None."""
        return []

    async def open_corrections(self, _site: str, _article: str) -> list[Correction]:
        """None."""
        return []


def not_named() -> str:
    """What a value without a name is called."""
    return _("not known")


class Metrics(Protocol):
    """What the pages need of the metrics room."""

    async def answer(self, query: Query) -> Answer:
        """The rows of a query. Raises QueryError with a sentence for the person."""

    async def live(self, site: str, now_ms: int) -> Live:
        """The last 30 minutes of a site."""

    async def results(
        self, site: str, rule: int, first: dt.date, last: dt.date, curve: bool = True
    ) -> Results:
        """What a rule brought and cost, of readers first asked in these days.

        Without `curve` it does not say how many still allow ads.
        """


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One page's question: whose numbers, what of them, written how. `now_ms` is UTC milliseconds.

    `shared` is the address under which strangers see this page, and nothing else; '' for people signed in.
    `editor`: whether who asks is one.
    """

    metrics: Metrics
    titles: Titles
    site: Site
    shown: Shown
    numbers: Numbers
    now_ms: int
    home: str
    page: str = "overview"
    events: Events = no_events
    library: Library = NoLibrary()
    goals: Goals = no_goals
    reports: Reports = NoReports()
    shared: str = ""
    editor: bool = False

    @property
    def range(self) -> Range:
        """The days shown."""
        return self.shown.range

    async def rows(self, *metrics: str, **how: Any) -> tuple[Row, ...]:
        """The rows of `metrics` over the days shown; `_query` says how."""
        return (await self.metrics.answer(self._query(metrics, self.shown.range, **how))).rows

    async def rows_before(self, *metrics: str, **how: Any) -> tuple[Row, ...]:
        """The same of the days compared with; nothing where there are none."""
        if self.shown.before is None:
            return ()
        return (await self.metrics.answer(self._query(metrics, self.shown.before, **how))).rows

    async def both(self, *metrics: str, **how: Any) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """The rows of the days shown, and of those compared with, asked side by side."""
        now, before = await asyncio.gather(self.rows(*metrics, **how), self.rows_before(*metrics, **how))
        return now, before

    def _query(
        self,
        metrics: tuple[str, ...],
        days: Range,
        *,
        by: tuple[str, ...] = (),
        first: str | None = None,
        limit: int = 1000,
        also: tuple[Filter, ...] = (),
    ) -> Query:
        """Cut by the dimensions `by`, largest `first` first; of the page's views that also pass `also`."""
        return Query(
            site=self.site.key,
            metrics=metrics,
            dimensions=by,
            filters=(*self.shown.filters, *also),
            from_=days.first,
            to=days.last,
            order_by=((first, "desc"),) if first else (),
            limit=limit,
        )

    def url(self, page: str = "", shown: Shown | None = None) -> str:
        """The address of a page of this site, this one without a name, that shows the same or `shown`."""
        if self.shared:
            # A stranger gets the files of this page's panels; every other address leads nowhere.
            inside, _panel, file = page.partition(f"{self.page}/panel/")
            return f"{self.shared}/panel/{file}" if file and not inside and shown is None else ""
        here = page.partition("/")[0] in ("", self.page)
        query = (shown or (self.shown if here else self.shown.bare)).query()
        address = f"/s/{quote(self.site.key, safe='')}/{page or self.page}"
        return f"{address}?{query}" if query else address

    def filtered(self, dimension: str, value: str, page: str = "", op: Op = "is") -> str:
        """The address of this page, or another, with one filter more."""
        shown = self.shown if page in ("", self.page) else self.shown.bare
        return self.url(page, shown.having(op, dimension, value))

    def link(self, path: str) -> str | None:
        """An article's address on the site's first origin; None where that would be no page of the site."""
        origin = next(iter(self.site.origins), "")
        safe = origin.startswith(("https://", "http://")) and path.startswith("/")
        return origin + path if safe else None


class Panel(msgspec.Struct, frozen=True):
    """One panel's answer: a template of `templates/panels`, what it shows, and the numbers behind it.

    `whole` makes the table of a file where that has more rows than the page shows.
    """

    template: str
    context: dict[str, Any]
    table: Table | None = None
    whole: Callable[[], Awaitable[Table]] | None = None


def figure_panel(
    figure: dict[str, Any] | None,
    base: str,
    table: Table,
    legend: tuple[tuple[str, str], ...] = (),
    events: Sequence[tuple[str, str]] = (),
) -> Panel:
    """A panel that is a figure; without one there is nothing to show.

    `base` says in one sentence what the numbers are of; `legend` holds the style and word of each pattern.
    `events` are the marks on the figure's time axis, which are told below it in the same order.
    """
    return Panel(
        "panels/figure.html", {"figure": figure, "base": base, "legend": legend, "events": events}, table
    )


def number(value: str | float | None) -> float:
    """A metric as a number; nothing counts as 0."""
    return value if isinstance(value, (int, float)) else 0
