"""How much of the reading happens with ads blocked, over the range, and how much of it is not known."""

from collections.abc import Sequence

from dashboards.figures.palette import BLOCKED, GRID, MUTED, Figure, layout, time_axis, value_axis
from dashboards.figures.trend import Line, Mark, before_line, marked, trace
from service.page.language import _

#: The upper three quarters hold the rate, the strip below what is not known: two bases, so two axes.
_RATE = [0.36, 1.0]
_STRIP = [0.0, 0.16]


def block_rate(
    times: Sequence[str],
    rates: Sequence[float | None],
    not_known: Sequence[float | None],
    *,
    before: Sequence[float | None] = (),
    events: Sequence[Mark] = (),
    grain: str,
    separators: str,
    running: bool = False,
) -> Figure:
    """What share of views had ads blocked? Unit: 0..1; base: views in which detection concluded.

    `not_known` is the share of all views in which it did not conclude, and stands on an axis of its own.
    """
    rate_top = max((rate for rate in [*rates, *before] if rate is not None), default=0) or 0.1
    strip_top = max((share for share in not_known if share is not None), default=0) or 0.1
    rate = trace(times, Line(_("blocked"), rates, BLOCKED), running=running, hover="%{y:.1%} " + _("blocked"))
    earlier = [
        trace(times, line, running=False, hover="%{y:.1%} " + line.name) for line in before_line(before)
    ]
    marks = marked(events)
    figure_layout = layout(
        separators,
        xaxis=time_axis(grain, anchor="y2"),
        yaxis=value_axis(".0%", rate_top, domain=_RATE),
        yaxis2=value_axis(".0%", strip_top, domain=_STRIP, nticks=2),
        shapes=marks["shapes"],
        annotations=[
            *marks["annotations"],
            _caption(_("Blocked, of views in which it is known"), _RATE[1]),
            _caption(_("Not known, of all views"), _STRIP[1]),
        ],
    )
    figure_layout["margin"]["t"] = 24
    return {"data": [*earlier, rate, _strip(times, not_known)], "layout": figure_layout}


def _strip(times: Sequence[str], not_known: Sequence[float | None]) -> Figure:
    return {
        "type": "bar",
        "name": _("not known"),
        "x": list(times),
        "y": list(not_known),
        "yaxis": "y2",
        "marker": {
            "color": GRID,
            "pattern": {"shape": "/", "fgcolor": MUTED, "bgcolor": GRID, "size": 5, "solidity": 0.18},
        },
        "hovertemplate": "%{y:.1%} " + _("not known") + "<extra></extra>",
    }


def _caption(text: str, y: float) -> Figure:
    return {
        "x": 0,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 3,
        "text": text,
        "showarrow": False,
        "font": {"color": MUTED, "size": 11},
    }
