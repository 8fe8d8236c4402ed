"""The panels that follow the days: views and readers, engaged time, block rate."""

import asyncio
from collections.abc import Sequence

from dashboards.figures import blocking, trend
from dashboards.pages.ask import Ask, Panel, figure_panel, number
from dashboards.pages.compared import asked_by, compared
from dashboards.pages.goals import with_goal
from dashboards.pages.happened import marks
from dashboards.pages.series import Series, cut, series
from dashboards.shown import Grain
from dashboards.table import Column, Kind, Table
from service.page.language import _


async def views(ask: Ask) -> Panel:
    """Views and readers over time. A reader counts once a day: days add up, hours do not."""
    points, before = await both_series(ask, ("views", ""), ("readers", ""))
    total, readers = (sum(map(number, column)) for column in points.columns)
    words = {"views": ask.numbers.count(total), "readers": ask.numbers.count(readers)}
    if ask.shown.grain == "hour":
        base = _("%(views)s views", **words)
    else:
        base = _("%(views)s views by %(readers)s daily readers", **words)
    happened = await marks(ask, points)
    figure = trend.views_and_readers(
        points.times,
        *points.columns,
        before=before.columns[0] if before else (),
        events=happened,
        grain=ask.shown.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    figure = await with_goal(ask, figure)
    columns: list[tuple[str, Kind]] = [(_("Views"), "count"), (_("Readers"), "count")]
    return figure_panel(
        figure if total else None, base + so_far(ask), table(ask, points, columns, before), events=happened
    )


async def engaged(ask: Ask) -> Panel:
    """Mean engaged time per view over time."""
    points, before = await both_series(ask, (ask.shown.time_metric, "views"), ("views", ""))
    seconds, counts = points.columns
    total = sum(map(number, counts))
    mean = sum(number(value) * number(count) for value, count in zip(seconds, counts, strict=True)) / (
        total or 1
    )
    happened = await marks(ask, points)
    figure = trend.engaged_time(
        points.times,
        seconds,
        before=before.columns[0] if before else (),
        events=happened,
        grain=ask.shown.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    base = _(
        "%(time)s a view, mean of %(views)s views",
        time=ask.numbers.seconds(mean),
        views=ask.numbers.count(total),
    )
    columns: list[tuple[str, Kind]] = [(_("Engaged time, mean"), "seconds"), (_("Views"), "count")]
    return figure_panel(
        figure if total else None, base + so_far(ask), table(ask, points, columns, before), events=happened
    )


async def block_rate(ask: Ask) -> Panel:
    """Block rate over time, and beside it the share of views of which nothing is known."""
    asked = [("block_rate", "concluded_views"), ("blocked_views", ""), ("concluded_views", ""), ("views", "")]
    points, before = await both_series(ask, *asked)
    rates, blocked, concluded, all_views = points.columns
    unknown = [
        max(number(total) - number(known), 0) for total, known in zip(all_views, concluded, strict=True)
    ]
    shares = [_share(part, number(total)) for part, total in zip(unknown, all_views, strict=True)]
    happened = await marks(ask, points)
    figure = blocking.block_rate(
        points.times,
        rates,
        shares,
        before=before.columns[0] if before else (),
        events=happened,
        grain=ask.shown.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    full = Series(points.times, points.names, [rates, blocked, concluded, [*unknown]])
    columns: list[tuple[str, Kind]] = [
        (_("Block rate"), "share"),
        (_("Blocked"), "count"),
        (_("Detection concluded"), "count"),
        (_("Not known"), "count"),
    ]
    total, known = sum(map(number, all_views)), sum(map(number, concluded))
    base = _known_base(ask, sum(map(number, blocked)), known, total)
    return figure_panel(
        figure if total else None, base + so_far(ask), table(ask, full, columns, before), events=happened
    )


def so_far(ask: Ask) -> str:
    """What the open circle at the end of a line means, and which points are not whole."""
    return not_whole(ask) + (_running(ask.shown.grain) if ask.range.running else "")


def _running(grain: Grain) -> str:
    return {
        "hour": _(" · ○ this hour so far"),
        "day": _(" · ○ today so far"),
        "week": _(" · ○ this week so far"),
        "month": _(" · ○ this month so far"),
    }[grain]


def not_whole(ask: Ask) -> str:
    """Weeks and months that the range cuts; the one that goes on today is told by its circle."""
    first, last = cut(ask.range, ask.shown.grain)
    ends = first, last and not ask.range.running
    words = {
        "week": {
            (True, False): _(" · the first week is not whole"),
            (False, True): _(" · the last week is not whole"),
            (True, True): _(" · the first and the last week are not whole"),
        },
        "month": {
            (True, False): _(" · the first month is not whole"),
            (False, True): _(" · the last month is not whole"),
            (True, True): _(" · the first and the last month are not whole"),
        },
    }
    return words.get(ask.shown.grain, {}).get(ends, "")


def _known_base(ask: Ask, blocked: float, known: float, total: float) -> str:
    return _(
        "%(rate)s of %(known)s views in which detection concluded · %(unknown)s not known",
        rate=ask.numbers.percent(_share(blocked, known)),
        known=ask.numbers.count(known),
        unknown=ask.numbers.count(max(total - known, 0)),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


async def both_series(ask: Ask, *metrics: tuple[str, str]) -> tuple[Series, Series | None]:
    """Metrics over the days shown, and over those compared with.

    Each metric says of which other one it is a mean or rate; '': it is a count itself.
    """
    grain, names = ask.shown.grain, [name for name, _base in metrics]
    of = [names.index(base) if base else None for _name, base in metrics]
    now, before = await asyncio.gather(
        ask.rows(*names, by=(grain,), limit=_MOST_POINTS),
        ask.rows_before(*names, by=(asked_by(grain),), limit=_MOST_POINTS),
    )
    shown = series(now, ask.range, grain, [base is None for base in of])
    return shown, compared(before, ask.shown, shown, of)


#: Three years by day.
_MOST_POINTS = 1_200


def table(
    ask: Ask, points: Series, columns: Sequence[tuple[str, Kind]], before: Series | None = None
) -> Table:
    """The points as rows; with the days compared with, their first metric in a last column."""
    first = {"hour": _("Hour"), "day": _("Day"), "week": _("Week from"), "month": _("Month")}[ask.shown.grain]
    values = [*points.columns, *([before.columns[0]] if before else [])]
    head = [Column(first, "text"), *(Column(name, kind) for name, kind in columns)]
    if before:
        head.append(Column(_("%(metric)s, before", metric=columns[0][0]), columns[0][1]))
    return Table(tuple(head), tuple(zip(points.names, *values, strict=True)))
