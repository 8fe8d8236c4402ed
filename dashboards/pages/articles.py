"""The table of the most viewed articles."""

import msgspec

from dashboards.figures.text import plain
from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, number
from service.metrics.query import Row

MOST = 15


class Line(msgspec.Struct, frozen=True):
    """One article as the table shows it; `share` is its views as per cent of the first one's."""

    title: str
    href: str | None
    views: str
    share: int
    block_rate: str
    few: bool
    engaged: str
    scroll: str


async def articles(ask: Ask) -> Panel:
    """The articles with most views: views, block rate, engaged time, scroll depth."""
    rows = await ask.rows(
        "views",
        "block_rate",
        "concluded_views",
        "engaged_s",
        "scroll_pct",
        by=("article",),
        first="views",
        limit=MOST,
    )
    titles = await ask.titles(ask.site.key, [str(row.dimensions[0]) for row in rows])
    most = max((number(row.metrics[0]) for row in rows), default=0) or 1
    return Panel("panels/articles.html", {"lines": [_line(ask, row, titles, most) for row in rows]})


def _line(ask: Ask, row: Row, titles: dict[str, str], most: float) -> Line:
    path = str(row.dimensions[0])
    views, rate, concluded, engaged, scroll = row.metrics
    few = number(concluded) < FEW
    return Line(
        title=title_of(path, titles),
        href=ask.link(path),
        views=ask.numbers.count(views),
        share=round(number(views) / most * 100),
        block_rate="too few" if few else ask.numbers.percent(rate, 0),
        few=few,
        engaged=ask.numbers.seconds(engaged),
        scroll=ask.numbers.depth(scroll),
    )


def title_of(path: str, titles: dict[str, str]) -> str:
    """An article's title on one line, or its path while no title is known."""
    return plain(titles.get(path, ""), 160) or plain(path, 160) or "/"
