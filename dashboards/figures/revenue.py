"""What is earned, and what is at risk: over the range, by 1,000 views, by section."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.palette import (
    ACCENT,
    BLOCKED,
    BLOCKED_SOFT,
    HEIGHT,
    INK,
    LABEL_ROOM,
    MUTED,
    Figure,
    layout,
    names_axis,
    time_axis,
    value_axis,
)
from dashboards.figures.text import label, plain
from dashboards.figures.trend import Line, Mark, before_line, end_labels, marked, trace
from dashboards.numbers import FEW, NOT_KNOWN, Numbers
from service.page.language import _

_LONGEST = 18
_ROW_PX = 32
_BAR_PX = 20
#: Height of the plot, a tenth of it free above the highest value, and of a line of text.
_PLOT_PX = 195
_TEXT_PX = 14
#: The axis in lengths of the longest bar: a phone leaves 200 px, of which "2.93 · 72,499 views" takes 120 and
#: "12,345 + 3,456" takes 90.
_RPM_ROOM = 2.6
_SUM_ROOM = 1.9


class Earner(msgspec.Struct, frozen=True):
    """One row: its views, and its money in units of the currency; `key` filters the page by it."""

    name: str
    views: int
    revenue: float
    rpm: float | None
    at_risk: float | None = None
    key: str = ""

    @property
    def few(self) -> bool:
        """Whether its views are too few for a mean."""
        return self.views < FEW


def earned_and_at_risk(
    times: Sequence[str],
    earned: Sequence[float | None],
    at_risk: Sequence[float | None],
    currency: str,
    *,
    before: Sequence[float | None] = (),
    events: Sequence[Mark] = (),
    grain: str,
    separators: str,
    running: bool = False,
) -> Figure:
    """How much was earned, and how much more was at risk? Unit: the currency a day (hour, week, month)."""
    lines = [
        Line(_("earned"), earned),
        Line(_("at risk"), at_risk, BLOCKED, "dot"),
        *before_line(before),
    ]
    top = max((value for line in lines for value in line.values if value is not None), default=0)
    marks = marked(events)
    marks["annotations"] += _apart(end_labels(times, lines, top), top)
    span = {"range": [times[0], times[-1]]} if len(times) > 1 else {}
    figure_layout = layout(separators, xaxis=time_axis(grain, **span), yaxis=value_axis(_ticks(top), top))
    figure_layout |= marks
    figure_layout["margin"]["r"] = LABEL_ROOM
    hover = f"%{{y:,.2f}} {label(currency)} "
    data = [trace(times, line, running=running, hover=hover + line.name) for line in lines]
    return {"data": data, "layout": figure_layout}


def _apart(labels: list[Figure], top: float) -> list[Figure]:
    """Names of any number of lines, from the lowest up: none nearer than a line of text to the one below."""
    lowest = -_TEXT_PX / 2
    for one in sorted(labels, key=lambda one: float(one["y"])):
        at = one["y"] / (top or 1) * _PLOT_PX
        placed = max(at, lowest)
        one["yshift"] = round(placed - at)
        lowest = placed + _TEXT_PX
    return labels


def _ticks(top: float) -> str:
    """Whole amounts, in short where they are long; with cents where they are small."""
    return ",.3~s" if top >= 10_000 else ",.0f" if top >= 10 else ",.2f"


def per_thousand(rows: Sequence[Earner], numbers: Numbers, dimension: str) -> Figure:
    """Which views earn most? Unit: the currency, which the base tells, per 1,000 views of that row."""
    values = [None if one.few else one.rpm for one in rows]
    bar = _bar(rows, values, dimension) | {
        "name": _("revenue per 1,000 views"),
        "marker": {"color": ACCENT},
        "hovertemplate": _("%{x:,.2f} a 1,000 views") + "<extra></extra>",
    }
    words = [_rpm_words(one, numbers) for one in rows]
    return _rows([bar], rows, words, [value or 0 for value in values], numbers, _RPM_ROOM)


def _rpm_words(one: Earner, numbers: Numbers) -> str:
    amount = _("too few") if one.few else _amount(one.rpm, numbers)
    return _("%(amount)s · %(views)s views", amount=amount, views=numbers.count(one.views))


def _amount(value: float | None, numbers: Numbers) -> str:
    """Money without its currency, which stands in the base."""
    return NOT_KNOWN if value is None else numbers.decimals(value, 0 if abs(value) >= 1_000 else 2)


def by_section(rows: Sequence[Earner], numbers: Numbers, dimension: str) -> Figure:
    """Where is money made, and where is most at risk? Unit: the currency; earned, then at risk behind it."""
    earned = _bar(rows, [one.revenue for one in rows], dimension) | {
        "name": _("earned"),
        "marker": {"color": ACCENT},
        "hovertemplate": "%{x:,.2f} " + _("earned") + "<extra></extra>",
    }
    at_risk = _bar(rows, [one.at_risk for one in rows], dimension) | {
        "name": _("at risk"),
        "marker": {
            "color": BLOCKED,
            "line": {"color": BLOCKED, "width": 1},
            "pattern": {
                "shape": "/",
                "fgcolor": BLOCKED,
                "bgcolor": BLOCKED_SOFT,
                "size": 6,
                "solidity": 0.4,
            },
        },
        "hovertemplate": "%{x:,.2f} " + _("at risk") + "<extra></extra>",
    }
    words = [f"{_amount(one.revenue, numbers)} + {_amount(one.at_risk, numbers)}" for one in rows]
    ends = [one.revenue + (one.at_risk or 0) for one in rows]
    return _rows([earned, at_risk], rows, words, ends, numbers, _SUM_ROOM)


def _bar(rows: Sequence[Earner], values: Sequence[float | None], dimension: str) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(range(len(rows))),
        "width": min(_BAR_PX * len(rows) / _height(rows), 0.55),
        "meta": {"dimension": dimension, "values": [one.key for one in rows]},
    }


def _height(rows: Sequence[Earner]) -> int:
    return max(HEIGHT, _ROW_PX * len(rows))


def _rows(
    data: list[Figure],
    rows: Sequence[Earner],
    words: Sequence[str],
    ends: Sequence[float],
    numbers: Numbers,
    room: float,
) -> Figure:
    """Rows stand at numbers, not at names: two long names cut to the same text must stay two rows."""
    names = [label(one.name, _LONGEST) for one in rows]
    top = max(ends, default=0) or 1
    figure_layout = layout(
        numbers.separators,
        height=_height(rows),
        barmode="stack",
        hovermode="y unified",
        xaxis={"visible": False, "range": [0, top * room], "fixedrange": True},
        yaxis=names_axis(names),
        annotations=[
            {
                "x": end,
                "y": place,
                "text": label(text),
                "showarrow": False,
                "xanchor": "left",
                "xshift": 6,
                "font": {"color": MUTED if one.few else INK, "size": 12},
            }
            for place, (one, text, end) in enumerate(zip(rows, words, ends, strict=True))
        ],
    )
    letters = max((len(plain(one.name, _LONGEST)) for one in rows), default=0)
    figure_layout["margin"] = {"l": 14 + round(letters * 7.4), "r": 4, "t": 4, "b": 4}
    return {"data": data, "layout": figure_layout}
