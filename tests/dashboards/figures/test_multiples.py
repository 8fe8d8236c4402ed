from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.figures.multiples import Small, multiples
from dashboards.numbers import Numbers

DAYS = ["2025-11-21", "2025-11-22", "2025-11-23"]
SEARCH = Small("Search", "search", [1_000, None, 2_000])
AI = Small("AI <b>assistants</b>", "ai", [1, 2, 3], [3, 2, None])


def figure(smalls: list[Small], days: list[str] = DAYS, **more: Any) -> dict[str, Any]:
    how: dict[str, Any] = {"dimension": "channel", "grain": "day", "unit": "views", **more}
    return multiples(days, smalls, Numbers(), **how)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 9, 40])
def test_any_number_of_lines_is_a_figure(count: int) -> None:
    go.Figure(figure([SEARCH] * count))


@pytest.mark.parametrize("days", [[], DAYS[:1]])
def test_short_ranges_are_a_figure(days: list[str]) -> None:
    go.Figure(figure([Small("x", "x", [0] * len(days))], days, running=True))


def test_each_line_has_a_scale_of_its_own() -> None:
    layout = figure([SEARCH, AI])["layout"]
    assert [layout[axis]["tickvals"] for axis in ("yaxis", "yaxis2")] == [[0, 2_000], [0, 3]]


def test_no_two_stand_in_the_same_place() -> None:
    layout = figure([SEARCH] * 5)["layout"]
    axes = ["", "2", "3", "4", "5"]
    places = {(*layout[f"xaxis{axis}"]["domain"], *layout[f"yaxis{axis}"]["domain"]) for axis in axes}
    assert len(places) == 5
    assert all(0 <= edge <= 1 for place in places for edge in place)


def test_each_says_its_name_and_total() -> None:
    notes = figure([SEARCH, AI])["layout"]["annotations"]
    assert [note["text"] for note in notes] == ["Search · 3,000", "AI &lt;b&gt;assistants&lt;/b&gt; · 6"]


@pytest.mark.parametrize(
    ("total", "words"), [(9_999, "9,999"), (58_000, "58K"), (359_513, "360K"), (4_131_133, "4.1M")]
)
def test_a_large_total_is_short(total: float, words: str) -> None:
    (note,) = figure([Small("Direct", "direct", [total])])["layout"]["annotations"]
    assert note["text"] == f"Direct · {words}"


def test_the_days_compared_with_are_a_line_of_their_own() -> None:
    assert [trace["name"] for trace in figure([SEARCH, AI])["data"]] == ["views", "before", "views"]


def test_what_happened_is_marked_in_every_one() -> None:
    layout = figure([SEARCH, AI], events=[(DAYS[1], "<b>A story broke</b>")])["layout"]
    assert [(shape["xref"], shape["x0"]) for shape in layout["shapes"]] == [("x", DAYS[1]), ("x2", DAYS[1])]
    told = [(note["text"], note["hovertext"]) for note in layout["annotations"] if "hovertext" in note]
    assert told == [("1", "&lt;b&gt;A story broke&lt;/b&gt;")] * 2


def test_every_point_filters_the_page() -> None:
    assert figure([SEARCH])["data"][0]["meta"] == {"dimension": "channel", "values": ["search"] * 3}
