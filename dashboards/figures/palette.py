"""Colours and the common layout of every figure.

The figures carry the light palette; `layout.meta` names the style-sheet property of each colour, so that the
page can put its own theme's in their place. Teal and burnt orange stay apart for every common colour
blindness; no figure relies on colour alone.
"""

from collections.abc import Sequence
from typing import Any

Figure = dict[str, Any]

ACCENT = "#0f6b66"
ACCENT_SOFT = "#d9eae7"
BLOCKED = "#b4501c"
BLOCKED_SOFT = "#f0d9c8"
INK = "#23282a"
MUTED = "#5c6663"
GRID = "#e7e3da"
PAPER = "#fffefb"
TOKENS = {
    ACCENT: "--accent",
    ACCENT_SOFT: "--accent-soft",
    BLOCKED: "--blocked",
    BLOCKED_SOFT: "--blocked-soft",
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--grid",
    PAPER: "--paper",
}

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
#: Pixels kept free to the right of a line for the word that names it.
LABEL_ROOM = 60
#: Height of a figure, in pixels; the style sheet keeps as much free while it loads.
HEIGHT = 260


def layout(separators: str, *, height: int = HEIGHT, **more: Any) -> dict[str, Any]:
    """The layout all figures share: nothing to drag, hover over a whole column. `height` in pixels."""
    return {
        "height": height,
        "separators": separators,
        "meta": {"tokens": TOKENS},
        "font": {"family": _FONT, "size": 12, "color": MUTED},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 46, "r": 14, "t": 12, "b": 30},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": GRID, "font": {"color": INK, "family": _FONT}},
        **more,
    }


def time_axis(grain: str, **more: Any) -> dict[str, Any]:
    """An x axis of hours, days, weeks or months."""
    return {
        "type": "date",
        "tickformat": {"hour": "%H:%M", "month": "%b %Y"}.get(grain, "%-d %b"),
        "hoverformat": {"hour": "%a %-d %b, %H:%M – %H:59", "month": "%B %Y"}.get(grain, "%A %-d %B %Y"),
        "nticks": 5,
        "tickangle": 0,
        "showgrid": False,
        "fixedrange": True,
        "linecolor": GRID,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": GRID,
        "spikecolor": MUTED,
        "spikethickness": 1,
        "spikedash": "dot",
        **more,
    }


def value_axis(tickformat: str, top: float, **more: Any) -> dict[str, Any]:
    """A y axis from zero to a little over `top`."""
    return {
        "tickformat": tickformat,
        "range": [0, top * 1.12 or 1],
        "nticks": 5,
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        **more,
    }


def names_axis(names: Sequence[str]) -> Figure:
    """A y axis of rows, the first on top, that stand at numbers: two names cut to the same text stay two."""
    return {
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "range": [len(names) - 0.5, -0.5],
        "showspikes": False,
        "automargin": False,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "ticklabelstandoff": 8,
        "tickfont": {"color": INK, "size": 13},
    }
