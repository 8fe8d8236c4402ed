"""What is forgotten: pseudonyms after their day, readers' addresses once a correction is long closed."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from service.catalog.catalog import Catalog
from service.catalog.sites import Site

#: Long enough for the desk to write back.
EMAIL_DAYS = 90
_DAY_MS = 24 * 3_600_000


async def tidy(catalog: Catalog, sites: Iterable[Site], now_ms: int) -> None:
    """Forget what is due."""
    for site in sites:
        await catalog.forget_readers(site.key, day_began(site.timezone, now_ms))
    await catalog.erase_emails(now_ms - EMAIL_DAYS * _DAY_MS)


def day_began(timezone: str, now_ms: int) -> int:
    """When the present day began in a time zone, UTC ms: the pseudonyms of earlier ones can go."""
    zone = ZoneInfo(timezone)
    today = dt.datetime.fromtimestamp(now_ms / 1000, zone).date()
    return round(dt.datetime.combine(today, dt.time(), zone).timestamp() * 1000)
