"""What it would bring if a part of the views with blocking allowed ads."""

import datetime as dt
from zoneinfo import ZoneInfo

from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, number
from dashboards.pages.choice import Choice, choices
from dashboards.pages.own import own
from dashboards.table import Column, Table
from service.metrics.query import Query, QueryError
from service.page.language import N_, _

#: Per cent of blocked views; the second is the usual.
PARTS = ("5", "10", "20", "50")
#: Days of a month: a twelfth of a year of 365.25.
MONTH = 365.25 / 12
#: Fewer have not every weekday.
WEEK = 7
_DAY_MS = 86_400_000


async def what_if(ask: Ask) -> Panel:
    """At risk × the part that the address asks for by `part`, told as a month. Raises QueryError."""
    part = own(ask.shown, "part") or PARTS[1]
    if part not in PARTS:
        raise QueryError(
            _(
                "“%(part)s” is none of the parts told. Use one of %(parts)s.",
                part=part[:40],
                parts=", ".join(PARTS),
            )
        )
    rows = await ask.rows("revenue_at_risk", "blocked_views")
    at_risk, blocked = rows[0].metrics if rows else (None, 0)
    days = await days_known(ask)
    if not days:
        return Panel("panels/what_if.html", {"amount": ""})
    months = {one: amount(at_risk, number(blocked), int(one) / 100, days) for one in PARTS}
    context = {
        "figure": None,
        "amount": _amount(ask, months[part]),
        "notes": _notes(ask, at_risk, number(blocked), days),
    }
    table = Table(
        (
            Column(_("Of blocked views"), "share"),
            Column(_("Blocked views that would show ads")),
            Column(_("A month"), "money"),
            Column(_("A year"), "money"),
        ),
        tuple(
            (int(one) / 100, round(number(blocked) * int(one) / 100), month, month and month * 12)
            for one, month in months.items()
        ),
    )
    offered = [Choice(one, ask.numbers.percent(int(one) / 100, 0)) for one in PARTS]
    panel = Panel("panels/what_if.html", context, table)
    return choices(ask, panel, "part", N_("Of blocked views"), offered, part, "what-if")


def amount(at_risk: float | None, blocked: float, share: float, days: float) -> float | None:
    """What a share 0..1 of the money at risk in so many days and blocked views is, in a month.

    None where it is not known, of too few views, and of less than a day.
    """
    if at_risk is None or blocked < FEW or days < 1:
        return None
    return at_risk * share / days * MONTH


def _amount(ask: Ask, month: float | None) -> str:
    if month is None:
        return _("too few")
    return _("%(amount)s a month", amount=ask.numbers.money(month, ask.site.money.currency))


def _notes(ask: Ask, at_risk: float | None, blocked: float, days: float) -> list[str]:
    """What it is of, and what it takes for granted."""
    notes = [
        _(
            "Of %(risk)s at risk in %(views)s blocked views of %(days)s days.",
            risk=ask.numbers.money(at_risk, ask.site.money.currency),
            views=ask.numbers.count(blocked),
            days=ask.numbers.decimals(days, 1 if days < WEEK else 0),
        ),
        _(
            "Takes these views to earn what others of the same device, country and section earn, and nobody "
            "to read less for having been asked."
        ),
    ]
    if days < WEEK:
        notes.append(_("Less than a week: weekdays differ, so take it as a first guess."))
    return notes


async def days_known(ask: Ask) -> float:
    """Days shown, from the first of them with a view of the site to the end of the last, or now."""
    query = Query(
        site=ask.site.key,
        metrics=("views",),
        dimensions=("day",),
        from_=ask.range.first,
        to=ask.range.last,
        limit=2_000,
    )
    seen = [str(row.dimensions[0]) for row in (await ask.metrics.answer(query)).rows if row.metrics[0]]
    if not seen:
        return 0
    whole = (ask.range.last - dt.date.fromisoformat(min(seen))).days + 1
    return whole - 1 + _gone(ask) if ask.range.running else whole


def _gone(ask: Ask) -> float:
    """How much of today is over, 0..1."""
    zone = ZoneInfo(ask.site.timezone)
    midnight = dt.datetime.combine(ask.range.today, dt.time(), zone).timestamp() * 1000
    return max(min((ask.now_ms - midnight) / _DAY_MS, 1), 0.01)
