"""Revenue: what is earned, what blocking puts at risk, what appeals brought, and what more would."""

from dashboards.pages.brought import revenue_totals
from dashboards.pages.earned import by_dimension, by_section, earned
from dashboards.pages.place import Page, Place
from dashboards.pages.what_if import what_if
from service.page.language import N_

PAGE = Page(
    "revenue",
    N_("Revenue"),
    (
        Place("totals", N_("In total"), "", "totals", revenue_totals),
        Place("earned", N_("Earned and at risk"), "revenue", "figure wide", earned),
        Place("what-if", N_("What if blockers allowed ads"), "what if", "live aside", what_if),
        Place("rpm", N_("Revenue per 1,000 views"), "revenue per 1,000 views", "figure parts", by_dimension),
        Place("sections", N_("Money by section"), "at risk", "figure parts", by_section),
    ),
    choices=("compare", "grain"),
)
