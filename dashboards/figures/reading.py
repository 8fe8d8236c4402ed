"""How one article is read: how far down readers come, and how long they stay."""

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from dashboards.figures.palette import ACCENT, GRID, INK, MUTED, PAPER, Figure, layout, value_axis
from dashboards.numbers import Numbers
from service.page.language import _

#: Scroll depths, per cent of the article, at which the curve is told.
DEPTHS = tuple(range(0, 101, 5))


class Bin(msgspec.Struct, frozen=True):
    """Views that lasted from `start` to `end` seconds (None: without end), `end` not included."""

    start: int
    end: int | None
    views: float

    @property
    def words(self) -> str:
        """`15–30 s`, the number above its unit, so that seven stand side by side on a phone."""
        minutes = self.start >= 60
        unit = _("min") if minutes else _("s")
        first, last = (edge // 60 if edge and minutes else edge for edge in (self.start, self.end))
        return (f"{first}+" if last is None else f"{first}–{last}") + f"<br>{unit}"


def still_there(counts: Sequence[float]) -> list[float | None]:
    """Of views that ended at each of DEPTHS, the share (0..1) that came at least so far; None of nothing."""
    total = sum(counts)
    reached = list(accumulate(reversed(counts)))[::-1]
    return [count / total if total else None for count in reached]


def curve(shares: Sequence[float | None], before: Sequence[float | None] = (), *, separators: str) -> Figure:
    """How many are still there, by depth of the article? Unit: share of views, of those that began."""
    data = [_line(before, _("before"), MUTED, "dash")] if before else []
    data.append(_line(shares, _("still there"), ACCENT, "solid"))
    figure_layout = layout(
        separators,
        xaxis={
            "range": [0, 100],
            "tickvals": [0, 25, 50, 75, 100],
            "ticktext": [_("start"), "25%", "50%", "75%", _("end")],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "linecolor": GRID,
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": GRID,
            "hoverformat": "d",
            "unifiedhovertitle": {"text": _("%(depth)s%% of the article", depth="%{x}")},
        },
        yaxis=value_axis(".0%", 1.0, range=[0, 1.04]),
    )
    return {"data": data, "layout": figure_layout}


def _line(shares: Sequence[float | None], name: str, color: str, dash: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(DEPTHS),
        "y": list(shares),
        "line": {"color": color, "dash": dash, "width": 2.25},
        "hovertemplate": "%{y:.1%} " + name + "<extra></extra>",
    }


def times(bins: Sequence[Bin], numbers: Numbers, dimension: str, expected: float | None = None) -> Figure:
    """How long do views last? Unit: views, by seconds; `expected` marks the seconds that all words take."""
    total = sum(one.views for one in bins)
    bar = {
        "type": "bar",
        "name": _("views"),
        "x": list(range(len(bins))),
        "y": [one.views for one in bins],
        "customdata": [numbers.percent(one.views / total if total else None) for one in bins],
        "text": [numbers.percent(one.views / total if total else None, 0) for one in bins],
        "textposition": "outside",
        "textfont": {"color": INK},
        "cliponaxis": False,
        "marker": {"color": ACCENT},
        "width": 0.82,
        "hovertemplate": _("%(views)s views, %(share)s", views="%{y:,d}", share="%{customdata}")
        + "<extra></extra>",
        "meta": {"dimension": dimension, "values": [str(one.start) for one in bins]},
    }
    figure_layout = layout(
        numbers.separators,
        xaxis={
            "tickvals": list(range(len(bins))),
            "ticktext": [one.words for one in bins],
            "range": [-0.5, len(bins) - 0.5],
            "showgrid": False,
            "fixedrange": True,
            "linecolor": GRID,
            "tickangle": 0,
            "showspikes": False,
        },
        yaxis=value_axis(",~s", max((one.views for one in bins), default=0)),
        hovermode="closest",
        **_mark(bins, expected),
    )
    figure_layout["margin"] |= {"t": 34, "b": 46}
    return {"data": [bar], "layout": figure_layout}


def _mark(bins: Sequence[Bin], expected: float | None) -> Figure:
    """A line where all of the article is read: as far within its bin as the seconds are."""
    if not expected:
        return {}
    place = next(place for place, one in reversed(list(enumerate(bins))) if one.start <= expected)
    one = bins[place]
    within = (expected - one.start) / (one.end - one.start) if one.end else 0.5
    x = place - 0.5 + within
    late = x > len(bins) / 2
    line = {"color": INK, "width": 1.5, "dash": "dot"}
    return {
        "shapes": [{"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1.06, "line": line}],
        "annotations": [
            {
                "x": x,
                "y": 1.04,
                "yref": "paper",
                "yanchor": "bottom",
                "xanchor": "right" if late else "left",
                "xshift": -5 if late else 5,
                "text": _("reading all of it"),
                "showarrow": False,
                "bgcolor": PAPER,
                "font": {"color": INK, "size": 12},
            }
        ],
    }
