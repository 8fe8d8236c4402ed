import pytest

from dashboards.dates import preset
from dashboards.figures.blockers import Bar
from dashboards.pages.blockers import MOST, by_browser, read_bars
from service.metrics.query import Row
from tests.dashboards.fakes import LABELS, NOTHING, TODAY, FakeMetrics, ask


@pytest.mark.parametrize(
    ("rows", "bars"),
    [
        ([], []),
        ([Row(("Chrome", "none"), (90,)), Row(("Chrome", "dns"), (10,))], [Bar("Chrome", 100, {"dns": 10})]),
        ([Row(("Chrome", "tracking_protection"), (90,))], [Bar("Chrome", 90, {})]),
        ([Row(("Chrome", "not_run"), (0,))], []),
        ([Row(("", "none"), (3,)), Row((None, "none"), (4,))], [Bar("Not known", 7, {})]),
        ([Row(("tv", "none"), (1,)), Row(("phone", "none"), (2,))], [Bar("Phone", 2, {}), Bar("TV", 1, {})]),
    ],
)
def test_rows_become_bars(rows: list[Row], bars: list[Bar]) -> None:
    assert read_bars(rows) == bars


async def test_many_browsers_end_in_one_row_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[tuple[str, ...]] = [(f"browser {n}", "requests") for n in range(MOST + 3)]
    monkeypatch.setitem(LABELS, ("browser", "blocker"), names)
    panel = await by_browser(ask(FakeMetrics(), preset("7d", TODAY)))
    assert panel.context["figure"]["layout"]["yaxis"]["ticktext"][MOST:] == ["3 others"]
    assert len(panel.context["table"].rows) == MOST + 3


async def test_without_answers_there_is_no_figure() -> None:
    panel = await by_browser(ask(FakeMetrics(NOTHING), preset("7d", TODAY)))
    assert panel.context["figure"] is None
