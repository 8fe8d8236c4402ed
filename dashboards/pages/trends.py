"""The panels that follow the range: views and readers, engaged time, block rate."""

from collections.abc import Callable, Sequence

from dashboards.figures import blocking, trend
from dashboards.pages.ask import Ask, Panel, Table, figure_panel, number
from dashboards.pages.series import Series, Value, series


async def views(ask: Ask) -> Panel:
    """Views and readers by day. A reader counts once a day: days add up, hours do not."""
    points = await _ask_series(ask, ("views", True), ("readers", True))
    total, readers = (sum(map(number, column)) for column in points.columns)
    base = f"{ask.numbers.count(total)} views"
    if ask.range.grain == "day":
        base += f" by {ask.numbers.count(readers)} daily readers"
    base += _so_far(ask)
    figure = trend.views_and_readers(
        points.times,
        *points.columns,
        grain=ask.range.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    show = ask.numbers.count
    return figure_panel(
        figure if total else None, base, _table(ask, points, ("Views", show), ("Readers", show))
    )


async def engaged(ask: Ask) -> Panel:
    """Mean engaged time per view by day."""
    points = await _ask_series(ask, ("engaged_s", False), ("views", True))
    seconds, counts = points.columns
    total = sum(map(number, counts))
    mean = sum(number(value) * number(count) for value, count in zip(seconds, counts, strict=True)) / (
        total or 1
    )
    figure = trend.engaged_time(
        points.times,
        seconds,
        grain=ask.range.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    base = f"{ask.numbers.seconds(mean)} a view, mean of {ask.numbers.count(total)} views" + _so_far(ask)
    table = _table(ask, points, ("Engaged time, mean", ask.numbers.seconds), ("Views", ask.numbers.count))
    return figure_panel(figure if total else None, base, table)


async def block_rate(ask: Ask) -> Panel:
    """Block rate by day, and beside it the share of views of which nothing is known."""
    asked = [("block_rate", False), ("blocked_views", True), ("concluded_views", True), ("views", True)]
    points = await _ask_series(ask, *asked)
    rates, blocked, concluded, all_views = points.columns
    unknown = [
        max(number(total) - number(known), 0) for total, known in zip(all_views, concluded, strict=True)
    ]
    shares = [_share(part, number(total)) for part, total in zip(unknown, all_views, strict=True)]
    figure = blocking.block_rate(
        points.times,
        rates,
        shares,
        grain=ask.range.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    count, percent = ask.numbers.count, ask.numbers.percent
    full = Series(points.times, points.names, [rates, blocked, concluded, [*unknown]])
    head = (("Block rate", percent), ("Blocked", count), ("Detection concluded", count), ("Not known", count))
    total, known = sum(map(number, all_views)), sum(map(number, concluded))
    base = _known_base(ask, sum(map(number, blocked)), known, total)
    return figure_panel(figure if total else None, base, _table(ask, full, *head))


def _so_far(ask: Ask) -> str:
    """What the open circle at the end of a line means."""
    now = "this hour" if ask.range.grain == "hour" else "today"
    return f" · ○ {now} so far" if ask.range.running else ""


def _known_base(ask: Ask, blocked: float, known: float, total: float) -> str:
    count, percent = ask.numbers.count, ask.numbers.percent
    rate = f"{percent(_share(blocked, known))} of {count(known)} views in which detection concluded"
    unknown = max(total - known, 0)
    return f"{rate} · {count(unknown)} not known"


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


async def _ask_series(ask: Ask, *metrics: tuple[str, bool]) -> Series:
    rows = await ask.rows(
        *(name for name, _ in metrics), by=(ask.range.grain,), limit=len(ask.range.days()) + 24
    )
    return series(rows, ask.range, [count for _, count in metrics])


def _table(ask: Ask, points: Series, *columns: tuple[str, Callable[[Value], str]]) -> Table:
    head = ("Hour" if ask.range.grain == "hour" else "Day", *(name for name, _ in columns))
    shown = [_shown(values, show) for values, (_, show) in zip(points.columns, columns, strict=True)]
    return Table(head, tuple(zip(points.names, *shown, strict=True)))


def _shown(values: Sequence[Value], show: Callable[[Value], str]) -> list[str]:
    return [show(value) for value in values]
