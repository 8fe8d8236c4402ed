"""The last 30 minutes."""

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa

from service.metrics.parts import page_view
from service.warehouse.port import Warehouse
from service.warehouse.rows import local_time
from service.warehouse.schema import views as v

MINUTE_MS = 60_000
MINUTES = 30
#: A reader counts as reading now with a beacon in the last 5 minutes (Plausible's current visitors).
NOW_MS = 5 * MINUTE_MS
TOP = 10

_SINCE, _NOW = (sa.bindparam(name, type_=sa.BigInteger) for name in ("since", "now"))
_RECENT = (page_view, v.c.bot != "crawler", v.c.started_at > _SINCE, v.c.started_at <= _NOW)
_AGO = sa.cast(sa.func.floor((_NOW - v.c.started_at) / float(MINUTE_MS)), sa.Integer).label("ago")
_BY_MINUTE, _BY_ARTICLE = (
    sa.select(key, sa.func.count()).where(*_RECENT).group_by(sa.literal_column("1"))
    for key in (_AGO, v.c.article)
)


#: A value, and how many views have it.
Counts = tuple[tuple[str, int], ...]


class Live(msgspec.Struct, frozen=True):
    """Views begun in each of the last 30 minutes, oldest first; views being read now;
    (path, views begun) of the top 10.

    Of the views being read now also (value, views), most first: top 10 articles, all channels, all devices.
    """

    per_minute: tuple[int, ...]
    reading_now: int
    articles: Counts
    by_article: Counts = ()
    by_channel: Counts = ()
    by_device: Counts = ()


async def live(warehouse: Warehouse, site: str, zone: ZoneInfo, now_ms: int) -> Live:
    """What is read on a site right now, at most two seconds old."""
    since = now_ms - MINUTES * MINUTE_MS
    first, last = local_time(since, zone).date(), local_time(now_ms, zone).date()
    times = {"since": since, "now": now_ms}
    ago: dict[int, int] = dict(await warehouse.ask(_BY_MINUTE, 1, site, first, last, times))
    begun: list[tuple[str, int]] = await warehouse.ask(_BY_ARTICLE, 1, site, first, last, times)
    reading = await warehouse.reading_now(site, now_ms - NOW_MS)
    by_article = _counted((article, count) for article, _, _, count in reading)
    by_channel = _counted((channel, count) for _, channel, _, count in reading)
    by_device = _counted((device, count) for _, _, device, count in reading)
    return Live(
        tuple(ago.get(minutes, 0) for minutes in reversed(range(MINUTES))),
        sum(count for *_, count in reading),
        _counted(begun)[:TOP],
        by_article[:TOP],
        by_channel,
        by_device,
    )


def _counted(pairs: Iterable[tuple[str, int]]) -> Counts:
    """Added up by value, the most first, of equals by name."""
    found = Counter[str]()
    for value, count in pairs:
        found[value] += count
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
