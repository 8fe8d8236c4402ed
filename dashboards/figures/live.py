"""What is being read right now."""

from collections.abc import Sequence

from dashboards.figures.palette import ACCENT, Figure, layout, value_axis
from service.page.language import _

#: The style sheet keeps as much free while it loads.
_HEIGHT = 96
_TALL = 220


def last_minutes(per_minute: Sequence[int], separators: str, *, tall: bool = False) -> Figure:
    """How many views began in each of the last minutes? Unit: views a minute, oldest first.

    A `tall` figure has axes, by which its bars can be read off.
    """
    ago = list(range(-len(per_minute), 0))
    bars = {
        "type": "bar",
        "x": ago,
        "y": list(per_minute),
        "customdata": [abs(minute) for minute in ago],
        "marker": {"color": ACCENT},
        "hovertemplate": _("%(views)s views, %(minutes)s min ago", views="%{y:,d}", minutes="%{customdata}")
        + "<extra></extra>",
    }
    figure_layout = layout(
        separators,
        height=_TALL if tall else _HEIGHT,
        bargap=0.25,
        hovermode="closest",
        **_axes(per_minute, tall),
    )
    if not tall:
        figure_layout["margin"] = {"l": 2, "r": 2, "t": 4, "b": 2}
    return {"data": [bars], "layout": figure_layout}


def _axes(per_minute: Sequence[int], tall: bool) -> Figure:
    most = max(per_minute, default=0)
    if tall:
        marked = [ago for ago in range(-len(per_minute), 0) if ago % 10 == 0 or ago == -1]
        names = [_("%(minutes)s min ago", minutes=-ago) for ago in marked[:-1]] + [_("now")]
        x_axis = {
            "tickvals": marked,
            "ticktext": names,
            "fixedrange": True,
            "showgrid": False,
            "ticks": "outside",
            "tickangle": 0,
        }
        return {"xaxis": x_axis, "yaxis": value_axis(",d", max(most, 4))}
    return {
        "xaxis": {"visible": False, "fixedrange": True},
        "yaxis": {"visible": False, "range": [0, most * 1.1 or 1], "fixedrange": True},
    }
