"""How one article is read: how far down, and for how long."""

from collections.abc import Sequence

from dashboards.figures.reading import DEPTHS, Bin, curve, still_there, times
from dashboards.pages.ask import Ask, Panel, figure_panel, number
from dashboards.pages.story import article_of, path_of, reading_time
from dashboards.table import Column, Table
from service.metrics.dimensions import TIME_BINS
from service.metrics.query import Row
from service.page.language import _

#: By which bins time is told, for each definition of engaged time.
_BINS = {"engaged": "engaged_bin", "focus": "focus_bin", "active": "active_bin"}


async def reading_curve(ask: Ask) -> Panel:
    """The share of views that is still there, by depth of the article."""
    path_of(ask)
    now, before = await ask.both("views", by=("depth",))
    counts = _at(DEPTHS, now)
    shares, then = still_there(counts), still_there(_at(DEPTHS, before)) if before else []
    total = sum(counts)
    base = _("of %(views)s views", views=ask.numbers.count(total))
    if total:
        half = max(depth for depth, share in zip(DEPTHS, shares, strict=True) if (share or 0) >= 1 / 2)
        base += _("; half of them got as far as %(depth)s", depth=ask.numbers.depth(half))
    head = [
        Column(_("Depth"), "depth"),
        Column(_("Still there"), "share"),
        Column(_("Views that got so far")),
    ]
    reached = [number(share) * total for share in shares]
    columns: list[Sequence[float | None]] = [DEPTHS, shares, [round(views) for views in reached]]
    if then:
        head.append(Column(_("%(metric)s, before", metric=_("Still there")), "share"))
        columns.append(then)
    figure = curve(shares, then, separators=ask.numbers.separators) if total else None
    return figure_panel(figure, base, Table(tuple(head), tuple(zip(*columns, strict=True))))


async def how_long(ask: Ask) -> Panel:
    """How many views lasted how long, by the definition of engaged time that is chosen."""
    path_of(ask)
    dimension = _BINS[ask.shown.time]
    counts = _at(TIME_BINS, await ask.rows("views", by=(dimension,)))
    ends = (*TIME_BINS[1:], None)
    bins = [Bin(start, end, views) for start, end, views in zip(TIME_BINS, ends, counts, strict=True)]
    total = sum(one.views for one in bins)
    expected = reading_time(await article_of(ask))
    base = _("of %(views)s views", views=ask.numbers.count(total))
    if expected:
        base += _("; reading all of it takes %(time)s", time=ask.numbers.seconds(expected))
    lines = tuple(
        (one.words.replace("<br>", " "), one.views, one.views / total if total else None) for one in bins
    )
    head = (Column(_("Engaged"), "text"), Column(_("Views")), Column(_("Share"), "share"))
    keys = tuple(str(one.start) for one in bins)
    figure = times(bins, ask.numbers, dimension, expected) if total else None
    return figure_panel(figure, base, Table(head, lines, dimension, keys))


def _at(starts: Sequence[int], rows: Sequence[Row]) -> list[int]:
    """The views of each bin."""
    found = {int(row.dimensions[0] or 0): int(number(row.metrics[0])) for row in rows}
    return [found.get(start, 0) for start in starts]
