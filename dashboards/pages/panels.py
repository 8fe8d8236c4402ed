"""Every panel of the overview, in the order of the page."""

from collections.abc import Awaitable, Callable

import msgspec

from dashboards.pages.articles import articles
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.blockers import by_browser, by_device
from dashboards.pages.live import live
from dashboards.pages.money import money
from dashboards.pages.totals import totals
from dashboards.pages.trends import block_rate, engaged, views


class Place(msgspec.Struct, frozen=True):
    """A panel's place on the page: its name in the URL, heading, defined word, shape, and who answers it."""

    name: str
    heading: str
    term: str
    shape: str
    answer: Callable[[Ask], Awaitable[Panel]]


PLACES = (
    Place("totals", "In total", "", "totals", totals),
    Place("money", "Money", "", "totals", money),
    Place("views", "Views and readers", "views", "figure wide", views),
    Place("live", "Right now", "reading now", "live", live),
    Place("engaged", "Engaged time", "engaged time", "figure", engaged),
    Place("blocking", "Block rate", "block rate", "figure", block_rate),
    Place("browsers", "Blocked, by browser", "blocked", "figure parts", by_browser),
    Place("devices", "Blocked, by device", "blocked", "figure parts", by_device),
    Place("articles", "Most viewed articles", "", "articles", articles),
)
BY_NAME = {place.name: place for place in PLACES}
