"""The panels of how often ads are blocked by anything, and how sure each rate is."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence

from dashboards.figures.blockers import WAYS, Bar
from dashboards.figures.rates import likely_rate, rates
from dashboards.numbers import Numbers
from dashboards.pages.ask import Ask, Panel, figure_panel, not_named, number
from dashboards.table import Column, Table, Value
from dashboards.words import row_words
from service.events import BLOCKED_STATES
from service.metrics.query import Row
from service.page.language import _, ngettext

#: Rows of a figure, and of the table behind it; the rest of either is one row more, "others".
MOST, MOST_ROWS = 10, 200
#: All there is is asked for, so that "others" is the sum of them: ten thousand sections in seven states.
_EVERYTHING = 70_000


def by(dimension: str, head: str) -> Callable[[Ask], Awaitable[Panel]]:
    """A panel of the block rate for each value of a dimension; `head` names it, marked for translation."""

    async def answer(ask: Ask) -> Panel:
        rows = await ask.rows("concluded_views", by=(dimension, "blocker"), limit=_EVERYTHING)
        bars = read_bars(rows, dimension)
        known = sum(bar.concluded for bar in bars)
        figure = rates(shortened(bars, MOST, ask.numbers), ask.numbers, dimension) if known else None
        base = _("of %(views)s views in which detection concluded", views=ask.numbers.count(known))
        likely = ("likely", _("likely range"))
        table = rate_table(dimension, _(head), shortened(bars, MOST_ROWS, ask.numbers))
        return figure_panel(figure, base, table, legend=(*legend(), likely))

    return answer


def legend() -> tuple[tuple[str, str], ...]:
    """The style and word of each way of blocking."""
    return tuple((state, _(word)) for state, word, _shape in WAYS)


def read_bars(rows: Iterable[Row], dimension: str = "") -> list[Bar]:
    """A bar for each value of the first dimension, most views first; the second is the blocker state."""
    concluded: dict[str, int] = defaultdict(int)
    blocked: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        key, state = str(row.dimensions[0] or ""), str(row.dimensions[1])
        views = int(number(row.metrics[0]))
        concluded[key] += views
        if state in BLOCKED_STATES:
            blocked[key][state] = blocked[key].get(state, 0) + views
    bars = [
        Bar(row_words(dimension, key) or not_named(), views, blocked[key], key)
        for key, views in concluded.items()
        if views
    ]
    return sorted(bars, key=lambda bar: -bar.concluded)


def shortened(bars: Sequence[Bar], most: int, numbers: Numbers) -> list[Bar]:
    """The first bars, and the others as one; a single other is shown itself."""
    rest = bars[most:]
    if len(rest) < 2:
        return list(bars)
    ways = {state: sum(bar.blocked.get(state, 0) for bar in rest) for state, _word, _shape in WAYS}
    name = ngettext("%(num)s other", "%(num)s others", len(rest), num=numbers.count(len(rest)))
    return [*bars[:most], Bar(name, sum(bar.concluded for bar in rest), ways)]


def rate_table(dimension: str, head: str, bars: Sequence[Bar]) -> Table:
    """Each value's block rate with its likely range, the ways of blocking, and what it is of."""
    ways = [_(word) for _state, word, _shape in WAYS]
    base = 4 + len(ways)
    columns = (
        Column(head, "text"),
        Column(_("Block rate"), "share", of=base),
        Column(_("Likely at least"), "share", of=base),
        Column(_("Likely at most"), "share", of=base),
        *(Column(_("Blocked: %(way)s", way=way)) for way in ways),
        Column(_("Detection concluded")),
    )
    return Table(columns, tuple(map(_row, bars)), dimension, tuple(bar.key for bar in bars))


def _row(bar: Bar) -> tuple[Value, ...]:
    low, high = likely_rate(bar) or (None, None)
    blocked = (bar.blocked.get(state, 0) for state, _word, _shape in WAYS)
    return (bar.name, bar.rate, low, high, *blocked, bar.concluded)
