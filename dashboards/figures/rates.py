"""How often ads are blocked, one bar a value, and how sure that is: a thin line over the bar's end."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.blockers import Bar, blockers
from dashboards.figures.palette import INK, Figure
from dashboards.interval import wilson
from dashboards.numbers import FEW, Numbers
from service.page.language import _

_ROW_PX = 29
#: Names of few letters are mostly capitals and wider than the room they get by their length.
_CAPITALS = 8
#: Room right of the longest bar for "18% of 72,499": 80 px of the 180 px that a phone leaves.
_ROOM = 1.85

Likely = tuple[float, float] | None


def rates(bars: Sequence[Bar], numbers: Numbers, dimension: str) -> Figure:
    """Where is the block rate high, and how sure is that? Unit: share of the row's concluded views.

    A row of too few views has neither bar nor range: three of four would be the longest bar of all.
    """
    shown = [bar if bar.concluded >= FEW else msgspec.structs.replace(bar, blocked={}) for bar in bars]
    likely = [likely_rate(bar) for bar in bars]
    figure = blockers(shown, numbers, dimension)
    for way in figure["data"]:
        way["width"] = 0.7
    figure["data"].append(_ranges(shown, likely, numbers) | {"meta": figure["data"][0]["meta"]})
    ends = [high for _low, high in filter(None, likely)]
    figure["layout"]["xaxis"]["range"] = [0, (max(ends, default=0) or 0.1) * _ROOM]
    figure["layout"]["margin"]["l"] += _CAPITALS
    figure["layout"]["height"] = _ROW_PX * max(len(bars), 2) + 8
    for note, found in zip(figure["layout"]["annotations"], likely, strict=True):
        note["x"] = found[1] if found else 0
    return figure


def likely_rate(bar: Bar) -> Likely:
    """The range of a bar's block rate; None where its views are too few."""
    return wilson(sum(bar.blocked.values()), bar.concluded) if bar.concluded >= FEW else None


def _ranges(bars: Sequence[Bar], likely: Sequence[Likely], numbers: Numbers) -> Figure:
    reach = [
        (high - (bar.rate or 0), (bar.rate or 0) - low) if found else (0, 0)
        for bar, found in zip(bars, likely, strict=True)
        for low, high in [found or (0, 0)]
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("likely range"),
        "x": [bar.rate if found else None for bar, found in zip(bars, likely, strict=True)],
        "y": list(range(len(bars))),
        "marker": {"size": 1, "opacity": 0, "color": INK},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [more for more, _less in reach],
            "arrayminus": [less for _more, less in reach],
            "color": INK,
            "thickness": 1,
            "width": 3,
        },
        "customdata": [range_words(found, numbers) for found in likely],
        "hovertemplate": "%{customdata} " + _("likely range") + "<extra></extra>",
        "cliponaxis": False,
    }


def range_words(found: Likely, numbers: Numbers) -> str:
    """A range of a rate: `18.1–19.4%`."""
    if found is None:
        return ""
    low, high = found
    return f"{numbers.decimals(low * 100, 1)}–{numbers.percent(high)}"
