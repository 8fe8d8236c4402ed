"""The panels of where ads are blocked: by browser, by device."""

from collections import defaultdict
from collections.abc import Iterable

from dashboards.figures.blockers import WAYS, Bar, blockers
from dashboards.figures.text import plain
from dashboards.pages.ask import NOT_NAMED, Ask, Panel, Table, figure_panel, number
from service.events import BLOCKED_STATES
from service.metrics.query import Row

#: Rows of a figure; the rest is one row more, "others".
MOST = 7


async def by_browser(ask: Ask) -> Panel:
    """Block rate and ways of blocking for each browser."""
    return await _by(ask, "browser", "Browser")


async def by_device(ask: Ask) -> Panel:
    """Block rate and ways of blocking for each kind of device."""
    return await _by(ask, "device", "Device")


async def _by(ask: Ask, dimension: str, head: str) -> Panel:
    rows = await ask.rows("concluded_views", by=(dimension, "blocker"), first="concluded_views")
    bars = read_bars(rows)
    known = sum(bar.concluded for bar in bars)
    base = f"of {ask.numbers.count(known)} views in which detection concluded"
    shown = [*bars[:MOST], *_rest(bars[MOST:])]
    figure = blockers(shown, ask.numbers) if known else None
    return figure_panel(
        figure, base, _table(ask, head, bars), legend=tuple((way, word) for way, word, _ in WAYS)
    )


def read_bars(rows: Iterable[Row]) -> list[Bar]:
    """A bar for each value of the first dimension, most views first; the second is the blocker state."""
    concluded: dict[str, int] = defaultdict(int)
    blocked: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        name, state = plain(str(row.dimensions[0] or "")) or NOT_NAMED, str(row.dimensions[1])
        views = int(number(row.metrics[0]))
        concluded[name] += views
        if state in BLOCKED_STATES:
            blocked[name][state] = blocked[name].get(state, 0) + views
    bars = [Bar(_capital(name), views, blocked[name]) for name, views in concluded.items() if views]
    return sorted(bars, key=lambda bar: -bar.concluded)


def _capital(name: str) -> str:
    return name.upper() if len(name) < 3 else name[:1].upper() + name[1:]


def _rest(bars: list[Bar]) -> list[Bar]:
    if not bars:
        return []
    ways = {state: sum(bar.blocked.get(state, 0) for bar in bars) for state, _, _ in WAYS}
    return [Bar(f"{len(bars)} others", sum(bar.concluded for bar in bars), ways)]


def _table(ask: Ask, head: str, bars: list[Bar]) -> Table:
    count, percent = ask.numbers.count, ask.numbers.percent
    words = tuple(f"Blocked: {word}" for _, word, _ in WAYS)
    return Table(
        (head, "Block rate", *words, "Detection concluded"),
        tuple(
            (
                bar.name,
                percent(bar.rate),
                *(count(bar.blocked.get(state, 0)) for state, _, _ in WAYS),
                count(bar.concluded),
            )
            for bar in bars
        ),
    )
