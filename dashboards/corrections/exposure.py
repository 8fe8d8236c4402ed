"""How many readers still meet a mistake: an article's views in the last 24 hours."""

import datetime as dt
from collections.abc import Set
from zoneinfo import ZoneInfo

from dashboards.pages.ask import Metrics, number
from service.catalog.sites import Site
from service.metrics.query import Filter, Query

HOUR_S = 3_600
HOURS = 24
#: More articles than this are asked for as all there are: a statement of more values is made anew each time.
MOST_NAMED = 76
_ALL = 100_000


async def views_of_day(metrics: Metrics, site: Site, articles: Set[str], now_ms: int) -> dict[str, int]:
    """The views of each article that began in this hour and the 23 before; those without are left out."""
    if not articles:
        return {}
    hours = last_hours(site.timezone, now_ms)
    filters: tuple[Filter, ...] = (("is", "hour", hours),)
    if len(articles) <= MOST_NAMED:
        filters = (*filters, ("is", "article", tuple(sorted(articles))))
    query = Query(
        site=site.key,
        metrics=("views",),
        dimensions=("article",),
        filters=filters,
        from_=dt.date.fromisoformat(hours[0][:10]),
        to=dt.date.fromisoformat(hours[-1][:10]),
        limit=_ALL,
    )
    rows = (await metrics.answer(query)).rows
    found = {str(row.dimensions[0]): int(number(row.metrics[0])) for row in rows}
    return {path: views for path, views in found.items() if path in articles and views}


def last_hours(timezone: str, now_ms: int) -> tuple[str, ...]:
    """The hours as the dimension `hour` names them, the oldest first; once each where clocks go back."""
    zone, now = ZoneInfo(timezone), now_ms // 1000
    moments = (now - back * HOUR_S for back in reversed(range(HOURS)))
    local = (dt.datetime.fromtimestamp(at, zone) for at in moments)
    return tuple(dict.fromkeys(f"{at:%Y-%m-%d %H}:00" for at in local))
