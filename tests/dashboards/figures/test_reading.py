import plotly.graph_objects as go
import pytest

from dashboards.figures.reading import DEPTHS, Bin, curve, still_there, times
from dashboards.numbers import Numbers

BINS = [Bin(0, 5, 10), Bin(5, 15, 0), Bin(15, 30, 30), Bin(60, 120, 20), Bin(300, None, 40)]


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ([1, 1, 2], [1, 0.75, 0.5]),
        ([4, 0, 0], [1, 0, 0]),
        ([0, 0, 4], [1, 1, 1]),
        ([0, 0], [None, None]),
        ([], []),
    ],
)
def test_whoever_got_further_was_here_too(counts: list[int], shares: list[float | None]) -> None:
    assert still_there(counts) == shares


@pytest.mark.parametrize("shares", [[1.0] * len(DEPTHS), [None] * len(DEPTHS), []])
@pytest.mark.parametrize("before", [(), [0.5] * len(DEPTHS)])
def test_any_reading_is_a_figure(shares: list[float | None], before: list[float]) -> None:
    figure = curve(shares, before, separators=".,")
    assert len(go.Figure(figure).data) == (2 if before else 1)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Bin(15, 30, 1), "15–30<br>s"),
        (Bin(0, 5, 1), "0–5<br>s"),
        (Bin(60, 120, 1), "1–2<br>min"),
        (Bin(300, None, 1), "5+<br>min"),
    ],
)
def test_bins_have_short_names(one: Bin, words: str) -> None:
    assert one.words == words


@pytest.mark.parametrize("bins", [BINS, [Bin(0, 5, 0)]])
@pytest.mark.parametrize("expected", [None, 3.0, 80.0, 4_000.0])
def test_any_times_are_a_figure(bins: list[Bin], expected: float | None) -> None:
    go.Figure(times(bins, Numbers(), "engaged_bin", expected))


@pytest.mark.parametrize(
    ("expected", "place"), [(2.5, 0.0), (5.0, 0.5), (22.5, 2.0), (90.0, 3.0), (999.0, 4.0)]
)
def test_the_mark_stands_where_its_seconds_are(expected: float, place: float) -> None:
    (line,) = times(BINS, Numbers(), "engaged_bin", expected)["layout"]["shapes"]
    assert line["x0"] == place


def test_a_bar_filters_by_where_its_bin_begins() -> None:
    (bar,) = times(BINS, Numbers(), "focus_bin")["data"]
    assert bar["meta"] == {"dimension": "focus_bin", "values": ["0", "5", "15", "60", "300"]}
