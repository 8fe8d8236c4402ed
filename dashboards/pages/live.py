"""The last 30 minutes."""

from dashboards.figures.live import last_minutes
from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, Panel, Table

_SHOWN = 5


async def live(ask: Ask) -> Panel:
    """Views begun in each of the last 30 minutes, views being read now, and of which articles."""
    now = await ask.metrics.live(ask.site.key, ask.now_ms)
    shown = now.articles[:_SHOWN]
    titles = await ask.titles(ask.site.key, [path for path, _ in shown])
    count = ask.numbers.count
    minutes = [
        (f"{ago} min ago", count(views))
        for ago, views in zip(_ago(now.per_minute), now.per_minute, strict=True)
    ]
    return Panel(
        "panels/live.html",
        {
            "reading": count(now.reading_now),
            "base": f"{count(sum(now.per_minute))} views begun in the last {len(now.per_minute)} minutes",
            "figure": last_minutes(now.per_minute, ask.numbers.separators),
            "table": Table(("Minute", "Views begun"), tuple(minutes)),
            "articles": [(title_of(path, titles), ask.link(path), count(views)) for path, views in shown],
        },
    )


def _ago(per_minute: tuple[int, ...]) -> range:
    return range(len(per_minute), 0, -1)
