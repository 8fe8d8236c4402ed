"""The page of articles: every article with views, searched, sorted, page by page."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

import msgspec

from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, Panel, number
from dashboards.pages.compared import together
from dashboards.pages.earlier import Earlier, earlier
from dashboards.pages.listed import Head, listed
from dashboards.pages.order import ORDERS, Order, cell_of, read_order
from dashboards.pages.own import own, page_number, with_own
from dashboards.pages.place import Page, Place
from dashboards.pages.sparks import sparks
from dashboards.pages.totals import totals, totals_of
from dashboards.table import Column, Table, Value
from service.metrics.query import Row
from service.page.language import N_, _, ngettext

#: Rows of a page; of a file; articles that are looked through.
ROWS, MOST, ALL = 50, 10_000, 100_000


async def listing(ask: Ask) -> Panel:
    """The articles that have views, those of one page of the list."""
    order = read_order(ask.shown)
    found = await order.sorted(ask, await _searched(ask, await _rows(ask)))
    last = max(-(-len(found) // ROWS), 1)
    page = min(page_number(ask.shown), last)
    shown = found[(page - 1) * ROWS : page * ROWS]
    paths, then = [_path(row) for row in shown], await earlier(ask, "article")

    async def whole() -> Table:
        return await _table(ask, found[:MOST], then)

    return listed(
        await _table(ask, shown, then),
        _heads(ask, order),
        _base(ask, len(found)),
        whole=whole,
        hrefs=[ask.filtered("article", path, "article") for path in paths],
        sparks=await sparks(ask, paths),
        spark_head=_("Views over time"),
        search=_search(ask, order),
        pages=_pages(ask, page, last, len(shown), len(found)),
        nothing=_("No article with views in these days matches.") if _narrowed(ask) else "",
    )


async def summed(ask: Ask) -> Panel:
    """The totals of all articles of the list: where it is searched, of those that were found."""
    if not _narrowed(ask):
        return await totals(ask)
    # Rows are added up here: a filter of 10,000 articles takes seconds to be made.
    metrics = ("views", ask.shown.time_metric, "scroll_pct", "read_rate", "block_rate", "concluded_views")
    both = await ask.both(*metrics, by=("article",), first="views", limit=ALL)
    now, before = [_sum(await _searched(ask, rows)) for rows in both]
    if not number(now[0]):
        return Panel("panels/empty.html", {"never": False, "key": ask.site.key, "home": ask.home})
    why = _("cannot be added up over articles: one may have read several")
    return await totals_of(ask, now, before if ask.shown.before else (), why)


def _sum(rows: Sequence[Row]) -> list[Value]:
    """Of the metrics of `summed` all rows as one, and readers, which are not known, as totals have them."""
    views, *others = together([row.metrics for row in rows], (None, 0, 0, 0, 5, None))
    return [views, None, *others]


PAGE = Page(
    "articles",
    N_("Articles"),
    (
        Place("totals", N_("In total"), "", "totals", summed),
        Place("list", N_("Articles"), "", "listing", listing),
    ),
)


async def _rows(ask: Ask) -> tuple[Row, ...]:
    asked = ("views", "readers", ask.shown.time_metric, "scroll_pct", "read_rate", "block_rate")
    rows = await ask.rows(
        *asked, "concluded_views", "rpm", "revenue_at_risk", by=("article",), first="views", limit=ALL
    )
    return tuple(row for row in rows if number(row.metrics[0]))


async def _searched(ask: Ask, rows: Sequence[Row]) -> Sequence[Row]:
    """Those that are searched for: by title or path, and of one tag."""
    text, tag = own(ask.shown, "search"), own(ask.shown, "tag")
    if text:
        titled = set(await ask.library.search_articles(ask.site.key, text, ALL))
        folded = text.casefold()
        rows = [row for row in rows if _path(row) in titled or folded in _path(row).casefold()]
    if tag:
        known = await ask.library.articles(ask.site.key, [_path(row) for row in rows])
        rows = [row for row in rows if (one := known.get(_path(row))) and tag in one.tags]
    return rows


def _path(row: Row) -> str:
    return str(row.dimensions[0] or "")


def _narrowed(ask: Ask) -> bool:
    return bool(own(ask.shown, "search") or own(ask.shown, "tag"))


async def _table(ask: Ask, rows: Sequence[Row], then: Earlier) -> Table:
    """One line an article; last its path, for files, and before that the views before, where one compares."""
    paths = [_path(row) for row in rows]
    titles = await ask.titles(ask.site.key, paths)
    before = [Column(_("Views, before"))] if then is not None else []
    columns = (
        *(Column(_(one.words), one.kind, of=one.of) for one in ORDERS),
        *before,
        Column(_("Path"), "text"),
    )
    lines = tuple(
        (
            title_of(path, titles),
            *(cell_of(row, one) for one in ORDERS[1:]),
            *([then.get(path, 0)] if then is not None else []),
            path,
        )
        for path, row in zip(paths, rows, strict=True)
    )
    return Table(columns, lines, "article", tuple(paths))


def _heads(ask: Ask, order: Order) -> list[Head]:
    """Each sorts by its column; the one that does already, the other way round."""
    found = [
        Head(
            at,
            _(one.words),
            one.term,
            "blocked" if one.name in ("blocked", "risk") else "",
            ask.url(shown=with_own(ask.shown, sort=order.turned(one.name))),
            order.aria if one.name == order.name else "",
        )
        for at, one in enumerate(ORDERS)
        if one.name != "known"
    ]
    return [*found, Head(len(ORDERS), _("Before"))] if ask.shown.before is not None else found


def _base(ask: Ask, count: int) -> str:
    words = ngettext(
        "%(num)s article with views", "%(num)s articles with views", count, num=ask.numbers.count(count)
    )
    if text := own(ask.shown, "search"):
        words += " · " + _("“%(text)s” in title or path", text=text)
    if tag := own(ask.shown, "tag"):
        words += " · " + _("tag “%(tag)s”", tag=tag)
    return words


def _search(ask: Ask, order: Order) -> dict[str, object]:
    """What the form needs: all that the address says but what the form itself asks."""
    rest = with_own(ask.shown, search="", sort="")
    ways = [
        (written, _("%(column)s, %(way)s", column=_(one.words), way=way))
        for one in ORDERS
        if one.name != "known"
        for written, way in one.ways()
    ]
    return {
        "action": ask.url().partition("?")[0],
        "kept": parse_qsl(rest.query(), keep_blank_values=True),
        "text": own(ask.shown, "search"),
        "order": order.written,
        "orders": ways,
        "tag": own(ask.shown, "tag"),
        "untagged": ask.url(shown=with_own(ask.shown, tag="")),
    }


class Pages(msgspec.Struct, frozen=True):
    """Which rows these are, and where those before and after them are, '' where there are none."""

    words: str
    back: str = ""
    on: str = ""


def _pages(ask: Ask, page: int, last: int, here: int, count: int) -> Pages:
    def at(number_: int) -> str:
        return ask.url(shown=with_own(ask.shown, page=str(number_) if number_ > 1 else ""))

    first = (page - 1) * ROWS
    words = _(
        "%(first)s–%(last)s of %(count)s",
        first=ask.numbers.count(first + 1),
        last=ask.numbers.count(first + here),
        count=ask.numbers.count(count),
    )
    return Pages(words, at(page - 1) if page > 1 else "", at(page + 1) if page < last else "")
