import plotly.graph_objects as go
import pytest

from dashboards.figures.live import last_minutes


@pytest.mark.parametrize("per_minute", [[], [0] * 30, list(range(30)), [10**9]])
def test_any_minutes_are_a_figure(per_minute: list[int]) -> None:
    go.Figure(last_minutes(per_minute, ".,"))


def test_the_newest_minute_is_the_last_bar() -> None:
    bars = last_minutes([5, 6, 7], ".,")["data"][0]
    assert list(zip(bars["x"], bars["y"], bars["customdata"], strict=True)) == [
        (-3, 5, 3),
        (-2, 6, 2),
        (-1, 7, 1),
    ]
