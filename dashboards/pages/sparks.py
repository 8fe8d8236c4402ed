"""The little lines of the list of articles: how the views of each moved."""

from collections import defaultdict
from collections.abc import Sequence

from dashboards.figures.spark import spark
from dashboards.pages.ask import Ask, number
from dashboards.pages.series import series
from service.metrics.query import Row
from service.page.language import _

#: Fifty articles in each day of the longest range by day; every hour of two weeks is less.
_MOST_POINTS = 50 * 366


async def sparks(ask: Ask, paths: Sequence[str]) -> list[tuple[str, str]]:
    """For each path, the line of its views at the page's grain, and what it shows in words."""
    if not paths:
        return []
    grain = ask.shown.grain
    also = (("is", "article", tuple(paths)),)
    rows = await ask.rows("views", by=("article", grain), also=also, limit=_MOST_POINTS)
    timed = [Row((row.dimensions[1],), row.metrics) for row in rows]
    points = series(timed, ask.range, grain, [True])
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        found[str(row.dimensions[0])][str(row.dimensions[1])] = number(row.metrics[0])
    return [_line(ask, points.names, [found[path].get(time, 0) for time in points.times]) for path in paths]


def _line(ask: Ask, names: Sequence[str], values: Sequence[float]) -> tuple[str, str]:
    most = max(values, default=0)
    words = _(
        "at most %(most)s views, %(when)s; %(last)s in the end",
        most=ask.numbers.count(most),
        when=names[values.index(most)],
        last=ask.numbers.count(values[-1]),
    )
    return spark(values), words
