"""How something moved over the range: views and readers, engaged time."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.palette import (
    ACCENT,
    INK,
    LABEL_ROOM,
    MUTED,
    PAPER,
    Figure,
    layout,
    time_axis,
    value_axis,
)
from dashboards.figures.text import label
from service.page.language import _

#: A point in time, and what happened then.
Mark = tuple[str, str]

#: The first figure is the widest; it stands as tall as what happens right now beside it.
_WIDE = 300


class Line(msgspec.Struct, frozen=True):
    """One line: its `name`, written at its end, and a value for each point in time (None: a gap).

    `over`: of days that are, so that its last point will not grow.
    """

    name: str
    values: Sequence[float | None]
    color: str = ACCENT
    dash: str = "solid"
    over: bool = False


def views_and_readers(
    times: Sequence[str],
    views: Sequence[float | None],
    readers: Sequence[float | None],
    *,
    before: Sequence[float | None] = (),
    events: Sequence[Mark] = (),
    grain: str,
    separators: str,
    running: bool = False,
) -> Figure:
    """How many views were there, and by how many readers? Unit: views and readers a day (or hour)."""
    lines = [Line(_("views"), views), Line(_("readers"), readers, INK, "dot"), *before_line(before)]
    figure = _lines(times, lines, events, grain=grain, separators=separators, running=running, unit="")
    figure["layout"]["height"] = _WIDE
    figure["layout"]["yaxis"]["tickformat"] = ",~s" if _top(lines) >= 10_000 else ",d"
    return figure


def engaged_time(
    times: Sequence[str],
    seconds: Sequence[float | None],
    *,
    before: Sequence[float | None] = (),
    events: Sequence[Mark] = (),
    grain: str,
    separators: str,
    running: bool = False,
) -> Figure:
    """How long did a view hold its reader? Unit: mean engaged seconds per view."""
    lines = [Line(_("engaged"), seconds), *before_line(before)]
    return _lines(times, lines, events, grain=grain, separators=separators, running=running, unit=" s")


def before_line(values: Sequence[float | None]) -> list[Line]:
    """The days compared with, point by point under those shown."""
    return [Line(_("before"), values, MUTED, "dash", over=True)] if values else []


def marked(events: Sequence[Mark]) -> dict[str, list[Figure]]:
    """Lines and words of what happened: numbered on the axis, told by hovering, listed under the figure."""
    lines = [
        {
            "type": "line",
            "x0": time,
            "x1": time,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": MUTED, "width": 1, "dash": "dot"},
        }
        for time, _text in events
    ]
    words = [
        {
            "x": time,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": f"▾{place}",
            "hovertext": label(text),
            "showarrow": False,
            "captureevents": True,
            "font": {"color": INK, "size": 11},
        }
        for place, (time, text) in enumerate(events, 1)
    ]
    return {"shapes": lines, "annotations": words}


def _lines(
    times: Sequence[str],
    lines: Sequence[Line],
    events: Sequence[Mark],
    *,
    grain: str,
    separators: str,
    running: bool,
    unit: str,
) -> Figure:
    top = _top(lines)
    data = [trace(times, line, running=running, hover=f"%{{y:,.0f}}{unit} {line.name}") for line in lines]
    span = {"range": [times[0], times[-1]]} if len(times) > 1 else {}
    figure_layout = layout(
        separators, xaxis=time_axis(grain, **span), yaxis=value_axis(",d", top, ticksuffix=unit)
    )
    marks = marked(events)
    if len(lines) > 1:
        figure_layout["margin"]["r"] = LABEL_ROOM
        marks["annotations"] += end_labels(times, lines, top)
    figure_layout |= marks
    return {"data": data, "layout": figure_layout}


def _top(lines: Sequence[Line]) -> float:
    return max((value for line in lines for value in line.values if value is not None), default=0)


def trace(times: Sequence[str], line: Line, *, running: bool, hover: str) -> Figure:
    """A line whose last point is an open circle while its day (or hour) is still `running`."""
    alone = sum(value is not None for value in line.values) == 1
    sizes = [7 if alone else 0] * len(times)
    if running and sizes and not line.over:
        sizes[-1] = 8
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": list(times),
        "y": list(line.values),
        "line": {"color": line.color, "dash": line.dash, "width": 2.25},
        "marker": {"size": sizes, "color": PAPER, "opacity": 1, "line": {"color": line.color, "width": 2}},
        "connectgaps": False,
        "cliponaxis": False,
        "hovertemplate": hover + "<extra></extra>",
    }


def end_labels(times: Sequence[str], lines: Sequence[Line], top: float) -> list[Figure]:
    """The name of each line right of its last value, pushed apart where two would touch."""
    ends = [(line, _last(times, line)) for line in lines]
    known = sorted(((line, *end) for line, end in ends if end), key=lambda item: item[2])
    close = len(known) == 2 and top and (known[1][2] - known[0][2]) / top < 0.09
    shifts = (-8, 8) if close else (0,) * len(known)
    return [
        {
            "x": time,
            "y": value,
            "text": line.name,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 9,
            "yshift": shift,
            "font": {"color": line.color if line.color != MUTED else INK, "size": 12},
        }
        for (line, time, value), shift in zip(known, shifts, strict=True)
    ]


def _last(times: Sequence[str], line: Line) -> tuple[str, float] | None:
    pairs = zip(reversed(times), reversed(line.values), strict=True)
    return next(((time, value) for time, value in pairs if value is not None), None)
