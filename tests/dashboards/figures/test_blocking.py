import plotly.graph_objects as go
import pytest

from dashboards.figures.blocking import block_rate

DAYS = ["2025-11-21", "2025-11-22"]


@pytest.mark.parametrize(
    ("times", "rates", "not_known"),
    [
        ([], [], []),
        (DAYS[:1], [0.2], [0.1]),
        (DAYS[:1], [None], [None]),
        (DAYS, [None, 0.3], [1.0, 0.0]),
        (DAYS, [0, 0], [0, 0]),
        (DAYS, [1, 1], [0, 0]),
    ],
)
def test_any_series_is_a_figure(
    times: list[str], rates: list[float | None], not_known: list[float | None]
) -> None:
    go.Figure(block_rate(times, rates, not_known, grain="day", separators=".,", running=True))


def test_what_is_not_known_has_an_axis_of_its_own() -> None:
    rate, unknown = block_rate(DAYS, [0.2, 0.3], [0.1, 0.1], grain="day", separators=".,")["data"]
    assert (rate.get("yaxis"), unknown["yaxis"]) == (None, "y2")


def test_both_bases_are_said() -> None:
    notes = block_rate(DAYS, [0.2, 0.3], [0.1, 0.1], grain="day", separators=".,")["layout"]["annotations"]
    assert [note["text"] for note in notes] == [
        "Blocked, of views in which it is known",
        "Not known, of all views",
    ]


def test_what_is_not_known_is_hatched() -> None:
    strip = block_rate(DAYS, [0.2, 0.3], [0.1, 0.1], grain="day", separators=".,")["data"][1]
    assert strip["marker"]["pattern"]["shape"] == "/"
