"""Many lines that would tangle in one figure, each on a small one of its own."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.palette import INK, MUTED, Figure, layout, time_axis, value_axis
from dashboards.figures.text import label
from dashboards.figures.trend import Line, Mark, before_line, trace
from dashboards.numbers import Numbers

#: Two stand beside each other on a wide screen and on a phone.
_ACROSS = 2
_ROW_PX = 104
#: Parts of a row: its head, the line under it, and the gap to the next column.
_HEAD, _GAP = 0.3, 0.1


class Small(msgspec.Struct, frozen=True):
    """One line: its name, the value by which it filters the page, its values, and those compared with."""

    name: str
    key: str
    values: Sequence[float | None]
    before: Sequence[float | None] = ()


def multiples(
    times: Sequence[str],
    smalls: Sequence[Small],
    numbers: Numbers,
    *,
    dimension: str,
    events: Sequence[Mark] = (),
    grain: str,
    unit: str,
    running: bool = False,
) -> Figure:
    """How did each move? Each line has a scale of its own, told by its highest tick; the days are shared."""
    figure_layout = layout(numbers.separators, height=_ROW_PX * max(_rows(smalls), 1) + 26)
    figure_layout["margin"] = {"l": 44, "r": 10, "t": 2, "b": 24}
    figure_layout["annotations"], figure_layout["shapes"] = [], []
    data: list[Figure] = []
    for place, small in enumerate(smalls):
        number = str(place + 1) if place else ""
        across, down = _corner(place, smalls)
        last_row = place + _ACROSS >= len(smalls)
        figure_layout[f"xaxis{number}"] = _days(times, grain, number, across, last_row)
        figure_layout[f"yaxis{number}"] = _scale(small, number, down)
        figure_layout["annotations"].append(_head(small, numbers, across[0], down[1]))
        figure_layout["shapes"] += [_mark(time, number) for time, _text in events]
        figure_layout["annotations"] += [
            _mark_number(which, event, number) for which, event in enumerate(events, 1)
        ]
        data += _lines(times, small, number, dimension, unit, running=running)
    return {"data": data, "layout": figure_layout}


def _rows(smalls: Sequence[Small]) -> int:
    return -(-len(smalls) // _ACROSS)


def _corner(place: int, smalls: Sequence[Small]) -> tuple[list[float], list[float]]:
    """The parts of the width and of the height that a line has."""
    row, column = divmod(place, _ACROSS)
    width, height = (1 + _GAP) / _ACROSS, 1 / _rows(smalls)
    top = 1 - row * height
    return [column * width, column * width + width - _GAP], [top - height * (1 - 0.06), top - height * _HEAD]


def _days(times: Sequence[str], grain: str, number: str, across: list[float], named: bool) -> Figure:
    span = {"range": [times[0], times[-1]]} if len(times) > 1 else {}
    axis = time_axis(grain, anchor=f"y{number}", domain=across, nticks=3, showticklabels=named, **span)
    return axis if named else axis | {"ticks": ""}


def _scale(small: Small, number: str, down: list[float]) -> Figure:
    top = max((value for value in [*small.values, *small.before] if value is not None), default=0) or 1
    ticks = {"tickvals": [0, top], "tickfont": {"size": 10, "color": MUTED}}
    return value_axis(",.3~s" if top >= 10_000 else ",d", top, anchor=f"x{number}", domain=down, **ticks)


def _head(small: Small, numbers: Numbers, x: float, y: float) -> Figure:
    total = sum(value or 0 for value in small.values)
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 2,
        "text": f"{label(small.name, 24)} · {numbers.short(total)}",
        "showarrow": False,
        "font": {"color": INK, "size": 12},
    }


def _mark(time: str, number: str) -> Figure:
    return {
        "type": "line",
        "x0": time,
        "x1": time,
        "xref": f"x{number}",
        "yref": f"y{number} domain",
        "y0": 0,
        "y1": 1,
        "line": {"color": MUTED, "width": 1, "dash": "dot"},
    }


def _mark_number(which: int, event: Mark, number: str) -> Figure:
    """Inside, at the top of its line: above stands the head."""
    return {
        "x": event[0],
        "y": 1,
        "xref": f"x{number}",
        "yref": f"y{number} domain",
        "xanchor": "right",
        "yanchor": "top",
        "text": str(which),
        "hovertext": label(event[1]),
        "showarrow": False,
        "captureevents": True,
        "font": {"color": INK, "size": 10},
    }


def _lines(
    times: Sequence[str], small: Small, number: str, dimension: str, unit: str, *, running: bool
) -> list[Figure]:
    lines = [*before_line(small.before), Line(unit, small.values)]
    meta = {"dimension": dimension, "values": [small.key] * len(times)}
    return [
        trace(times, line, running=running, hover=f"%{{y:,.0f}} {line.name}")
        | {"xaxis": f"x{number}", "yaxis": f"y{number}", "meta": meta}
        for line in lines
    ]
