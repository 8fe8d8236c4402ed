"""The row of money on its own page: earned, at risk, and what appeals brought of it."""

import asyncio

from dashboards.pages.ask import Ask, Panel, number
from dashboards.pages.totals import Card, Total, total_cards, total_table, totals
from dashboards.table import Column, Table
from service.catalog.sites import Money
from service.metrics.brought import Brought, brought
from service.metrics.query import Query
from service.metrics.results import Results
from service.metrics.sequential import Interval
from service.metrics.verdict import FEWEST_READERS
from service.page.language import N_, _


async def revenue_totals(ask: Ask) -> Panel:
    """Revenue, RPM, at risk, and recovered: gross, incremental and net, of all rules of these days."""
    asked = [
        Total("revenue", N_("revenue"), "money", _("of all views")),
        Total("rpm", N_("revenue per 1,000 views"), "money", _("RPM")),
        Total("revenue_at_risk", N_("at risk"), "money", "", "blocked"),
        Total("recovered_gross", N_("recovered, gross"), "money", _("of views after allowing ads")),
    ]
    now, before = await ask.both(*(one.metric for one in asked), "blocked_views", "views")
    values = now[0].metrics if now else (None,) * 6
    if not number(values[-1]):
        return await totals(ask)
    asked[2] = Total(
        "revenue_at_risk",
        asked[2].term,
        "money",
        _("in %(views)s blocked views", views=ask.numbers.count(number(values[4]))),
        "blocked",
    )
    cards = total_cards(ask, asked, values, before[0].metrics if before else ())
    found = None if ask.shown.filters else brought(await _results(ask))
    told = (
        (N_("recovered, incremental"), found.recovered if found else None),
        (N_("net"), found.net if found else None),
    )
    cards += [_card(ask, term, one, found) for term, one in told]
    context = {
        "cards": cards,
        "usual": ask.numbers.money(ask.site.money.cpm, ask.site.money.currency)
        if ask.site.money == Money()
        else "",
        "settings": ask.url("money").partition("?")[0],
        "results": ask.url("results"),
    }
    return Panel("panels/revenue.html", context, _table(total_table(asked, values), told))


async def _results(ask: Ask) -> list[Results]:
    """Of each rule that has readers who were first asked, or held out, in these days: their sums alone."""
    rules = await rules_of(ask)
    days = ask.range.first, ask.range.last
    asked = (ask.metrics.results(ask.site.key, rule, *days, curve=False) for rule in rules)
    return list(await asyncio.gather(*asked))


async def rules_of(ask: Ask) -> list[int]:
    """The rules by which readers were first asked, or held out, whatever the page's filters."""
    query = Query(
        site=ask.site.key,
        metrics=("views",),
        dimensions=("arm_rule",),
        from_=ask.range.first,
        to=ask.range.last,
    )
    labels = [int(row.dimensions[0] or 0) for row in (await ask.metrics.answer(query)).rows]
    return sorted(filter(None, labels))


def _card(ask: Ask, term: str, one: Interval | None, found: Brought | None) -> Card:
    currency = ask.site.money.currency
    if found is None:
        return Card(term, "–", _("told of all readers only: remove the filters"))
    if one is None and not found.rules:
        return Card(term, "–", _("no rule asked anybody in these days"))
    if one is None:
        return Card(term, "–", _("not known until %(num)s readers are held out", num=FEWEST_READERS))
    base = _(
        "%(low)s to %(high)s",
        low=ask.numbers.money(one.low, currency),
        high=ask.numbers.money(one.high, currency),
    )
    if found.compared < found.rules:
        base += " · " + _("%(known)s of %(rules)s rules", known=found.compared, rules=found.rules)
    return Card(term, ask.numbers.money(one.value, currency), base, "blocked" if one.value < 0 else "")


def _table(table: Table, told: tuple[tuple[str, Interval | None], ...]) -> Table:
    """The same row, and of each comparison its value and the ends of its range."""
    head, row = list(table.head), list(table.rows[0])
    for term, one in told:
        head += [Column(_(term), "money"), Column(_("from"), "money"), Column(_("to"), "money")]
        row += [one.value, one.low, one.high] if one else [None, None, None]
    return Table(tuple(head), (tuple(row),))
