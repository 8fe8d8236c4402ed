"""The overview: how much is read, what it brings, how much of it is blocked."""

from dashboards.pages.articles import most_viewed
from dashboards.pages.goals import goals
from dashboards.pages.live import live
from dashboards.pages.money import money
from dashboards.pages.place import Page, Place
from dashboards.pages.rates import by
from dashboards.pages.totals import totals
from dashboards.pages.trends import block_rate, engaged, views
from service.page.language import N_

PAGE = Page(
    "overview",
    N_("Overview"),
    (
        Place("totals", N_("In total"), "", "totals", totals),
        Place("money", N_("Money"), "", "totals", money),
        Place("goals", N_("Goals"), "", "goals", goals, shared=False),
        Place("views", N_("Views and readers"), "views", "figure wide", views),
        Place("live", N_("Right now"), "reading now", "live", live, shared=False),
        Place("engaged", N_("Engaged time"), "engaged time", "figure", engaged),
        Place("blocking", N_("Block rate"), "block rate", "figure", block_rate),
        Place("browsers", N_("Blocked, by browser"), "blocked", "figure parts", by("browser", N_("Browser"))),
        Place("devices", N_("Blocked, by device"), "blocked", "figure parts", by("device", N_("Device"))),
        Place("articles", N_("Most viewed articles"), "", "articles", most_viewed),
    ),
)
