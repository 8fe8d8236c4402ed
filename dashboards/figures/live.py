"""What is being read right now."""

from collections.abc import Sequence

from dashboards.figures.palette import ACCENT, Figure, layout

#: The style sheet keeps as much free while it loads.
_HEIGHT = 96


def last_minutes(per_minute: Sequence[int], separators: str) -> Figure:
    """How many views began in each of the last minutes? Unit: views a minute, oldest first."""
    ago = list(range(-len(per_minute), 0))
    bars = {
        "type": "bar",
        "x": ago,
        "y": list(per_minute),
        "customdata": [abs(minute) for minute in ago],
        "marker": {"color": ACCENT},
        "hovertemplate": "%{y:,d} views, %{customdata} min ago<extra></extra>",
    }
    figure_layout = layout(
        separators,
        height=_HEIGHT,
        bargap=0.25,
        hovermode="closest",
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"visible": False, "range": [0, max(per_minute, default=0) * 1.1 or 1], "fixedrange": True},
    )
    figure_layout["margin"] = {"l": 2, "r": 2, "t": 4, "b": 2}
    return {"data": [bars], "layout": figure_layout}
