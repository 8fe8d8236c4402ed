"""How long ads stay allowed."""

from collections.abc import Sequence
from typing import Protocol

from dashboards.figures.palette import ACCENT, ACCENT_SOFT, MUTED, Figure, layout, value_axis
from dashboards.numbers import Numbers
from service.page.language import _


class Still(Protocol):
    """A day after allowing ads: the share 0..1 of so many readers still allowing them, and its interval."""

    @property
    def day(self) -> int: ...
    @property
    def share(self) -> float | None: ...
    @property
    def readers(self) -> int: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


def still_allowing(curve: Sequence[Still], numbers: Numbers) -> Figure:
    """What share still allows ads so many days later? Unit: 0..1; base: readers who allowed ads.

    `curve` has a point for each day from 0 on, all with a share; the band is its 95 % interval.
    """
    days = [still.day for still in curve]
    edge = {"type": "scatter", "mode": "lines", "x": days, "hoverinfo": "skip"}
    low = edge | {"y": [still.low for still in curve], "line": {"width": 0, "shape": "hv"}}
    high = edge | {
        "y": [still.high for still in curve],
        "line": {"width": 0, "shape": "hv"},
        "fill": "tonexty",
        "fillcolor": ACCENT_SOFT,
    }
    line = {
        "type": "scatter",
        "mode": "lines+markers" if len(days) == 1 else "lines",
        "name": _("still allowing"),
        "x": days,
        "y": [still.share for still in curve],
        "line": {"color": ACCENT, "width": 2.25, "shape": "hv"},
        "marker": {"color": ACCENT, "size": 8},
        "customdata": [_range(still, numbers) for still in curve],
        "hovertemplate": "%{y:.0%}<br>%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
    last = days[-1] if days else 0
    figure_layout = layout(numbers.separators, xaxis=_days(last), yaxis=value_axis(".0%", 0.94))
    figure_layout["margin"]["b"] = 44
    return {"data": [low, high, line], "layout": figure_layout}


def _range(still: Still, numbers: Numbers) -> str:
    return _(
        "between %(low)s and %(high)s, of %(readers)s readers",
        low=numbers.percent(still.low, 0),
        high=numbers.percent(still.high, 0),
        readers=numbers.count(still.readers),
    )


def _days(last: int) -> Figure:
    ticks = [day for day in (0, 1, 7, 14, 30, 60, 90) if day <= last] if last >= 7 else list(range(last + 1))
    if last > 14:
        ticks.remove(1)
    return {
        "tickvals": ticks,
        "range": [0, max(last, 1)],
        "title": {"text": _("days after allowing ads"), "font": {"color": MUTED, "size": 12}, "standoff": 8},
        "hoverformat": "d",
        "unifiedhovertitle": {"text": _("after days: %(days)s", days="%{x}")},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "outside",
        "ticklen": 4,
    }
