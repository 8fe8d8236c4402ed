"""The curve of those who still allow ads."""

import plotly.graph_objects as go
import pytest

from dashboards.figures.survival import still_allowing
from dashboards.numbers import Numbers
from service.metrics.survival import Still


def curve(days: int) -> list[Still]:
    return [Still(day, 40, 1 - day / 200, 0.5, 1.0) for day in range(days)]


@pytest.mark.parametrize("days", [0, 1, 2, 9, 16, 91])
def test_any_length_is_a_figure(days: int) -> None:
    go.Figure(still_allowing(curve(days), Numbers()))


def test_the_line_falls_in_steps_within_its_band() -> None:
    low, high, line = still_allowing(curve(9), Numbers())["data"]
    assert {one["line"]["shape"] for one in (low, high, line)} == {"hv"}
    assert all(a <= b <= c for a, b, c in zip(low["y"], line["y"], high["y"], strict=True))


def test_each_day_tells_its_range_and_base() -> None:
    words = still_allowing(curve(2), Numbers())["data"][2]["customdata"]
    assert words == ["between 50% and 100%, of 40 readers"] * 2


@pytest.mark.parametrize(
    ("days", "ticks"),
    [(1, [0]), (4, [0, 1, 2, 3]), (9, [0, 1, 7]), (31, [0, 7, 14, 30]), (91, [0, 7, 14, 30, 60, 90])],
)
def test_ticks_do_not_crowd(days: int, ticks: list[int]) -> None:
    assert still_allowing(curve(days), Numbers())["layout"]["xaxis"]["tickvals"] == ticks
