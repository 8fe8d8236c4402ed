"""The panel of campaigns: what the links themselves said."""

import asyncio

from dashboards.figures.text import plain
from dashboards.pages import source_columns
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.ranking import ranking
from dashboards.pages.referrers import MOST, MOST_BEFORE, MOST_ROWS
from dashboards.shown import Shown
from dashboards.table import Column, Table
from service.page.language import _

_TAGS = ("utm_campaign", "utm_source", "utm_medium")
_UNTAGGED = ("", "", "")


async def campaigns(ask: Ask) -> Panel:
    """How readers read who came by each tagged link: a row for each campaign, source and medium."""
    asked = source_columns.metrics(ask)
    now, before, total, untagged = await asyncio.gather(
        # The views without any tag are one row, most often the first.
        ask.rows(*asked, by=_TAGS, first="views", limit=MOST_ROWS + 1),
        ask.rows_before("views", by=_TAGS, limit=MOST_BEFORE),
        source_columns.views(ask),
        source_columns.views(ask, *(("is", tag, ("",)) for tag in _TAGS)),
    )
    then, found = source_columns.by_labels(before), source_columns.by_labels(now)
    tags = [labels for labels in found if labels != _UNTAGGED][:MOST_ROWS]
    names = [[plain(tag, 80) for tag in labels] for labels in tags]
    lines = tuple(
        (campaign or _("no name"), *others, *source_columns.values(found[labels], then.get(labels), ask))
        for labels, (campaign, *others) in zip(tags, names, strict=True)
    )
    head = (Column(_("Campaign"), "text"), Column(_("Source"), "text"), Column(_("Medium"), "text"))
    return ranking(
        ask,
        Table((*head, *source_columns.columns(ask, 3)), lines),
        source_columns.heads(ask, 3, readers=False),
        base=_(
            "%(some)s of %(views)s views came by a link with a campaign, source or medium",
            some=ask.numbers.count(total - untagged),
            views=ask.numbers.count(total),
        ),
        hrefs=[ask.url(shown=_only(ask.shown, labels)) for labels in tags],
        abouts=[" · ".join(filter(None, others)) for _campaign, *others in names],
        most=MOST,
        bar=3,
    )


def _only(shown: Shown, labels: tuple[str, ...]) -> Shown:
    """The same of views with these tags, those that are there."""
    for tag, label in zip(_TAGS, labels, strict=True):
        shown = shown.having("is", tag, label) if label else shown
    return shown
