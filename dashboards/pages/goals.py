"""What a site wants to reach, and how far it is: the panel, and the line in the figure of views."""

import asyncio
import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_skeleton

from dashboards.dates import Range, day_words, locale
from dashboards.figures.palette import Figure
from dashboards.figures.target import with_target
from dashboards.pages.ask import Ask, Panel, number
from dashboards.table import Column, Kind, Table, cell
from service.catalog.goals import Goal, Per
from service.page.language import N_, _

#: The defined word and the kind of each metric that may have a goal.
METRICS: dict[str, tuple[str, Kind]] = {
    "views": (N_("views"), "count"),
    "readers": (N_("readers"), "count"),
    "engaged_s": (N_("engaged time"), "seconds"),
    "read_rate": (N_("read rate"), "share"),
    "revenue": (N_("revenue"), "money"),
    "block_rate": (N_("block rate"), "share"),
}
#: They add up over a day; of the others the mean so far counts.
_ADDED_UP = {"views", "readers", "revenue"}


class Progress(msgspec.Struct, frozen=True):
    """How far a goal is: words, and its bar as per cent of the target, `mark` where an even pace would be."""

    term: str
    period: str
    value: str
    target: str
    state: str
    reached: bool
    bar: int
    mark: int | None


async def goals(ask: Ask) -> Panel:
    """Of the day and the month that the range ends in, whatever filters the page has: value, target, pace."""
    found = await ask.goals(ask.site.key)
    periods = list(dict.fromkeys(goal.per for goal in found))
    values = dict(
        zip(periods, await asyncio.gather(*(_values(ask, per, found) for per in periods)), strict=True)
    )
    lines = [_progress(ask, goal, values[goal.per].get(goal.metric)) for goal in found]
    rows = tuple((f"{_(one.term)}, {one.period}", one.value, one.target, one.state) for one in lines)
    head = (
        Column(_("Goal"), "text"),
        Column(_("So far"), "text"),
        Column(_("Target"), "text"),
        Column(_("Pace"), "text"),
    )
    return Panel("panels/goals.html", {"goals": lines}, Table(head, rows))


async def with_goal(ask: Ask, figure: Figure) -> Figure:
    """The figure of views with a line at their goal, where points are days or months of the whole site."""
    if ask.shown.filters or ask.shown.grain not in ("day", "month"):
        return figure
    for goal in await ask.goals(ask.site.key):
        if goal.metric == "views" and goal.per == ask.shown.grain:
            return with_target(figure, goal.target, _("goal %(views)s", views=ask.numbers.count(goal.target)))
    return figure


def period(per: Per, day: dt.date, today: dt.date) -> Range:
    """The day, or the whole month, that `day` is in."""
    if per == "day":
        return Range(day, day, "custom", today)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Range(day.replace(day=1), last, "custom", today)


def elapsed(days: Range, zone: ZoneInfo, now_ms: int) -> float:
    """How much of the days is over, 0 to 1."""
    begins, ends = (
        dt.datetime.combine(day, dt.time(), zone).timestamp() * 1000
        for day in (days.first, days.last + dt.timedelta(days=1))
    )
    return min(max((now_ms - begins) / (ends - begins), 0), 1)


async def _values(ask: Ask, per: Per, found: Sequence[Goal]) -> dict[str, float | None]:
    days = period(per, ask.range.last, ask.range.today)
    until = Range(days.first, min(days.last, days.today), "custom", days.today)
    shown = msgspec.structs.replace(ask.shown, range=until, filters=(), compare=None)
    metrics = [goal.metric for goal in found if goal.per == per]
    rows = await msgspec.structs.replace(ask, shown=shown).rows(*metrics)
    values = rows[0].metrics if rows else [None] * len(metrics)
    return {name: value for name, value in zip(metrics, values, strict=True) if not isinstance(value, str)}


def _progress(ask: Ask, goal: Goal, value: float | None) -> Progress:
    term, kind = METRICS[goal.metric]
    days = period(goal.per, ask.range.last, ask.range.today)
    over = elapsed(days, ZoneInfo(ask.site.timezone), ask.now_ms)
    adds_up = goal.metric in _ADDED_UP
    state, reached = _state(ask, goal, value, over if adds_up else 1, over < 1)
    target = cell(goal.target, kind, ask.numbers, ask.site.money.currency)
    return Progress(
        term,
        _name(goal.per, days),
        cell(value, kind, ask.numbers, ask.site.money.currency),
        _("at most %(target)s", target=target) if goal.at_most else target,
        state,
        reached,
        round(min(number(value) / goal.target, 1) * 100),
        round(over * 100) if adds_up and over < 1 else None,
    )


def _state(ask: Ask, goal: Goal, value: float | None, over: float, running: bool) -> tuple[str, bool]:
    """What is to be said of it, and whether it is as good as the goal."""
    if value is None:
        return _("nothing measured yet"), False
    if goal.at_most:
        return (_("within the goal"), True) if value <= goal.target else (_("above the goal"), False)
    if value >= goal.target:
        return _("reached"), True
    if not running:
        return _("missed"), False
    if goal.metric not in _ADDED_UP:
        return _("below the goal so far"), False
    even = cell(goal.target * over, METRICS[goal.metric][1], ask.numbers, ask.site.money.currency)
    if value >= goal.target * over:
        return _("on pace: an even one would be at %(value)s now", value=even), True
    return _("behind: an even pace would be at %(value)s now", value=even), False


def _name(per: Per, days: Range) -> str:
    if per == "month":
        return str(format_skeleton("yMMMM", days.first, locale=locale()))
    return _("today") if days.first == days.today else day_words(days.first)
