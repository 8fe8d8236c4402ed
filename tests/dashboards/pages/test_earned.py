"""The panels of money over time, by a dimension, by section."""

import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.ask import Ask
from dashboards.pages.earned import DIMENSIONS, by_dimension, by_section, earned
from service.metrics.query import QueryError
from tests.dashboards.fakes import LABELS, NOTHING, TODAY, FakeMetrics, ask

WEEK = preset("7d", TODAY)


def asking(by: str, metrics: FakeMetrics | None = None) -> Ask:
    question = ask(metrics or FakeMetrics(), WEEK)
    return msgspec.structs.replace(question, shown=msgspec.structs.replace(question.shown, own=(("by", by),)))


async def test_over_time_the_unit_and_both_sums_are_told() -> None:
    panel = await earned(ask(FakeMetrics(), WEEK))
    expected = "EUR a day · 24,691 EUR earned, 6,913 EUR at risk · ○ today so far"
    assert panel.context["base"].replace("\u00a0", " ") == expected


async def test_without_views_nothing_is_drawn() -> None:
    for panel in (earned, by_dimension, by_section):
        assert (await panel(ask(FakeMetrics(NOTHING), WEEK))).context["figure"] is None


@pytest.mark.parametrize("by", DIMENSIONS)
async def test_each_dimension_can_be_chosen(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LABELS, (by,), [("a",), ("",)])
    panel = await by_dimension(asking(by))
    here = [href for _words, href, chosen in panel.context["choices"] if chosen]
    assert here == [f"/s/herald/overview?range=7d&by={by}#panel-rpm"]
    assert panel.table is not None
    assert (panel.table.dimension, panel.table.keys) == (by, ("a", ""))


@pytest.mark.parametrize("by", ["article", "nothing", "<b>"])
async def test_another_is_told_to_be_none(by: str) -> None:
    with pytest.raises(QueryError, match="device, country, section, channel, browser, author"):
        await by_dimension(asking(by))


async def test_of_many_the_figure_has_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LABELS, ("section",), [(str(n),) for n in range(900)])
    panel = await by_dimension(asking("section"))
    assert panel.context["base"] == "EUR per 1,000 views · the 9 most viewed of 900"
    assert len(panel.context["figure"]["data"][0]["y"]) == 9


async def test_the_other_sections_are_one_row_that_filters_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LABELS, ("section",), [(str(n),) for n in range(12)])
    panel = await by_section(ask(FakeMetrics(), WEEK))
    bar = panel.context["figure"]["data"][0]
    assert panel.context["figure"]["layout"]["yaxis"]["ticktext"][-1] == "3 others"
    assert (bar["x"][-1], bar["meta"]["values"][-1]) == (pytest.approx(3 * 12_345.6), "")
