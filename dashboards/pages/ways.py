"""From which article readers came to this one, and to which they went on."""

import asyncio

import msgspec

from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, Panel, number
from dashboards.pages.listed import Head, listed, shares_of
from dashboards.pages.story import path_of
from dashboards.shown import Shown
from dashboards.table import Column, Table
from service.metrics.query import Filter, Row
from service.page.language import _

#: Rows that are shown, and those of a file.
SHOWN, MOST = 10, 10_000


async def came_from(ask: Ask) -> Panel:
    """The articles of the site from which readers came; each filters the page."""
    path_of(ask)
    inside: tuple[Filter, ...] = (("is_not", "previous", ("",)),)
    total, inner, rows = await asyncio.gather(
        _views(ask),
        _views(ask, inside),
        ask.rows("views", by=("previous",), also=inside, first="views", limit=MOST),
    )
    base = _(
        "%(some)s of %(views)s views came from another article of this site",
        some=ask.numbers.count(inner),
        views=ask.numbers.count(total),
    )
    paths = [str(row.dimensions[0]) for row in rows]
    return await _panel(ask, rows, inner, base, [ask.filtered("previous", path) for path in paths])


async def went_on(ask: Ask) -> Panel:
    """The articles of the site to which readers went on; each leads to its own page."""
    path = path_of(ask)
    following = msgspec.structs.replace(ask, shown=_after(ask, path))
    total, onward, rows = await asyncio.gather(
        _views(ask), _views(following), following.rows("views", by=("article",), first="views", limit=MOST)
    )
    base = _(
        "%(some)s views of other articles followed %(views)s of this one",
        some=ask.numbers.count(onward),
        views=ask.numbers.count(total),
    )
    bare = msgspec.structs.replace(ask.shown.bare, filters=())
    hrefs = [ask.url("article", bare.having("is", "article", str(row.dimensions[0]))) for row in rows]
    return await _panel(ask, rows, onward, base, hrefs)


def _after(ask: Ask, path: str) -> Shown:
    """What is shown, of the views that came from this article in place of its own."""
    kept = tuple(one for one in ask.shown.filters if one[1] != "article")
    return msgspec.structs.replace(ask.shown, filters=(*kept, ("is", "previous", (path,))))


async def _views(ask: Ask, also: tuple[Filter, ...] = ()) -> float:
    rows = await ask.rows("views", also=also)
    return number(rows[0].metrics[0]) if rows else 0


async def _panel(ask: Ask, rows: tuple[Row, ...], total: float, base: str, hrefs: list[str]) -> Panel:
    async def table(most: int) -> Table:
        paths = [str(row.dimensions[0]) for row in rows[:most]]
        titles = await ask.titles(ask.site.key, paths)
        columns = (
            Column(_("Article"), "text"),
            Column(_("Views")),
            Column(_("Share"), "share"),
            Column(_("Path"), "text"),
        )
        views = [number(row.metrics[0]) for row in rows[:most]]
        lines = tuple(
            (title_of(path, titles), count, count / total if total else None, path)
            for path, count in zip(paths, views, strict=True)
        )
        return Table(columns, lines)

    async def whole() -> Table:
        return await table(MOST)

    shown = await table(SHOWN)
    heads = [Head(0, _("Article")), Head(1, _("Views"), "views"), Head(2, _("Share"))]
    return listed(
        shown, heads, base, whole=whole, hrefs=hrefs[:SHOWN], shares=shares_of([row[1] for row in shown.rows])
    )
