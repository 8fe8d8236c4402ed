"""Figures of money."""

import itertools

import plotly.graph_objects as go
import pytest

from dashboards.figures.revenue import Earner, by_section, earned_and_at_risk, per_thousand
from dashboards.numbers import Numbers
from tests.dashboards.fakes import HOSTILE

WORLD = Earner("World", 1_000, 3.5, 3.5, 0.7, "World")
FEW = Earner("Rare", 29, 9.9, 341.4, None, "Rare")
ROWS = [
    [],
    [WORLD],
    [WORLD, FEW],
    [Earner(HOSTILE, 40, 0.0, None, None, HOSTILE)] * 2,
    [Earner(str(n), n, n, n, n) for n in range(30)],
]


@pytest.mark.parametrize("rows", ROWS)
def test_any_rows_are_figures(rows: list[Earner]) -> None:
    go.Figure(per_thousand(rows, Numbers(), "section"))
    go.Figure(by_section(rows, Numbers(), "section"))


@pytest.mark.parametrize(
    ("times", "grain", "currency"),
    [
        ([], "day", "EUR"),
        (["2025-11-01"], "day", "EUR"),
        (["2025-11-01 09:00", "2025-11-01 10:00"], "hour", "X"),
    ],
)
def test_any_days_are_a_figure(times: list[str], grain: str, currency: str) -> None:
    values = [1.5] * len(times)
    events = [(time, HOSTILE) for time in times[:1]]
    made = earned_and_at_risk(
        times,
        values,
        [None] * len(times),
        currency,
        before=values,
        events=events,
        grain=grain,
        separators=".,",
    )
    go.Figure(made)


def test_too_few_views_have_no_bar() -> None:
    assert per_thousand([WORLD, FEW], Numbers(), "section")["data"][0]["x"] == [3.5, None]


@pytest.mark.parametrize(
    ("one", "words"),
    [(WORLD, "3.50 · 1,000 views"), (FEW, "too few · 29 views")],
)
def test_each_bar_tells_its_amount_and_base(one: Earner, words: str) -> None:
    assert per_thousand([one], Numbers(), "section")["layout"]["annotations"][0]["text"] == words


@pytest.mark.parametrize(("one", "words"), [(WORLD, "3.50 + 0.70"), (FEW, "9.90 + –")])
def test_each_section_tells_both_amounts(one: Earner, words: str) -> None:
    assert by_section([one], Numbers(), "section")["layout"]["annotations"][0]["text"] == words


def test_earned_and_at_risk_differ_without_colour() -> None:
    earned, at_risk = by_section([WORLD], Numbers(), "section")["data"]
    assert "pattern" not in earned["marker"]
    assert at_risk["marker"]["pattern"]["shape"] == "/"


def test_a_bar_filters_by_its_row() -> None:
    made = per_thousand([WORLD], Numbers(), "section")
    assert made["data"][0]["meta"] == {"dimension": "section", "values": ["World"]}


def test_a_name_is_no_markup() -> None:
    made = by_section([Earner(HOSTILE, 40, 1.0, 1.0, 1.0)], Numbers(), "section")
    assert "<" not in made["layout"]["yaxis"]["ticktext"][0]


@pytest.mark.parametrize("ends", [(0.0, 0.0, 0.0), (5.0, 5.1, 4.9), (9.0, 1.0, 0.0)])
def test_the_names_of_lines_that_end_together_stand_apart(ends: tuple[float, float, float]) -> None:
    earned, at_risk, before = ([10.0, end] for end in ends)
    figure = earned_and_at_risk(
        ["2025-11-01", "2025-11-02"], earned, at_risk, "EUR", before=before, grain="day", separators=".,"
    )
    labels = figure["layout"]["annotations"]
    places = sorted(one["y"] / 10 * 195 + one["yshift"] for one in labels)
    assert len(places) == 3
    assert all(upper - lower > 13 for lower, upper in itertools.pairwise(places))
