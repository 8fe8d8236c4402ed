"""Where readers report mistakes, and how long it takes until one is fixed."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.palette import ACCENT, GRID, INK, Figure, layout, names_axis, value_axis
from dashboards.figures.text import label, plain
from dashboards.numbers import Numbers
from service.page.language import _, ngettext

_LONGEST = 22
_ROW_PX = 29
#: The figure on a phone of 390 px, and what a sign takes of it: the longest bar leaves its words room.
_PHONE_PX, _SIGN_PX = 336, 6.6


class Rate(msgspec.Struct, frozen=True):
    """A section or an author: reports per 10,000 views, and the reports; `key` filters the page by it."""

    name: str
    key: str
    rate: float
    reports: int


def per_views(rates: Sequence[Rate], numbers: Numbers, dimension: str) -> Figure:
    """Where are most mistakes reported? Unit: reports per 10,000 views of the row."""
    top = max((one.rate for one in rates), default=0) or 1
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": _("reports per 10,000 views"),
        "x": [one.rate for one in rates],
        "y": list(range(len(rates))),
        "width": 0.7,
        "customdata": [_told(one, numbers) for one in rates],
        "marker": {"color": ACCENT},
        "hovertemplate": _("%(rate)s per 10,000 views, %(reports)s", rate="%{x:.1f}", reports="%{customdata}")
        + "<extra></extra>",
        "meta": {"dimension": dimension, "values": [one.key for one in rates]},
    }
    ends = [_end(place, one, numbers) for place, one in enumerate(rates)]
    left = 22 + round(max((len(plain(one.name, _LONGEST)) for one in rates), default=0) * 7.4)
    room = _room(left, max((len(end["text"]) for end in ends), default=0))
    figure_layout = layout(
        numbers.separators,
        height=_ROW_PX * max(len(rates), 2) + 8,
        hovermode="closest",
        xaxis={"visible": False, "range": [0, top * room], "fixedrange": True},
        yaxis=names_axis([label(one.name, _LONGEST) for one in rates]),
        annotations=ends,
    )
    figure_layout["margin"] = {"l": left, "r": 4, "t": 4, "b": 4}
    return {"data": [bars], "layout": figure_layout}


def _room(left: int, signs: int) -> float:
    """How many times the longest bar the axis is, so that this many signs stand behind it on a phone."""
    width = _PHONE_PX - left
    return width / max(width - signs * _SIGN_PX, width / 4)


def _end(place: int, one: Rate, numbers: Numbers) -> Figure:
    return {
        "x": one.rate,
        "y": place,
        "text": f"{numbers.decimals(one.rate, 1)} ({_told(one, numbers)})",
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"color": INK, "size": 12},
    }


def _told(one: Rate, numbers: Numbers) -> str:
    return ngettext("%(num)s report", "%(num)s reports", one.reports, num=numbers.count(one.reports))


def fix_times(counts: Sequence[int], words: Sequence[str], numbers: Numbers) -> Figure:
    """How long did it take to fix? Unit: corrections fixed, by the time since the first report."""
    total = sum(counts)
    bars = {
        "type": "bar",
        "name": _("corrections fixed"),
        "x": list(range(len(counts))),
        "y": list(counts),
        "text": [numbers.count(count) for count in counts],
        "textposition": "outside",
        "textfont": {"color": INK},
        "cliponaxis": False,
        "marker": {"color": ACCENT},
        "width": 0.82,
        "customdata": [numbers.percent(count / total if total else None, 0) for count in counts],
        "hovertemplate": _("%(count)s fixed, %(share)s", count="%{y:,d}", share="%{customdata}")
        + "<extra></extra>",
    }
    figure_layout = layout(
        numbers.separators,
        hovermode="closest",
        xaxis={
            "tickvals": list(range(len(words))),
            "ticktext": list(words),
            "range": [-0.5, len(words) - 0.5],
            "showgrid": False,
            "fixedrange": True,
            "linecolor": GRID,
            "tickangle": 0,
            "showspikes": False,
        },
        yaxis=value_axis(",d", max(counts, default=0), nticks=4),
    )
    figure_layout["margin"] |= {"t": 24, "b": 46}
    return {"data": [bars], "layout": figure_layout}
