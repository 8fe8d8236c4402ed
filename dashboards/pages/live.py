"""Right now: what is being read, from where and on what, and the last 30 minutes by minute."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.live import last_minutes
from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, Metrics, Panel
from dashboards.pages.place import Page, Place
from dashboards.table import Column, Table
from dashboards.words import row_words
from service.metrics.live import Counts, Live
from service.metrics.metrics import Answer
from service.metrics.query import Query
from service.page.language import N_, _

_SHOWN = 5


class Snapshot(msgspec.Struct, frozen=True):
    """The metrics room at one moment: what is read right now is `now`, for every panel alike."""

    room: Metrics
    now: Live

    async def answer(self, query: Query) -> Answer:
        """The rows of a query."""
        return await self.room.answer(query)

    async def live(self, site: str, now_ms: int) -> Live:  # noqa: ARG002 (the room's own signature)
        """What is read right now, of the site that the snapshot is of."""
        return self.now


async def live(ask: Ask) -> Panel:
    """Views begun in each of the last 30 minutes, views being read now, and of which articles."""
    now = await ask.metrics.live(ask.site.key, ask.now_ms)
    return await _minutes(ask, now, now.articles[:_SHOWN])


async def minutes(ask: Ask) -> Panel:
    """The same with minutes that can be read off, and without articles, which have a panel of their own."""
    return await _minutes(ask, await ask.metrics.live(ask.site.key, ask.now_ms), (), tall=True)


async def by_article(ask: Ask) -> Panel:
    """Which articles are being read now; rows lead to the article."""
    now = await ask.metrics.live(ask.site.key, ask.now_ms)
    titles = await ask.titles(ask.site.key, [path for path, _count in now.by_article])
    names = [title_of(path, titles) for path, _count in now.by_article]
    return _reading(ask, now, _("Article"), "article", names, now.by_article)


async def by_channel(ask: Ask) -> Panel:
    """By which channels their readers came; rows lead to the overview of that channel."""
    now = await ask.metrics.live(ask.site.key, ask.now_ms)
    names = [row_words("channel", channel) or _("Not known") for channel, _count in now.by_channel]
    return _reading(ask, now, _("Channel"), "channel", names, now.by_channel)


async def by_device(ask: Ask) -> Panel:
    """On which kinds of device; rows lead to the overview of that device."""
    now = await ask.metrics.live(ask.site.key, ask.now_ms)
    names = [row_words("device", device) or _("Not known") for device, _count in now.by_device]
    return _reading(ask, now, _("Device"), "device", names, now.by_device)


def _reading(ask: Ask, now: Live, head: str, dimension: str, names: Sequence[str], counts: Counts) -> Panel:
    page = "article" if dimension == "article" else "overview"
    most = max((count for _value, count in counts), default=0) or 1
    context = {
        "base": _("of %(views)s being read", views=ask.numbers.count(now.reading_now)),
        "hrefs": [ask.filtered(dimension, value, page) if value else None for value, _count in counts],
        "bars": [round(count / most * 100) for _value, count in counts],
    }
    rows = tuple(
        (name, count, count / max(now.reading_now, 1))
        for name, (_value, count) in zip(names, counts, strict=True)
    )
    columns = (Column(head, "text"), Column(_("Reading now")), Column(_("Share"), "share"))
    return Panel("panels/reading.html", context, Table(columns, rows))


async def _minutes(ask: Ask, now: Live, shown: Counts, *, tall: bool = False) -> Panel:
    titles = await ask.titles(ask.site.key, [path for path, _count in shown])
    count = ask.numbers.count
    minutes = [
        (_("%(minutes)s min ago", minutes=ago), views)
        for ago, views in zip(_ago(now.per_minute), now.per_minute, strict=True)
    ]
    words = {"views": count(sum(now.per_minute)), "minutes": len(now.per_minute)}
    context = {
        "reading": count(now.reading_now),
        "base": _("%(views)s views begun in the last %(minutes)s minutes", **words),
        "figure": last_minutes(now.per_minute, ask.numbers.separators, tall=tall),
        "tall": tall,
        "articles": [
            (title_of(path, titles), ask.filtered("article", path, "article"), count(views))
            for path, views in shown
        ],
    }
    return Panel(
        "panels/live.html",
        context,
        Table((Column(_("Minute"), "text"), Column(_("Views begun"))), tuple(minutes)),
    )


def _ago(per_minute: tuple[int, ...]) -> range:
    return range(len(per_minute), 0, -1)


PAGE = Page(
    "live",
    N_("Live"),
    (
        Place("minutes", N_("Right now"), "reading now", "live wide", minutes, shared=False),
        Place("articles", N_("Articles being read"), "", "live wide", by_article, shared=False),
        Place("channels", N_("Where they come from"), "", "live", by_channel, shared=False),
        Place("devices", N_("On what they read"), "", "live", by_device, shared=False),
    ),
    stream=True,
)
