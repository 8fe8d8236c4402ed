"""The page of sections, authors and tags: how each is read, and what blocking costs it."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from dashboards.figures.text import plain
from dashboards.pages.ask import Ask, Panel, not_named
from dashboards.pages.earlier import earlier
from dashboards.pages.groups import Group, columns, group, heads, metrics, together
from dashboards.pages.listed import listed, shares_of
from dashboards.pages.own import with_own
from dashboards.pages.place import Page, Place
from dashboards.pages.totals import totals
from dashboards.table import Table, Value
from service.page.language import N_, _, ngettext

#: Rows that are shown, the rest is one row more; rows of a file; values that are added up.
SHOWN, MOST, ALL = 25, 10_000, 100_000
Named = Sequence[tuple[str, Group]]


async def sections(ask: Ask) -> Panel:
    """Each section that articles name."""
    return await _by(ask, "section", _("Section"), "")


async def authors(ask: Ask) -> Panel:
    """Each author that articles name."""
    return await _by(ask, "author", _("Author"), _("a view of two authors counts for both"))


async def tags(ask: Ask) -> Panel:
    """Each tag that articles have by now, from the sums of its articles."""
    views = await _groups(ask, "article")
    known = await ask.library.articles(ask.site.key, views)
    found: dict[str, Group] = defaultdict(Group)
    for path, one in known.items():
        for name in set(one.tags):
            found[name] += views[path]
    notes = [
        _("a view of two tags counts for both"),
        _("readers cannot be added up over articles, so they are not told"),
    ]
    named = sorted(_read(found), key=lambda item: (-item[1].views, item[0]))
    hrefs = [ask.url("articles", with_own(ask.shown, tag=name)) for name, _views in named]
    return _panel(ask, _("Tag"), named, "", notes, hrefs)


PAGE = Page(
    "sections",
    N_("Sections"),
    (
        Place("totals", N_("In total"), "", "totals", totals),
        Place("sections", N_("Sections"), "", "listing", sections),
        Place("authors", N_("Authors"), "", "listing", authors),
        Place("tags", N_("Tags"), "", "listing", tags),
    ),
)


async def _by(ask: Ask, dimension: str, head: str, note: str) -> Panel:
    named = _read(await _groups(ask, dimension))
    return _panel(ask, head, named, dimension, [note] if note else [])


async def _groups(ask: Ask, dimension: str) -> dict[str, Group]:
    """Each value's, most views first; last those that only the days compared with had views of."""
    rows, then = await asyncio.gather(
        ask.rows(*metrics(ask), by=(dimension,), first="views", limit=ALL), earlier(ask, dimension)
    )
    found = {str(row.dimensions[0] or ""): group(row, then) for row in rows}
    return found | {name: Group(before=views) for name, views in (then or {}).items() if name not in found}


def _read(groups: dict[str, Group]) -> Named:
    return [(name, one) for name, one in groups.items() if one.views]


def _panel(
    ask: Ask, head: str, named: Named, dimension: str, notes: Sequence[str], hrefs: Sequence[str] = ()
) -> Panel:
    """`notes` are of values that share views, or readers: those cannot be added up to one row of others."""
    compared = ask.shown.before is not None
    shown, rest = named[:SHOWN], named[SHOWN:]
    words = ngettext("%(num)s other", "%(num)s others", len(rest), num=ask.numbers.count(len(rest)))
    others = [(words, together(one for _name, one in rest))] if rest and not notes else []
    keys = tuple(name for name, _one in shown)
    table = Table(columns(head, compared), _rows([*shown, *others], compared), dimension, keys)

    async def whole() -> Table:
        return Table(columns(head, compared), _rows(named[:MOST], compared), dimension)

    return listed(
        table,
        heads(head, readers=bool(dimension), compared=compared),
        " · ".join([_count(ask, len(named), len(shown), bool(others)), *notes]),
        whole=whole,
        shares=[*shares_of([one.views for _name, one in shown]), *(0 for _other in others)],
        hrefs=hrefs[:SHOWN] if hrefs else None,
    )


def _count(ask: Ask, there: int, shown: int, others: bool) -> str:
    count = ask.numbers.count(there)
    if shown == there or others:
        return ngettext("%(num)s with views", "%(num)s with views", there, num=count)
    return _("the %(shown)s with most views of %(count)s; all are in the file", shown=shown, count=count)


def _rows(named: Named, compared: bool) -> tuple[tuple[Value, ...], ...]:
    return tuple((plain(name, 120) or not_named(), *one.values(compared)) for name, one in named)
