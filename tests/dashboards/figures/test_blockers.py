import plotly.graph_objects as go
import pytest

from dashboards.figures.blockers import WAYS, Bar, blockers
from dashboards.numbers import Numbers
from service.events import BLOCKED_STATES

FIREFOX = Bar("Firefox", 1_000, {"requests": 200, "cosmetic": 100})


@pytest.mark.parametrize(
    "bars",
    [
        [],
        [FIREFOX],
        [Bar("nothing known", 0, {})],
        [Bar("", 40, {"dns": 40})],
        [Bar("<a href='javascript:alert(1)'>" * 9, 40, {})] * 2,
        [Bar(str(n), n, {}) for n in range(30)],
    ],
)
def test_any_bars_are_a_figure(bars: list[Bar]) -> None:
    go.Figure(blockers(bars, Numbers()))


def test_every_way_of_blocking_is_told() -> None:
    assert {state for state, _, _ in WAYS} == set(BLOCKED_STATES)


def test_the_ways_differ_without_colour() -> None:
    assert len({shape for _, _, shape in WAYS}) == len(WAYS)


def test_the_parts_add_up_to_the_block_rate() -> None:
    parts = [trace["x"][0] for trace in blockers([FIREFOX], Numbers())["data"]]
    assert sum(parts) == pytest.approx(FIREFOX.rate)


@pytest.mark.parametrize(
    ("bar", "text"),
    [
        (FIREFOX, "30% of 1,000"),
        (Bar("TV", 29, {"dns": 10}), "too few of 29"),
        (Bar("TV", 30, {"dns": 15}), "50% of 30"),
        (Bar("TV", 0, {}), "too few of 0"),
    ],
)
def test_each_bar_says_its_rate_and_base(bar: Bar, text: str) -> None:
    assert blockers([bar], Numbers())["layout"]["annotations"][0]["text"] == text


def test_names_cannot_be_markup() -> None:
    axis = blockers([Bar("<b>x</b>", 50, {})], Numbers())["layout"]["yaxis"]
    assert axis["ticktext"] == ["&lt;b&gt;x&lt;/b&gt;"]


def test_two_names_cut_to_the_same_text_stay_two_rows() -> None:
    bars = [Bar("a very long browser name " + end, 50, {}) for end in "xy"]
    axis = blockers(bars, Numbers())["layout"]["yaxis"]
    assert (len(set(axis["ticktext"])), axis["tickvals"]) == (1, [0, 1])
