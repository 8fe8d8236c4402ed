"""The page of blocking: how much of the reading has ads blocked, where, how, and how sure that is."""

import msgspec

from dashboards.figures.rates import range_words
from dashboards.interval import wilson
from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, number
from dashboards.pages.place import Page, Place
from dashboards.pages.rates import by
from dashboards.pages.states import how_sure, states
from dashboards.pages.totals import Total, total_cards, total_table, totals
from dashboards.pages.trends import block_rate
from dashboards.table import Value
from service.metrics.query import Row
from service.page.language import N_, _


async def headline(ask: Ask) -> Panel:
    """Block rate with its likely range; views blocked, with an answer, and not known."""
    now, before = await ask.both("block_rate", "blocked_views", "concluded_views", "views")
    values = _values(now)
    _rate, blocked, known, unknown = (number(value) for value in values)
    if not known + unknown:
        return await totals(ask)
    views, concluded = ask.numbers.count(known + unknown), ask.numbers.count(known)
    asked = (
        Total("block_rate", N_("block rate"), "share", _likely(ask, blocked, known), "blocked"),
        Total(
            "blocked_views",
            N_("blocked"),
            "count",
            _("of %(views)s views in which detection concluded", views=concluded),
        ),
        Total("concluded_views", N_("detection concluded"), "count", _("of %(views)s views", views=views)),
        Total("", N_("not known"), "count", _("of %(views)s views", views=views)),
    )
    cards = total_cards(ask, asked, values, _values(before) if before else ())
    if known < FEW:
        cards[0] = msgspec.structs.replace(cards[0], value=_("too few"), change="")
    return Panel("panels/totals.html", {"cards": cards}, total_table(asked, values))


def _values(rows: tuple[Row, ...]) -> tuple[Value, ...]:
    rate, blocked, known, views = rows[0].metrics if rows else (None, 0, 0, 0)
    return rate, blocked, known, max(number(views) - number(known), 0)


def _likely(ask: Ask, blocked: float, known: float) -> str:
    if known < FEW:
        return _("detection concluded in fewer than 30 views")
    return _("likely %(range)s", range=range_words(wilson(blocked, known), ask.numbers))


_WAYS = N_("block rate and ways of blocking")

PAGE = Page(
    "blocking",
    N_("Blocking"),
    (
        Place("headline", N_("In total"), "", "totals four", headline),
        Place("blocking", N_("Block rate"), "block rate", "figure wide", block_rate),
        Place("sure", N_("How sure detection is"), "confidence", "figure third", how_sure),
        Place("states", N_("What detection says"), "blocker state", "ranked full", states),
        Place("browsers", N_("Blocked, by browser"), _WAYS, "figure long", by("browser", N_("Browser"))),
        Place("devices", N_("Blocked, by device"), _WAYS, "figure long", by("device", N_("Device"))),
        Place("systems", N_("Blocked, by system"), _WAYS, "figure long", by("os", N_("Operating system"))),
        Place("countries", N_("Blocked, by country"), _WAYS, "figure long", by("country", N_("Country"))),
        Place("sections", N_("Blocked, by section"), _WAYS, "figure long", by("section", N_("Section"))),
        Place("channels", N_("Blocked, by channel"), _WAYS, "figure long", by("channel", N_("Channel"))),
    ),
)
