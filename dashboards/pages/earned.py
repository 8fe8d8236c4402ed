"""The panels of money over time, by a dimension that is chosen, and by section."""

from collections.abc import Sequence

import msgspec

from dashboards.figures import revenue as figures
from dashboards.figures.revenue import Earner
from dashboards.numbers import NOT_KNOWN
from dashboards.pages.ask import Ask, Panel, figure_panel, not_named, number
from dashboards.pages.choice import Choice, choices
from dashboards.pages.happened import marks
from dashboards.pages.own import own
from dashboards.pages.trends import both_series, so_far, table
from dashboards.table import Column, Kind, Table
from dashboards.words import dimension_words, row_words
from service.metrics.query import QueryError, Row
from service.page.language import N_, _, ngettext

#: By what RPM can be told; the first is the usual.
DIMENSIONS = ("device", "country", "section", "channel", "browser", "author")
#: Rows of a figure; the table behind has all.
MOST = 9
_METRICS = ("views", "revenue", "rpm", "revenue_at_risk")


async def earned(ask: Ask) -> Panel:
    """Revenue and revenue at risk over time."""
    points, before = await both_series(ask, ("revenue", ""), ("revenue_at_risk", ""), ("views", ""))
    revenue, at_risk, counts = points.columns
    currency = ask.site.money.currency
    happened = await marks(ask, points)
    figure = figures.earned_and_at_risk(
        points.times,
        revenue,
        at_risk,
        currency,
        before=before.columns[0] if before else (),
        events=happened,
        grain=ask.shown.grain,
        separators=ask.numbers.separators,
        running=ask.range.running,
    )
    base = _earned_base(ask, revenue, at_risk)
    columns: list[tuple[str, Kind]] = [
        (_("Revenue"), "money"),
        (_("At risk"), "money"),
        (_("Views"), "count"),
    ]
    drawn = figure if sum(map(number, counts)) else None
    return figure_panel(drawn, base + so_far(ask), table(ask, points, columns, before), events=happened)


def _earned_base(ask: Ask, revenue: Sequence[float | None], at_risk: Sequence[float | None]) -> str:
    each = {
        "hour": _("%(currency)s an hour", currency=ask.site.money.currency),
        "day": _("%(currency)s a day", currency=ask.site.money.currency),
        "week": _("%(currency)s a week", currency=ask.site.money.currency),
        "month": _("%(currency)s a month", currency=ask.site.money.currency),
    }[ask.shown.grain]
    unknown = any(value is None for value in at_risk)
    risk = NOT_KNOWN if unknown else _money(ask, sum(map(number, at_risk)))
    return _(
        "%(each)s · %(earned)s earned, %(risk)s at risk",
        each=each,
        earned=_money(ask, sum(map(number, revenue))),
        risk=risk,
    )


async def by_dimension(ask: Ask) -> Panel:
    """Revenue per 1,000 views of each value of the dimension that the address asks for by `by`.

    Raises QueryError for a dimension that is none of `DIMENSIONS`.
    """
    dimension = own(ask.shown, "by") or DIMENSIONS[0]
    if dimension not in DIMENSIONS:
        names = ", ".join(DIMENSIONS)
        raise QueryError(
            _("Money is not told by “%(by)s”. Use one of %(names)s.", by=dimension[:40], names=names)
        )
    rows = read_earners(dimension, await ask.rows(*_METRICS, by=(dimension,), first="views"))
    figure = figures.per_thousand(rows[:MOST], ask.numbers, dimension)
    context = {"figure": figure if rows else None, "base": _base(ask, rows)}
    panel = Panel("panels/chosen.html", context, _table(dimension, rows))
    named = [Choice(one, dimension_words(one)) for one in DIMENSIONS]
    return choices(ask, panel, "by", N_("Revenue by"), named, dimension, "rpm")


def _base(ask: Ask, rows: Sequence[Earner]) -> str:
    base = _("%(currency)s per 1,000 views", currency=ask.site.money.currency)
    if len(rows) <= MOST:
        return base
    return f"{base} · " + ngettext(
        "the one most viewed of %(all)s",
        "the %(num)s most viewed of %(all)s",
        MOST,
        all=ask.numbers.count(len(rows)),
    )


async def by_section(ask: Ask) -> Panel:
    """Revenue, and revenue at risk, of each section."""
    rows = read_earners("section", await ask.rows(*_METRICS, by=("section",), first="revenue"))
    shown = [*rows[:MOST], *_rest(rows[MOST:])]
    figure = figures.by_section(shown, ask.numbers, "section") if rows else None
    base = _("%(currency)s in these days: earned + at risk", currency=ask.site.money.currency)
    legend = (("earned", _("earned")), ("cosmetic", _("at risk")))
    return figure_panel(figure, base, _table("section", rows), legend)


def read_earners(dimension: str, rows: Sequence[Row]) -> list[Earner]:
    """The rows of `_METRICS` by one dimension."""
    return [
        Earner(
            row_words(dimension, key) or not_named(),
            int(number(row.metrics[0])),
            number(row.metrics[1]),
            row.metrics[2],
            row.metrics[3],
            key,
        )
        for row in rows
        for key in [str(row.dimensions[0] or "")]
        if number(row.metrics[0])
    ]


def _rest(rows: Sequence[Earner]) -> list[Earner]:
    if not rows:
        return []
    name = ngettext("%(num)s other", "%(num)s others", len(rows))
    views, revenue = sum(one.views for one in rows), sum(one.revenue for one in rows)
    return [Earner(name, views, revenue, revenue / views * 1000, sum(number(one.at_risk) for one in rows))]


def _table(dimension: str, rows: Sequence[Earner]) -> Table:
    words = dimension_words(dimension)
    head = (
        Column(words[:1].upper() + words[1:], "text"),
        Column(_("Views")),
        Column(_("Revenue"), "money"),
        Column(_("Revenue per 1,000 views"), "money", of=1),
        Column(_("At risk"), "money"),
    )
    values = tuple(msgspec.structs.astuple(one) for one in rows)
    return Table(head, tuple(one[:5] for one in values), dimension, tuple(one.key for one in rows))


def _money(ask: Ask, value: float) -> str:
    return ask.numbers.money(value, ask.site.money.currency)
