"""The page of one article: how it was read, from where and to where, what blocking cost it."""

from dashboards.pages.channels import channels
from dashboards.pages.place import Page, Place
from dashboards.pages.rates import by
from dashboards.pages.reach import how_long, reading_curve
from dashboards.pages.referrers import referrers
from dashboards.pages.reported import of_article
from dashboards.pages.states import states
from dashboards.pages.story import story, summary, worth
from dashboards.pages.trends import block_rate, views
from dashboards.pages.ways import came_from, went_on
from service.page.language import N_

PAGE = Page(
    "article",
    N_("Article"),
    (
        Place("story", N_("The article"), "", "story", story),
        Place("totals", N_("In total"), "", "totals", summary),
        Place("worth", N_("Money and appeals"), "", "totals", worth),
        Place("corrections", N_("Corrections"), "", "totals four", of_article, shared=False),
        Place("views", N_("Views and readers"), "views", "figure full", views),
        Place("depth", N_("How far readers get"), "still there", "figure", reading_curve),
        Place("times", N_("How long they stay"), "engaged time", "figure", how_long),
        Place("channels", N_("Where from: channels"), "channel", "ranked full", channels),
        Place("previous", N_("Where from: the article before"), "", "ranked ways", came_from),
        Place("next", N_("Where to: the article after"), "went on", "ranked ways", went_on),
        Place("referrers", N_("Where from: referrers"), "referrer", "ranked", referrers),
        Place("states", N_("Blocker states"), "blocker state", "ranked", states),
        Place("devices", N_("Blocked, by device"), "blocked", "figure parts", by("device", N_("Device"))),
        Place("blocking", N_("Block rate"), "block rate", "figure", block_rate),
    ),
    needs="article",
)
