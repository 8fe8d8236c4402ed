"""What a panel is asked, and what it gives back."""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, Protocol

import msgspec

from dashboards.dates import Range
from dashboards.numbers import Numbers
from service.catalog.sites import Site
from service.metrics.live import Live
from service.metrics.metrics import Answer
from service.metrics.query import Query, Row

#: The titles of articles by path; a path without a title may be missing.
Titles = Callable[[str, Collection[str]], Awaitable[dict[str, str]]]

NOT_NAMED = "not known"


class Metrics(Protocol):
    """What the pages need of the metrics room."""

    async def answer(self, query: Query) -> Answer:
        """The rows of a query. Raises QueryError with a sentence for the person."""

    async def live(self, site: str, now_ms: int) -> Live:
        """The last 30 minutes of a site."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One page's question: whose numbers, of which days, written how. `now_ms` is UTC milliseconds."""

    metrics: Metrics
    titles: Titles
    site: Site
    range: Range
    numbers: Numbers
    now_ms: int
    home: str

    async def rows(
        self, *metrics: str, by: tuple[str, ...] = (), first: str | None = None, limit: int = 1000
    ) -> tuple[Row, ...]:
        """The rows of `metrics` over the range, cut by the dimensions `by`, largest `first` first."""
        answer = await self.metrics.answer(
            Query(
                site=self.site.key,
                metrics=metrics,
                dimensions=by,
                from_=self.range.first,
                to=self.range.last,
                order_by=((first, "desc"),) if first else (),
                limit=limit,
            )
        )
        return answer.rows

    def link(self, path: str) -> str | None:
        """An article's address on the site's first origin; None where that would be no page of the site."""
        origin = next(iter(self.site.origins), "")
        safe = origin.startswith(("https://", "http://")) and path.startswith("/")
        return origin + path if safe else None


class Table(msgspec.Struct, frozen=True):
    """The numbers behind a figure: the first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Panel(msgspec.Struct, frozen=True):
    """One panel's answer: a template of `templates/panels`, and what it shows."""

    template: str
    context: dict[str, Any]


def figure_panel(
    figure: dict[str, Any] | None, base: str, table: Table, legend: tuple[tuple[str, str], ...] = ()
) -> Panel:
    """A panel that is a figure; without one there is nothing to show.

    `base` says in one sentence what the numbers are of; `legend` holds the style and word of each pattern.
    """
    return Panel("panels/figure.html", {"figure": figure, "base": base, "table": table, "legend": legend})


def number(value: str | float | None) -> float:
    """A metric as a number; nothing counts as 0."""
    return value if isinstance(value, (int, float)) else 0
