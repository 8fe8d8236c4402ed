"""Where ads are blocked, and in which way: one bar a browser or device, its parts the ways of blocking."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.palette import BLOCKED, BLOCKED_SOFT, HEIGHT, INK, MUTED, Figure, layout, names_axis
from dashboards.figures.text import label, plain
from dashboards.numbers import FEW, Numbers
from service.page.language import N_, _

#: Blocker state, its word on the page, the pattern that tells it from the others without colour.
WAYS = (("requests", N_("requests"), ""), ("cosmetic", N_("hidden"), "/"), ("dns", N_("network"), "."))
_LONGEST = 18
_BAR_PX = 20


class Bar(msgspec.Struct, frozen=True):
    """One browser or device: views in which detection concluded, and those of each way of blocking."""

    name: str
    concluded: int
    blocked: dict[str, int]
    #: The value by which the row filters the page; '' where it is several.
    key: str = ""

    @property
    def rate(self) -> float | None:
        """Block rate, 0..1; None when nothing was concluded."""
        return sum(self.blocked.values()) / self.concluded if self.concluded else None


def blockers(bars: Sequence[Bar], numbers: Numbers, dimension: str = "") -> Figure:
    """Where is the block rate high, and how are ads blocked there? Unit: share of that row's concluded views.

    Rows stand at numbers, not at names: two long names cut to the same text must stay two rows.
    """
    places = list(range(len(bars)))
    names = [label(bar.name, _LONGEST) for bar in bars]
    data = [_way(state, _(word), shape, bars, numbers) for state, word, shape in WAYS]
    for one in data:
        one["meta"] = {"dimension": dimension, "values": [bar.key for bar in bars]}
    top = max((bar.rate or 0 for bar in bars), default=0) or 0.1
    figure_layout = layout(
        numbers.separators,
        barmode="stack",
        hovermode="y unified",
        xaxis={"visible": False, "range": [0, top * 1.7], "fixedrange": True},
        yaxis=names_axis(names),
        annotations=[_total(place, bar, numbers) for place, bar in zip(places, bars, strict=True)],
    )
    room = max((len(plain(bar.name, _LONGEST)) for bar in bars), default=0)
    figure_layout["margin"] = {"l": 14 + round(room * 7.4), "r": 4, "t": 4, "b": 4}
    return {"data": data, "layout": figure_layout}


def _way(state: str, word: str, shape: str, bars: Sequence[Bar], numbers: Numbers) -> Figure:
    shares = [bar.blocked.get(state, 0) / bar.concluded if bar.concluded else None for bar in bars]
    pattern = {"shape": shape, "fgcolor": BLOCKED, "bgcolor": BLOCKED_SOFT, "size": 6, "solidity": 0.4}
    return {
        "type": "bar",
        "orientation": "h",
        "name": word,
        "x": shares,
        "y": list(range(len(bars))),
        "width": min(_BAR_PX * len(bars) / HEIGHT, 0.7),
        "customdata": [numbers.count(bar.blocked.get(state, 0)) for bar in bars],
        "marker": {
            "color": BLOCKED,
            "line": {"color": BLOCKED, "width": 1},
            "pattern": pattern if shape else {},
        },
        "hovertemplate": "%{x:.1%} "
        + _("%(way)s (%(views)s views)", way=word, views="%{customdata}")
        + "<extra></extra>",
    }


def _total(place: int, bar: Bar, numbers: Numbers) -> Figure:
    few = bar.concluded < FEW
    rate = _("too few") if few else numbers.percent(bar.rate, 0)
    return {
        "x": bar.rate or 0,
        "y": place,
        "text": _("%(rate)s of %(views)s", rate=rate, views=numbers.count(bar.concluded)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"color": MUTED if few else INK, "size": 12},
    }
