import plotly.graph_objects as go
import pytest

from dashboards.figures.blockers import Bar
from dashboards.figures.rates import likely_rate, range_words, rates
from dashboards.interval import wilson
from dashboards.numbers import Numbers

FIREFOX = Bar("Firefox", 1_000, {"requests": 200, "cosmetic": 100}, "Firefox")
FEW = Bar("TV", 4, {"dns": 3}, "tv")


@pytest.mark.parametrize(
    "bars",
    [
        [],
        [FIREFOX],
        [FEW],
        [Bar("nothing known", 0, {})],
        [Bar("all", 40, {"dns": 40}), Bar("none", 40, {})],
        [Bar("<a href='javascript:alert(1)'>" * 9, 40, {})] * 2,
        [Bar(str(n), n, {"dns": n // 2}) for n in range(60)],
    ],
)
def test_any_bars_are_a_figure(bars: list[Bar]) -> None:
    go.Figure(rates(bars, Numbers(), "browser"))


def test_the_range_stands_around_the_end_of_the_bar() -> None:
    likely = rates([FIREFOX], Numbers(), "browser")["data"][-1]
    ends = likely["x"][0] - likely["error_x"]["arrayminus"][0], likely["x"][0] + likely["error_x"]["array"][0]
    assert ends == pytest.approx(wilson(300, 1_000))


def test_too_few_views_have_neither_bar_nor_range() -> None:
    figure = rates([FEW, FIREFOX], Numbers(), "device")
    *ways, likely = figure["data"]
    assert ([way["x"][0] for way in ways], likely["x"][0]) == ([0, 0, 0], None)


def test_the_words_of_a_bar_stand_right_of_its_range() -> None:
    figure = rates([FIREFOX, FEW], Numbers(), "browser")
    assert [note["x"] for note in figure["layout"]["annotations"]] == [wilson(300, 1_000)[1], 0]  # type: ignore[index]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["30% of 1,000", "too few of 4"]


def test_every_bar_makes_the_figure_as_much_taller() -> None:
    heights = [rates([FIREFOX] * count, Numbers(), "")["layout"]["height"] for count in (3, 4, 11)]
    assert heights[2] - heights[1] == 7 * (heights[1] - heights[0])


def test_every_bar_and_range_filters_the_page() -> None:
    metas = [trace["meta"] for trace in rates([FIREFOX], Numbers(), "browser")["data"]]
    assert metas == [{"dimension": "browser", "values": ["Firefox"]}] * 4


@pytest.mark.parametrize(("concluded", "known"), [(0, False), (29, False), (30, True)])
def test_a_range_needs_thirty_views(concluded: int, known: bool) -> None:
    assert (likely_rate(Bar("x", concluded, {})) is not None) == known


@pytest.mark.parametrize(("found", "words"), [(None, ""), ((0.1811, 0.1942), "18.1–19.4%")])
def test_a_range_is_told_as_per_cent(found: tuple[float, float] | None, words: str) -> None:
    assert range_words(found, Numbers()) == words
