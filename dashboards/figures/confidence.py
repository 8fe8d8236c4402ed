"""How sure detection was of its answers."""

from collections.abc import Sequence

import msgspec

from dashboards.figures.palette import (
    ACCENT,
    BLOCKED,
    BLOCKED_SOFT,
    GRID,
    INK,
    MUTED,
    Figure,
    layout,
    value_axis,
)
from dashboards.numbers import Numbers
from service.page.language import _

STEPS = tuple(range(0, 100, 10))
#: A column this wide has room for its share above it, on a phone too.
_LABELLED = 0.0005


class Step(msgspec.Struct, frozen=True):
    """Concluded views at one step of ten points (the last is 90 to 100), and how many of them are blocked."""

    confidence: int
    concluded: int
    blocked: int


def confidence(steps: Sequence[Step], numbers: Numbers) -> Figure:
    """How sure is detection of its answers? Unit: share of the views in which detection concluded."""
    total = sum(step.concluded for step in steps) or 1
    shares = [step.concluded / total for step in steps]
    blocked = [step.blocked / total for step in steps]
    free = [whole - part for whole, part in zip(shares, blocked, strict=True)]
    data = [
        _part(_("not blocked"), free, ACCENT, {}, steps),
        _part(_("blocked"), blocked, BLOCKED, _STRIPES, steps),
    ]
    figure_layout = layout(
        numbers.separators,
        barmode="stack",
        xaxis=_axis(steps),
        yaxis=value_axis(".0%", max(shares, default=0) or 0.1, nticks=4),
        bargap=0.2,
        annotations=[_share(step, share, numbers) for step, share in zip(steps, shares, strict=True)],
    )
    figure_layout["margin"]["b"] = 46
    return {"data": data, "layout": figure_layout}


_STRIPES = {"shape": "/", "fgcolor": BLOCKED, "bgcolor": BLOCKED_SOFT, "size": 6, "solidity": 0.4}


def _part(word: str, shares: Sequence[float], color: str, pattern: Figure, steps: Sequence[Step]) -> Figure:
    return {
        "type": "bar",
        "name": word,
        "x": [step.confidence for step in steps],
        "y": list(shares),
        "marker": {"color": color, "line": {"color": color, "width": 1}, "pattern": pattern},
        "hovertemplate": "%{y:.1%} " + word + "<extra></extra>",
        "meta": {"dimension": "confidence", "values": [str(step.confidence) for step in steps]},
    }


def _axis(steps: Sequence[Step]) -> Figure:
    return {
        "title": {"text": _("confidence, in steps of ten"), "font": {"color": MUTED, "size": 11}},
        "tickvals": [step.confidence for step in steps],
        "range": [-5.5, 95.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": GRID,
        "showspikes": False,
        "tickangle": 0,
    }


def _share(step: Step, share: float, numbers: Numbers) -> Figure:
    return {
        "x": step.confidence,
        "y": share,
        "text": numbers.percent(share, 1 if share < 0.1 else 0) if share >= _LABELLED else "",
        "showarrow": False,
        "yanchor": "bottom",
        "font": {"color": INK, "size": 11},
    }
