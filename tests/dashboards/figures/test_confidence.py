import plotly.graph_objects as go
import pytest

from dashboards.figures.confidence import STEPS, Step, confidence
from dashboards.numbers import Numbers

NOTHING = [Step(step, 0, 0) for step in STEPS]
SURE = [*NOTHING[:-2], Step(80, 100, 100), Step(90, 300, 60)]


@pytest.mark.parametrize("steps", [[], NOTHING, SURE, [Step(90, 1, 1)]])
def test_any_steps_are_a_figure(steps: list[Step]) -> None:
    go.Figure(confidence(steps, Numbers()))


def test_shares_are_of_all_concluded_views() -> None:
    free, blocked = confidence(SURE, Numbers())["data"]
    assert free["y"][-2:] == pytest.approx([0, 0.6])
    assert blocked["y"][-2:] == pytest.approx([0.25, 0.15])


def test_columns_with_views_tell_their_share() -> None:
    notes = confidence(SURE, Numbers())["layout"]["annotations"]
    assert [note["text"] for note in notes] == [""] * 8 + ["25%", "75%"]


def test_the_parts_differ_without_colour() -> None:
    patterns = [trace["marker"]["pattern"].get("shape", "") for trace in confidence(SURE, Numbers())["data"]]
    assert len(set(patterns)) == 2


def test_every_column_filters_the_page() -> None:
    metas = [trace["meta"] for trace in confidence(SURE, Numbers())["data"]]
    assert metas == [{"dimension": "confidence", "values": [str(step) for step in STEPS]}] * 2
