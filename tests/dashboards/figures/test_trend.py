from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.figures.trend import engaged_time, views_and_readers

DAYS = ["2025-11-21", "2025-11-22", "2025-11-23"]


def draw(times: list[str], views: list[float | None], **more: Any) -> dict[str, Any]:
    options = {"grain": "day", "separators": ".,"} | more
    return views_and_readers(times, views, views, **options)


@pytest.mark.parametrize(
    ("times", "values"),
    [
        ([], []),
        (DAYS[:1], [5]),
        (DAYS[:1], [None]),
        (DAYS, [None, None, None]),
        (DAYS, [1, None, 3]),
        (DAYS, [0, 0, 0]),
        (DAYS, [10**12, 1, 2]),
    ],
)
@pytest.mark.parametrize("grain", ["day", "hour"])
@pytest.mark.parametrize("running", [True, False])
def test_any_series_is_a_figure(
    times: list[str], values: list[float | None], grain: str, running: bool
) -> None:
    go.Figure(views_and_readers(times, values, values, grain=grain, separators=".,", running=running))
    go.Figure(engaged_time(times, values, grain=grain, separators=",\u00a0", running=running))


def test_lines_differ_without_colour() -> None:
    first, second = draw(DAYS, [1, 2, 3])["data"]
    assert first["line"]["dash"] != second["line"]["dash"]


def test_each_line_is_named_at_its_end() -> None:
    assert [note["text"] for note in draw(DAYS, [1, 2, 3])["layout"]["annotations"]] == ["views", "readers"]


def test_names_that_would_touch_are_pushed_apart() -> None:
    below, above = draw(DAYS, [1, 2, 3])["layout"]["annotations"]
    assert above["yshift"] - below["yshift"] >= 14


def test_a_name_stands_at_the_last_known_value() -> None:
    figure = views_and_readers(DAYS, [1, 2, None], [None] * 3, grain="day", separators=".,")
    assert [(note["x"], note["y"]) for note in figure["layout"]["annotations"]] == [("2025-11-22", 2)]


@pytest.mark.parametrize(("running", "sizes"), [(True, [0, 0, 8]), (False, [0, 0, 0])])
def test_a_day_that_is_not_over_is_an_open_circle(running: bool, sizes: list[int]) -> None:
    assert draw(DAYS, [1, 2, 3], running=running)["data"][0]["marker"]["size"] == sizes


def test_a_single_value_is_seen_as_a_point() -> None:
    assert draw(DAYS[:1], [4])["data"][0]["marker"]["size"] == [7]


def test_gaps_stay_gaps() -> None:
    line = engaged_time(DAYS, [1, None, 3], grain="day", separators=".,")["data"][0]
    assert (line["y"], line["connectgaps"]) == ([1, None, 3], False)


def test_engaged_time_says_its_unit_on_the_axis() -> None:
    assert (
        engaged_time(DAYS, [1, 2, 3], grain="day", separators=".,")["layout"]["yaxis"]["ticksuffix"] == " s"
    )


def test_values_begin_at_zero() -> None:
    assert draw(DAYS, [100, 101, 102])["layout"]["yaxis"]["range"][0] == 0
