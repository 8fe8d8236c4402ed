"""How an article is read: engaged time, scroll depth, finished, read."""

import functools

from service.metrics.audience import VIEWS
from service.metrics.parts import Metric, Number, page_view, ratio, total
from service.warehouse.schema import views as v

ENGAGED = total("engaged_ms", v.c.engaged_ms)
FOCUS = total("focus_ms", v.c.focus_ms)
#: Snowplow's estimate for a view: 10 s for each active ten-second bucket but the last, which counts half.
BUCKETS = total("active_10s", v.c.active_10s)
BUCKETED = total("active_views", v.c.active_views)
DEPTH = total("scroll_pct", v.c.scroll_pct, page_view)
FINISHED = total("finished", v.c.finished_views, page_view)
READ = total("read", v.c.read_views, page_view)


def _seconds(ms: Number, views: Number) -> float | None:
    return ratio((ms or 0) / 1000, views)


def _bucket_seconds(buckets: Number, active: Number, views: Number) -> float | None:
    return ratio(10 * (buckets or 0) - 5 * (active or 0), views)


METRICS = (
    Metric(
        "engaged_s",
        "s",
        "Mean engaged time per view: the page visible and focused, an act within the last 5 s (Chartbeat).",
        (ENGAGED, VIEWS),
        _seconds,
    ),
    Metric(
        "focus_s",
        "s",
        "Mean time per view with the page visible and focused, with no idle cut-off (Plausible, GA4).",
        (FOCUS, VIEWS),
        _seconds,
    ),
    Metric(
        "active_s",
        "s",
        "Mean of 10 x (active ten-second buckets - 1) + 5 seconds per view (Snowplow).",
        (BUCKETS, BUCKETED, VIEWS),
        _bucket_seconds,
    ),
    Metric(
        "scroll_pct",
        "%",
        "Mean depth that the viewport's bottom reached in the article body.",
        (DEPTH, VIEWS),
        ratio,
    ),
    *(
        Metric(name, "share", definition, (part, VIEWS), functools.partial(ratio))
        for name, definition, part in [
            ("finish_rate", "Share of views in which the end of the body was in view for 0.5 s.", FINISHED),
            (
                "read_rate",
                "Share of views finished with a third of the expected time (words / 238 a minute).",
                READ,
            ),
        ]
    ),
)
