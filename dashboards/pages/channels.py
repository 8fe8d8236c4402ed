"""The panels of channels: by which road readers came, and how each road moved."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable

from dashboards.definitions import CHANNELS
from dashboards.figures.multiples import Small, multiples
from dashboards.pages import source_columns
from dashboards.pages.ask import Ask, Panel, figure_panel, number
from dashboards.pages.compared import asked_by, compared
from dashboards.pages.happened import marks
from dashboards.pages.ranking import ranking
from dashboards.pages.series import Series, series
from dashboards.pages.trends import so_far
from dashboards.table import Column, Kind, Table
from dashboards.words import row_words
from service.metrics.query import Row
from service.page.language import _

#: Three years by day in every channel.
_MOST_POINTS = 10_000


async def channels(ask: Ask) -> Panel:
    """How the readers of each channel read, most views first; channels without views stand last."""
    now, before = await ask.both(*source_columns.metrics(ask), by=("channel",))
    found, then = source_columns.by_labels(now), source_columns.by_labels(before)
    names = [name for (name,) in found]
    if ask.shown.only("channel") is None and names:
        names += [name for name in CHANNELS if name not in names]
    lines = tuple(
        (row_words("channel", name), *source_columns.values(found.get((name,)), then.get((name,)), ask))
        for name in names
    )
    head = (Column(_("Channel"), "text"), *source_columns.columns(ask, 1))
    total = sum(number(row.metrics[0]) for row in now)
    return ranking(
        ask,
        Table(head, lines, "channel", tuple(names)),
        source_columns.heads(ask, 1),
        base=_("of %(views)s views", views=ask.numbers.count(total)),
        abouts=[_(CHANNELS.get(name, "")) for name in names],
        most=len(names),
        bar=1,
    )


async def entering(ask: Ask) -> Panel:
    """Views of each channel over time, each on a scale of its own."""
    grain = ask.shown.grain
    now, before = await asyncio.gather(
        ask.rows("views", by=(grain, "channel"), limit=_MOST_POINTS),
        ask.rows_before("views", by=(asked_by(grain), "channel"), limit=_MOST_POINTS),
    )
    found = {name: series(rows, ask.range, grain, [True]) for name, rows in _by_channel(now).items()}
    order = sorted(found, key=lambda name: -sum(map(number, found[name].columns[0])))
    then = _before(ask, before, found)
    smalls = [
        Small(row_words("channel", name), name, found[name].columns[0], then.get(name, ())) for name in order
    ]
    points = next(iter(found.values()), series((), ask.range, grain, []))
    total = sum(sum(map(number, small.values)) for small in smalls)
    happened = await marks(ask, points)
    figure = multiples(
        points.times,
        smalls,
        ask.numbers,
        dimension="channel",
        events=happened,
        grain=grain,
        unit=_("views"),
        running=ask.range.running,
    )
    base = _("%(views)s views · each channel on a scale of its own", views=ask.numbers.count(total))
    base += so_far(ask)
    return figure_panel(figure if total else None, base, _over_time(ask, points, smalls), events=happened)


def _by_channel(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows of each channel, as far as those of any go: one that rests now has come as far as the others."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row.dimensions[1] or "")].append(row)
    last = max((str(row.dimensions[0]) for channel in found.values() for row in channel), default="")
    for channel in found.values():
        if last not in {row.dimensions[0] for row in channel}:
            channel.append(Row((last,), (0,)))
    return found


def _before(ask: Ask, rows: Iterable[Row], found: dict[str, Series]) -> dict[str, list[float | None]]:
    """Each channel's views of the days compared with, at the points in time of those shown."""
    then = _by_channel(rows)
    both = {name: compared(then.get(name, ()), ask.shown, now, [None]) for name, now in found.items()}
    return {name: before.columns[0] for name, before in both.items() if before}


def _over_time(ask: Ask, points: Series, smalls: Iterable[Small]) -> Table:
    first = {"hour": _("Hour"), "day": _("Day"), "week": _("Week from"), "month": _("Month")}[ask.shown.grain]
    columns: list[tuple[str, Kind]] = [(first, "text")]
    lines: list[list[float | None]] = []
    for small in smalls:
        columns.append((small.name, "count"))
        lines.append(list(small.values))
        if small.before:
            columns.append((_("%(metric)s, before", metric=small.name), "count"))
            lines.append(list(small.before))
    rows = tuple(zip(points.names, *lines, strict=True))
    return Table(tuple(Column(name, kind) for name, kind in columns), rows)
