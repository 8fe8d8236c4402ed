"""The panel of referrers: the pages that led here."""

import asyncio

from dashboards.figures.text import plain
from dashboards.pages import source_columns
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.ranking import ranking
from dashboards.table import Column, Table
from service.metrics.query import Filter
from service.page.language import _

#: Rows that are shown, and those of the table behind them.
MOST, MOST_ROWS = 20, 200
#: Rows of the days compared with: whoever is among the first now may have been far behind.
MOST_BEFORE = 100_000


async def referrers(ask: Ask) -> Panel:
    """How readers read who were led here by each host; views that no page led to are in none."""
    led: Filter = ("is_not", "referrer", ("",))
    now, before, total, some = await asyncio.gather(
        ask.rows(*source_columns.metrics(ask), by=("referrer",), also=(led,), first="views", limit=MOST_ROWS),
        ask.rows_before("views", by=("referrer",), also=(led,), limit=MOST_BEFORE),
        source_columns.views(ask),
        source_columns.views(ask, led),
    )
    then = source_columns.by_labels(before)
    hosts = [str(row.dimensions[0]) for row in now]
    lines = tuple(
        (plain(host, 80), *source_columns.values(row, then.get((host,)), ask))
        for host, row in zip(hosts, now, strict=True)
    )
    return ranking(
        ask,
        Table(
            (Column(_("Referrer"), "text"), *source_columns.columns(ask, 1)), lines, "referrer", tuple(hosts)
        ),
        source_columns.heads(ask, 1, readers=False),
        base=_(
            "%(some)s of %(views)s views were led here by a page that the browser told",
            some=ask.numbers.count(some),
            views=ask.numbers.count(total),
        ),
        most=MOST,
        bar=1,
    )
