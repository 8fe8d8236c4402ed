"""The head of an article's page: what the catalog knows of it, how it was read, what it brought."""

import asyncio
import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_datetime

from dashboards.dates import locale
from dashboards.figures.text import plain
from dashboards.interval import wilson
from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, number
from dashboards.pages.own import with_own
from dashboards.pages.totals import Total, total_cards, total_table
from dashboards.table import Column, Table
from service.catalog.sites import Article
from service.events import WORDS_PER_MINUTE
from service.metrics.query import QueryError
from service.page.language import N_, _, ngettext

_LONGEST = 120


def path_of(ask: Ask) -> str:
    """The path of the article that the page is of. Raises QueryError where the address names none."""
    path = ask.shown.only("article")
    if path is None:
        raise QueryError(_("This page is of one article, and its address names none."))
    return path


async def article_of(ask: Ask) -> Article:
    """What the catalog knows of it; nothing but its path where that is unknown."""
    path = path_of(ask)
    found = (await ask.library.articles(ask.site.key, [path])).get(path)
    return found or Article(site=ask.site.key, path=path)


def reading_time(article: Article) -> float | None:
    """Seconds that all its words take, at 238 a minute (Brysbaert 2019); None where none were counted."""
    return article.words / WORDS_PER_MINUTE * 60 if article.words else None


async def story(ask: Ask) -> Panel:
    """Published when, in which section, by whom, how long; and the way to the article itself."""
    article = await article_of(ask)
    days = msgspec.structs.replace(ask.shown.bare, filters=())
    expected = reading_time(article)
    facts: list[tuple[str, list[tuple[str, str | None]]]] = [
        (_("Published"), [(_moment(article.published_at, ask.site.timezone), None)]),
        (
            _("Section"),
            [(article.section, ask.url("articles", days.having("is", "section", article.section)))],
        ),
        (
            _("Authors"),
            [(name, ask.url("articles", days.having("is", "author", name))) for name in article.authors],
        ),
        (_("Tags"), [(name, ask.url("articles", with_own(days, tag=name))) for name in article.tags[:20]]),
        (_("Length"), [(_length(ask, article, expected), None)]),
    ]
    shown = [
        (word, [(plain(text, _LONGEST), href) for text, href in values if text]) for word, values in facts
    ]
    context = {
        "facts": [(word, values) for word, values in shown if values],
        "address": ask.link(article.path),
        "path": plain(article.path, 300),
        "known": bool(article.title),
    }
    lines = tuple((word, ", ".join(text for text, _href in values)) for word, values in shown)
    return Panel(
        "panels/story.html", context, Table((Column(_("Fact"), "text"), Column(_("Value"), "text")), lines)
    )


def _length(ask: Ask, article: Article, expected: float | None) -> str:
    if not expected:
        return ""
    words = ngettext("%(num)s word", "%(num)s words", article.words, num=ask.numbers.count(article.words))
    return _("%(words)s, %(time)s to read", words=words, time=ask.numbers.seconds(expected))


def _moment(ms: int | None, timezone: str) -> str:
    """When, on the site's clock; '' where it is not known, or in no year that a calendar has."""
    if ms is None:
        return ""
    try:
        moment = dt.datetime.fromtimestamp(ms / 1000, ZoneInfo(timezone))
    except (ValueError, OverflowError, OSError):
        return ""
    return str(format_datetime(moment, "d MMM y, HH:mm", locale=locale()))


async def summary(ask: Ask) -> Panel:
    """Views, readers, engaged time, scroll depth, read rate and block rate of the article."""
    path_of(ask)
    asked = [
        Total("views", N_("views"), "count", _("of this article")),
        Total("readers", N_("readers"), "count", _("a reader counts once a day")),
        Total(ask.shown.time_metric, N_("engaged time"), "seconds", _("mean per view")),
        Total("scroll_pct", N_("scroll depth"), "depth", _("of the article, mean")),
        Total("read_rate", N_("read rate"), "share", _("of views")),
        Total("block_rate", N_("block rate"), "share", "", "blocked"),
    ]
    further = ("blocked_views", "concluded_views")
    (now, before), article = await asyncio.gather(
        ask.both(*(one.metric for one in asked), *further), article_of(ask)
    )
    values = now[0].metrics if now else (0,) * (len(asked) + len(further))
    if not number(values[0]):
        return Panel("panels/empty.html", {"never": False, "key": ask.site.key, "home": ask.home})
    expected = reading_time(article)
    if expected:
        time = ask.numbers.seconds(expected)
        asked[2] = msgspec.structs.replace(
            asked[2], base=_("mean per view; all of it takes %(time)s", time=time)
        )
    blocked, known = number(values[-2]), number(values[-1])
    asked[-1] = msgspec.structs.replace(asked[-1], base=_known(ask, blocked, known))
    cards = total_cards(ask, asked, values, before[0].metrics if before else ())
    for place, base in ((4, number(values[0])), (5, known)):
        if base < FEW:
            cards[place] = msgspec.structs.replace(cards[place], value=_("too few"), change="")
    return Panel("panels/totals.html", {"cards": cards}, total_table(asked, values))


def _known(ask: Ask, blocked: float, known: float) -> str:
    """What the block rate is of, and how sure it is."""
    words = _("of %(views)s views in which detection concluded", views=ask.numbers.count(known))
    likely = wilson(blocked, known) if known >= FEW else None
    if not likely:
        return words
    low, high = (ask.numbers.percent(edge) for edge in likely)
    return words + _("; likely %(low)s to %(high)s", low=low, high=high)


async def worth(ask: Ask) -> Panel:
    """What the article brought, what blocking cost it, and what became of appeals that were shown on it."""
    path_of(ask)
    asked = [
        Total("revenue", N_("revenue"), "money", _("of all views")),
        Total("rpm", N_("revenue per 1,000 views"), "money", _("RPM")),
        Total("revenue_at_risk", N_("at risk"), "money", "", "blocked"),
        Total("appeals_shown", N_("appeals shown"), "count", _("seen for a second")),
        Total("dismissed", N_("dismissed"), "count", _("of them closed, or told no")),
        Total("allowed", N_("allowed ads"), "count", _("readers, on the day they did")),
    ]
    now, before = await ask.both(*(one.metric for one in asked), "blocked_views")
    values = now[0].metrics if now else (None,) * (len(asked) + 1)
    blocked = _("in %(views)s blocked views", views=ask.numbers.count(values[-1]))
    asked[2] = msgspec.structs.replace(asked[2], base=blocked)
    cards = total_cards(ask, asked, values, before[0].metrics if before else ())
    return Panel("panels/totals.html", {"cards": cards}, total_table(asked, values))
