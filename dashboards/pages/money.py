"""The row of money: what views bring, what blocking costs, what appeals brought back."""

from dashboards.pages.ask import Ask, Panel
from dashboards.pages.totals import Card


async def money(ask: Ask) -> Panel:
    """Revenue, revenue at risk and recovered revenue of the whole range, and what appeals did for it."""
    rows = await ask.rows(
        "revenue", "rpm", "revenue_at_risk", "appeals_shown", "allowed", "recovered_gross", "blocked_views"
    )
    revenue, rpm, at_risk, shown, allowed, recovered, blocked = rows[0].metrics if rows else (None,) * 7
    count = ask.numbers.count

    def show(value: float | None) -> str:
        return ask.numbers.money(value, ask.site.money.currency)

    cards = [
        Card("revenue", show(revenue), "of all views"),
        Card("revenue per 1,000 views", show(rpm), "RPM"),
        Card("at risk", show(at_risk), f"in {count(blocked)} blocked views", "blocked"),
        Card("appeals shown", count(shown), "seen for a second"),
        Card("allowed ads", count(allowed), "readers, on the day they did"),
        Card("recovered, gross", show(recovered), "of views after allowing ads"),
    ]
    return Panel("panels/totals.html", {"cards": cards})
