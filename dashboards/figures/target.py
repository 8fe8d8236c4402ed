"""What a figure's line is to reach."""

from dashboards.figures.palette import INK, Figure


def with_target(figure: Figure, value: float, words: str) -> Figure:
    """The figure with a dotted line across at `value`, in the unit of its axis, and `words` above it.

    The axis is made as high as the line needs.
    """
    layout = figure["layout"]
    low, high = layout["yaxis"]["range"]
    line = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"color": INK, "width": 1.5, "dash": "dot"},
    }
    word = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": value,
        "yanchor": "bottom",
        "text": words,
        "showarrow": False,
        "font": {"color": INK, "size": 11},
    }
    more = {
        "yaxis": {**layout["yaxis"], "range": [low, max(high, value * 1.12)]},
        "shapes": [*layout.get("shapes", ()), line],
        "annotations": [*layout.get("annotations", ()), word],
    }
    return {**figure, "layout": {**layout, **more}}
