"""The row of totals, and the welcome of a site that has no views yet."""

import datetime as dt

import msgspec

from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, number
from service.metrics.query import Query


class Card(msgspec.Struct, frozen=True):
    """One total: the word that is defined, its value, and what it is of."""

    term: str
    value: str
    base: str
    tone: str = ""


async def totals(ask: Ask) -> Panel:
    """Views, readers, engaged time, scroll depth, read rate and block rate of the whole range."""
    rows = await ask.rows(
        "views", "readers", "engaged_s", "scroll_pct", "read_rate", "block_rate", "concluded_views"
    )
    values = rows[0].metrics if rows else (0,)
    if not number(values[0]):
        never = not await _ever_read(ask)
        return Panel("panels/empty.html", {"never": never, "key": ask.site.key, "home": ask.home})
    return Panel("panels/totals.html", {"cards": _cards(ask, values)})


def _cards(ask: Ask, values: tuple[float | None, ...]) -> list[Card]:
    show = ask.numbers
    views, readers, engaged, scroll, read, rate, concluded = values
    known = int(number(concluded))
    return [
        Card("views", show.count(views), "of article pages"),
        Card("readers", show.count(readers), "a reader counts once a day"),
        Card("engaged time", show.seconds(engaged), "mean per view"),
        Card("scroll depth", show.depth(scroll), "of the article, mean"),
        Card("read rate", show.percent(read), "of views"),
        Card(
            "block rate",
            "too few" if known < FEW else show.percent(rate),
            f"of {show.count(known)} views in which detection concluded",
            "blocked",
        ),
    ]


async def _ever_read(ask: Ask) -> bool:
    """Whether the last year had any view: asked only when the range has none."""
    today = ask.range.today
    year = Query(site=ask.site.key, metrics=("views",), from_=today - dt.timedelta(days=365), to=today)
    rows = (await ask.metrics.answer(year)).rows
    return bool(rows and number(rows[0].metrics[0]))
