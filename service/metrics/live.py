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
    recent = (page_view, v.c.bot != "crawler", v.c.started_at > since, v.c.started_at <= now_ms)
    minute = sa.cast(sa.func.floor((now_ms - v.c.started_at) / float(MINUTE_MS)), sa.Integer).label("ago")
    by_minute = sa.select(minute, sa.func.count()).where(*recent).group_by(sa.literal_column("1"))
    by_article = sa.select(v.c.article, sa.func.count()).where(*recent).group_by(sa.literal_column("1"))
    ago: dict[int, int] = dict(await warehouse.ask(by_minute, 1, site, first, last))
    articles: list[tuple[str, int]] = await warehouse.ask(by_article, 1, site, first, last)
    return Live(
        tuple(ago.get(minutes, 0) for minutes in reversed(range(MINUTES))),
        await warehouse.reading_now(site, now_ms - NOW_MS),
        tuple(sorted(articles, key=lambda row: (-row[1], row[0]))[:TOP]),
    )
