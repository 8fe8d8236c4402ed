import plotly.graph_objects as go
import pytest

from dashboards.figures.reports import Rate, fix_times, per_views
from dashboards.numbers import Numbers

HOSTILE = "<a href='javascript:alert(1)'>"


@pytest.mark.parametrize(
    "rates",
    [[], [Rate("World", "World", 1.5, 3)], [Rate(HOSTILE * 9, HOSTILE, 0.1, 1)] * 2],
)
def test_any_rates_are_a_figure(rates: list[Rate]) -> None:
    figure = per_views(rates, Numbers(), "section")
    go.Figure(figure)
    assert all("<a" not in name for name in figure["layout"]["yaxis"]["ticktext"])


def test_a_bar_says_its_rate_and_its_base_and_filters_the_page() -> None:
    figure = per_views([Rate("World", "world", 12.34, 1_234)], Numbers(), "section")
    assert figure["layout"]["annotations"][0]["text"] == "12.3 (1,234 reports)"
    assert figure["data"][0]["meta"] == {"dimension": "section", "values": ["world"]}


@pytest.mark.parametrize("counts", [[0, 0], [3, 1]])
def test_times_to_fix_are_a_figure(counts: list[int]) -> None:
    figure = fix_times(counts, ["0–1<br>h", "1+<br>h"], Numbers())
    go.Figure(figure)
    assert figure["data"][0]["text"] == [str(count) for count in counts]


@pytest.mark.parametrize(("reports", "least"), [(1, 1.5), (1_000_000, 2.0)])
def test_the_longest_bar_leaves_its_words_room(reports: int, least: float) -> None:
    figure = per_views([Rate("World", "World", 10, reports)], Numbers(), "section")
    low, high = figure["layout"]["xaxis"]["range"]
    assert low == 0
    assert least * 10 < high <= 40
