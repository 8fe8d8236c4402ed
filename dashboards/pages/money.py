"""The row of money: what views bring, what blocking costs, what appeals brought back."""

from dashboards.pages.ask import Ask, Panel
from dashboards.pages.totals import Total, total_cards, total_table
from service.page.language import N_, _


async def money(ask: Ask) -> Panel:
    """Revenue, revenue at risk and recovered revenue of the days shown, and what appeals did for it."""
    asked = [
        Total("revenue", N_("revenue"), "money", _("of all views")),
        Total("rpm", N_("revenue per 1,000 views"), "money", _("RPM")),
        Total("revenue_at_risk", N_("at risk"), "money", "", "blocked"),
        Total("appeals_shown", N_("appeals shown"), "count", _("seen for a second")),
        Total("allowed", N_("allowed ads"), "count", _("readers, on the day they did")),
        Total("recovered_gross", N_("recovered, gross"), "money", _("of views after allowing ads")),
    ]
    now, before = await ask.both(*(one.metric for one in asked), "blocked_views")
    values = now[0].metrics if now else (None,) * (len(asked) + 1)
    blocked = ask.numbers.count(values[-1])
    asked[2] = Total(
        "revenue_at_risk", asked[2].term, "money", _("in %(views)s blocked views", views=blocked), "blocked"
    )
    cards = total_cards(ask, asked, values, before[0].metrics if before else ())
    return Panel("panels/totals.html", {"cards": cards}, total_table(asked, values))
