"""The page of sources: where readers come from, and how those who do read."""

from dashboards.pages.campaigns import campaigns
from dashboards.pages.channels import channels, entering
from dashboards.pages.place import Page, Place
from dashboards.pages.referrers import referrers
from dashboards.pages.totals import totals
from service.page.language import N_

PAGE = Page(
    "sources",
    N_("Sources"),
    (
        Place("totals", N_("In total"), "", "totals", totals),
        Place("channels", N_("Channels"), "channel", "ranked full", channels),
        Place("entering", N_("Views by channel, over time"), "channel", "figure full tall", entering),
        Place("referrers", N_("Referrers"), "referrer", "ranked", referrers),
        Place("campaigns", N_("Campaigns"), "campaign", "ranked", campaigns),
    ),
)
