"""The figures of corrections: how often readers report mistakes, where, and how long they last."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote, urlencode

import msgspec

from dashboards.corrections.words import lasting
from dashboards.figures.reports import Rate, fix_times, per_views
from dashboards.figures.text import plain
from dashboards.numbers import FEW, NOT_KNOWN
from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, Panel, figure_panel, not_named
from dashboards.pages.listed import Head, listed, shares_of
from dashboards.pages.place import Page, Place
from dashboards.pages.reported_counts import Counts, counted, total
from dashboards.pages.story import path_of
from dashboards.pages.totals import Card
from dashboards.table import Column, Table, Value
from service.page.language import N_, _, ngettext

#: Bars of a figure; articles of the list; rows of a table or a file.
BARS, SHOWN, MOST = 12, 25, 10_000

_HOUR_MS = 3_600_000
#: Where the bins of times to fix begin, in hours; the last has no end.
FIX_BINS = (0, 1, 3, 12, 24, 72, 168)


async def totals(ask: Ask) -> Panel:
    """Reports, corrections, reports per 10,000 views and the time to fix of the days shown."""
    found = await total(ask)
    return Panel("panels/totals.html", {"cards": cards(ask, found)}, _total_table(found))


def cards(ask: Ask, found: Counts) -> list[Card]:
    """A card for each of them."""
    count, views = ask.numbers.count, ask.numbers.count(found.views)
    few = found.views < FEW
    fixes = len(found.fix_ms)
    median = ngettext(
        "median of %(num)s fixed correction", "median of %(num)s fixed corrections", fixes, num=count(fixes)
    )
    return [
        Card(N_("reports"), count(found.reports), _("by readers")),
        Card(N_("corrections"), count(found.corrections), _("places first reported in these days")),
        Card(
            N_("reports per 10,000 views"),
            _("too few") if few else ask.numbers.decimals(found.rate or 0, 1),
            _("of %(views)s views", views=views),
        ),
        Card(
            N_("time to fix"),
            NOT_KNOWN if found.median_ms is None else lasting(found.median_ms),
            median if fixes else _("nothing was fixed in these days"),
        ),
    ]


def _total_table(found: Counts) -> Table:
    return Table(tuple(_columns("")[1:]), (_values(found),))


def _columns(first: str) -> list[Column]:
    return [
        Column(first, "text"),
        Column(_("Reports")),
        Column(_("Corrections")),
        Column(_("Views")),
        Column(_("Reports per 10,000 views"), "decimal", of=3),
        Column(_("Fixed")),
        Column(_("Median time to fix, hours"), "decimal"),
    ]


def _values(one: Counts) -> tuple[Value, ...]:
    return one.reports, one.corrections, one.views, one.rate, len(one.fix_ms), one.median_h


def by(dimension: str, head: str) -> Callable[[Ask], Awaitable[Panel]]:
    """A panel of reports per 10,000 views for each section or author; `head` is marked for translation."""

    async def answer(ask: Ask) -> Panel:
        found = await counted(ask, dimension)
        known = {name: one for name, one in found.items() if one.reports or one.fix_ms}
        named = sorted(known.items(), key=lambda item: (-(item[1].rate or 0), -item[1].reports, item[0]))
        rates = [Rate(_name(name), name, one.rate, one.reports) for name, one in named if one.rate][:BARS]
        figure = per_views(rates, ask.numbers, dimension) if rates else None
        rows = tuple((_name(name), *_values(one)) for name, one in named[:MOST])
        keys = tuple(name for name, _one in named[:MOST])
        base = _("reports per 10,000 views of the same days")
        return figure_panel(figure, base, Table(tuple(_columns(_(head))), rows, dimension, keys))

    return answer


def _name(name: str) -> str:
    return plain(name, 120) or not_named()


async def times(ask: Ask) -> Panel:
    """How long corrections took to be fixed, those fixed in the days shown."""
    fixes = (await total(ask)).fix_ms
    edges = [*FIX_BINS[1:], None]
    bins = [
        sum(start * _HOUR_MS <= one and (end is None or one < end * _HOUR_MS) for one in fixes)
        for start, end in zip(FIX_BINS, edges, strict=True)
    ]
    words = [bin_words(start, end) for start, end in zip(FIX_BINS, edges, strict=True)]
    count = ask.numbers.count(len(fixes))
    base = ngettext("of %(num)s correction fixed", "of %(num)s corrections fixed", len(fixes), num=count)
    figure = fix_times(bins, [word.replace(" ", "<br>", 1) for word in words], ask.numbers) if fixes else None
    table = Table(
        (Column(_("Time to fix"), "text"), Column(_("Fixed"))), tuple(zip(words, bins, strict=True))
    )
    return figure_panel(figure, base, table)


def bin_words(start: int, end: int | None) -> str:
    """`3–12 h`, from a day on in days: `1–3 d`."""
    days = start >= 24
    first, last = (edge // 24 if edge and days else edge for edge in (start, end))
    unit = _("d") if days else _("h")
    return f"{first}+ {unit}" if last is None else f"{first}–{last} {unit}"


async def articles(ask: Ask) -> Panel:
    """The articles with most reports."""
    found = await counted(ask, "article")
    named = sorted(
        ((path, one) for path, one in found.items() if one.reports),
        key=lambda item: (-item[1].reports, -(item[1].rate or 0), item[0]),
    )
    shown = named[:SHOWN]

    async def whole() -> Table:
        return await _article_table(ask, named[:MOST])

    return listed(
        await _article_table(ask, shown),
        [
            Head(0, _("Article")),
            Head(1, _("Reports"), "reports"),
            Head(2, _("Corrections"), "corrections"),
            Head(3, _("Views"), "views"),
            Head(4, _("Per 10,000"), "reports per 10,000 views"),
            Head(6, _("Median, hours"), "time to fix"),
        ],
        _articles_base(ask, len(named), len(shown)),
        whole=whole,
        hrefs=[ask.filtered("article", path, "article") for path, _one in shown],
        shares=shares_of([one.reports for _path, one in shown]),
        nothing=_("Nobody reported anything in these days."),
    )


def _articles_base(ask: Ask, there: int, shown: int) -> str:
    count = ask.numbers.count(there)
    if shown == there:
        return ngettext("%(num)s article with reports", "%(num)s articles with reports", there, num=count)
    return _("%(shown)s of %(count)s, most reports first; all are in the file", shown=shown, count=count)


async def _article_table(ask: Ask, named: Sequence[tuple[str, Counts]]) -> Table:
    titles = await ask.titles(ask.site.key, [path for path, _one in named])
    rows = tuple((title_of(path, titles), *_values(one), path) for path, one in named)
    return Table((*_columns(_("Article")), Column(_("Path"), "text")), rows)


async def of_article(ask: Ask) -> Panel:
    """The same totals of one article, by whichever readers, and the way to its open corrections."""
    path = path_of(ask)
    bare = msgspec.structs.replace(ask.shown, filters=(("is", "article", (path,)),))
    alone = msgspec.structs.replace(ask, shown=bare)
    found, opened = await asyncio.gather(total(alone), ask.reports.open_corrections(ask.site.key, path))
    first, *others = cards(alone, found)
    waiting = ngettext("%(num)s correction is open", "%(num)s corrections are open", len(opened))
    query = urlencode({"text": path}, errors="replace")
    return Panel(
        "panels/corrected.html",
        {
            "cards": [first, *others],
            "waiting": waiting if opened else "",
            "inbox": f"/s/{quote(ask.site.key, safe='')}/corrections?{query}",
        },
        _total_table(found),
    )


PAGE = Page(
    "reported",
    N_("Corrections in figures"),
    (
        Place("totals", N_("In total"), "", "totals four", totals),
        Place(
            "sections",
            N_("Reports by section"),
            "reports per 10,000 views",
            "figure long",
            by("section", N_("Section")),
        ),
        Place("times", N_("Time to fix"), "time to fix", "figure", times),
        Place("articles", N_("Most reported articles"), "reports", "listing", articles),
        Place(
            "authors",
            N_("Reports by author"),
            "reports per 10,000 views",
            "figure full long",
            by("author", N_("Author")),
            role="editor",
        ),
    ),
    choices=(),
    under="corrections",
)
