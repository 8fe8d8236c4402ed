"""The table of the most viewed articles."""

from dashboards.figures.text import plain
from dashboards.pages.ask import Ask, Panel, number
from dashboards.table import Column, Table
from service.page.language import _

MOST = 15


async def most_viewed(ask: Ask) -> Panel:
    """The articles with most views: views, block rate, engaged time, scroll depth."""
    asked = ("views", "block_rate", "concluded_views", ask.shown.time_metric, "scroll_pct")
    rows = await ask.rows(*asked, by=("article",), first="views", limit=MOST)
    paths = [str(row.dimensions[0]) for row in rows]
    titles = await ask.titles(ask.site.key, paths)
    most = max((number(row.metrics[0]) for row in rows), default=0) or 1
    head = (
        Column(_("Article"), "text"),
        Column(_("Views")),
        Column(_("Block rate"), "share", of=3),
        Column(_("Detection concluded")),
        Column(_("Engaged"), "seconds"),
        Column(_("Scroll"), "depth"),
        Column(_("Path"), "text"),
    )
    lines = tuple((title_of(path, titles), *row.metrics, path) for path, row in zip(paths, rows, strict=True))
    shares = [round(number(row.metrics[0]) / most * 100) for row in rows]
    hrefs = [ask.filtered("article", path, "article") for path in paths]
    context = {"shares": shares, "hrefs": hrefs}
    return Panel("panels/articles.html", context, Table(head, lines, "article", tuple(paths)))


def title_of(path: str, titles: dict[str, str]) -> str:
    """An article's title on one line, or its path while no title is known."""
    return plain(titles.get(path, ""), 160) or plain(path, 160) or "/"
