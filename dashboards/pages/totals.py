"""The row of totals, and the welcome of a site that has no views yet."""

import datetime as dt
from collections.abc import Sequence
from itertools import zip_longest

import msgspec

from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, number
from dashboards.table import Column, Kind, Table, Value, cell
from service.metrics.query import Query
from service.page.language import N_, _


class Card(msgspec.Struct, frozen=True):
    """One total: the defined word, its value, what it is of, and its change where one compares."""

    term: str
    value: str
    base: str
    tone: str = ""
    change: str = ""


class Total(msgspec.Struct, frozen=True):
    """How a metric is shown as a total: the defined word, its kind, and whether it is a loss."""

    metric: str
    term: str
    kind: Kind
    base: str
    tone: str = ""


async def totals(ask: Ask) -> Panel:
    """Views, readers, engaged time, scroll depth, read rate and block rate of the days shown."""
    now, before = await ask.both(*(one.metric for one in _asked(ask)), "concluded_views")
    return await totals_of(ask, now[0].metrics if now else (0,), before[0].metrics if before else ())


def _asked(ask: Ask) -> tuple[Total, ...]:
    return (
        Total("views", N_("views"), "count", _("of article pages")),
        Total("readers", N_("readers"), "count", _("a reader counts once a day")),
        Total(ask.shown.time_metric, N_("engaged time"), "seconds", _("mean per view")),
        Total("scroll_pct", N_("scroll depth"), "depth", _("of the article, mean")),
        Total("read_rate", N_("read rate"), "share", _("of views")),
        Total("block_rate", N_("block rate"), "share", "", "blocked"),
    )


async def totals_of(
    ask: Ask, values: Sequence[Value], before: Sequence[Value] = (), readers: str = ""
) -> Panel:
    """The same from the metrics themselves, the views in which detection concluded last.

    `readers` says, where it is not known, why not.
    """
    asked = _asked(ask)
    if not number(values[0]):
        # Strangers learn nothing of other days.
        never = not ask.shared and not await _ever_read(ask)
        return Panel("panels/empty.html", {"never": never, "key": ask.site.key, "home": ask.home})
    if readers:
        asked = (asked[0], msgspec.structs.replace(asked[1], base=readers), *asked[2:])
    known = int(number(values[-1]))
    base = _("of %(views)s views in which detection concluded", views=ask.numbers.count(known))
    asked = (*asked[:-1], msgspec.structs.replace(asked[-1], base=base))
    cards = total_cards(ask, asked, values, before)
    if known < FEW:
        cards[-1] = msgspec.structs.replace(cards[-1], value=_("too few"), change="")
    return Panel("panels/totals.html", {"cards": cards}, total_table(asked, values))


def total_cards(
    ask: Ask, asked: Sequence[Total], values: Sequence[Value], before: Sequence[Value] = ()
) -> list[Card]:
    """A card for each total; with the days compared with, its change."""
    return [
        Card(
            one.term,
            cell(value, one.kind, ask.numbers, ask.site.money.currency),
            one.base,
            one.tone,
            _change(ask, one, value, then),
        )
        for one, value, then in zip_longest(asked, values[: len(asked)], before[: len(asked)])
    ]


def total_table(asked: Sequence[Total], values: Sequence[Value]) -> Table:
    """The same numbers as one row."""
    head = tuple(Column(one.term, one.kind) for one in asked)
    return Table(head, (tuple(values[: len(asked)]),))


def _change(ask: Ask, one: Total, value: Value, then: Value) -> str:
    """Shares change by points, all else by per cent."""
    if not isinstance(value, (int, float)) or not isinstance(then, (int, float)):
        return ""
    if one.kind in ("share", "depth"):
        points = (value - then) * (100 if one.kind == "share" else 1)
        return _("%(points)s points", points=ask.numbers.signed(points, 1))
    return ask.numbers.change((value - then) / then) if then else ""


async def _ever_read(ask: Ask) -> bool:
    """Whether the last year had any view: asked only when the range has none."""
    today = ask.range.today
    year = Query(site=ask.site.key, metrics=("views",), from_=today - dt.timedelta(days=365), to=today)
    rows = (await ask.metrics.answer(year)).rows
    return bool(rows and number(rows[0].metrics[0]))
