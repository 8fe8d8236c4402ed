import plotly.graph_objects as go
import pytest

from dashboards.figures.target import with_target
from dashboards.figures.trend import views_and_readers

DAYS = ["2025-11-21", "2025-11-22"]


def drawn(value: float) -> dict[str, object]:
    figure = views_and_readers(
        DAYS, [100, 200], [50, 60], events=[(DAYS[0], "x")], grain="day", separators=".,"
    )
    return with_target(figure, value, "goal")


@pytest.mark.parametrize(("value", "top"), [(100, 224), (1_000, 1_120)])
def test_the_axis_reaches_the_line(value: float, top: float) -> None:
    figure = go.Figure(drawn(value))
    assert figure.layout.yaxis.range == pytest.approx((0, top))


def test_the_line_is_dotted_and_named_and_what_was_there_stays() -> None:
    figure = go.Figure(drawn(150))
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dot", "dot"]
    assert (figure.layout.shapes[-1].y0, figure.layout.annotations[-1].text) == (150, "goal")
    assert "▾1" in [word.text for word in figure.layout.annotations]
