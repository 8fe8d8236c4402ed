"""Views of the days compared with, beside those of a list."""

from dashboards.pages.ask import Ask, number

#: None where nothing is compared.
Earlier = dict[str, float] | None
_ALL = 100_000


async def earlier(ask: Ask, dimension: str) -> Earlier:
    """The views that each value of a dimension had in the days compared with."""
    if ask.shown.before is None:
        return None
    rows = await ask.rows_before("views", by=(dimension,), limit=_ALL)
    return {str(row.dimensions[0] or ""): number(row.metrics[0]) for row in rows}
