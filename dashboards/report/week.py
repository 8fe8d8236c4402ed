"""A week's numbers, as its report tells them."""

import asyncio
import datetime as dt
from collections.abc import Mapping

import msgspec
from babel.dates import format_skeleton

from dashboards.dates import Range, locale
from dashboards.numbers import FEW
from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, number
from dashboards.pages.totals import Card, Total, total_cards
from dashboards.shown import Shown
from dashboards.table import Value, cell
from service.metrics.query import Row
from service.page.language import N_, _

STORIES = 10
_ASKED = (
    Total("views", N_("views"), "count", N_("of article pages")),
    Total("readers", N_("readers"), "count", N_("a reader counts once a day")),
    Total("engaged_s", N_("engaged time"), "seconds", N_("mean per view")),
    Total("read_rate", N_("read rate"), "share", N_("of views")),
    Total("block_rate", N_("block rate"), "share", N_("of views in which detection concluded")),
    Total("revenue", N_("revenue"), "money", N_("of all views")),
    Total("revenue_at_risk", N_("at risk"), "money", N_("in blocked views")),
    Total("recovered_gross", N_("recovered, gross"), "money", N_("of views after allowing ads")),
)
_DAILY = ("views", "block_rate", "concluded_views", "revenue", "revenue_at_risk")
_RATE = [one.metric for one in _ASKED].index("block_rate")


class Line(msgspec.Struct, frozen=True):
    """One key number: as it was this week (with its change), and the week before."""

    card: Card
    before: str


class Day(msgspec.Struct, frozen=True):
    """One day. `block_rate` is a share 0..1, None where too little concluded; money in its currency."""

    day: dt.date
    name: str
    views: float
    views_before: float
    block_rate: float | None
    revenue: float
    at_risk: float


class Story(msgspec.Struct, frozen=True):
    """One of the most viewed articles, as cells; `path` leads to its page."""

    title: str
    path: str
    views: str
    engaged: str
    block_rate: str


class Asking(msgspec.Struct, frozen=True):
    """What a rule's appeals did, as cells; `share` is of those shown."""

    rule: str
    shown: str
    allowed: str
    share: str
    recovered: str


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report says. `ask` is the question that it answers."""

    ask: Ask
    views: float
    lines: tuple[Line, ...]
    days: tuple[Day, ...]
    stories: tuple[Story, ...]
    appeals: tuple[Asking, ...]


def shown_week(monday: dt.date, today: dt.date) -> Shown:
    """Monday to Sunday, compared with the week before."""
    last = monday + dt.timedelta(6)
    return Shown(range=Range(monday, last, "custom", today), compare="previous", grain="day")


async def read_week(ask: Ask, rules: Mapping[int, str]) -> Week:
    """The week that `ask` shows; `rules` are the names of the site's appeal rules."""
    whole, by_day, stories, appeals = await asyncio.gather(
        ask.both(*(one.metric for one in _ASKED), "concluded_views"),
        ask.both(*_DAILY, by=("day",)),
        _stories(ask),
        _appeals(ask, rules),
    )
    now, before = (_values(rows) for rows in whole)
    return Week(
        ask=ask,
        views=number(now[0]),
        lines=_lines(ask, now, before),
        days=_days(ask, *by_day),
        stories=stories,
        appeals=appeals,
    )


def _values(rows: tuple[Row, ...]) -> tuple[Value, ...]:
    """The one row's metrics; a rate of too few views is not told."""
    values = rows[0].metrics if rows else (0, *[None] * len(_ASKED))
    few = number(values[-1]) < FEW
    return tuple(_("too few") if few and place == _RATE else one for place, one in enumerate(values))


def _lines(ask: Ask, now: tuple[Value, ...], before: tuple[Value, ...]) -> tuple[Line, ...]:
    asked = [msgspec.structs.replace(one, base=_(one.base)) for one in _ASKED]
    cards = total_cards(ask, asked, now, before)
    currency = ask.site.money.currency
    return tuple(
        Line(card, cell(then, one.kind, ask.numbers, currency))
        for card, one, then in zip(cards, asked, before[: len(asked)], strict=True)
    )


def _days(ask: Ask, now: tuple[Row, ...], before: tuple[Row, ...]) -> tuple[Day, ...]:
    of = {str(row.dimensions[0]): row.metrics for row in (*now, *before)}
    nothing: tuple[Value, ...] = (0, None, 0, 0, 0)
    found = []
    for day in ask.range.days():
        views, rate, concluded, revenue, at_risk = of.get(str(day), nothing)
        then = of.get(str(day - dt.timedelta(7)), nothing)[0]
        known = number(rate) if rate is not None and number(concluded) >= FEW else None
        name = str(format_skeleton("MMMEd", day, locale=locale()))
        found.append(Day(day, name, number(views), number(then), known, number(revenue), number(at_risk)))
    return tuple(found)


async def _stories(ask: Ask) -> tuple[Story, ...]:
    asked = ("views", "engaged_s", "block_rate", "concluded_views")
    rows = await ask.rows(*asked, by=("article",), first="views", limit=STORIES)
    titles = await ask.titles(ask.site.key, [str(row.dimensions[0]) for row in rows])
    found = []
    for row in rows:
        path, (views, engaged, rate, concluded) = str(row.dimensions[0]), row.metrics
        few = number(concluded) < FEW
        found.append(
            Story(
                title_of(path, titles),
                path,
                ask.numbers.count(number(views)),
                ask.numbers.seconds(number(engaged)),
                _("too few") if few else ask.numbers.percent(number(rate)),
            )
        )
    return tuple(found)


async def _appeals(ask: Ask, rules: Mapping[int, str]) -> tuple[Asking, ...]:
    rows = await ask.rows("appeals_shown", "allowed", "recovered_gross", by=("rule",), first="appeals_shown")
    found = []
    for row in rows:
        rule = int(row.dimensions[0] or 0)
        shown, allowed, recovered = map(number, row.metrics)
        if not rule or not (shown or allowed or recovered):
            continue
        share = ask.numbers.percent(allowed / shown) if shown >= FEW else _("too few")
        money = ask.numbers.money(recovered, ask.site.money.currency)
        name = rules.get(rule) or _("Rule %(number)s", number=rule)
        found.append(Asking(name, ask.numbers.count(shown), ask.numbers.count(allowed), share, money))
    return tuple(found)
