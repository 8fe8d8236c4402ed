"""The last 30 minutes."""

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


class Live(msgspec.Struct, frozen=True):
    """Views begun in each of the last 30 minutes, oldest first; views being read now;
    (path, views) of the top 10."""

    per_minute: tuple[int, ...]
    reading_now: int
    articles: tuple[tuple[str, int], ...]


async def live(warehouse: Warehouse, site: str, zone: ZoneInfo, now_ms: int) -> Live:
    """What is read on a site right now, at most two seconds old."""
    since = now_ms - MINUTES * MINUTE_MS
    first, last = local_time(since, zone).date(), local_time(now_ms, zone).date()
    times = {"since": since, "now": now_ms}
    ago: dict[int, int] = dict(await warehouse.ask(_BY_MINUTE, 1, site, first, last, times))
    articles: list[tuple[str, int]] = await warehouse.ask(_BY_ARTICLE, 1, site, first, last, times)
    return Live(
        tuple(ago.get(minutes, 0) for minutes in reversed(range(MINUTES))),
        await warehouse.reading_now(site, now_ms - NOW_MS),
        tuple(sorted(articles, key=lambda row: (-row[1], row[0]))[:TOP]),
    )
